"""Situations without a coordinator, and with two."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from mallipaja.team.coordination import (
    NEEDS,
    CoordinatorRule,
    Hole,
    Overlap,
    Unsaid,
    coverage,
    holes,
    overlaps,
    unsaid,
)

PATH = ("recognition", "plan", "follow_up")


def rule(
    name: str, needs: tuple[str, ...] = (), phases: tuple[str, ...] = (), **more: str
) -> CoordinatorRule:
    return CoordinatorRule(
        name, f"tilanne {name}", "työkykykoordinaattori", needs=needs, phases=phases, **more
    )


def test_without_rules_every_situation_is_a_hole() -> None:
    assert holes((), PATH) == tuple(Hole(need, PATH) for need in NEEDS)
    assert overlaps((), PATH) == ()


def test_a_rule_for_everything_leaves_no_hole_and_overlaps_every_other() -> None:
    everything, health = rule("a"), rule("b", ("health",), ("plan", "follow_up"))
    assert holes((everything, health), PATH) == ()
    assert overlaps((everything, health), PATH) == (Overlap("a", "b", ("health",), ("plan", "follow_up")),)


def test_a_hole_is_told_by_need_and_phase() -> None:
    rules = (
        rule("a", ("employment", "livelihood")),
        rule("b", ("health", "social", "rehabilitation", "several"), ("plan",)),
    )
    assert holes(rules, PATH) == tuple(
        Hole(need, ("recognition", "follow_up")) for need in ("health", "social", "rehabilitation", "several")
    )


def test_two_at_once_are_one_rule_that_says_how_long() -> None:
    whole = {"deputy": "x", "changes_when": "x", "handover": "x"}
    assert unsaid((rule("a", **whole),)) == ()
    assert unsaid((rule("a", second="omatyöntekijä", **whole),)) == (Unsaid("a", ("second_period",)),)
    assert unsaid((rule("a"),)) == (Unsaid("a", ("deputy", "changes_when", "handover")),)


RULES = st.lists(st.tuples(st.sets(st.sampled_from(NEEDS)), st.sets(st.sampled_from(PATH))), max_size=5).map(
    lambda drawn: tuple(rule(str(n), tuple(needs), tuple(phases)) for n, (needs, phases) in enumerate(drawn))
)


@given(RULES)
def test_holes_and_overlaps_are_what_counting_each_situation_finds(
    rules: tuple[CoordinatorRule, ...],
) -> None:
    counts = {situation: len(found) for situation, found in coverage(rules, PATH).items()}
    told = {(hole.need, phase) for hole in holes(rules, PATH) for phase in hole.phases}
    assert told == {situation for situation, count in counts.items() if count == 0}
    doubled = {pair for one in overlaps(rules, PATH) for pair in product(one.needs, one.phases)}
    assert doubled == {situation for situation, count in counts.items() if count > 1}
