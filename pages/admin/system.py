"""Upkeep: whether everything works, backups, feedback to answer."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.ui.admin import system
from mallipaja.ui.guard import guard
from mallipaja.ui.session import words

asked = guard(Right.ADMINISTER)
_ = words()

st.title(_("Does everything work?"))
system.state(_, asked)
st.header(_("Backups"))
system.backups(_, asked)
st.header(_("Answers whose time has come"))
system.retention(_, asked)
st.header(_("Accessibility feedback"))
system.accessibility_feedback(_, asked)
