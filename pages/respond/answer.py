"""Answering a survey on an invitation link."""

import streamlit as st

from mallipaja.actions.answering import welcome
from mallipaja.survey.steps import first_unfinished, steps
from mallipaja.ui.answering import address
from mallipaja.ui.answering.desk import desk_for
from mallipaja.ui.answering.entering import draw_writing, may_write, named_entry
from mallipaja.ui.answering.invitations import draw_invitations
from mallipaja.ui.answering.joint import draw_joint, is_joint
from mallipaja.ui.answering.newer import draw_newer
from mallipaja.ui.answering.own_copy import draw_copy
from mallipaja.ui.answering.review import draw_review, draw_thanks
from mallipaja.ui.answering.screen import draw_screen, step_named
from mallipaja.ui.answering.welcome import draw_welcome
from mallipaja.ui.guard import guard
from mallipaja.ui.session import current_invitation, words

asked = guard(may_write)
_ = words()
st.html(address.STYLE)
mine = current_invitation()
writing = None if mine else named_entry(asked.actor)
invitation = writing.invitation_id if writing else mine


def draw(invitation_id: str) -> None:
    number, at = address.form_number(), address.screen()
    forms = welcome(asked, invitation_id=invitation_id).forms if number else ()
    if not 0 < number <= len(forms):
        return draw_welcome(asked, invitation_id, _, for_others=writing is not None)
    form = forms[number - 1]
    if form.theirs:
        return draw_welcome(asked, invitation_id, _, for_others=writing is not None)
    desk = desk_for(invitation_id, form.document_id, at)
    desk.for_others = writing is not None
    found = steps(desk.form)
    if form.newer and desk.opened.open:
        return draw_newer(desk, number, _)
    if at == address.THANKS:
        waiting = (place for place, form in enumerate(forms, 1) if not form.submitted_at and place != number)
        return draw_thanks(desk, number, next(waiting, 0), _)
    if at == address.COPY:
        return draw_copy(desk, number, _)
    if not desk.opened.open:
        return draw_thanks(desk, number, 0, _)
    if at == address.REVIEW:
        return draw_review(desk, number, found, _)
    if at == address.GO_ON:
        return address.go(number, (first_unfinished(desk.form, found) if desk.begun else found[0]).id)
    here = step_named(found, at)
    if is_joint(desk):
        draw_joint(desk, found[here].cards, _)
    return draw_screen(desk, number, found, here, _)


with address.sheet():
    if invitation is None:
        draw_invitations(asked, _)
    else:
        if writing:
            draw_writing(writing, _)
        draw(invitation)
