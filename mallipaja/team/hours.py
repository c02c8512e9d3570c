"""Hours a month of a team: needed, given and missing, each with what nobody has said. Not said is never zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.given import NOT_ANSWERED, Given, Known, Total, total
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role


@dataclass(frozen=True, slots=True)
class TeamHours:
    """Hours a month.

    Attributes
    ----------
    needed : over the roles whose hours the model says; ``roles_unsaid`` is how many it does not.
    given : over the filled seats; seats whose unit has not said are counted, not summed.
    missing : over the roles, what their seats lack; the most there can be when some seats have not said.
    """

    needed: float
    roles_unsaid: int
    given: Total
    missing: float

    @property
    def seats_unsaid(self) -> int:
        """Filled seats whose hours nobody has said."""
        return self.given.expected - self.given.known


def team_hours(
    roles: Iterable[Role], seats: Iterable[tuple[str, str, float | None]], posts: Iterable[Post]
) -> TeamHours:
    """The hours of a team.

    Parameters
    ----------
    seats : (role, post, hours a month) of the filled seats.
    posts : who could sit; a post that has been removed since keeps the hours its seat had.
    """
    by_id, needs = {one.id: one for one in posts}, tuple(roles)
    given = [(role, _given(by_id.get(post), hours)) for role, post, hours in seats]
    lacking = 0.0
    for one in needs:
        sums = sum(hours.value for role, hours in given if role == one.id and isinstance(hours, Known))
        lacking += max(0.0, (one.hours_per_month or 0.0) - sums)
    return TeamHours(
        needed=sum(one.hours_per_month or 0.0 for one in needs),
        roles_unsaid=sum(1 for one in needs if one.hours_per_month is None and one.heads),
        given=total(hours for _role, hours in given),
        missing=round(lacking, 2),
    )


def _given(post: Post | None, hours: float | None) -> Given[float]:
    if post is not None and not isinstance(post.hours_per_month, Known):
        return post.hours_per_month
    if hours is None:
        return NOT_ANSWERED
    return Known(hours)
