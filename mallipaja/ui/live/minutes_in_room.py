"""The minutes under a participant's page, once they have been sent for remarks: to read, and to write a remark."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.minutes_in_room import LONGEST_REMARK, minutes_here, remark_here
from mallipaja.i18n import Words
from mallipaja.report.minutes import STATES, minutes, title_of
from mallipaja.store.record import new_id
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.live import wording
from mallipaja.ui.live.minutes import show

SAID, TURN = "live.remark", "live.remark.turn"


def draw(_: Words, asked: Context, participant_id: str, device: str) -> None:
    """State, remark and minutes; nothing before they have been sent."""
    found = minutes_here(asked, participant_id=participant_id)
    if found is None:
        return
    state, body = found
    st.header(_(STATES[state]), anchor=False)
    if state == "remarks":
        _remark(_, asked, participant_id, device)
    generic = asked.catalogue.generic
    names = {key: one.label.get(_.language) for key, one in generic.elements.items()} if generic else {}
    with st.expander(as_typed(title_of(body, _)), expanded=True, key="live.minutes.here"):
        for block in minutes(body, _, names, ()):
            show(block)


def _remark(_: Words, asked: Context, participant_id: str, device: str) -> None:
    """A form for one remark. Its id is made before it is sent: a double press sends it once."""
    made = st.session_state.setdefault(TURN, new_id())
    key = f"live.remark.{made}"

    def send() -> None:
        remark_here(
            asked, participant_id=participant_id, device=device, text=st.session_state[key], remark=made
        )
        st.session_state[TURN] = new_id()

    said(SAID)
    with st.form("live.remark", border=True):
        st.text_area(_("Your remark on the minutes"), max_chars=LONGEST_REMARK, key=key, height=100)
        st.caption(
            _(
                "It is signed with your organisation. The facilitator answers it before the minutes become final."
            )
        )
        st.caption(_(wording.CLIENT_DATA))
        st.form_submit_button(
            _("Send the remark"), on_click=do, args=(SAID, send, _("The remark has been sent."))
        )
