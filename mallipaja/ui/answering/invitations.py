"""A device that holds several invitations: which one to answer on."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.answering import welcome
from mallipaja.errors import ActionError
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import HANDLE_LENGTH


def draw_invitations(asked: Context, _: Words) -> None:
    """List the surveys this device may answer, each with its state."""
    st.title(_("Your surveys"), anchor=False)
    for invitation_id in asked.actor.invitations:
        try:
            found = welcome(asked, invitation_id=invitation_id)
        except ActionError:
            continue  # this one has ended since; the others still work
        sent = sum(form.submitted_at is not None for form in found.forms)
        with st.container(border=True):
            st.header(as_typed(found.round_title), anchor=False)
            st.write(f"{as_typed(found.project)} · {as_typed(found.respondent)}")
            st.caption(_("{sent} of {all} sent", sent=sent, all=len(found.forms)))
            if st.button(_("Open"), key=f"answering.open.{invitation_id}"):
                st.query_params["r"] = invitation_id[:HANDLE_LENGTH]
                st.rerun()
