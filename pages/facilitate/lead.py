"""Preparing and leading a workshop."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.workshops import view_workshop
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.live import lead, sections
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import words

asked = guard(Right.RUN_PROJECT)
project = need_project(asked)
_ = words()
workshop_id = lead.current_workshop(asked)
if workshop_id is None:
    st.title(_("Which workshop is led?"))
    st.write(_("Choose the meeting on the page “Workshop”."))
    st.page_link(str(PAGES_FOLDER / "facilitate/workshop.py"), label=_("Workshop"))
    st.stop()
st.title(lead.title(_, view_workshop(asked, workshop_id=workshop_id)), anchor=False)
sections.draw(_, asked, workshop_id)
