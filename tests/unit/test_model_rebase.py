"""A scripted move from version 1 to 2: what is clean, absorbed and in conflict, and what comes of the decisions."""

from dataclasses import replace

import pytest

from mallipaja.errors import ProblemsError
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.model.comparison import compare
from mallipaja.model.rebase import rebase
from mallipaja.model.rebase_decisions import Decision, rebased
from mallipaja.model.resolve import resolve
from tests.model_building import element, generic, phase, role

V1 = generic(
    {
        "roles.kela": role("kela", hours=4, professions=("kela_expert",)),
        "roles.nurse": role("health", hours=6, professions=("nurse",)),
        "rules.consent": element(label="Suostumus", text="Suostumus pyydetään suullisesti"),
        "rules.mode": element(level="adaptable", label="Tapaaminen", text="Tavataan kerran"),
        "rules.convener": element(level="adaptable", label="Koollekutsuja", text="Kela kutsuu koolle"),
        "rules.return_date": element(level="adaptable", label="Paluupäivä", text="Palataan asiaan"),
        "artefacts.form": element("artefacts", "adaptable", label="Lomake", text="Paperilomake"),
        "tools.survey": element("tools", "adaptable", label="Kysely", text="Kykyviisari"),
        "phases.meeting": phase(1, ("health", "kela")),
    }
)
V2 = generic(
    {
        "roles.kela": role("kela", hours=5, professions=("kela_expert", "rehabilitation_counsellor")),
        "rules.consent": element(label="Suostumus", text="Suostumus kirjataan"),
        "rules.mode": element(level="adaptable", label="Tapaaminen", text="Tavataan ainakin kerran"),
        "rules.call": element(level="adaptable", label="Koollekutsuja", text="Asiakasvastaava kutsuu koolle"),
        "rules.return_date": element(level="core", label="Paluupäivä", text="Palataan asiaan"),
        "rules.plan": element(label="Suunnitelma", text="Suunnitelma tehdään yhdessä"),
        "tools.survey": element("tools", "adaptable", label="Kysely", text="Kykyviisari"),
        "tools.line": element("tools", "local", label="Linja", text="Neuvontalinja"),
        "phases.meeting": phase(1, ("health", "kela")),
    },
    version="2",
)


def change(id_, operation, target, field="", value=None, **more):
    return Adaptation(
        id_, operation, target, field, None, value, "muutos", more.pop("why", "syy"), "tiimi", **more
    )


KEURUU = Variant(
    "keuruu",
    "Keuruu",
    "1",
    (
        change("absorbed", "set", "rules.consent", "text", "Suostumus kirjataan"),
        change("clean", "set", "tools.survey", "text", "Oma kysely"),
        change("base", "set", "rules.mode", "text", "Tavataan kahdesti"),
        change("hours", "set", "roles.kela", "role.hours_per_month", 8.0),
        change("member", "add_member", "roles.kela", "role.professions", ("social_worker",)),
        change("known_member", "add_member", "roles.kela", "role.professions", ("rehabilitation_counsellor",)),
        change("renamed", "set", "rules.convener", "text", "Terveydenhoitaja kutsuu koolle"),
        change("gone", "set", "artefacts.form", "text", "Sähköinen lomake"),
        change("gone_field", "set", "roles.nurse", "role.hours_per_month", 2.0),
        change("core", "remove", "rules.return_date"),
        change("own", "add", "tools.bus", value="Bussi kiertää"),
        change("collides", "add", "tools.line", value="Kuumalinja"),
        change("history", "set", "rules.mode", "text", "Vanha", state="ended"),
        change("proposal", "set", "phases.meeting", "local_name", "Palaveri", state="proposal"),
    ),
    (
        Stance("rules.consent", "fits_changed"),
        Stance("rules.convener", "fits_changed"),
        Stance("artefacts.form", "fits_changed"),
        Stance("roles.nurse", "fits_changed"),
        Stance("phases.meeting", "fits"),
    ),
)  # fmt: skip
PLAN = rebase(KEURUU, V1, V2)
DECISIONS = (
    Decision("base", "keep", "Kaksi kertaa on sovittu"),
    Decision("hours", "write", "Kuusi riittää", 6.0),
    Decision("renamed", "keep", "Niin on sovittu"),
    Decision("gone", "keep", "Lomake on käytössä"),
    Decision("gone_field", "take", "Roolia ei enää ole"),
    Decision("core", "take", "Otetaan paluupäivä käyttöön"),
    Decision("collides", "write", "Nimetään samoin", "Kuumalinja on auki arkisin"),
)


