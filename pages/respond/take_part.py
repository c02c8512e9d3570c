"""Taking part in a workshop on one's own phone, without an account."""

import streamlit as st

from mallipaja.ui.guard import guard
from mallipaja.ui.live import participant
from mallipaja.ui.pages import takes_part
from mallipaja.ui.session import words

asked = guard(takes_part)
_ = words()
me = participant.current_participant(asked)
if me is None:
    st.title(_("This workshop is not open on this device"))
    st.write(_("Scan the QR code on the wall again, or write the code of the workshop."))
    st.html(f'<p><a href="/join" target="_self">{_("Write the code")}</a></p>')
    st.stop()
participant.draw(_, asked, me)
