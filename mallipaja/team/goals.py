"""How good a team is, recomputed in plain Python from who sits where: what the solver said is never taken on
trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from mallipaja.team.case import Case, Competence
from mallipaja.team.flow import Flow, Pair
from mallipaja.team.roles import Role

HOUR_TOLERANCE = 1e-4
COORDINATOR_SITS = 10
"""Continuity of a team in which somebody may be a client coordinator."""
COORDINATING_MEMBER = 3
MEMBER = 2
STRANGER = 1
"""Taken off for everybody who is not known to work with anybody else in the team, where ties are known."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A post seated in a role with hours a month. A vacant seat has ``post`` ``None`` and no hours."""

    role: str
    sector: str
    post: str | None
    hours_per_month: float


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals in the order they are compared; smaller is better, but of ``continuity`` larger.

    ``missing_mandatory`` = required sectors without a seated post + unfilled heads of mandatory roles;
    ``missing_hours`` = unfilled role hours a month, mandatory roles twice; ``missing_competence`` = lacking
    holders, over the competences; ``missing_chair`` = 1 when nobody seated may convene the team;
    ``missing_optional`` = unfilled heads of the other roles;
    ``continuity`` = points for a coordinator, for present members (more for those who coordinate), less for
    those who know nobody; ``people`` = posts seated; ``secondary_seats`` = seats beyond each post's first;
    ``travel_hours`` a month.
    """

    missing_mandatory: int
    missing_hours: float
    missing_competence: int = 0
    missing_chair: int = 0
    missing_optional: int = 0
    continuity: int = 0
    people: int = 0
    secondary_seats: int = 0
    travel_hours: float = 0.0

    @property
    def vector(self) -> tuple[float, ...]:
        """The goals as numbers to be compared in order, all smaller is better."""
        return tuple(-value if name == "continuity" else value for name, value in asdict(self).items())

    def better_than(self, other: Goals) -> bool:
        """Whether these come before ``other``, hours to the tolerance."""
        for mine, theirs in zip(self.vector, other.vector, strict=True):
            if abs(mine - theirs) > HOUR_TOLERANCE:
                return mine < theirs
        return False


class VerificationError(Exception):
    """A team that breaks a rule it must keep. Never shown to people: it means a fault in the program."""


def seated(case: Case, pairs: Iterable[Pair]) -> tuple[Seat, ...]:
    """The seats of these (post, role) with the hours that leave the least missing, exactly.

    Mandatory roles, which count double, are given first; the rest is then given as far as it goes, and takes
    nothing away from them.
    """
    sitting = set(pairs)
    flow = Flow({post.id: post.hours for post in case.posts}, sitting)
    flow.fill({role.id: role.hours_per_month or 0.0 for role in case.roles if role.mandatory})
    flow.fill({role.id: role.hours_per_month or 0.0 for role in case.roles if not role.mandatory})
    given = flow.given()
    sectors = {role.id: role.sector for role in case.roles}
    return tuple(
        Seat(role, sectors[role], post, given.get((post, role), 0.0))
        for role, post in sorted((role, post) for post, role in sitting)
    )


def goals(case: Case, seats: Sequence[Seat]) -> Goals:
    """The goal values of these (filled) seats."""
    here = {seat.post for seat in seats}
    posts = [post for post in case.posts if post.id in here]
    unfilled = sum(missing_heads(role, seats) for role in case.roles if role.mandatory)
    return Goals(
        missing_mandatory=len(set(case.sectors_required) - {post.sector for post in posts}) + unfilled,
        missing_hours=sum(missing_hours(role, seats) * weight(role) for role in case.roles),
        missing_competence=sum(missing_holders(case, one, seats) for one in case.competences),
        missing_chair=int(case.chair_wanted and not any(post.may_convene for post in posts)),
        missing_optional=sum(missing_heads(role, seats) for role in case.roles if not role.mandatory),
        continuity=_continuity(case, seats),
        people=len(here),
        secondary_seats=len(seats) - len(here),
        travel_hours=sum(post.travel for post in posts),
    )


def weight(role: Role) -> int:
    """How many times a missing hour of the role counts."""
    return 2 if role.mandatory else 1


def missing_heads(role: Role, seats: Sequence[Seat]) -> int:
    """How many posts the role still lacks."""
    return max(0, role.heads - sum(1 for seat in seats if seat.role == role.id))


def missing_hours(role: Role, seats: Sequence[Seat]) -> float:
    """How many hours a month the role still lacks; 0 when the model does not say how many it needs."""
    given = sum(seat.hours_per_month for seat in seats if seat.role == role.id)
    return max(0.0, (role.hours_per_month or 0.0) - given)


def missing_holders(case: Case, competence: Competence, seats: Sequence[Seat]) -> int:
    """How many seated posts at the competence's level are still lacking."""
    here = {seat.post for seat in seats}
    able = sum(1 for post in case.posts if post.id in here and post.level(competence.id) >= competence.level)
    return max(0, competence.holders - able)


def _continuity(case: Case, seats: Sequence[Seat]) -> int:
    here = {seat.post for seat in seats}
    posts = [post for post in case.posts if post.id in here]
    points = COORDINATOR_SITS if any(post.may_coordinate for post in posts) else 0
    points += sum(
        (COORDINATING_MEMBER if post.may_coordinate else MEMBER) for post in posts if post.is_member
    )
    if case.ties:
        tied = case.tied()
        points -= STRANGER * sum(1 for post in posts if tied[post.id].isdisjoint(here))
    return points


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
    used: dict[str, float] = {}
    for seat in seats:
        used[seat.post or ""] = used.get(seat.post or "", 0.0) + seat.hours_per_month
    for post in case.posts:
        _expect(
            used.get(post.id, 0.0) <= post.hours + HOUR_TOLERANCE, f"{post.id} gives more hours than it has"
        )


def _expect(holds: bool, message: str) -> None:
    if not holds:
        raise VerificationError(message)
