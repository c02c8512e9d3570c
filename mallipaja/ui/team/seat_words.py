"""Seats of a draft for pictures and tables: whose, how many hours, and why a seat has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mallipaja.actions.teams import TeamView
from mallipaja.i18n import N_, Words
from mallipaja.store.teams import SeatRow
from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.goals import Seat
from mallipaja.team.posts import Post
from mallipaja.team.reasons import SeatReason, reason
from mallipaja.ui import labels
from mallipaja.ui.team import words

if TYPE_CHECKING:
    from mallipaja.charts.team import SeatMark

PIN = "◆"
"""The sign of a seat somebody is kept in by decision, in the picture; the table says it in words."""
HOURS = {
    "offers_none": N_("0 h: the unit gives no hours"),
    "role_needs_none": N_("0 h: the model asks for no hours here"),
    "others_give_all": N_("0 h: others give all the hours of the seat"),
    "given_elsewhere": N_("0 h: gives its hours in another seat"),
}
STATES = {
    **labels.SEAT_STATES,
    "proposed": N_("proposed, not asked yet"),
    "deputy_named": N_("named, deputy too"),
}
"""The states of seats where there is room for more than the picture's one word."""
PRESENCE = {
    "pinned": N_("kept here by decision"),
    "only_of_party": N_("the only one of its sector"),
    "member": N_("in the team already"),
    "convenes": N_("the only one who may convene"),
    "coordinates": N_("could be a client coordinator"),
}


def marks(_: Words, view: TeamView) -> list[SeatMark]:
    """The seats as the picture draws them; a filled seat has the sector of who sits in it."""
    from mallipaja.charts.team import SeatMark

    posts, sectors = {one.id: one for one in view.posts}, {role.id: role.sector for role in view.roles}
    found = []
    for seat in view.seats:
        post = posts.get(seat.post or "")
        found.append(
            SeatMark(
                words.role(_, view, seat.role), post.sector if post else sectors.get(seat.role, ""),
                _holder(view, seat), seat.state,
                _drawn_hours(seat, post),
                shared=bool(post and (post.several_pilots == Known(True) or post.lent_by)),
                remote=bool(post and post.remote == Known(True)),
            )
        )  # fmt: skip
    return found


def _holder(view: TeamView, seat: SeatRow) -> str:
    name = words.post(view, seat.post) if seat.post else ""
    return f"{PIN} {name}" if is_kept(view, seat) else name


def is_kept(view: TeamView, seat: SeatRow) -> bool:
    """Whether people have decided that this post sits in this role."""
    pins = {tuple(one) for one in view.row.pins} if view.row else set()
    return (seat.post, seat.role) in pins


def sitting(_: Words, view: TeamView, seat: SeatRow) -> str:
    """Who sits in a seat, marked when it is by decision."""
    if seat.post is None:
        return _("vacant")
    name = words.post(view, seat.post)
    return _("{unit} ({sign} kept here by decision)", unit=name, sign=PIN) if is_kept(view, seat) else name


def _drawn_hours(seat: SeatRow, post: Post | None) -> float | None:
    if post is None:
        return seat.hours_per_month or None
    return seat.hours_per_month if isinstance(post.hours_per_month, Known) else None


def seat_hours(_: Words, view: TeamView, seat: SeatRow) -> str:
    """Hours of a filled seat; where there are none, why. A post that has been removed keeps what the draft gave it."""
    post = next((one for one in view.posts if one.id == seat.post), None)
    if post is None:
        return _.number(seat.hours_per_month, 1) if seat.post and seat.hours_per_month else ""
    if not isinstance(post.hours_per_month, Known):
        return labels.given_number(_, post.hours_per_month)
    filled = [_as_seat(one) for one in view.seats if one.post is not None]
    why = reason(view.base.case, filled, _as_seat(seat))
    return _.number(seat.hours_per_month, 1) if why is None else reason_text(_, why)


def drafted_hours(_: Words, case: Case, seats: tuple[Seat, ...], seat: Seat) -> str:
    """The same of a seat that has not been kept: hours, or why there are none; "" when the unit has not said its hours."""
    why = reason(case, seats, seat)
    if why is not None:
        return reason_text(_, why)
    return _("{hours} h/month", hours=_.number(seat.hours_per_month, 1)) if seat.hours_per_month else ""


def reason_text(_: Words, why: SeatReason) -> str:
    """Why a seat has no hours, and what the one who sits there is there for."""
    text = _(HOURS[why.hours])
    return f"{text}; {_(PRESENCE[why.presence])}" if why.presence else text


def _as_seat(row: SeatRow) -> Seat:
    return Seat(row.role, "", row.post, row.hours_per_month or 0.0)