def test_every_change_is_clean_absorbed_or_in_conflict():
    found = {one.adaptation.id: (one.outcome, one.reason) for one in PLAN.carried}
    assert found == {
        "absorbed": ("absorbed", ""),
        "clean": ("clean", ""),
        "base": ("conflict", "base_changed"),
        "hours": ("conflict", "base_changed"),
        "member": ("clean", ""),
        "known_member": ("absorbed", ""),
        "renamed": ("conflict", "renamed"),
        "gone": ("conflict", "target_gone"),
        "gone_field": ("conflict", "target_gone"),
        "core": ("conflict", "became_core"),
        "own": ("clean", ""),
        "collides": ("conflict", "already_there"),
        "proposal": ("clean", ""),
    }


def test_what_both_versions_say_is_shown_beside_the_pilots_own():
    found = {one.adaptation.id: (one.before, one.after, one.renamed_to) for one in PLAN.carried}
    assert found["base"] == ("Tavataan kerran", "Tavataan ainakin kerran", None)
    assert found["hours"] == (4.0, 5.0, None)
    assert found["renamed"] == ("Kela kutsuu koolle", "Asiakasvastaava kutsuu koolle", "rules.call")
    assert found["gone"] == ("Paperilomake", None, None)


def test_new_core_and_stands_to_look_at_again():
    assert PLAN.new_core == ("rules.return_date", "rules.plan")
    assert PLAN.look_again == ()
    assert PLAN.gone == (("rules.convener", "rules.call"), ("artefacts.form", None), ("roles.nurse", None))
    stood = replace(
        KEURUU, adaptations=(), stances=(Stance("rules.mode", "fits"), Stance("rules.consent", "fits"))
    )
    assert rebase(stood, V1, V2).look_again == ("rules.mode", "rules.consent")


def test_the_decisions_make_the_variant_on_the_new_version():
    moved = rebased(PLAN, V2, DECISIONS)
    assert moved.generic_version == "2"
    states = {one.id: one.state for one in moved.adaptations}
    assert {key for key, state in states.items() if state == "ended"} == {
        "absorbed", "known_member", "gone_field", "core", "history",
    }  # fmt: skip
    assert list(states) == [one.id for one in KEURUU.adaptations]
    snapshot = resolve(V2, moved.adaptations)
    assert snapshot.field("tools.survey", "text") == "Oma kysely"
    assert snapshot.field("rules.mode", "text") == "Tavataan kahdesti"
    assert snapshot.field("roles.kela", "role.hours_per_month") == 6.0
    assert snapshot.field("roles.kela", "role.professions") == (
        "kela_expert", "rehabilitation_counsellor", "social_worker",
    )  # fmt: skip
    assert snapshot.field("rules.call", "text") == "Terveydenhoitaja kutsuu koolle"
    assert snapshot.field("artefacts.form", "text") == "Sähköinen lomake"
    assert snapshot.elements["artefacts.form"].origin == "added"
    assert snapshot.elements["rules.return_date"].origin == "generic"
    assert snapshot.field("tools.line", "text") == "Kuumalinja on auki arkisin"
    by_id = {one.id: one for one in moved.adaptations}
    assert by_id["base"].base_value == "Tavataan ainakin kerran"
    assert by_id["base"].why == "syy\nKaksi kertaa on sovittu"
    assert [one.element for one in moved.stances] == ["rules.consent", "rules.call", "phases.meeting"]
    statuses = {row.key: cell.status for row, cell in compare(V2, (moved,)).cells("keuruu")}
    assert statuses["rules.plan"] == "not_stated"
    assert statuses["artefacts.form"] == "added"


@pytest.mark.parametrize("left_out", [one.adaptation for one in DECISIONS])
def test_nothing_moves_while_a_conflict_is_open(left_out):
    with pytest.raises(ProblemsError) as caught:
        rebased(PLAN, V2, [one for one in DECISIONS if one.adaptation != left_out])
    assert [problem.code for problem in caught.value.problems] == ["REBASE_001"]
    assert left_out in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Decision("base", "keep", " "), "REBASE_002"),
        (Decision("clean", "keep", "Pidetään"), "REBASE_003"),
        (Decision("base", "write", "Uusi"), "REBASE_004"),
        (Decision("gone_field", "keep", "Pidetään"), "REBASE_005"),
    ],
)
def test_a_decision_that_cannot_be_carried_out(wrong, code):
    with pytest.raises(ProblemsError) as caught:
        rebased(PLAN, V2, [*(one for one in DECISIONS if one.adaptation != wrong.adaptation), wrong])
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_variant_of_another_version_is_refused():
    with pytest.raises(ValueError, match="made on version 1"):
        rebase(KEURUU, V2, V1)
