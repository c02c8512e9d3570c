"""One's own account: changing the password."""

import streamlit as st

from mallipaja.actions.passwords import SHORTEST
from mallipaja.actions.sign_in import change_own_password
from mallipaja.ui import visitor
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.guard import guard
from mallipaja.ui.pages import signed_in
from mallipaja.ui.session import words

asked = guard(signed_in)
_ = words()

st.title(_("My account"))
st.write(as_typed(asked.actor.name))
st.header(_("Change the password"))
with st.form("own-password", clear_on_submit=True):
    current = st.text_input(_("Current password"), type="password", autocomplete="current-password")
    new = st.text_input(_("New password"), type="password", autocomplete="new-password")
    st.caption(_("At least {least} characters. A sentence is easy to remember.", least=SHORTEST))
    again = st.text_input(_("The same password again"), type="password", autocomplete="new-password")
    sent = st.form_submit_button(_("Change the password"), type="primary")
if sent and new != again:
    st.error(_("The passwords are not the same. Write the same password twice."))
elif sent:
    token = visitor.source().cookies.get(visitor.SESSION_COOKIE, "")
    with told() as done:
        change_own_password(asked, current=current, new=new, token=token)
    if done.ok:
        st.success(_("The password is changed. Other devices where you were signed in have been signed out."))
