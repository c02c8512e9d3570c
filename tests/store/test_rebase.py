"""A pilot's model moves onto version 2 of the generic model, on both databases, and by the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.rebase import apply_rebase, preview_rebase
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.catalogue.operating_model import Element, GenericModel
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError
from mallipaja.model.rebase_decisions import Decision
from mallipaja.store import schema
from mallipaja.store import variants as variant_store
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject
from tests.store.test_commands import mallipaja

ContextFor = Callable[[str], Context]
ABSORBED, BASE, GONE, CLEAN, SAME = (
    "rules.consent", "rules.referral_criteria", "rules.threshold", "rules.coordinator_choice", "roles.kela",
)  # fmt: skip


def said(element: Element, text: str) -> Element:
    return element.model_copy(update={"text": Text(fi=text)})


def second_version(generic: GenericModel) -> GenericModel:
    elements = dict(generic.elements)
    elements[ABSORBED] = said(elements[ABSORBED], "Suostumus kirjataan aina.")
    elements[BASE] = said(elements[BASE], "Uudet kriteerit.")
    del elements[GONE]
    elements["rules.new_core"] = said(elements[ABSORBED], "Uusi yhteinen sääntö.")
    return generic.model_copy(update={"version": "2", "elements": elements})


@pytest.fixture
def on_version_2(context_for: ContextFor, small_project: SmallProject) -> Context:
    """The facilitator, after Keuruu's walk-through on version 1, when version 2 has come."""
    asked = context_for("facilitator")
    words = {"pilot_id": small_project.keuruu, "why": "Syy", "decided_by": "Kokous", "what": "Muutos"}
    take_stand(asked, element=ABSORBED, fit="fits_changed", text="Suostumus kirjataan aina.", **words)
    take_stand(asked, element=BASE, fit="fits_changed", text="Omat kriteerit.", **words)
    take_stand(asked, element=CLEAN, fit="fits_changed", text="Tiimi valitsee.", **words)
    take_stand(asked, element=GONE, fit="fits", pilot_id=small_project.keuruu)
    take_stand(asked, element=SAME, fit="fits", in_use="yes", pilot_id=small_project.keuruu)
    assert asked.catalogue.generic is not None
    return replace(asked, catalogue=replace(asked.catalogue, generic=second_version(asked.catalogue.generic)))


def ids(context: Context, pilot: str) -> Mapping[str, str]:
    return {one.element: one.id for one in view_variant(context, pilot_id=pilot).variant.adaptations}


def test_looking_changes_nothing(on_version_2: Context, small_project: SmallProject) -> None:
    before = view_variant(on_version_2, pilot_id=small_project.keuruu)
    plan = preview_rebase(on_version_2, pilot_id=small_project.keuruu, version="2")
    assert {one.adaptation.element: one.outcome for one in plan.carried} == {
        ABSORBED: "absorbed",
        BASE: "conflict",
        CLEAN: "clean",
    }
    assert plan.new_core == ("rules.new_core",)
    assert plan.gone == ((GONE, None),)
    assert plan.look_again == ()
    assert view_variant(on_version_2, pilot_id=small_project.keuruu) == before


def test_nothing_moves_while_a_conflict_is_open(on_version_2: Context, small_project: SmallProject) -> None:
    pilot = small_project.keuruu
    before = view_variant(on_version_2, pilot_id=pilot)
    conflict = ids(on_version_2, pilot)[BASE]
    for decisions in ((), (Decision(conflict, "keep", "  "),), (Decision(conflict, "write", "Syy"),)):
        with pytest.raises(ActionError) as caught:
            apply_rebase(on_version_2, pilot_id=pilot, version="2", decisions=decisions)
        assert caught.value.code == "REBASE"
    assert view_variant(on_version_2, pilot_id=pilot) == before


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (("keep", None), "Omat kriteerit."),
        (("take", None), "Uudet kriteerit."),
        (("write", "Kriteerit yhdessä."), "Kriteerit yhdessä."),
    ],
)
def test_the_model_moves_with_its_decisions(
    on_version_2: Context, small_project: SmallProject, decision: tuple[str, str | None], expected: str
) -> None:
    pilot, (choice, value) = small_project.keuruu, decision
    chosen = Decision(ids(on_version_2, pilot)[BASE], choice, "Sovittiin", value)  # type: ignore[arg-type]
    apply_rebase(on_version_2, pilot_id=pilot, version="2", decisions=(chosen,))
    view = view_variant(on_version_2, pilot_id=pilot)
    assert view.generic.version == view.variant.generic_version == "2"
    assert view.snapshot.field(BASE, "text") == expected
    assert view.snapshot.field(CLEAN, "text") == "Tiimi valitsee."
    assert view.snapshot.field(ABSORBED, "text") == "Suostumus kirjataan aina."
    assert view.snapshot.elements[ABSORBED].origin == "generic"
    by_element = {one.element: one for one in view.variant.adaptations}
    assert by_element[ABSORBED].state == "ended"
    assert by_element[BASE].state == ("ended" if choice == "take" else "agreed")
    assert by_element[BASE].why == "Syy\nSovittiin"
    assert set(view.stance_rows) == {ABSORBED, BASE, CLEAN, SAME}
    again = preview_rebase(on_version_2, pilot_id=pilot, version="2")
    assert {one.outcome for one in again.carried} == {"clean"}


