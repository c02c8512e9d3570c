"""Front page: what this is, and where each person goes from here."""

import streamlit as st

from mallipaja.ui.guard import guard
from mallipaja.ui.pages import anyone
from mallipaja.ui.session import words

asked = guard(anyone)
_ = words()

st.title(_("From the current state to your own operating model"))
st.write(
    _(
        "Mallipaja helps municipalities and their partners build their own variant of the work-ability support model: "
        "surveys, a picture of the current state, the team and its responsibilities, and a comparison with the others."
    )
)
