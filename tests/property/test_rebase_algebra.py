"""Moving onto the same version changes nothing; clean changes keep their local values; nothing is dropped."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mallipaja.model.adaptation import OPERATIONS, Adaptation, Stance, Variant
from mallipaja.model.rebase import rebase
from mallipaja.model.rebase_decisions import Decision, rebased
from mallipaja.model.resolve import codes_in, problems, resolve, target_field
from tests.model_building import element, generic, phase, role

PARTS = {
    "roles.kela": (role("kela", hours=4, professions=("a",)), role("kela", hours=5, professions=("a", "b"))),
    "rules.consent": (element(text="yksi"), element(text="kaksi"), element(level="adaptable", text="yksi")),
    "rules.mode": (element(level="adaptable", text="yksi"), element(level="adaptable", text="kolme")),
    "phases.meeting": (phase(1, ("health",)), phase(2, ("health", "kela"))),
    "tools.own": (element("tools", "local", text="kaksi"),),
}
FIELDS = (
    "text",
    "local_name",
    "role.professions",
    "role.hours_per_month",
    "phase.required_sectors",
    "default",
)
VALUES = ("kaksi", "kolme", ("a",), ("b", "c"), ("kela",), 5.0, 2.0, None)


@st.composite
def versions(draw, number):
    chosen = {key: draw(st.sampled_from((None, *parts))) for key, parts in PARTS.items()}
    return generic({key: part for key, part in chosen.items() if part is not None}, number)


@st.composite
def variants(draw, model):
    listed = []
    for place in range(draw(st.integers(0, 5))):
        made = Adaptation(
            id=str(place),
            operation=draw(st.sampled_from(OPERATIONS)),
            element=draw(st.sampled_from((*PARTS, "tools.new"))),
            field=draw(st.sampled_from(FIELDS)),
            value=draw(st.sampled_from(VALUES)),
            why=draw(st.sampled_from(("", "syy"))),
            state=draw(st.sampled_from(("agreed", "in_trial", "proposal", "ended"))),
        )  # fmt: skip
        others = [one for one in (*listed, made) if one.is_active]
        if not problems(model, others):
            listed.append(made)
    keys = [key for key in model.elements if draw(st.booleans())]
    return Variant("v", "V", model.version, tuple(listed), tuple(Stance(key, "fits") for key in keys))


@st.composite
def moves(draw):
    old = draw(versions("1"))
    return old, draw(versions("2")), draw(variants(old))


@given(moves())
def test_onto_an_unchanged_model_it_is_the_identity(move):
    old, _, variant = move
    again = old.model_copy(update={"version": "2"})
    plan = rebase(variant, old, again)
    assert {one.outcome for one in plan.carried} <= {"clean"}
    assert (plan.new_core, plan.look_again, plan.gone) == ((), (), ())
    assert rebased(plan, again) == replace(variant, generic_version="2")


@given(moves())
def test_nothing_is_dropped(move):
    old, new, variant = move
    plan = rebase(variant, old, new)
    assert [one.adaptation for one in plan.carried] == [
        one for one in variant.adaptations if one.state != "ended"
    ]
    assert all((one.reason == "") == (one.outcome != "conflict") for one in plan.carried)
    assert {key for key, _ in plan.gone} == {one.element for one in variant.stances} - set(new.elements)
    moved = rebased(plan, new, [Decision(one.adaptation.id, "take", "syy") for one in plan.conflicts])
    assert [one.id for one in moved.adaptations] == [one.id for one in variant.adaptations]
    kept = {one.element for one in moved.stances} | {key for key, _ in plan.gone}
    assert {one.element for one in variant.stances} <= kept


@given(moves())
def test_clean_changes_give_the_same_local_values(move):
    old, new, variant = move
    plan = rebase(variant, old, new)
    clean = [one.adaptation for one in plan.carried if one.outcome == "clean" and one.adaptation.is_active]
    before, after = resolve(old, variant.adaptations), resolve(new, clean)
    for one in clean:
        field = target_field(one)
        if one.operation == "remove":
            assert after.elements[one.element].origin == "removed"
        elif one.operation in {"add_member", "remove_member"}:
            for code in codes_in(one.value):
                assert (code in after.field(one.element, field)) == (one.operation == "add_member")
        else:
            assert after.field(one.element, field or "text") == before.field(one.element, field or "text")


@given(moves())
def test_absorbed_means_that_the_new_version_says_it(move):
    old, new, variant = move
    for one in rebase(variant, old, new).carried:
        if one.outcome == "absorbed" and one.adaptation.operation not in {
            "remove",
            "add_member",
            "remove_member",
        }:
            assert one.after == one.adaptation.value
            assert one.before != one.after or one.adaptation.element not in old.elements
