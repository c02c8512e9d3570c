"""Workshop: a new one, those that are prepared or held, and who was there."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.meetings import project_meetings
from mallipaja.actions.parties import list_organisations, list_units
from mallipaja.actions.projects import list_pilots
from mallipaja.i18n import HELSINKI
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.session import words
from mallipaja.ui.told_apart import told_apart
from mallipaja.ui.workshop import meeting, sessions, summary

asked = guard(Right.RUN_PROJECT)
project = need_project(asked)
_ = words()
sessions.go_to_begun()
pilots = list_pilots(asked, project_id=project.id)
organisations = list_organisations(asked, project_id=project.id)
there = meeting.setting(_, asked, pilots, organisations, list_units(asked, project_id=project.id))
views = project_meetings(asked, project_id=project.id)
today = asked.clock().astimezone(HELSINKI).date()

st.title(_("Which workshop is led next, and who has come to them?"))
if not organisations:
    st.write(_("The project has no organisations yet. Add them on the page “Project”, then record meetings."))
    st.stop()
sessions.new_workshop(_, asked, project, there, today)
if views:
    st.header(_("Workshops"))
    sessions.sessions(_, asked, project, views, there)
    st.header(_("Who has come"))
    summary.attendance(_, views, there)
    st.header(_("Meetings"))
    summary.meetings(_, views, there)
else:
    st.write(_("No meeting has been recorded yet. Record the first one below."))
adding, editing = st.tabs([_("Record a meeting"), _("Change a meeting")], key="workshop.tabs")
with adding:
    meeting.new_meeting(_, asked, project, there, today)
with editing:
    by_id = {view.meeting.id: view for view in views}
    if not by_id:
        st.write(_("There is no meeting to change."))
    else:
        names = {key: f"{_.date(one.meeting.held_on)} · {one.meeting.title}" for key, one in by_id.items()}
        picked = st.selectbox(
            _("Meeting"),
            list(by_id),
            format_func=told_apart(names).__getitem__,
            filter_mode=None,
            key=f"meeting.picked.{_.language}",
        )
        meeting.edit_meeting(_, asked, by_id[picked], there)
