"""The projector's page of a workshop: read-only, large, following the facilitator."""

import streamlit as st

from mallipaja.ui.guard import guard
from mallipaja.ui.live import wall
from mallipaja.ui.live.lead import current_workshop
from mallipaja.ui.live.participant import current_participant
from mallipaja.ui.pages import sees_wall
from mallipaja.ui.session import words

asked = guard(sees_wall)
_ = words()
workshop_id = current_workshop(asked) if asked.actor.signed_in else None
participant_id = None if workshop_id else current_participant(asked)
if workshop_id is None and participant_id is None:
    st.title(_("Which workshop is shown?"))
    st.write(_("Open the wall from the page where the workshop is led, or write the code of the workshop."))
    st.html(f'<p><a href="/join" target="_self">{_("Write the code")}</a></p>')
    st.stop()
wall.draw(_, asked, workshop_id, participant_id)
