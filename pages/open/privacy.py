"""Privacy notice (GDPR article 13)."""

import streamlit as st

from mallipaja.ui.guard import guard
from mallipaja.ui.pages import PAGES_FOLDER, anyone, facilitates
from mallipaja.ui.session import words
from mallipaja.ui.statements import current_notice, draw_controller, draw_sections, privacy_of

asked = guard(anyone)
_ = words()

st.title(_("Privacy notice"))
notice = current_notice(asked)
if asked.actor.invitations:
    query = {"r": st.query_params["r"]} if "r" in st.query_params else None
    st.page_link(
        str(PAGES_FOLDER / "respond" / "answer.py"), label=_("Back to the survey"), query_params=query
    )
if facilitates(asked.actor) and notice is not None and not (notice.controller and notice.contact):
    st.warning(
        _(
            "Give the name and the contact details of the controller on the page Project before you invite anybody."
        )
    )
draw_controller(_, notice)
draw_sections(_, privacy_of(notice))
