"""One programme over the teams of neighbours: who may be lent where, what both sides keep, and what it comes to.

Sharing follows need: only a municipality's seat that had a gap when the municipality was drafted alone may borrow. Strict
order of goals is bad here under a time cap, since an early goal locks the gaps of the others in, so required parties,
hours and competences are one weighed sum (`neighbours.WEIGHTS`), and everything else a second one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.columns import TeamColumns, add_team, goals_of
from mallipaja.team.draft import Draft, Status, assemble, in_one_order
from mallipaja.team.flow import Pair
from mallipaja.team.goals import Seat, verify, weight
from mallipaja.team.neighbours import WEIGHTS, Loan, Place, PlaceDrafts, RegionDraft, blended
from mallipaja.team.posts import Post, qualifies
from mallipaja.team.programme import Goal, Programme, Terms, ones
from mallipaja.team.solve import NoSolverError, solve

SECOND_WEIGHTS = {
    "chair": 20.0,
    "optional": 5.0,
    "continuity": 1.0,
    "people": 1.0,
    "shared": 2.0,
    "travel": 0.5,
    "lent": 0.01,
}
_LEAST_LOAN = 1.0
"""Hours a month a post gives at least where it is lent to a seat that needs hours."""
_DECIMALS = 5
_SIGN = "|"


class Lending:
    """One programme over all the places. Posts and roles are called ``place|id`` in it."""

    def __init__(
        self,
        places: Sequence[Place],
        alone: Mapping[str, Draft],
        travel: Mapping[tuple[str, str], float],
        lender_cap: float,
    ) -> None:
        self.places, self.alone, self.cap = places, alone, lender_cap
        self.way = {**{(b, a): hours for (a, b), hours in travel.items()}, **travel}
        self.programme = Programme()
        self.teams: dict[str, TeamColumns] = {}
        self.cases: dict[str, Case] = {}
        for place in places:
            self.cases[place.id] = self._case(place)
            self.teams[place.id] = add_team(
                self.programme, in_one_order(self.cases[place.id]), self._pairs(place)
            )
        self._hours()
        self._worth_a_loan()
        self._lenders()

    def _case(self, place: Place) -> Case:
        """The place's case with everybody who could be lent to it."""
        own = tuple(replace(post, id=place.id + _SIGN + post.id) for post in place.case.posts)
        lent = tuple(
            replace(
                post,
                id=other.id + _SIGN + post.id,
                member_already=Known(False),
                lent_by=other.id,
                travel_hours_per_month=self.way.get((place.id, other.id)),
            )
            for other in self.places
            for post in other.case.posts
            if other.id != place.id and self._may_be_lent(post) and self._open_roles(place, post)
        )
        return replace(
            place.case,
            posts=(*own, *lent),
            pins=tuple((place.id + _SIGN + post, role) for post, role in place.case.pins),
            vetoes=tuple((place.id + _SIGN + post, role) for post, role in place.case.vetoes),
            ties=tuple((place.id + _SIGN + one, place.id + _SIGN + other) for one, other in place.case.ties),
        )

    def _may_be_lent(self, post: Post) -> bool:
        """Whether the post gives hours and nobody has said that it serves only its own place."""
        return post.hours > 0 and post.several_pilots != Known(False) and not post.lent_by

    def _open_roles(self, place: Place, post: Post) -> list[str]:
        """Seats of the place with a gap of their own that the post could fill."""
        gaps = self.alone[place.id].gaps
        roles = {gap.about for gap in gaps if gap.kind in {"heads", "hours"}}
        sectors = {gap.about for gap in gaps if gap.kind == "sector"}
        lacking = {gap.about for gap in gaps if gap.kind == "competence"}
        needed = {one.id: one.level for one in place.case.competences if one.id in lacking}
        helps = post.sector in sectors or any(post.level(key) >= level for key, level in needed.items())
        return [
            role.id
            for role in place.case.roles
            if qualifies(post, role) and not role.by_client and (role.id in roles or helps)
        ]

    def _pairs(self, place: Place) -> list[Pair]:
        own = [(place.id + _SIGN + post, role) for post, role in place.case.pairs()]
        lent = [
            (post.id, role)
            for post in self.cases[place.id].posts
            if not _is_of(place, post)
            for role in self._open_roles(place, post)
        ]
        return sorted(own + lent)

    def _hours(self) -> None:
        """A post gives its hours once, wherever it sits."""
        hours = {place.id + _SIGN + post.id: post.hours for place in self.places for post in place.case.posts}
        given: dict[str, list[int]] = {}
        for team in self.teams.values():
            for (post, _role), column in team.hours.items():
                given.setdefault(post, []).append(column)
        for post, columns in sorted(given.items()):
            self.programme.at_most(ones(columns), hours[post])

    def _worth_a_loan(self) -> None:
        """Who is lent gives hours where the seat needs some: nobody travels to sit for nothing."""
        for place in self.places:
            team = self.teams[place.id]
            for (post, role), column in team.hours.items():
                if not post.startswith(place.id + _SIGN):
                    least = min(_LEAST_LOAN, self.programme.upper[column])
                    sits = team.sits[post, role]
                    self.programme.at_least([(column, 1.0), (sits, -least)], 0)

    def _lenders(self) -> None:
        """Lending may cost a place no party, seat or competence, and only so many hours."""
        for place in self.places:
            goals, (mandatory, hours, holders) = self.alone[place.id].goals, self._missing(place)
            self.programme.at_most(mandatory, goals.missing_mandatory)
            self.programme.at_most(hours, goals.missing_hours + self.cap)
            self.programme.at_most(holders, goals.missing_competence)

    def _missing(self, place: Place) -> tuple[Terms, Terms, Terms]:
        team, roles = self.teams[place.id], {role.id: role for role in place.case.roles}
        firm = [column for role, column in team.heads.items() if roles[role].mandatory]
        hours = [(column, float(weight(roles[role]))) for role, column in team.lacking.items()]
        return ones([*team.sectors.values(), *firm]), hours, ones(team.holders.values())

    def together(self, seconds: float, stop: Callable[[], bool] | None) -> RegionDraft | None:
        """The best found, or ``None`` when there is no solver or nothing was found in time."""
        try:
            found = solve(self.programme, [self._first(), self._second()], seconds, stop=stop)
        except NoSolverError:
            return None
        return None if found is None else self._drafts(found.values, found.gap)

    def _first(self) -> Goal:
        terms: Terms = []
        for place in self.places:
            for factor, missing in zip(WEIGHTS, self._missing(place), strict=True):
                terms += [(column, factor * each) for column, each in missing]
        return Goal("missing", terms)

    def _second(self) -> Goal:
        terms: Terms = []
        for place in self.places:
            case, team = self.cases[place.id], self.teams[place.id]
            loose = [
                column
                for role in case.roles
                if not role.mandatory and (column := team.heads.get(role.id)) is not None
            ]
            terms += ones([team.chair] if team.chair is not None else [], SECOND_WEIGHTS["chair"])
            terms += ones(loose, SECOND_WEIGHTS["optional"]) + ones(
                team.here.values(), SECOND_WEIGHTS["people"]
            )
            named = {goal.name: goal.terms for goal in goals_of(self.programme, case, team)}
            for name in ("continuity", "travel"):
                terms += [(column, each * SECOND_WEIGHTS[name]) for column, each in named.get(name, [])]
            lent = [
                team.here[post.id] for post in case.posts if not _is_of(place, post) and post.id in team.here
            ]
            terms += ones(lent, SECOND_WEIGHTS["shared"])
            strangers = {post.id for post in case.posts if not _is_of(place, post)}
            hours = [column for (post, _role), column in team.hours.items() if post in strangers]
            terms += ones(hours, SECOND_WEIGHTS["lent"])
        return Goal("rest", terms)

    def _drafts(self, values: list[float], gap: float) -> RegionDraft:
        sitting = {place.id: self.teams[place.id].sitting(values) for place in self.places}
        given = self._given(values)
        status: Status = "optimal" if gap == 0 else "time_limit"
        drafts, loans = [], []
        for place in self.places:
            case = self._seated_case(place, sitting, given)
            sectors = {role.id: role.sector for role in place.case.roles}
            seats = [
                Seat(
                    role,
                    sectors[role],
                    self._own(place, post),
                    given.get((post, place.id + _SIGN + role), 0.0),
                )
                for role, post in sorted((role, post) for post, role in sitting[place.id])
            ]
            verify(case, seats)
            drafts.append(
                PlaceDrafts(place.id, self.alone[place.id], assemble(case, seats, status, gap), case)
            )
            loans += [self._loan(place, seat) for seat in seats if _SIGN in (seat.post or "")]
        return RegionDraft(
            tuple(drafts),
            tuple(loans),
            sum(blended(one.alone.goals) for one in drafts),
            sum(blended(one.together.goals) for one in drafts),
            status,
            gap,
        )

    def _given(self, values: list[float]) -> dict[Pair, float]:
        """Hours by (post, place|role). Not shared anew as in a team alone: what a lender keeps is part of the answer."""
        return {
            (post, place + _SIGN + role): round(values[column], _DECIMALS)
            for place, team in self.teams.items()
            for (post, role), column in team.hours.items()
            if values[column] > 10**-_DECIMALS and values[team.sits[post, role]] > 0.5
        }

    def _seated_case(
        self, place: Place, sitting: Mapping[str, Iterable[Pair]], given: Mapping[Pair, float]
    ) -> Case:
        """The place's case with its own posts less what they give elsewhere, and with those it borrows."""
        mine = place.id + _SIGN
        elsewhere: dict[str, float] = {}
        here: dict[str, float] = {}
        for (giver, role), hours in given.items():
            side = here if role.startswith(mine) else elsewhere
            side[giver] = side.get(giver, 0.0) + hours
        used = {one for one, _role in sitting[place.id]}
        posts: list[Post] = []
        for post in self.cases[place.id].posts:
            if _is_of(place, post):
                left = post.hours - elsewhere.get(post.id, 0.0)
                lent = replace(post, hours_per_month=Known(left)) if post.id in elsewhere else post
                posts.append(replace(lent, id=self._own(place, post.id)))
            elif post.id in used:
                posts.append(replace(post, hours_per_month=Known(here.get(post.id, 0.0))))
        return replace(place.case, posts=tuple(posts))

    def _own(self, place: Place, post: str) -> str:
        """A post's own name in its own place; elsewhere with its place before it."""
        return post.removeprefix(place.id + _SIGN)

    def _loan(self, place: Place, seat: Seat) -> Loan:
        lender, post_id = (seat.post or "").split(_SIGN, 1)
        post = next(one for one in self.cases[place.id].posts if one.id == seat.post)
        remote = post.remote == Known(True)
        way = 0.0 if remote else post.travel_hours_per_month
        return Loan(post_id, lender, place.id, seat.role, seat.hours_per_month, remote, way)


def _is_of(place: Place, post: Post) -> bool:
    """Whether the post is the place's own in this calculation, also when it was lent to it before."""
    return post.id.startswith(place.id + _SIGN)
