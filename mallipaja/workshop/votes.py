"""Votes: what a ballot may hold, counting, and what may be told of the count.

Nobody's vote is told. A result of devices needs `FEWEST` voters, and it is split by sector only when every
sector has `FEWEST_IN_GROUP` of them: a smaller one could be subtracted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

DOTS, VOTERS = "dots", "voters"
STANCES = ("agree", "disagree", "pass")
SOURCES = ("devices", "hands", "stickers")
FEWEST = 3
FEWEST_IN_GROUP = 5
EXPERIENCE = "experience"
"""The group of experience experts and client developers, beside the sectors of organisations."""

Refusal = Literal["too_many", "too_many_on_one", "negative"]


@dataclass(frozen=True, slots=True)
class Vote:
    """What one voter gave to one subject: so many dots, or a stance (count 1)."""

    voter: str
    subject: str
    choice: str
    count: int
    sector: str


@dataclass(frozen=True, slots=True)
class Count:
    """One number of a result. ``sector`` "" is the whole room."""

    subject: str
    sector: str
    choice: str
    source: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """What may be told of one subject after the close.

    Attributes
    ----------
    dots, agree, disagree, passed : counts of devices, hands and stickers together.
    voters : people who gave it dots, or took any stance; of stickers and hands as many as were counted.
    by_sector : sector -> (agree, disagree, pass); empty unless every sector had enough voters.
    """

    subject: str
    dots: int = 0
    voters: int = 0
    agree: int = 0
    disagree: int = 0
    passed: int = 0
    by_sector: Mapping[str, tuple[int, int, int]] | None = None

    @property
    def stances(self) -> int:
        return self.agree + self.disagree + self.passed

    @property
    def disagreement(self) -> float | None:
        """Share 0-1 of how divided the room is: 1 when as many agree as disagree, 0 when nobody is against the
        others; ``None`` when nobody took sides.
        """
        sides = self.agree + self.disagree
        return None if sides == 0 else 1 - abs(self.agree - self.disagree) / sides


def refusal(given: Mapping[str, int], subject: str, dots: int, each: int, per_card: int) -> Refusal | None:
    """Why so many dots cannot be put on a subject; ``None`` when they can.

    Parameters
    ----------
    given : the dots this voter has on each subject now.
    dots : how many there would be on ``subject``.
    each, per_card : dots of a voter in all, and at most on one.
    """
    if dots < 0:
        return "negative"
    if dots > per_card:
        return "too_many_on_one"
    others = sum(count for one, count in given.items() if one != subject)
    return "too_many" if others + dots > each else None


def tally(votes: Iterable[Vote]) -> tuple[Count, ...]:
    """The counts of a closed vote from devices; nothing when fewer than `FEWEST` voted.

    Counts by sector come only for stances, and only when every sector that voted has `FEWEST_IN_GROUP` voters.
    """
    cast = [vote for vote in votes if vote.count > 0]
    if len({vote.voter for vote in cast}) < FEWEST:
        return ()
    whole: Counter[tuple[str, str, str]] = Counter()
    for vote in cast:
        whole[vote.subject, "", vote.choice] += vote.count
        whole[vote.subject, "", VOTERS] += 1
    if _sectors_may_be_told(cast):
        for vote in cast:
            if vote.choice in STANCES:
                whole[vote.subject, vote.sector, vote.choice] += vote.count
    return tuple(Count(*place, "devices", count) for place, count in sorted(whole.items()))


def _sectors_may_be_told(cast: list[Vote]) -> bool:
    """By subject too: somebody may have left one of them open."""
    if not any(vote.choice in STANCES for vote in cast):
        return False
    sectors = {vote.sector for vote in cast}
    if len(sectors) < 2:
        return False
    voters: dict[tuple[str, str], set[str]] = {
        (subject, sector): set() for subject in {vote.subject for vote in cast} for sector in sectors
    }
    for vote in cast:
        voters[vote.subject, vote.sector].add(vote.voter)
    return all(len(found) >= FEWEST_IN_GROUP for found in voters.values())


def results(counts: Iterable[Count], subjects: Iterable[str]) -> tuple[Result, ...]:
    """The result of every subject, in the order given; those nobody voted for have zeros."""
    found = list(counts)
    return tuple(_result(subject, [one for one in found if one.subject == subject]) for subject in subjects)


def ranked(found: Iterable[Result]) -> tuple[Result, ...]:
    """Results with the most dots first; those with as many stay in their order."""
    return tuple(sorted(found, key=lambda one: -one.dots))


def _result(subject: str, counts: list[Count]) -> Result:
    def of(choice: str) -> int:
        return sum(one.count for one in counts if one.choice == choice and not one.sector)

    sectors = sorted({one.sector for one in counts if one.sector})
    told = {sector: _stances(counts, sector) for sector in sectors}
    by_hand = sum(one.count for one in counts if one.choice in STANCES and one.source != "devices")
    return Result(
        subject, of(DOTS), of(VOTERS) + by_hand, of("agree"), of("disagree"), of("pass"), told or None
    )  # fmt: skip


def _stances(counts: list[Count], sector: str) -> tuple[int, int, int]:
    agree, disagree, passed = (
        sum(one.count for one in counts if one.sector == sector and one.choice == stance)
        for stance in STANCES
    )
    return agree, disagree, passed
