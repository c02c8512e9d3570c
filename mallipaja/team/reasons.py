"""Why somebody sits in a seat without hours: a zero alone looks like a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.goals import Seat

NoHours: TypeAlias = Literal["offers_none", "role_needs_none", "others_give_all", "given_elsewhere"]
Presence: TypeAlias = Literal["pinned", "only_of_party", "member", "convenes", "coordinates"]
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class SeatReason:
    """Why a seat has no hours, and what the one who sits there is there for.

    ``hours``: the post offers none; the model asks for none; others give all the role needs; the post gives its hours
    in another seat. ``presence``: people decided so; the only one of a required party; in the team already; may
    convene; may coordinate; ``None`` when the seat must be filled and nothing else is known.
    """

    hours: NoHours
    presence: Presence | None


def reason(case: Case, seats: Sequence[Seat], seat: Seat) -> SeatReason | None:
    """The reason of one seat; ``None`` for a vacant seat, one with hours, and one whose post has not said its hours."""
    post = next((one for one in case.posts if one.id == seat.post), None)
    role = next((one for one in case.roles if one.id == seat.role), None)
    if post is None or role is None or seat.hours_per_month > _LEAST:
        return None
    if not isinstance(post.hours_per_month, Known):
        return None
    if post.hours <= _LEAST:
        why: NoHours = "offers_none"
    elif not role.hours_per_month:
        why = "role_needs_none"
    elif any(one.post == seat.post and one.hours_per_month > _LEAST for one in seats):
        why = "given_elsewhere"
    else:
        why = "others_give_all"
    return SeatReason(why, _presence(case, seats, seat))


def _presence(case: Case, seats: Sequence[Seat], seat: Seat) -> Presence | None:
    posts = {post.id: post for post in case.posts}
    here = posts[seat.post or ""]
    others = [posts[one.post] for one in seats if one.post in posts and one.post != seat.post]
    if (here.id, seat.role) in case.pins:
        return "pinned"
    if here.sector in case.sectors_required and all(one.sector != here.sector for one in others):
        return "only_of_party"
    if here.is_member:
        return "member"
    if here.may_convene and not any(one.may_convene for one in others):
        return "convenes"
    if here.may_coordinate and not any(one.may_coordinate for one in others):
        return "coordinates"
    return None
