"""Surveys: open a round, invite, see who is missing and what that holds up."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.projects import list_pilots
from mallipaja.actions.surveys import list_rounds
from mallipaja.ui.editing import said
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector_switch
from mallipaja.ui.surveys import (
    erasing,
    invitations,
    invite,
    links,
    monitor,
    on_behalf,
    progress,
    rounds,
    templates,
    versions,
)

asked = guard(Right.RUN_PROJECT)
project = need_project(asked)
_ = words()
pilots = list_pilots(asked, project_id=project.id)
views = list_rounds(asked, project_id=project.id)

title, add = st.columns([4, 1], vertical_alignment="bottom")
title.title(_("Whose answer is missing?"))
if not pilots:
    st.write(_("The project has no pilots yet. Add one on the page “Process”, then open a round."))
elif not views:
    st.write(_("No round has been opened yet. Open the first one: choose the surveys and the pilots."))
    rounds.new_round(_, asked, project, pilots)
else:
    # with its round opened it is another popover, and closed
    with add.popover(_("New round"), key=f"round.add.{len(views)}", width="stretch"):
        rounds.new_round(_, asked, project, pilots)
    said(rounds.OPENED)
    view = rounds.choose_round(_, views)
    monitor.headline(_, view)
    if view.invited:
        monitor.answers(_, view)
        monitor.held_up(_, view)
        progress.section(_, asked, view.round.id)
        st.page_link(str(PAGES_FOLDER / "facilitate" / "results.py"), label=_("What was answered?"))
        projector_switch(_)
    links.fresh_links(_, asked, project, view)
    first = [_("Invite"), _("Remind"), _("Links"), _("Joint answer and paper")]
    tabs = st.tabs([*first, _("New versions"), _("Round settings"), _("Deleting")], key="surveys.tabs")
    with tabs[0]:
        invite.invite(_, asked, project, view, pilots)
    with tabs[1]:
        invitations.reminders(_, asked, view)
    with tabs[2]:
        invitations.invitations(_, asked, view)
    with tabs[3]:
        on_behalf.on_behalf(_, asked, project, view, pilots)
    with tabs[4]:
        versions.versions(_, asked, view)
    with tabs[5]:
        rounds.settings(_, asked, project, view)
    with tabs[6]:
        erasing.erasing(_, asked, view)
st.header(_("Surveys"))
templates.templates(_, asked, project.id)
