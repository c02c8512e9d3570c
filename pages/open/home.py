"""Front page: what this is, and where each person goes from here."""

import streamlit as st

from mallipaja.ui.guard import guard
from mallipaja.ui.home import draw_entry, draw_path
from mallipaja.ui.pages import anyone
from mallipaja.ui.session import words

asked = guard(anyone)
_ = words()

st.title(_("From the current state to your own operating model"))
st.write(
    _("Mallipaja helps municipalities and their partners agree how they support people's ability to work.")
)
draw_entry(_, asked.actor)
draw_path(_)
