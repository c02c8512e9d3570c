"""Follow-up: what the pilots count of their own service, month by month."""

import streamlit as st

from mallipaja.actions.access import Right, may
from mallipaja.actions.follow_up import view_follow_up
from mallipaja.i18n import HELSINKI
from mallipaja.store.places import Place
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import counts
from mallipaja.ui.guard import guard, need_pilot, need_project
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, projector_switch

_ = words()
asked = guard(Right.COMPARE)
project = need_project(asked)
st.title(_("What has been done, month by month?"))
projector_switch(_)
view = view_follow_up(asked, project_id=project.id)
if not view.measures or not view.pilots:
    st.info(
        _("There is nothing to count yet: the project has no pilot, or the table of measures cannot be used.")
    )
    st.stop()
counts.pictures(_, view)
if view.counts:
    counts.summary(_, view)
if projector():
    st.stop()
pilot = need_pilot(asked)
if may(asked.actor, Right.EDIT_PILOT, Place(project.id, pilot.id)):
    st.header(as_typed(_("Enter a month: {pilot}", pilot=pilot.name)))
    st.caption(_("Write numbers only, never anything of one client."))
    today = asked.clock().astimezone(HELSINKI).date()
    counts.entry(_, asked, view, pilot, today)
    counts.pasting(_, asked, view, pilot, today)
    counts.closing(_, asked, view, pilot, today)
