"""Resolving does not depend on order, changes only what it is told to, and comparing never invents a
statement."""

from hypothesis import given
from hypothesis import strategies as st

from mallipaja.catalogue.operating_model import Description
from mallipaja.errors import ProblemsError
from mallipaja.model.adaptation import OPERATIONS, Adaptation, Stance, Variant
from mallipaja.model.cell import NAME_ONLY
from mallipaja.model.comparison import compare
from mallipaja.model.fidelity import core_fidelity
from mallipaja.model.resolve import problems, resolve
from mallipaja.model.snapshot import base
from tests.model_building import described, element, generic, phase, role, stated

GENERIC = generic(
    {
        "roles.kela": role("kela", hours=4, professions=("kela_expert",)),
        "rules.consent": element(),
        "rules.mode": element(level="adaptable"),
        "phases.meeting": phase(1, ("health", "kela")),
    }
)
KEYS = (*GENERIC.elements, "tools.new", "rules.gone")
FIELDS = ("", "text", "default", "local_name", "role.professions", "phase.required_sectors")
VALUES = ("a", "b", ("a",), ("a", "b"), 2.0, None)

adaptations = st.builds(
    Adaptation,
    id=st.uuids().map(str),
    operation=st.sampled_from(OPERATIONS),
    element=st.sampled_from(KEYS),
    field=st.sampled_from(FIELDS),
    value=st.sampled_from(VALUES),
    why=st.sampled_from(("", "syy")),
    core_kept=st.sampled_from((None, True, False)),
    state=st.sampled_from(("proposal", "agreed", "in_trial", "ended")),
)
stances = st.lists(
    st.builds(
        Stance,
        element=st.sampled_from(tuple(GENERIC.elements)),
        fit=st.sampled_from(("fits", "fits_changed", "does_not_fit")),
        in_use=st.sampled_from((None, "yes", "partly", "no")),
    ),
    unique_by=lambda stance: stance.element,
).map(tuple)


@given(st.lists(adaptations, max_size=6), st.randoms())
def test_the_order_of_adaptations_does_not_matter(listed, random):
    shuffled = random.sample(listed, len(listed))
    assert problems(GENERIC, listed) == problems(GENERIC, shuffled)
    try:
        found = resolve(GENERIC, listed)
    except ProblemsError:
        return
    assert resolve(GENERIC, shuffled) == found


@given(st.lists(adaptations, max_size=6))
def test_only_the_targets_change(listed):
    try:
        found = resolve(GENERIC, listed)
    except ProblemsError:
        return
    touched = {one.element for one in listed if one.is_active}
    for key, state in base(GENERIC).elements.items():
        assert key in touched or found.elements[key] == state
    used = {name for state in found.elements.values() for name in state.changed_by}
    assert used == {one.id for one in listed if one.is_active}


def test_without_adaptations_the_model_is_the_generic_one():
    assert resolve(GENERIC, ()) == base(GENERIC)


@given(st.lists(adaptations, max_size=6).map(tuple), stances)
def test_nothing_is_stated_without_a_stance_or_an_active_adaptation(listed, taken):
    comparison = compare(GENERIC, (Variant("v", "V", "1", listed, taken),))
    # a pilot's own name for an element is no stand on it
    changed = {one.element for one in listed if one.is_active and one.field != NAME_ONLY}
    stood = {stance.element for stance in taken} | changed
    for row, cell in comparison.cells("v"):
        if row.element is not None:
            assert (cell.status == "not_stated") == (row.key not in stood)
            if cell.status == "same":
                assert row.key in {stance.element for stance in taken}
    said = {row.key for row in comparison.rows} | {key for _, key in comparison.unplaced}
    assert {one.element for one in listed if one.state != "ended"} <= said


@given(st.lists(adaptations, max_size=6).map(tuple), stances)
def test_fidelity_counts_every_core_element_once(listed, taken):
    found = core_fidelity(compare(GENERIC, (Variant("v", "V", "1", listed, taken),)), "v")
    core = sum(1 for one in GENERIC.elements.values() if one.level == "core")
    assert found.stated + found.not_stated + found.intended == core
    assert 0 <= found.kept <= found.stated - len(found.to_settle)


@given(
    st.dictionaries(st.sampled_from(tuple(GENERIC.elements)), st.sampled_from(("stated", "stated_absent")))
)
def test_a_described_model_never_inherits(states):
    says = {
        key: stated() if state == "stated" else Description(state="stated_absent")
        for key, state in states.items()
    }
    comparison = compare(GENERIC, described=(described("d", says),))
    expected = {"stated": "same", "stated_absent": "missing"}
    for row, cell in comparison.cells("d"):
        assert cell.status == (expected[states[row.key]] if row.key in states else "not_stated")
