"""A device that holds several invitations: which one to answer on."""

from __future__ import annotations

from datetime import date

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.answering import Welcome, welcome
from mallipaja.errors import ActionError
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import HANDLE_LENGTH


def draw_invitations(asked: Context, _: Words) -> None:
    """List the surveys this device may answer, each with its state; first those that wait, the one that closes first
    on top.
    """
    st.title(_("Your surveys"), anchor=False)
    mine: dict[str, Welcome] = {}
    for invitation_id in asked.actor.invitations:
        try:
            mine[invitation_id] = welcome(asked, invitation_id=invitation_id)
        except ActionError:
            continue  # this one has ended since; the others still work
    for invitation_id, found in sorted(mine.items(), key=lambda one: (*_urgency(one[1]), one[0])):
        with st.container(border=True):
            st.header(as_typed(found.round_title), anchor=False)
            st.write(f"{as_typed(found.project)} · {as_typed(found.respondent)}")
            st.write(as_typed(_.listing(form.template.title.get(_.language) for form in found.forms)))
            st.caption(_("{sent} of {all} sent", sent=_sent(found), all=len(found.forms)))
            if st.button(_("Open"), key=f"answering.open.{invitation_id}"):
                st.query_params["r"] = invitation_id[:HANDLE_LENGTH]
                st.rerun()


def _sent(found: Welcome) -> int:
    return sum(form.submitted_at is not None for form in found.forms)


def _urgency(found: Welcome) -> tuple[bool, date, str]:
    waits = found.open and _sent(found) < len(found.forms)
    return not waits, found.closes_on or date.max, found.round_title.casefold()
