"""Votes: what goes in comes out in the sums, and nothing that tells who gave it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.workshop.votes import (
    FEWEST,
    FEWEST_IN_GROUP,
    STANCES,
    VOTERS,
    Vote,
    ranked,
    refusal,
    results,
    tally,
)

SUBJECTS, SECTORS = ("a", "b", "c"), ("health", "social", "kela")


@st.composite
def ballots(draw: st.DrawFn, choice: str | None = None) -> list[Vote]:
    """The votes of up to twenty people, each of one sector, at most once per subject."""
    found = []
    for number in range(draw(st.integers(0, 20))):
        sector = draw(st.sampled_from(SECTORS))
        for subject in draw(st.sets(st.sampled_from(SUBJECTS))):
            stance = choice or draw(st.sampled_from(STANCES))
            count = draw(st.integers(1, 5)) if choice else 1
            found.append(Vote(f"voter {number}", subject, stance, count, sector))
    return found


@settings(max_examples=120, deadline=None)
@given(ballots("dots"))
def test_dots_are_neither_lost_nor_made(votes: list[Vote]) -> None:
    counts = tally(votes)
    voters = {vote.voter for vote in votes}
    if len(voters) < FEWEST:
        assert counts == ()
        return
    expected = Counter[str]()
    for vote in votes:
        expected[vote.subject] += vote.count
    found = {one.subject: one for one in results(counts, SUBJECTS)}
    assert {subject: one.dots for subject, one in found.items()} == {s: expected[s] for s in SUBJECTS}
    assert sum(one.voters for one in found.values()) == len(votes)
    assert [one.dots for one in ranked(found.values())] == sorted(
        (one.dots for one in found.values()), reverse=True
    )


@settings(max_examples=120, deadline=None)
@given(ballots(), st.randoms(use_true_random=False))
def test_a_result_is_the_same_whoever_of_a_sector_voted_what(votes: list[Vote], chance: object) -> None:
    """Exchange the ballots of people of the same sector: nothing that is kept changes."""
    names: dict[str, list[str]] = {}
    for vote in votes:
        names.setdefault(vote.sector, []).append(vote.voter)
    other = {}
    for people in names.values():
        once = sorted(set(people))
        mixed = list(once)
        chance.shuffle(mixed)  # type: ignore[attr-defined]
        other.update(zip(once, mixed, strict=True))
    swapped = [Vote(other[v.voter], v.subject, v.choice, v.count, v.sector) for v in votes]
    assert tally(swapped) == tally(votes)
    assert not any(vote.voter in repr(tally(votes)) for vote in votes)


@settings(max_examples=200, deadline=None)
@given(ballots())
def test_a_sector_is_told_only_when_each_has_five(votes: list[Vote]) -> None:
    told = [one for one in tally(votes) if one.sector]
    sizes = Counter(
        (subject, sector) for subject in {v.subject for v in votes} for sector in {v.sector for v in votes}
    )
    people = {place: len({v.voter for v in votes if (v.subject, v.sector) == place}) for place in sizes}
    enough = bool(people) and all(size >= FEWEST_IN_GROUP for size in people.values())
    if told:
        assert enough
        whole = Counter[tuple[str, str]]()
        for one in told:
            whole[one.subject, one.choice] += one.count
        sums = {(o.subject, o.choice): o.count for o in tally(votes) if not o.sector and o.choice != VOTERS}
        assert dict(whole) == sums
    else:
        assert not enough or len({v.sector for v in votes}) < 2 or len({v.voter for v in votes}) < FEWEST


def test_sectors_of_five_are_told() -> None:
    votes = [
        Vote(f"{s}{n}", "a", "agree" if n else "disagree", 1, s) for s in ("health", "kela") for n in range(5)
    ]
    (result,) = results(tally(votes), ["a"])
    assert result.by_sector == {"health": (4, 1, 0), "kela": (4, 1, 0)}
    assert (result.agree, result.disagree, result.passed, result.disagreement) == (8, 2, 0, 1 - 6 / 10)
    (fewer,) = results(tally(votes[1:]), ["a"])
    assert fewer.by_sector is None


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(SUBJECTS), st.integers(0, 4)), st.sampled_from(SUBJECTS),
    st.integers(-2, 6), st.integers(1, 6), st.integers(1, 6),
)  # fmt: skip
def test_what_is_not_refused_keeps_both_limits(
    given_dots: dict[str, int], subject: str, dots: int, each: int, per_card: int
) -> None:
    after = {**given_dots, subject: dots}
    allowed = 0 <= dots <= per_card and sum(after.values()) <= each
    assert (refusal(given_dots, subject, dots, each, per_card) is None) == allowed
