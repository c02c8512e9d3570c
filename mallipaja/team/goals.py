"""How good a team is, recomputed in plain Python from who sits where: what the solver said is never taken on
trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mallipaja.team.case import Case
from mallipaja.team.roles import Role

HOUR_TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Seat:
    """A post seated in a role with hours a month. A vacant seat has ``post`` ``None`` and no hours."""

    role: str
    sector: str
    post: str | None
    hours_per_month: float


@dataclass(frozen=True, slots=True, order=True)
class Goals:
    """The goals in the order they are compared; smaller is better.

    ``missing_mandatory`` = required sectors without a seated post + unfilled heads of mandatory roles;
    ``missing_hours`` = unfilled role hours a month, mandatory roles twice; ``members_left_out`` = posts
    already in the team that got no seat; ``people`` = posts seated.
    """

    missing_mandatory: int
    missing_hours: float
    members_left_out: int
    people: int


class VerificationError(Exception):
    """A team that breaks a rule it must keep. Never shown to people: it means a fault in the program."""


def goals(case: Case, seats: Sequence[Seat]) -> Goals:
    """The goal values of these (filled) seats."""
    seated = {seat.post for seat in seats}
    sectors = {post.sector for post in case.posts if post.id in seated}
    unfilled = sum(missing_heads(role, seats) for role in case.roles if role.mandatory)
    hours = sum(missing_hours(role, seats) * (2 if role.mandatory else 1) for role in case.roles)
    return Goals(
        missing_mandatory=len(set(case.sectors_required) - sectors) + unfilled,
        missing_hours=hours,
        members_left_out=sum(1 for post in case.posts if post.is_member and post.id not in seated),
        people=len(seated),
    )


def missing_heads(role: Role, seats: Sequence[Seat]) -> int:
    """How many posts the role still lacks."""
    return max(0, role.heads - sum(1 for seat in seats if seat.role == role.id))


def missing_hours(role: Role, seats: Sequence[Seat]) -> float:
    """How many hours a month the role still lacks; 0 when the model does not say how many it needs."""
    given = sum(seat.hours_per_month for seat in seats if seat.role == role.id)
    return max(0.0, (role.hours_per_month or 0.0) - given)


def verify(case: Case, seats: Sequence[Seat]) -> None:
    """Check every rule a team must keep.

    Raises
    ------
    VerificationError
        When a rule is broken: a seat that is not allowed, a seat twice, a pin not kept, too many seats or
        people, or more hours than the post has.
    """
    pairs = [(seat.post or "", seat.role) for seat in seats]
    _expect(len(set(pairs)) == len(pairs), "a seat is listed twice")
    _expect(set(pairs) <= set(case.pairs()), "a post sits where it may not")
    _expect(set(case.pins) <= set(pairs), "a pin is not kept")
    counts = Counter(post for post, _ in pairs)
    _expect(all(count <= case.seats_per_post for count in counts.values()), "a post has too many seats")
    _expect(case.team_cap is None or len(counts) <= case.team_cap, "the team is too large")
    _expect(all(seat.hours_per_month >= 0 for seat in seats), "a seat has negative hours")
    for post in case.posts:
        used = sum(seat.hours_per_month for seat in seats if seat.post == post.id)
        _expect(used <= post.hours + HOUR_TOLERANCE, f"{post.id} gives more hours than it has")


def _expect(holds: bool, message: str) -> None:
    if not holds:
        raise VerificationError(message)
