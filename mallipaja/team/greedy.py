"""A team chosen one seat at a time: where a search begins, and the answer when there is no solver.

Most urgent first: required parties and mandatory seats, hours, competences, somebody to convene, present
members. Each step takes the seat that helps the most and takes none back, so a better team may exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from mallipaja.team.case import Case
from mallipaja.team.flow import Pair
from mallipaja.team.goals import Seat, missing_hours, seated
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

_LEAST = 1e-6


def greedy(case: Case) -> tuple[Seat, ...]:
    """Seats that keep every rule. The same case gives the same seats, whatever the order it is listed in."""
    choice = _Choice(case)
    choice.mandatory()
    choice.hours()
    choice.people(choice.competence)
    choice.people(choice.chair)
    choice.people(choice.member)
    return seated(case, choice.sitting)


class _Choice:
    """What has been taken so far."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.posts = {post.id: post for post in case.posts}
        self.roles = {role.id: role for role in case.roles}
        self.allowed = case.pairs()
        self.fits = Counter(post for post, _role in self.allowed)
        self.sitting: set[Pair] = set(case.pins)

    def open_seats(self) -> list[Pair]:
        """Seats that can still be taken, by name."""
        counts = Counter(post for post, _role in self.sitting)
        full = self.case.team_cap is not None and len(counts) >= self.case.team_cap
        return [
            pair
            for pair in self.allowed
            if pair not in self.sitting
            and counts[pair[0]] < self.case.seats_per_post
            and not (full and pair[0] not in counts)
        ]

    def here(self) -> list[Post]:
        """Who sits."""
        return [self.posts[post] for post in sorted({post for post, _role in self.sitting})]

    def mandatory(self) -> None:
        """Required parties and mandatory seats; those who fit few seats, and give many hours, first."""
        while self._take_best({pair: self._urgency(*pair) for pair in self.open_seats()}):
            pass

    def _urgency(self, post: str, role: str) -> tuple[float, ...]:
        sector, one = self.posts[post].sector, self.roles[role]
        sectors = {other.sector for other in self.here()}
        filled = float(sector in self.case.sectors_required and sector not in sectors)
        taken = sum(1 for _post, other in self.sitting if other == role)
        filled += float(one.mandatory and taken < one.heads)
        return filled, -self.fits[post], min(self.posts[post].hours, one.hours_per_month or 0.0)

    def hours(self) -> None:
        """Hours role by role, mandatory ones first, from those who have the most left."""
        for role in sorted(self.case.roles, key=lambda one: (not one.mandatory, one.id)):
            while self._take_best(self._hours_for(role)):
                pass

    def _hours_for(self, role: Role) -> dict[Pair, tuple[float, ...]]:
        seats = seated(self.case, self.sitting)
        lacking = missing_hours(role, seats)
        left = {post.id: post.hours for post in self.case.posts}
        for seat in seats:
            left[seat.post or ""] -= seat.hours_per_month
        found = {pair: min(lacking, left[pair[0]]) for pair in self.open_seats() if pair[1] == role.id}
        return {pair: (hours,) for pair, hours in found.items() if hours > _LEAST}

    def people(self, helps: Callable[[Post], float]) -> None:
        """Further people as long as one more helps."""
        while True:
            names = {post.id for post in self.here()}
            open_to = {pair: helps(self.posts[pair[0]]) for pair in self.open_seats() if pair[0] not in names}
            if not self._take_best({pair: (points,) for pair, points in open_to.items()}):
                return

    def competence(self, post: Post) -> float:
        """How many lacking competences the post brings."""
        return sum(
            post.level(one.id) >= one.level
            and sum(other.level(one.id) >= one.level for other in self.here()) < one.holders
            for one in self.case.competences
        )

    def chair(self, post: Post) -> float:
        """Whether the post could convene a team nobody else could."""
        wanted = self.case.chair_wanted and not any(other.may_convene for other in self.here())
        return float(wanted and post.may_convene)

    def member(self, post: Post) -> float:
        """Whether the post is in the team already, or would be the first who may coordinate."""
        coordinated = any(other.may_coordinate for other in self.here())
        return float(post.is_member) + float(post.may_coordinate and not coordinated)

    def _take_best(self, points: dict[Pair, tuple[float, ...]]) -> bool:
        useful = [pair for pair, one in points.items() if one[0] > 0]
        if useful:
            # of equals the first by name
            self.sitting.add(max(sorted(useful), key=lambda pair: points[pair]))
        return bool(useful)
