"""Drafting a team: seats, what is missing, why, and what the draft had to assume."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mallipaja.errors import ProblemsError
from mallipaja.survey.given import Known
from mallipaja.team.case import Case, problems
from mallipaja.team.goals import Goals, Seat, goals, missing_heads, missing_hours, verify
from mallipaja.team.roles import Role
from mallipaja.team.shortage import Shortage, shortages
from mallipaja.team.solve import SECONDS, solve

_LEAST_HOURS = 1e-3
"""Fewer missing hours a month than this are not worth a line."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the team lacks.

    ``kind``: sector (a required sector has nobody; ``about`` is the sector), heads (``missing`` seats of role
    ``about`` are vacant) or hours (``missing`` hours a month in role ``about``). ``not_known`` are seated
    posts of the role whose hours nobody has said: the gap may be smaller than it looks.
    """

    kind: Literal["sector", "heads", "hours"]
    about: str
    missing: float
    mandatory: bool
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something nobody has said, and what the draft used instead.

    ``about`` is a post or role id; ``what``: profession (anybody of the unit's sector may sit by sector),
    hours (0), member (not in the team yet), role_hours (0: the model does not say).
    """

    about: str
    what: Literal["profession", "hours", "member", "role_hours"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal for a team.

    ``seats`` has the filled and the vacant seats, by role in the order of the case; ``unused`` are offered
    posts without a seat. ``status`` is time_limit when a better team may exist.
    """

    seats: tuple[Seat, ...]
    gaps: tuple[Gap, ...]
    shortages: tuple[Shortage, ...]
    assumptions: tuple[Assumption, ...]
    unused: tuple[str, ...]
    goals: Goals
    status: Literal["optimal", "time_limit"]

    @property
    def filled(self) -> tuple[Seat, ...]:
        """The seats somebody sits in."""
        return tuple(seat for seat in self.seats if seat.post is not None)

    @property
    def vacant(self) -> tuple[Seat, ...]:
        """The seats nobody sits in."""
        return tuple(seat for seat in self.seats if seat.post is None)


def draft(case: Case, seconds: float = SECONDS) -> Draft:
    """The best team for a case, checked in plain Python before it is returned.

    The same case gives the same draft. Without posts every seat is vacant and listed as a gap.

    Raises
    ------
    ProblemsError
        When the case contradicts itself; see `case.problems`.
    SolverError, VerificationError
        When the solver fails; faults of the program, not of the input.
    """
    found = problems(case)
    if found:
        raise ProblemsError(found)
    solution = solve(_sorted(case), seconds)
    verify(case, solution.seats)
    return assemble(case, solution.seats, solution.status)


def assemble(
    case: Case, filled: Sequence[Seat], status: Literal["optimal", "time_limit"] = "optimal"
) -> Draft:
    """The draft of seats already chosen: vacancies, gaps, shortages and goals computed from them."""
    seated = {seat.post for seat in filled}
    return Draft(
        seats=tuple(seat for role in case.roles for seat in _seats(role, filled)),
        gaps=tuple(_gaps(case, filled)),
        shortages=shortages(case),
        assumptions=tuple(_assumptions(case)),
        unused=tuple(sorted(post.id for post in case.posts if post.id not in seated)),
        goals=goals(case, filled),
        status=status,
    )


def _sorted(case: Case) -> Case:
    """The case in one order, so that the order things were listed in cannot change the result."""
    return Case(
        roles=tuple(sorted(case.roles, key=lambda role: role.id)),
        posts=tuple(sorted(case.posts, key=lambda post: post.id)),
        sectors_required=tuple(sorted(set(case.sectors_required))),
        pins=tuple(sorted(set(case.pins))),
        vetoes=tuple(sorted(set(case.vetoes))),
        team_cap=case.team_cap,
        seats_per_post=case.seats_per_post,
    )


def _seats(role: Role, filled: Sequence[Seat]) -> list[Seat]:
    """The role's filled seats and its vacant ones; a role that needs hours and has nobody is a vacant seat
    too."""
    mine = sorted((seat for seat in filled if seat.role == role.id), key=lambda seat: seat.post or "")
    lacking = missing_heads(role, filled)
    if not mine and not lacking and role.hours_per_month:
        lacking = 1
    return [*mine, *(Seat(role.id, role.sector, None, 0.0) for _ in range(lacking))]


def _gaps(case: Case, filled: Sequence[Seat]) -> Iterable[Gap]:
    """Gaps in order of weight: required sectors, mandatory seats and hours, then the rest."""
    seated = {seat.post for seat in filled}
    here = {post.sector for post in case.posts if post.id in seated}
    for sector in dict.fromkeys(case.sectors_required):
        if sector not in here:
            yield Gap("sector", sector, 1, True)
    for role in sorted(case.roles, key=lambda role: not role.mandatory):
        lacking = missing_heads(role, filled)
        if lacking:
            yield Gap("heads", role.id, lacking, role.mandatory)
        hours = missing_hours(role, filled)
        if hours > _LEAST_HOURS:
            yield Gap("hours", role.id, round(hours, 6), role.mandatory, _unknown_hours(case, role, filled))


def _unknown_hours(case: Case, role: Role, filled: Sequence[Seat]) -> tuple[str, ...]:
    mine = {seat.post for seat in filled if seat.role == role.id}
    return tuple(p.id for p in case.posts if p.id in mine and not isinstance(p.hours_per_month, Known))


def _assumptions(case: Case) -> Iterable[Assumption]:
    for post in case.posts:
        if not isinstance(post.profession, Known):
            yield Assumption(post.id, "profession")
        if not isinstance(post.hours_per_month, Known):
            yield Assumption(post.id, "hours")
        if not isinstance(post.member_already, Known):
            yield Assumption(post.id, "member")
    for role in case.roles:
        if role.hours_per_month is None and role.heads:
            yield Assumption(role.id, "role_hours")
