"""Changes: who did what in the project, and when."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.ui.admin import past
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.session import words

asked = guard(Right.RUN_PROJECT)
project = need_project(asked)
_ = words()

st.title(_("What has been changed, and by whom?"))
past.history(_, asked, project)
st.header(_("Who has taken data out?"))
past.exports(_, asked, project)
