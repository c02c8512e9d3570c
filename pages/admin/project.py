"""The project: its facts, what it consists of, who sees it, what lies in its bin."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.parties import list_organisations
from mallipaja.actions.projects import list_pilots
from mallipaja.ui.guard import guard
from mallipaja.ui.project import actors, basics, bin, members, organisations, pilots, projects, units
from mallipaja.ui.session import current_project, words

asked = guard(Right.RUN_PROJECT)
project = current_project(asked)
_ = words()
administers = asked.actor.is_admin

st.title(_("What does the project consist of?"))
if project is None:
    st.write(_("There is no project yet. Create the first one."))
else:
    there = list_pilots(asked, project_id=project.id)
    employers = list_organisations(asked, project_id=project.id)
    names = [_("Project"), _("Pilots"), _("Organisations"), _("Actors"), _("Units"), _("Bin")]
    facts, sites, firms, nodes, answering, removed, *rest = st.tabs(
        names + [_("People")] * administers, key="project.tabs"
    )
    with facts:
        basics.basics(_, asked, project)
    with sites:
        pilots.pilots(_, asked, project, there)
    with firms:
        organisations.organisations(_, asked, project, employers)
    with nodes:
        actors.actors(_, asked, project, employers, there)
    with answering:
        units.units(_, asked, project, employers, there)
    with removed:
        bin.project_bin(_, asked, project)
    for tab in rest:
        with tab:
            members.members(_, asked, project, there)
if administers:
    st.header(_("All projects"))
    projects.projects(_, asked, project)
