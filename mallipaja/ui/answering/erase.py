"""Erasing one's own answers."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.erasure import erase_own
from mallipaja.i18n import Words
from mallipaja.ui.answering.address import WELCOME, go
from mallipaja.ui.answering.desk import Desk, forget_desk
from mallipaja.ui.errors import told
from mallipaja.ui.session import respondent_context

_ERASED = "mallipaja.answering.erased"


def say_erased(_: Words) -> None:
    """Say, once, that the answers have just been erased."""
    if st.session_state.pop(_ERASED, False):
        st.success(_("Your answers have been erased."))


def draw_erase(desk: Desk, _: Words) -> None:
    """The way to take one's answers to this form away for good; asked twice."""
    theirs = desk.for_others
    with st.expander(_("Erase what was written in") if theirs else _("Erase my answers")):
        st.write(
            _(
                "Everything written in on this form is erased at once and cannot be brought back. The form can be written "
                "in anew while the survey is open."
            )
            if theirs
            else _(
                "Everything you have answered to this form is erased at once and cannot be brought back. You can answer "
                "anew while the survey is open."
            )
        )
        label = _("Erase the form for good") if theirs else _("Erase my answers for good")
        if st.button(label, key="answering.erase"):
            with told() as done:
                erase_own(respondent_context(desk.invitation_id), response_id=desk.opened.response_id)
            if done.ok:
                forget_desk(desk)
                st.session_state[_ERASED] = True
                go(0, WELCOME)
