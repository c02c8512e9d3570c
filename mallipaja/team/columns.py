"""A team as columns and rows of a programme: who sits (0 or 1), hours given, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mallipaja.team.case import Case
from mallipaja.team.flow import Pair
from mallipaja.team.goals import COORDINATING_MEMBER, COORDINATOR_SITS, MEMBER, STRANGER, weight
from mallipaja.team.programme import Goal, Programme, Terms, ones


@dataclass(slots=True)
class TeamColumns:
    """Where a team's numbers are in the programme.

    ``sits`` and ``hours`` by (post, role); ``here`` by post: it has a seat. What is missing, by what it is
    about: ``sectors``, ``heads`` (by role), ``lacking`` (hours), ``holders`` (competences), ``chair``.
    """

    sits: dict[Pair, int] = field(default_factory=dict)
    hours: dict[Pair, int] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)
    sectors: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    holders: dict[str, int] = field(default_factory=dict)
    chair: int | None = None

    def sitting(self, values: list[float]) -> tuple[Pair, ...]:
        """The (post, role) that sit in a solution."""
        return tuple(pair for pair, column in self.sits.items() if values[column] > 0.5)


def add_team(
    programme: Programme,
    case: Case,
    pairs: Iterable[Pair] | None = None,
    *,
    able: Mapping[str, Terms] | None = None,
    chairs: Terms | None = None,
) -> TeamColumns:
    """Write a team into the programme: its seats, its rules (but not the posts' hours) and what it lacks.

    Parameters
    ----------
    programme : gets the columns and rows.
    case : the team; posts that never sit may be among them.
    pairs : the seats that may be taken; those of the case when left out.
    able, chairs : further columns that count as holders of a competence, and as somebody who may convene.
    """
    team = TeamColumns()
    _seats(programme, case, team, case.pairs() if pairs is None else pairs)
    for sector in sorted(set(case.sectors_required)):
        here = [team.here[post.id] for post in case.posts if post.sector == sector and post.id in team.here]
        team.sectors[sector] = _missing(programme, ones(here), 1)
    seats_of = _by_role(team.sits)
    for role in case.roles:
        if role.heads:
            team.heads[role.id] = _missing(programme, ones(seats_of.get(role.id, ())), role.heads)
    hours_of = _by_role(team.hours)
    for role in case.roles:
        if role.hours_per_month:
            team.lacking[role.id] = _missing(
                programme, ones(hours_of.get(role.id, ())), role.hours_per_month, exact=True
            )
    for one in case.competences:
        knows = [team.here[p.id] for p in case.posts if p.id in team.here and p.level(one.id) >= one.level]
        more = (able or {}).get(one.id, [])
        team.holders[one.id] = _missing(programme, ones(knows) + more, one.holders)
    if case.chair_wanted:
        convene = [team.here[post.id] for post in case.posts if post.may_convene and post.id in team.here]
        team.chair = _missing(programme, ones(convene) + (chairs or []), 1)
    return team


def add_hours(
    programme: Programme, case: Case, team: TeamColumns, more: Mapping[str, Terms] | None = None
) -> None:
    """The rule that a post gives at most the hours it has, and ``more`` columns of hours it could get."""
    mine: dict[str, list[int]] = {}
    for (giver, _role), column in team.hours.items():
        mine.setdefault(giver, []).append(column)
    for post in case.posts:
        if post.id in mine:
            extra = [(column, -factor) for column, factor in (more or {}).get(post.id, [])]
            programme.at_most(ones(mine[post.id]) + extra, post.hours)


def goals_of(programme: Programme, case: Case, team: TeamColumns) -> list[Goal]:
    """The goals in their order, those that can differ between teams. Whole-number goals that follow each other
    are one goal where the first can be weighed so that the order stays."""
    most = len(team.here) * max(0, case.seats_per_post - 1) + 1.0
    people = ones(team.here.values(), most - 1) + ones(team.sits.values())
    firm = [
        column for role in case.roles if role.mandatory and (column := team.heads.get(role.id)) is not None
    ]
    loose = [
        column
        for role in case.roles
        if not role.mandatory and (column := team.heads.get(role.id)) is not None
    ]
    step = 1.0 + sum(programme.upper[column] for column in loose)
    chair = ones([team.chair], step) if team.chair is not None else []
    travel = [
        (team.here[post.id], post.travel) for post in case.posts if post.id in team.here and post.travel
    ]
    found = [
        Goal("mandatory", ones([*team.sectors.values(), *firm]), whole=True),
        Goal(
            "hours",
            [(team.lacking[role.id], float(weight(role))) for role in case.roles if role.id in team.lacking],
        ),
        Goal("competence", ones(team.holders.values(), 2.0 * step) + chair + ones(loose), whole=True),
        _continuity(programme, case, team),
        Goal("people", people, whole=True),
        Goal("travel", travel),
    ]
    return [goal for goal in found if goal.terms]


def _seats(programme: Programme, case: Case, team: TeamColumns, pairs: Iterable[Pair]) -> None:
    hours = {post.id: post.hours for post in case.posts}
    needs = {role.id: role.hours_per_month or 0.0 for role in case.roles}
    mine: dict[str, list[int]] = {}
    for post, role in pairs:
        sits = team.sits[post, role] = programme.yes_no()
        mine.setdefault(post, []).append(sits)
        most = min(hours[post], needs[role])
        if most > 0:
            given = team.hours[post, role] = programme.number(most)
            programme.at_most([(given, 1.0), (sits, -most)], 0)
    for post, seats in mine.items():
        here = team.here[post] = programme.yes_no()
        programme.at_most([*ones(seats), (here, -float(case.seats_per_post))], 0)
        programme.at_least([*ones(seats), (here, -1.0)], 0)
        if case.seats_per_post > 1:
            for sits in seats:
                programme.at_most([(sits, 1.0), (here, -1.0)], 0)
    for pin in case.pins:
        programme.lower[team.sits[pin]] = 1.0
    if case.team_cap is not None:
        programme.at_most(ones(team.here.values()), case.team_cap)


def _missing(programme: Programme, terms: Terms, wanted: float, *, exact: bool = False) -> int:
    """A new column: how much of ``wanted`` the terms lack."""
    missing = programme.number(wanted)
    if exact:
        programme.exactly([*terms, (missing, 1.0)], wanted)
    else:
        programme.at_least([*terms, (missing, 1.0)], wanted)
    return missing


def _continuity(programme: Programme, case: Case, team: TeamColumns) -> Goal:
    terms: Terms = []
    posts = [post for post in case.posts if post.id in team.here]
    coordinators = [team.here[post.id] for post in posts if post.may_coordinate]
    if coordinators:
        any_of = programme.number(1.0)
        programme.at_most([(any_of, 1.0), *ones(coordinators, -1.0)], 0)
        terms.append((any_of, -float(COORDINATOR_SITS)))
    for post in posts:
        if post.is_member:
            points = COORDINATING_MEMBER if post.may_coordinate else MEMBER
            terms.append((team.here[post.id], -float(points)))
    return Goal("continuity", terms + (_strangers(programme, case, team) if case.ties else []), whole=True)


def _strangers(programme: Programme, case: Case, team: TeamColumns) -> Terms:
    """Everybody in the team who is not known to work with anybody else in it."""
    terms: Terms = []
    for post, others in sorted(case.tied().items()):
        if post in team.here:
            stranger = programme.number(1.0)
            near = [team.here[other] for other in sorted(others) if other in team.here]
            programme.at_least([(stranger, 1.0), *ones(near), (team.here[post], -1.0)], 0)
            terms.append((stranger, float(STRANGER)))
    return terms


def _by_role(columns: Mapping[Pair, int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for (_post, role), column in columns.items():
        found.setdefault(role, []).append(column)
    return found
