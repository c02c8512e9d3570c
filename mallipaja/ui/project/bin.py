"""The bin of the project: what was removed, each with a button that brings it back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.bin import list_bin, list_binned_projects, restore, restore_project
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Project
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said

NAME = "bin"
KINDS = {
    "pilot": N_("pilot"),
    "organisation": N_("organisation"),
    "actor": N_("actor"),
    "unit": N_("unit"),
    "round": N_("survey round"),
    "meeting": N_("meeting"),
    "task": N_("task"),
    "project": N_("project"),
}


def project_bin(_: Words, asked: Context, project: Project) -> None:
    """What of the project lies in the bin."""
    said(NAME)
    found = list_bin(asked, project_id=project.id)
    if not found:
        st.write(_("The bin is empty."))
    for one in found:
        back = partial(restore, asked, project_id=project.id, entity=one.entity, record_id=one.id)
        when = _("removed {when}", when=_.moment(one.deleted_at))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{as_typed(one.title)} · {_(KINDS[one.entity])} · {when}", width="content")
            st.button(_("Bring back"), key=f"bin.{one.id}", on_click=do, args=(NAME, back))


def binned_projects(_: Words, asked: Context) -> None:
    """The projects in the bin, for the administrator."""
    for one in list_binned_projects(asked):
        back = partial(restore_project, asked, project_id=one.id)
        when = _("removed {when}", when=_.moment(one.deleted_at))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{as_typed(one.title)} · {_(KINDS[one.entity])} · {when}", width="content")
            st.button(_("Bring back"), key=f"bin.{one.id}", on_click=do, args=(NAME, back))
