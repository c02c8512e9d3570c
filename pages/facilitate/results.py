"""What was answered in the surveys, question by question."""

import streamlit as st

from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.pages import knows_pilot
from mallipaja.ui.results.page import draw
from mallipaja.ui.results.source import source_for
from mallipaja.ui.session import current_pilot, words
from mallipaja.ui.shell import projector_switch

asked = guard(knows_pilot)
project = need_project(asked)
_ = words()
st.title(_("What was answered?"))
source = source_for(asked, project, current_pilot(asked))
if source is None:
    st.write(_("You have no pilot in this project yet."))
else:
    draw(_, source)
    projector_switch(_)
