"""Accessibility statement (digipalvelulaki 306/2019) with its feedback channel."""

import streamlit as st

from mallipaja.actions.feedback import send_feedback
from mallipaja.ui.errors import told
from mallipaja.ui.guard import guard
from mallipaja.ui.installation import current
from mallipaja.ui.pages import anyone
from mallipaja.ui.session import words
from mallipaja.ui.statements import ACCESSIBILITY, ACCESSIBILITY_MADE, SHORTCOMINGS, draw_sections

asked = guard(anyone)
_ = words()

st.title(_("Accessibility statement"))
st.write(
    _("This statement is about the service Mallipaja. It was made on {day}.", day=_.date(ACCESSIBILITY_MADE))
)
draw_sections(_, ACCESSIBILITY[:2])
for shortcoming in SHORTCOMINGS:
    st.markdown("- " + _(shortcoming))
draw_sections(_, ACCESSIBILITY[2:])

with st.form("accessibility-feedback", clear_on_submit=True):
    text = st.text_area(_("What did not work, and on which page?"), max_chars=2000)
    reply_to = st.text_input(_("Your e-mail address, if you want an answer"), max_chars=200)
    sent = st.form_submit_button(_("Send feedback"))
if sent:
    with told() as done:
        send_feedback(asked, text=text, reply_to=reply_to, address=str(st.context.ip_address or ""))
    if done.ok:
        st.success(_("Thank you. We answer within 14 days, if you left your address."))
contact = current().settings.contact
if contact:
    st.write(_("You can also write to {address}.", address=contact))
