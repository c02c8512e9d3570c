"""The bin of the project: what was removed, each with a button that brings it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.bin import list_bin, list_binned_projects, restore, restore_project
from mallipaja.i18n import Words
from mallipaja.store.bin import Binned
from mallipaja.store.projects import Project
from mallipaja.ui.admin.wording import THINGS, called
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said

NAME = "bin"
MADE_AGAIN = {"pilot_actor", "unit_pilot"}
"""Links that are put back where they are chosen: on the actor's and the unit's own form."""


def project_bin(_: Words, asked: Context, project: Project) -> None:
    """What of the project lies in the bin."""
    said(NAME)
    found = [one for one in list_bin(asked, project_id=project.id) if one.entity not in MADE_AGAIN]
    if not found:
        st.write(_("The bin is empty."))
    for one in found:
        back = partial(restore, asked, project_id=project.id, entity=one.entity, record_id=one.id)
        _row(_, one, back)


def binned_projects(_: Words, asked: Context) -> None:
    """The projects in the bin, for the administrator."""
    for one in list_binned_projects(asked):
        _row(_, one, partial(restore_project, asked, project_id=one.id))


def _row(_: Words, one: Binned, back: Callable[[], object]) -> None:
    kind = _(THINGS.get(one.entity, one.entity))
    when = _("removed {when}", when=_.moment(one.deleted_at))
    with st.container(horizontal=True, vertical_alignment="center"):
        told = " · ".join(
            part for part in (as_typed(called(_, one.entity, one.title, {})), kind, when) if part
        )
        st.markdown(told, width="content")
        st.button(_("Bring back"), key=f"bin.{one.id}", on_click=do, args=(NAME, back))
