"""Writing the next version of the generic model; what pilots see of it; and what has been in each version."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import compare_models, list_models
from mallipaja.actions.model_editor import (
    drop_edit,
    list_versions,
    publish_version,
    save_element,
    view_model_draft,
)
from mallipaja.actions.rebase import apply_rebase, view_move
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.errors import ActionError, LateSave
from tests.small_project import SmallProject

ContextFor = Callable[[str], Context]
RULE = "rules.meeting_mode"


def content(asked: Context, key: str = RULE, **more: object) -> dict[str, object]:
    assert asked.catalogue.generic is not None
    element = asked.catalogue.generic.elements[key]
    return {**element.model_dump(mode="json", exclude_defaults=True), **more}


def test_edits_change_nothing_until_they_are_published(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, pilots = context_for("admin"), context_for("facilitator")
    take_stand(pilots, pilot_id=small_project.keuruu, element=RULE, fit="fits")
    take_stand(
        pilots, pilot_id=small_project.laukaa, element=RULE, fit="fits_changed", what="Aina etänä", text="Aina etänä.",
        why="Matkat", decided_by="Kokous",
    )  # fmt: skip
    save_element(
        asked, element=RULE, content=content(asked, text={"fi": "Aina etänä."}), note="Laukaan malli"
    )
    save_element(asked, element="tools.kykyviisari", content=None)
    new = content(asked, level="core", label={"fi": "Uusi ydin"}, text={"fi": "Sovitaan."})
    del new["choices"], new["default"]
    save_element(asked, element="rules.new_core", content=new)
    draft = view_model_draft(asked)
    assert [(one.element, one.kind) for one in draft.changes] == [
        (RULE, "changed"), ("rules.new_core", "added"), ("tools.kykyviisari", "removed"),
    ]  # fmt: skip
    assert draft.changes[0].parts == ("text",)
    assert draft.problems == ()
    assert view_variant(pilots, pilot_id=small_project.keuruu).newer is None
    assert publish_version(asked, version="1.1", note="Etätapaaminen kaikille") == "1.1"
    assert view_model_draft(asked).edits == ()
    generic = list_models(asked).generic
    assert generic is not None
    assert generic.version == "1.1"
    view = view_variant(pilots, pilot_id=small_project.keuruu)
    assert (view.generic.version, view.newer) == ("1", "1.1")
    move = view_move(pilots, pilot_id=small_project.keuruu, version="1.1")
    assert move.plan.new_core == ("rules.new_core",)
    assert move.plan.look_again == (RULE,)
    assert move.origins == {RULE: ("Laukaa",)}
    absorbed = view_move(pilots, pilot_id=small_project.laukaa, version="1.1").plan
    assert [one.outcome for one in absorbed.carried] == ["absorbed"]
    apply_rebase(pilots, pilot_id=small_project.laukaa, version="1.1")
    assert view_variant(pilots, pilot_id=small_project.laukaa).newer is None
    compared = compare_models(pilots, project_id=small_project.project_id)
    assert compared.comparison.generic_version == "1.1"
    assert compared.older_generic == ("Keuruu",)
    newest, first = list_versions(asked)
    assert (newest.version, newest.note, first.version) == ("1.1", "Etätapaaminen kaikille", "1")
    assert {one.element for one in newest.changes} == {RULE, "rules.new_core", "tools.kykyviisari"}


def test_a_file_of_a_higher_version_comes_before_what_was_published(context_for: ContextFor) -> None:
    asked = context_for("admin")
    save_element(asked, element="tools.kykyviisari", content=None)
    publish_version(asked, version="1.1", note="x")
    assert asked.catalogue.generic is not None
    file = asked.catalogue.generic.model_copy(update={"version": "1.10"})
    later = replace(asked, catalogue=replace(asked.catalogue, generic=file))
    found = list_models(later).generic
    assert found is not None
    assert found.version == "1.10"


def test_what_cannot_be_published(context_for: ContextFor) -> None:
    asked = context_for("admin")

    def refused(code: str, **values: str) -> None:
        with pytest.raises(ActionError) as caught:
            publish_version(asked, **{"version": "2", "note": "Uutta", **values})
        assert caught.value.code == code

    refused("NO_EDITS")
    save_element(asked, element="roles.kela", content=None)
    refused("NO_NOTE", note=" ")
    for version in ("1", "0.9", "x", "2..1"):
        refused("BAD_VERSION", version=version)
    refused("MODEL_PROBLEMS")  # the team would have no seat of Kela
    assert "MODEL_016" in {one.code for one in view_model_draft(asked).problems}
    drop_edit(asked, element="roles.kela")
    for element, values, code in (
        ("Rules.x", content(asked), "BAD_KEY"),
        ("rules.x", {"group": "rules"}, "BAD_ELEMENT"),
    ):
        with pytest.raises(ActionError) as caught:
            save_element(asked, element=element, content=values)
        assert caught.value.code == code


def test_an_edit_back_to_what_is_in_use_is_no_edit(context_for: ContextFor) -> None:
    asked = context_for("admin")
    save_element(asked, element=RULE, content=content(asked, level="core"))
    save_element(asked, element=RULE, content=content(asked))
    assert view_model_draft(asked).edits == ()
    save_element(asked, element=RULE, content=content(asked, level="core"))
    (edit,) = view_model_draft(asked).edits
    save_element(asked, element=RULE, content=content(asked, level="local"), revision=edit.revision)
    with pytest.raises(LateSave):
        save_element(asked, element=RULE, content=content(asked, mandatory=True), revision=edit.revision)
