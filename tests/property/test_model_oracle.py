"""deepdiff as an independent oracle: on random models it finds the very places our algebra says have changed."""

from deepdiff import DeepDiff
from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.errors import ProblemsError
from mallipaja.model.adaptation import OPERATIONS, Adaptation, Stance, Variant
from mallipaja.model.cell import NAME_ONLY
from mallipaja.model.comparison import compare
from mallipaja.model.rebase import rebase
from mallipaja.model.resolve import resolve, target_field
from mallipaja.model.snapshot import Snapshot, base
from tests.model_building import element, generic, phase, role

GROUPS = ("rules", "tools", "governance", "artefacts")
TEXTS = ("yksi", "kaksi", "kolme")


@st.composite
def generics(draw, version="1"):
    elements = {
        f"{group}.e{number}": element(group, draw(st.sampled_from(("core", "adaptable"))), text=draw(st.sampled_from(TEXTS)))
        for group in GROUPS
        for number in range(draw(st.integers(0, 3)))
    }  # fmt: skip
    elements["roles.kela"] = role("kela", hours=draw(st.sampled_from((None, 4, 6))), professions=("a", "b"))
    elements["phases.meeting"] = phase(draw(st.integers(1, 3)), ("health", "kela"))
    return generic(elements, version)


@st.composite
def changed(draw, model):
    keys = [*model.elements, "tools.own", "rules.own"]
    made = st.builds(
        Adaptation,
        id=st.uuids().map(str),
        operation=st.sampled_from(OPERATIONS),
        element=st.sampled_from(keys),
        field=st.sampled_from(("text", "local_name", "role.hours_per_month", "role.professions")),
        value=st.sampled_from((*TEXTS, 4.0, 6.0, ("a",), ("c",), None)),
        why=st.just("syy"),
        core_kept=st.booleans(),
    )
    return draw(st.lists(made, max_size=6))


@st.composite
def cases(draw):
    model = draw(generics())
    return model, draw(changed(model))


def plain(snapshot: Snapshot):
    return {
        state.key: {name: list(one) if isinstance(one, tuple) else one for name, one in state.fields.items()}
        for state in snapshot.present()
    }


def places(before, after):
    """Elements and fields that differ, as deepdiff sees them; a whole element has the field ""."""
    found = set()
    for level in DeepDiff(before, after, view="tree", threshold_to_diff_deeper=0).values():
        for one in level:
            path = one.path(output_format="list")
            found.add((path[0], path[1] if len(path) > 1 else ""))
    return found


@settings(max_examples=60, deadline=None)
@given(cases())
def test_what_resolving_changes_is_what_deepdiff_finds(case):
    model, listed = case
    try:
        snapshot = resolve(model, listed)
    except ProblemsError:
        return
    before, after = plain(base(model)), plain(snapshot)
    found = places(before, after)
    assert {key for key, _ in found} <= {one.element for one in listed}
    for key, state in snapshot.elements.items():
        differs = any(place[0] == key for place in found)
        assert not differs or state.origin != "generic"
        if state.origin in {"added", "removed"}:
            assert (key, "") in found
        elif state.origin == "adapted" and not differs:
            assert before[key] == after[key]
    told = {(one.element, "" if one.operation in {"add", "remove"} else target_field(one)) for one in listed}
    assert {place for place in found if place[0] in model.elements} <= told


@settings(max_examples=60, deadline=None)
@given(cases())
def test_statuses_differ_where_deepdiff_finds_a_difference(case):
    model, listed = case
    stands = tuple(Stance(key, "fits") for key in model.elements)
    variant = Variant("v", "V", "1", tuple(listed), stands)
    try:
        after = plain(resolve(model, listed))
    except ProblemsError:
        return
    # a pilot's own name for an element makes it no other element
    differ = {key for key, field in places(plain(base(model)), after) if field != NAME_ONLY}
    statuses = {row.key: cell.status for row, cell in compare(model, (variant,)).cells("v")}
    assert differ <= {key for key, status in statuses.items() if status != "same"}
    assert {key for key, status in statuses.items() if status in {"added", "missing"}} <= differ


@settings(max_examples=60, deadline=None)
@given(cases(), generics("2"))
def test_a_conflict_or_an_absorbed_change_lies_where_the_versions_differ(case, new):
    model, listed = case
    try:
        resolve(model, listed)
    except ProblemsError:
        return
    differ = {key for key, _ in places(plain(base(model)), plain(base(new)))}
    both = model.elements.keys() & new.elements.keys()
    levels = {key for key in both if model.elements[key].level != new.elements[key].level}
    for one in rebase(Variant("v", "V", "1", tuple(listed)), model, new).carried:
        if one.outcome != "clean":
            assert one.adaptation.element in differ | levels
