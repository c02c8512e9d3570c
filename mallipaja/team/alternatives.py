"""Other teams that are about as good: they keep the most important goals and differ as much as they can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mallipaja.team.case import Case
from mallipaja.team.columns import TeamColumns, add_hours, add_team
from mallipaja.team.draft import Draft, assemble, in_one_order
from mallipaja.team.flow import Pair
from mallipaja.team.goals import Goals, seated, verify, weight
from mallipaja.team.programme import Goal, Programme, Terms, ones
from mallipaja.team.solve import SECONDS, NoSolverError, solve

TOLERANCE = 0.1
"""An alternative may miss this share of all the hours needed (mandatory twice) more than the draft."""
MORE_PEOPLE = 1
"""An alternative may have this many people and seats more than the draft."""
_USEFUL_HOURS = 1.0
"""Who is seated without need has to give at least this many hours a month."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes a team another: posts that are left out, posts that come in, and (post, role before, role
    after) of those who change seats."""

    without: tuple[str, ...]
    added: tuple[str, ...]
    moved: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another draft, and how it differs from the first one."""

    draft: Draft
    difference: Difference


def alternatives(
    case: Case, first: Draft, count: int = 3, tolerance: float = TOLERANCE, seconds: float = SECONDS
) -> tuple[Alternative, ...]:
    """Up to ``count`` drafts beside ``first``, each as far from all the others as possible.

    They have the same missing mandatory seats and parties, competences and chair as ``first`` and miss at most
    ``tolerance`` of the needed hours more; the distance is the number of seats and people that differ (max-min
    Hamming). Fewer come when there are no further teams, or no solver.
    """
    found: list[Alternative] = []
    known = [first]
    for _number in range(count):
        other = _another(case, first, known, tolerance, seconds / max(1, count))
        if other is None:
            break
        known.append(other)
        found.append(Alternative(other, difference(first, other)))
    return tuple(found)


def difference(one: Draft, other: Draft) -> Difference:
    """What ``other`` has otherwise than ``one``."""
    before, after = _roles(one), _roles(other)
    return Difference(
        without=tuple(sorted(before.keys() - after.keys())),
        added=tuple(sorted(after.keys() - before.keys())),
        moved=tuple(
            (post, before[post], after[post])
            for post in sorted(before.keys() & after.keys())
            if before[post] != after[post]
        ),
    )


def _roles(draft: Draft) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for seat in draft.filled:
        found.setdefault(seat.post or "", []).append(seat.role)
    return {post: tuple(sorted(roles)) for post, roles in found.items()}


def _another(
    case: Case, first: Draft, known: Sequence[Draft], tolerance: float, seconds: float
) -> Draft | None:
    programme, listed = Programme(), case
    case = in_one_order(case)
    team = add_team(programme, case)
    if not team.sits:
        return None
    add_hours(programme, case, team)
    _keep(programme, case, team, first.goals, tolerance)
    _useful(programme, case, team, first)
    far = programme.number(2.0 * (len(team.sits) + len(team.here)))
    for draft in known:
        terms, start = _distance(team, draft)
        programme.at_most([(far, 1.0), *((column, -factor) for column, factor in terms)], start)
    programme.lower[far] = 1.0
    total = sum((role.hours_per_month or 0.0) * weight(role) for role in case.roles) or 1.0
    hours = [
        (column, weight(role) / total)
        for role in case.roles
        if (column := team.lacking.get(role.id)) is not None
    ]
    people = ones(team.here.values(), 0.01) + ones(team.sits.values(), 0.001)
    try:
        found = solve(programme, [Goal("distance", [(far, -10.0), *hours, *people])], seconds)
    except NoSolverError:
        return None
    if found is None:
        return None
    seats = seated(case, team.sitting(found.values))
    verify(case, seats)
    return assemble(listed, seats, "optimal" if found.gap == 0 else "time_limit", found.gap)


def _keep(programme: Programme, case: Case, team: TeamColumns, goals: Goals, tolerance: float) -> None:
    firm = {role.id for role in case.roles if role.mandatory}
    mandatory = [column for role, column in team.heads.items() if role in firm]
    programme.at_most(ones([*team.sectors.values(), *mandatory]), goals.missing_mandatory)
    programme.at_most(
        ones(column for role, column in team.heads.items() if role not in firm), goals.missing_optional
    )
    programme.at_most(ones(team.holders.values()), goals.missing_competence)
    if team.chair is not None:
        programme.at_most(ones([team.chair]), goals.missing_chair)
    weights = {role.id: float(weight(role)) for role in case.roles}
    total = sum((role.hours_per_month or 0.0) * weight(role) for role in case.roles)
    lacking: Terms = [(column, weights[role]) for role, column in team.lacking.items()]
    programme.at_most(lacking, goals.missing_hours + tolerance * total)
    programme.at_most(ones(team.here.values()), goals.people + MORE_PEOPLE)
    programme.at_most(ones(team.sits.values()), goals.people + goals.secondary_seats + MORE_PEOPLE)


def _useful(programme: Programme, case: Case, team: TeamColumns, first: Draft) -> None:
    """Nobody is seated only to make a difference: each seat gives hours, is one that must be filled, or was in the
    draft already."""
    needed = {role.id for role in case.roles if role.heads}
    before = {(seat.post or "", seat.role) for seat in first.filled}
    for (post, role), sits in team.sits.items():
        if (post, role) in case.pins:
            continue
        hours = team.hours.get((post, role))
        if hours is None:
            if role not in needed and (post, role) not in before:
                programme.upper[sits] = 0.0
        elif role not in needed or programme.upper[hours] >= _USEFUL_HOURS:
            programme.at_least([(hours, 1.0), (sits, -min(_USEFUL_HOURS, programme.upper[hours]))], 0)


def _distance(team: TeamColumns, draft: Draft) -> tuple[Terms, float]:
    """How many seats and people differ from ``draft``: terms, and what they start from."""
    pairs: set[Pair] = {(seat.post or "", seat.role) for seat in draft.filled}
    people = {post for post, _role in pairs}
    chosen = [(column, pair in pairs) for pair, column in team.sits.items()]
    chosen += [(column, post in people) for post, column in team.here.items()]
    return [(column, -1.0 if taken else 1.0) for column, taken in chosen], float(
        sum(taken for _c, taken in chosen)
    )
