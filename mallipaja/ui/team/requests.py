"""Asking for people: how far each seat is, which requests wait for an answer, and what has happened to a seat."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.requests import (
    OF_A_VACANT_SEAT,
    SEAT_STATES,
    Requests,
    paste_names,
    set_seat,
    view_requests,
)
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import HELSINKI, Words
from mallipaja.store.teams import SeatRow
from mallipaja.team.requests import PATIENCE_DAYS, SeatEvent, Waiting
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.team import pasted, words
from mallipaja.ui.team.seat_words import STATES
from mallipaja.ui.told_apart import told_apart

SIGNS = {
    "vacant": "○",
    "proposed": "◌",
    "requested": "→",
    "named": "●",
    "deputy_named": "●●",
    "declined": "✗",
}


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """The unanswered requests, every seat, one seat to write on, and its history."""
    if not view.seats:
        st.info(_("The draft has no seats. Ask the units for offers first."))
        return
    known = view_requests(asked, pilot_id=pilot_id)
    seats = {seat.id: seat for seat in view.seats}
    _waiting(_, view, known, seats)
    st.table(figure.as_shown(table(_, view)))
    st.caption(
        _(
            "Each party names its own representative: a draft ends as requests, and the answers are written here."
        )
    )
    _one_seat(_, asked, view, known, seats)
    _paste(_, asked, pilot_id)


def _paste(_: Words, asked: Context, pilot_id: str) -> None:
    with st.expander(_("Paste names from Excel")):
        st.caption(
            _(
                "One seat a line: seat, unit, person, deputy, how the seat is reached. The heading row of the table above "
                "may be there. The unit is needed where several sit in one role. An empty cell leaves what is there as it "
                "is, and a line without names is left out."
            )
        )
        pasted.draw(
            _,
            "names.paste",
            _("Names"),
            _("Write down the names"),
            lambda text: paste_names(asked, pilot_id=pilot_id, text=text),
        )


def name(_: Words, view: TeamView, seat: SeatRow) -> str:
    """A seat by its role and unit."""
    who = words.post(view, seat.post) if seat.post else _("vacant")
    return f"{words.role(_, view, seat.role)}: {who}"


def table(_: Words, view: TeamView) -> pd.DataFrame:
    """Every seat, vacant ones too, with its request and who was named."""
    rows = []
    for seat in view.seats:
        person = view.people.get(seat.id)
        rows.append(
            {
                _("Seat"): words.role(_, view, seat.role),
                _("Unit"): words.post(view, seat.post) if seat.post else _("vacant"),
                _("State"): f"{SIGNS[seat.state]} {_(STATES[seat.state])}",
                _("Asked on"): _.date(seat.requested_on) if seat.requested_on else "",
                _("Of whom"): seat.requested_of,
                _("Person"): person.name if person else "",
                _("Deputy"): person.deputy if person else "",
            }
        )
    return pd.DataFrame(rows).set_index(_("Seat"))


def _waiting(_: Words, view: TeamView, known: Requests, seats: dict[str, SeatRow]) -> None:
    st.header(_("Which requests wait for an answer?"), anchor=False)
    open_seats = sum(1 for one in view.seats if one.state in {"vacant", "proposed"})
    if not known.waiting:
        st.text(
            _.plural(
                "No request waits for an answer. {count} seat has not been asked for.",
                "No request waits for an answer. {count} seats have not been asked for.",
                open_seats,
            )
        )
        return
    for one in known.waiting:
        st.markdown(f"- {as_typed(waited(_, view, seats[one.seat], one))}")
    late = [one for one in known.waiting if one.is_late]
    if late:
        with st.expander(
            _.plural("A reminder of {count} request", "A reminder of {count} requests", len(late))
        ):
            st.caption(
                _(
                    "Waited {days} days or more. Copy the text to a message; it has no names in it.",
                    days=PATIENCE_DAYS,
                )
            )
            st.code(reminder(_, view, [seats[one.seat] for one in late]), language=None, wrap_lines=True)


def waited(_: Words, view: TeamView, seat: SeatRow, one: Waiting) -> str:
    """A request and how long it has waited."""
    said = {"seat": name(_, view, seat), "whom": seat.requested_of or _("not known")}
    if one.requested_on is None or one.days is None:
        return _("{seat}: asked of {whom}, the day is not known.", **said)
    return _.plural(
        "{seat}: asked of {whom} on {day}, {count} day ago.",
        "{seat}: asked of {whom} on {day}, {count} days ago.",
        one.days,
        day=_.date(one.requested_on),
        **said,
    )


def reminder(_: Words, view: TeamView, late: list[SeatRow]) -> str:
    """A text to send to those who have not answered."""
    lines = [
        _(
            "We have asked you to name a representative to the team for work-ability support, and have had no answer yet:"
        ),
        "",
        *(f"- {_request(_, view, one)}" for one in late),
        "",
        _(
            "Please tell who represents you and who is the deputy, or that you cannot name anybody. The choice is yours."
        ),
    ]
    return "\n".join(lines)


def _request(_: Words, view: TeamView, seat: SeatRow) -> str:
    place = name(_, view, seat)
    if seat.requested_on is None:
        return place
    return _("{seat} (asked on {day})", seat=place, day=_.date(seat.requested_on))


def _one_seat(_: Words, asked: Context, view: TeamView, known: Requests, seats: dict[str, SeatRow]) -> None:
    st.header(_("Write down a request or an answer"), anchor=False)
    first = next((place for place, one in enumerate(view.seats) if one.post), 0)
    names = told_apart({key: name(_, view, one) for key, one in seats.items()})
    chosen = st.selectbox(
        _("Seat"), list(seats), index=first, key=f"seat.{_.language}", format_func=names.__getitem__
    )
    seat = seats[chosen]
    _form(_, asked, view, seat)
    events = known.events.get(chosen, ())
    with st.expander(_("What has happened to this seat"), expanded=bool(events)):
        if not events:
            st.text(_("Nothing yet: it has not been asked for."))
        for event in reversed(events):
            st.markdown(f"- {as_typed(happened(_, event))}")


def _form(_: Words, asked: Context, view: TeamView, seat: SeatRow) -> None:
    person = view.people.get(seat.id)
    states = [one for one in SEAT_STATES if one != "vacant"] if seat.post else list(OF_A_VACANT_SEAT)
    key = f"{seat.id}.{seat.revision}.{_.language}"
    today = asked.clock().astimezone(HELSINKI).date()
    with st.form(f"seat.{key}", border=True):
        state = st.radio(
            _("State"), states, index=states.index(seat.state) if seat.state in states else 0,
            format_func=lambda one: _(STATES[one]), key=f"seat.state.{key}",
        )  # fmt: skip
        left, right = st.columns(2)
        asked_on = left.date_input(
            _("Asked on"), seat.requested_on, max_value=today, format="DD.MM.YYYY", key=f"seat.day.{key}"
        )
        of_whom = right.text_input(
            _("Of whom (a task, no name)"), seat.requested_of, max_chars=120, key=f"seat.whom.{key}"
        )
        name_, deputy, contact = "", "", ""
        if seat.post:
            name_ = left.text_input(
                _("Person"), person.name if person else "", max_chars=120, key=f"seat.name.{key}"
            )
            deputy = right.text_input(
                _("Deputy"), person.deputy if person else "", max_chars=120, key=f"seat.deputy.{key}"
            )
            contact = left.text_input(
                _("How the seat is reached (work phone or address)"), person.contact if person else "", max_chars=120,
                key=f"seat.contact.{key}",
            )  # fmt: skip
        why = right.text_input(
            _("Why was it declined?"), seat.why_declined, max_chars=200, key=f"seat.why.{key}"
        )
        st.caption(_("Names are kept apart from posts. They are never in a comparison."))
        if st.form_submit_button(_("Save"), type="primary"):
            day = asked_on if isinstance(asked_on, type(today)) else None
            with saving():
                set_seat(
                    asked, seat_id=seat.id, state=state, name=name_, deputy=deputy, contact=contact, requested_of=of_whom,
                    requested_on=day or (today if state == "requested" else None), why_declined=why,
                    revision=seat.revision,
                )  # fmt: skip


def happened(_: Words, event: SeatEvent) -> str:
    """One event of a seat as a sentence: when, what, by whom it was written."""
    what = _(STATES[event.state])
    if event.state == "requested":
        day = _.date(event.requested_on) if event.requested_on else _("day not known")
        what = _("{state}: of {whom}, {day}", state=what, whom=event.requested_of or _("not known"), day=day)
    elif event.state == "declined" and event.why:
        what = f"{what}: {event.why}"
    day = _.date(event.at.astimezone(HELSINKI).date())
    if not event.who:
        return f"{day}: {what}"
    return _("{day}: {what} (written by {who})", day=day, what=what, who=event.who)
