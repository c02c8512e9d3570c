"""Privacy notice (GDPR article 13)."""

import streamlit as st

from mallipaja.ui.guard import guard
from mallipaja.ui.pages import anyone
from mallipaja.ui.session import words
from mallipaja.ui.statements import PRIVACY, current_notice, draw_controller, draw_sections

asked = guard(anyone)
_ = words()

st.title(_("Privacy notice"))
draw_controller(_, current_notice(asked))
draw_sections(_, PRIVACY)
