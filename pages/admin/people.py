"""Users: accounts and what they may do everywhere. Roles in a project are on the project's page."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.ui.admin.accounts import accounts
from mallipaja.ui.guard import guard
from mallipaja.ui.session import words

asked = guard(Right.ADMINISTER)
_ = words()

st.title(_("Who uses the service?"))
st.write(_("Here are the user names. Who sees which project is chosen on the page “Project”."))
accounts(_, asked)
