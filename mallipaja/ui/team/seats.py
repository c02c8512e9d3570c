"""Asking for people: each party names its own representative, and the answer is recorded here."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.teams import SEAT_STATES, TeamView, set_seat
from mallipaja.i18n import HELSINKI, Words
from mallipaja.ui import labels
from mallipaja.ui.errors import told
from mallipaja.ui.team import words


def draw(_: Words, asked: Context, view: TeamView) -> None:
    """One seat at a time: how far it is, and who was named."""
    filled = {seat.id: seat for seat in view.seats if seat.post}
    if not filled:
        st.info(_("Every seat is vacant. Ask the units for offers first."))
        return
    chosen = st.selectbox(
        _("Seat"), list(filled), key=f"seat.{_.language}",
        format_func=lambda one: f"{words.role(_, view, filled[one].role)}: {words.post(view, filled[one].post)}",
    )  # fmt: skip
    seat, person = filled[chosen], view.people.get(chosen)
    states = [one for one in SEAT_STATES if one != "vacant"]
    with st.form(f"seat.{chosen}", border=True):
        state = st.radio(
            _("State"), states, index=states.index(seat.state) if seat.state in states else 0,
            format_func=lambda one: _(labels.SEAT_STATES[one]), key=f"seat.state.{chosen}.{_.language}",
        )  # fmt: skip
        asked_on = st.date_input(
            _("Asked on"), value=seat.requested_on or asked.clock().astimezone(HELSINKI).date(), format="DD.MM.YYYY",
            key=f"seat.day.{chosen}",
        )  # fmt: skip
        name = st.text_input(
            _("Person"), value=person.name if person else "", max_chars=120, key=f"seat.name.{chosen}"
        )
        deputy = st.text_input(
            _("Deputy"), value=person.deputy if person else "", max_chars=120, key=f"seat.deputy.{chosen}"
        )
        st.caption(_("Names are kept apart from posts. They are never in a comparison."))
        if st.form_submit_button(_("Save"), type="primary"):
            with told() as done:
                set_seat(
                    asked, seat_id=seat.id, state=state, requested_on=asked_on, name=name, deputy=deputy,
                    revision=seat.revision,
                )  # fmt: skip
            if done.ok:
                st.rerun()
