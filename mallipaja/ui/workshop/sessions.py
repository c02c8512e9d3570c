"""The live sessions of the meetings: a new one, which is prepared, open or ended, and the way to lead one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.agenda_templates import use_agenda_template
from mallipaja.actions.meetings import MODES, MeetingView, record_meeting
from mallipaja.actions.workshops import list_workshops, start_workshop
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Project
from mallipaja.store.workshops import Workshop
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, open_form, said, submit
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import HANDLE_LENGTH, with_project
from mallipaja.ui.workshop.meeting import Setting
from mallipaja.workshop.agenda_templates import TEMPLATES

SAID = "workshop.sessions"
NEW = "workshop.new"
_LEAD = "workshop.lead_next"
LEAD_PAGE = str(PAGES_FOLDER / "facilitate/lead.py")
STATES = {"planned": N_("being prepared"), "open": N_("open now"), "ended": N_("ended")}
SHOWN = 6


def go_to_begun() -> None:
    """Go on to lead the workshop a button of this page has just begun; a callback cannot change the page itself."""
    begun: str | None = st.session_state.pop(_LEAD, None)
    if begun:
        st.switch_page(LEAD_PAGE, query_params=with_project(workshop=begun[:HANDLE_LENGTH], part="plan"))


def new_workshop(_: Words, asked: Context, project: Project, there: Setting, today: date) -> None:
    """A meeting and its workshop in one go: a name, a day and a pilot are enough to begin preparing."""
    values: dict[str, Any] = {"title": "", "held_on": today, "pilot_id": None, "template": ""}
    form = open_form(NEW, project.id, 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        named = {name: value for name, value in typed.items() if name != "template"}
        meeting_id = record_meeting(asked, project_id=project.id, mode=MODES[0], **named)
        begun = start_workshop(asked, meeting_id=meeting_id)
        if typed["template"]:
            use_agenda_template(asked, workshop_id=begun, template=typed["template"], language=_.language)
        st.session_state[_LEAD] = begun

    st.header(_("New workshop"))
    said(NEW)
    with st.form(NEW, border=True):
        name, day, pilot = st.columns([3, 1, 2])
        name.text_input(_("Name of the workshop"), max_chars=120, key=form.key("title"))
        day.date_input(_("Day of the workshop"), today, format="DD.MM.YYYY", key=form.key("held_on"))
        pilot.selectbox(
            _("Whose workshop"), [None, *there.pilots], key=form.key("pilot_id"), filter_mode=None,
            format_func=lambda one: there.pilots[one] if one else _("All pilots together"),
        )  # fmt: skip
        agendas = {"": _("An empty agenda"), **{one.code: _(one.title) for one in TEMPLATES}}
        st.selectbox(
            _("Agenda to begin from"), list(agendas), key=form.key("template"), filter_mode=None,
            format_func=agendas.__getitem__,
        )  # fmt: skip
        st.form_submit_button(_("Begin preparing"), type="primary", on_click=submit, args=(form, write))


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

            def begin() -> None:
                st.session_state[_LEAD] = start_workshop(asked, meeting_id=one.id)

            st.button(
                _("Prepare a workshop"), on_click=do, args=(SAID, begin), key=f"workshop.start.{one.id}"
            )
            return
        st.page_link(
            LEAD_PAGE,
            label=_("Lead the workshop ({state})", state=_(STATES[known.state])),
            query_params=with_project(workshop=known.id[:HANDLE_LENGTH]),
        )
