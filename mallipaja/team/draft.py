"""Drafting a team: seats, what is missing, why, and what the draft had to assume."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from mallipaja.errors import ProblemsError
from mallipaja.survey.given import Known
from mallipaja.team.case import Case, problems
from mallipaja.team.columns import add_hours, add_team, goals_of
from mallipaja.team.goals import (
    HOUR_TOLERANCE,
    Goals,
    Seat,
    VerificationError,
    goals,
    missing_heads,
    missing_holders,
    missing_hours,
    seated,
    verify,
)
from mallipaja.team.greedy import greedy
from mallipaja.team.programme import Programme
from mallipaja.team.roles import Role
from mallipaja.team.shortage import Shortage, shortages
from mallipaja.team.solve import SECONDS, NoSolverError, solve

Status: TypeAlias = Literal["optimal", "time_limit", "greedy"]
_LEAST_HOURS = 1e-3
"""Fewer missing hours a month than this are not worth a line."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the team lacks.

    ``kind``: sector (a required sector has nobody; ``about`` is the sector), heads (``missing`` seats of role
    ``about`` are vacant), hours (``missing`` hours a month in role ``about``), competence (``missing`` holders
    of ``about``) or chair (nobody seated may convene; ``about`` is ""). ``not_known`` are seated posts that have
    not said what it takes (hours, or whether they may convene): the gap may be smaller than it looks.
    """

    kind: Literal["sector", "heads", "hours", "competence", "chair"]
    about: str
    missing: float
    mandatory: bool
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something nobody has said, and what the draft used instead.

    ``about`` is a post or role id; ``what``: profession (anybody of the unit's sector may sit by sector),
    hours (0), member (not in the team yet), convenes (may not), travel (0 hours, for posts lent by others),
    role_hours (0: the model does not say).
    """

    about: str
    what: Literal["profession", "hours", "member", "convenes", "travel", "role_hours"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal for a team.

    ``seats`` has the filled and the vacant seats, by role in the order of the case; ``unused`` are offered
    posts without a seat. ``status``: optimal is proved; time_limit: the search was cut short, and a better team
    may exist; greedy: chosen seat by seat, because the solver is missing. ``gap``: the share by which a goal
    could still be better; 1 when nothing is known of it.
    """

    seats: tuple[Seat, ...]
    gaps: tuple[Gap, ...]
    shortages: tuple[Shortage, ...]
    assumptions: tuple[Assumption, ...]
    unused: tuple[str, ...]
    goals: Goals
    status: Status
    gap: float = 0.0

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

    The same case gives the same draft, as long as the time is not up. Without posts every seat is vacant and
    listed as a gap. Without the solver a team is chosen seat by seat, and ``status`` says so.

    Raises
    ------
    ProblemsError
        When the case contradicts itself; see `case.problems`.
    VerificationError
        When the team breaks a rule or is not as good as the search said; a fault of the program.
    """
    found = problems(case)
    if found:
        raise ProblemsError(found)
    first = greedy(in_one_order(case))
    seats, status, gap = _best(in_one_order(case), first, seconds)
    verify(case, seats)
    return assemble(case, seats, status, gap)


def _best(case: Case, first: tuple[Seat, ...], seconds: float) -> tuple[tuple[Seat, ...], Status, float]:
    """Seats, how they were found, and how far from the best they may be."""
    for exact in (False, True):
        programme = Programme()
        team = add_team(programme, case)
        add_hours(programme, case, team)
        wanted = goals_of(programme, case, team)
        if not team.sits or not wanted:
            return first, "optimal", 0.0
        try:
            found = solve(programme, wanted, seconds, exact=exact)
        except NoSolverError:
            return first, "greedy", 1.0
        if found is None:
            return first, "time_limit", 1.0
        seats = seated(case, team.sitting(found.values))
        if found.gap > 0:
            seats = _trimmed(case, seats)
            better = goals(case, first).better_than(goals(case, seats))
            return (first if better else seats), "time_limit", found.gap
        reached = dict(zip((goal.name for goal in wanted), found.reached, strict=True))
        if _is_reached(goals(case, seats), reached):
            return seats, "optimal", 0.0
    raise VerificationError("the goals of the seats are not what the search said")


def _trimmed(case: Case, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """The seats without those nobody needs: when the time was up, the size of the team was not looked at."""
    kept = {(seat.post or "", seat.role) for seat in seats}
    for pair in sorted(kept - set(case.pins)):
        fewer = seated(case, kept - {pair})
        if goals(case, fewer).better_than(goals(case, seated(case, kept))):
            kept.discard(pair)
    return seated(case, kept)


def _is_reached(came: Goals, said: dict[str, float]) -> bool:
    """Whether the goals recomputed from the seats are what the search said."""
    own = {
        "mandatory": came.missing_mandatory,
        "hours": came.missing_hours,
        "continuity": -came.continuity,
        "travel": came.travel_hours,
    }
    return all(abs(said[name] - value) <= HOUR_TOLERANCE for name, value in own.items() if name in said)


def assemble(case: Case, filled: Sequence[Seat], status: Status = "optimal", gap: float = 0.0) -> Draft:
    """The draft of seats already chosen: vacancies, gaps, shortages and goals computed from them."""
    seated_posts = {seat.post for seat in filled}
    return Draft(
        seats=tuple(seat for role in case.roles for seat in _seats(role, filled)),
        gaps=tuple(_gaps(case, filled)),
        shortages=shortages(case),
        assumptions=tuple(_assumptions(case)),
        unused=tuple(sorted(post.id for post in case.posts if post.id not in seated_posts)),
        goals=goals(case, filled),
        status=status,
        gap=gap,
    )


def in_one_order(case: Case) -> Case:
    """The case in one order, so that the order things were listed in cannot change the result."""
    return replace(
        case,
        roles=tuple(sorted(case.roles, key=lambda role: role.id)),
        posts=tuple(sorted(case.posts, key=lambda post: post.id)),
        sectors_required=tuple(sorted(set(case.sectors_required))),
        pins=tuple(sorted(set(case.pins))),
        vetoes=tuple(sorted(set(case.vetoes))),
        competences=tuple(sorted(case.competences, key=lambda one: one.id)),
        ties=tuple(sorted({(min(tie), max(tie)) for tie in case.ties})),
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
    seated_posts = {seat.post for seat in filled}
    here = {post.sector for post in case.posts if post.id in seated_posts}
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
    for one in case.competences:
        holders = missing_holders(case, one, filled)
        if holders:
            yield Gap("competence", one.id, holders, False)
    here_posts = [post for post in case.posts if post.id in seated_posts]
    if case.chair_wanted and not any(post.may_convene for post in here_posts):
        silent = tuple(post.id for post in here_posts if not isinstance(post.convenes, Known))
        yield Gap("chair", "", 1, False, silent)


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
        if not isinstance(post.convenes, Known):
            yield Assumption(post.id, "convenes")
        if post.lent_by and post.travel_hours_per_month is None and post.remote != Known(True):
            yield Assumption(post.id, "travel")
    for role in case.roles:
        if role.hours_per_month is None and role.heads:
            yield Assumption(role.id, "role_hours")
