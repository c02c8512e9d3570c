"""The live sessions of the meetings: which is prepared, open or ended, and the way to lead one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.meetings import MeetingView
from mallipaja.actions.workshops import list_workshops, start_workshop
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Project
from mallipaja.store.workshops import Workshop
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import HANDLE_LENGTH
from mallipaja.ui.workshop.meeting import Setting

SAID = "workshop.sessions"
STATES = {"planned": N_("being prepared"), "open": N_("open now"), "ended": N_("ended")}
SHOWN = 6


def sessions(
    _: Words, asked: Context, project: Project, views: Sequence[MeetingView], there: Setting
) -> None:
    """A row for each meeting, newest first: lead its workshop, or begin preparing one."""
    said(SAID)
    found = list_workshops(asked, project_id=project.id)
    for view in views[:SHOWN]:
        _row(_, asked, view, there, found)
    if len(views) > SHOWN:
        with st.expander(_("Earlier meetings")):
            for view in views[SHOWN:]:
                _row(_, asked, view, there, found)


def _row(_: Words, asked: Context, view: MeetingView, there: Setting, found: Mapping[str, Workshop]) -> None:
    one = view.meeting
    place = there.pilots.get(one.pilot_id or "", _("All pilots together"))
    known = found.get(one.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{_.date(one.held_on)} · **{as_typed(one.title)}** · {as_typed(place)}")
        if known is None:
            run = partial(start_workshop, asked, meeting_id=one.id)
            st.button(_("Prepare a workshop"), on_click=do, args=(SAID, run), key=f"workshop.start.{one.id}")
            return
        st.page_link(
            str(PAGES_FOLDER / "facilitate/lead.py"),
            label=_("Lead the workshop ({state})", state=_(STATES[known.state])),
            query_params={"workshop": known.id[:HANDLE_LENGTH]},
        )