def test_every_step_is_in_the_history(
    on_version_2: Context, small_project: SmallProject, store: Store
) -> None:
    pilot = small_project.keuruu
    chosen = Decision(ids(on_version_2, pilot)[BASE], "keep", "Sovittiin")
    apply_rebase(on_version_2, pilot_id=pilot, version="2", decisions=(chosen,))
    with store.reading("cli:test", START) as work:
        row = variant_store.variant_of(work, pilot)
        assert row is not None
        lines = work.connection.execute(
            schema.history.select().where(schema.history.c.entity.in_(["adaptation", "stance", "variant"]))
        ).all()
    changed = [(line.entity, line.change) for line in lines if line.change != "add"]
    assert sorted(changed) == [
        ("adaptation", "change"),
        ("adaptation", "change"),
        ("stance", "bin"),
        ("variant", "change"),
    ]


def test_a_version_and_a_model_that_are_not_there(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked = context_for("facilitator")
    with pytest.raises(ActionError) as caught:
        preview_rebase(asked, pilot_id=small_project.laukaa, version="1")
    assert caught.value.code == "NOT_STARTED"
    take_stand(asked, pilot_id=small_project.laukaa, element=SAME, fit="fits")
    with pytest.raises(ActionError) as caught:
        preview_rebase(asked, pilot_id=small_project.laukaa, version="7")
    assert caught.value.code == "NO_VERSION"
    assert "Known: 1." in str(caught.value)


def test_by_the_command_line(
    on_version_2: Context, small_project: SmallProject, store: Store, tmp_path: Path
) -> None:
    pilot = small_project.keuruu
    chosen = Decision(ids(on_version_2, pilot)[BASE], "keep", "Sovittiin")
    apply_rebase(on_version_2, pilot_id=pilot, version="2", decisions=(chosen,))
    run = lambda *words: mallipaja(store, tmp_path, "rebase", *words)  # noqa: E731
    done = run("Keuruu", "--onto", "1", "--dry-run", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == [
        "municipality", "from", "onto", "can_move", "adaptations", "new_core", "look_again", "gone",
    ]  # fmt: skip
    assert (found["municipality"], found["from"], found["onto"], found["can_move"]) == (
        "Keuruu",
        "2",
        "1",
        False,
    )
    rows = {one["element"]: one for one in found["adaptations"]}
    assert (rows[BASE]["outcome"], rows[BASE]["reason"]) == ("conflict", "base_changed")
    assert (rows[BASE]["before"], rows[BASE]["local"]) == ("Uudet kriteerit.", "Omat kriteerit.")
    assert (rows[CLEAN]["outcome"], rows[CLEAN]["reason"]) == ("clean", None)
    assert run("249", "--onto", "1").returncode == 1
    assert view_variant(on_version_2, pilot_id=pilot).generic.version == "2"
    listed = run("keuruu", "--onto", "1", "--dry-run", "--language", "fi")
    assert listed.stdout.splitlines()[0] == "Versiosta 2 versioon 1"
    same = run("keuruu", "--onto", "2", "--json")
    assert json.loads(same.stdout)["can_move"] is True
    assert "Known: 1, 2." in run("Keuruu", "--onto", "9", "--dry-run").stderr
    assert "no pilot 'Petäjävesi'" in run("Petäjävesi", "--onto", "1", "--dry-run").stderr
