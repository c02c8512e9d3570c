"""The form of a meeting: when, how, which step, and who was there by organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.meetings import MODES, MeetingView, change_meeting, record_meeting, remove_meeting
from mallipaja.i18n import Words
from mallipaja.store.projects import Organisation, Pilot, Project, Unit
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.told_apart import told_apart
from mallipaja.ui.workshop.wording import MODES as MODE_NAMES
from mallipaja.ui.workshop.wording import PARTS
from mallipaja.workshop.attendance import Head

NEW, EDIT = "meeting.new", "meeting"
_MEETING = ("pilot_id", "title", "held_on", "mode", "step", "notes")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a meeting can be about: names of pilots and steps by id and key, and who can have come.

    ``serves`` are the pilots each organisation serves, by id; all of them when it has no units.
    """

    pilots: Mapping[str, str]
    steps: Mapping[str, str]
    organisations: Mapping[str, str]
    serves: Mapping[str, frozenset[str]]


def setting(
    _: Words,
    asked: Context,
    pilots: Sequence[Pilot],
    organisations: Sequence[Organisation],
    units: Sequence[Unit],
) -> Setting:
    """The choices of the form in the reader's language."""
    served: dict[str, set[str]] = {}
    for unit in units:
        served.setdefault(unit.organisation_id, set()).update(unit.pilots)
    everywhere = {one.id for one in pilots}
    return Setting(
        {one.id: one.name for one in pilots},
        {one.key: one.label.get(_.language) for one in asked.catalogue.process_steps},
        {one.id: one.name for one in organisations},
        {one.id: frozenset(served.get(one.id, everywhere)) for one in organisations},
    )


def new_meeting(_: Words, asked: Context, project: Project, there: Setting, today: date) -> None:
    """The form for recording a meeting."""
    values: dict[str, Any] = {
        "pilot_id": None, "title": "", "held_on": today, "mode": MODES[0], "step": None, "notes": "",
        **_nobody(there),
    }  # fmt: skip
    form = open_form(NEW, project.id, 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        meeting = {name: typed[name] for name in _MEETING}
        record_meeting(asked, project_id=project.id, **meeting, attendance=_heads(typed, there))

    said(NEW)
    with st.form(NEW, border=False):
        _inputs(_, form, there)
        st.form_submit_button(_("Record the meeting"), type="primary", on_click=submit, args=(form, write))


def edit_meeting(_: Words, asked: Context, view: MeetingView, there: Setting) -> None:
    """The form for changing a meeting; a late save shows both versions instead."""
    one = view.meeting
    seen = {row.organisation_id: row.revision for row in view.attendance}
    values = {name: getattr(one, name) for name in _MEETING} | _nobody(there) | _present(view)
    # one number for the whole: the sum grows with every save of the meeting or of any attendance
    form = open_form(
        EDIT, one.id, one.revision + sum(seen.values()), {**values, "_seen": seen, "_at": one.revision}
    )

    def write(typed: Mapping[str, Any], revision: int) -> None:
        change_meeting(
            asked,
            meeting_id=one.id,
            values={name: typed[name] for name in _MEETING},
            revision=form.values["_at"],
            attendance=_heads(typed, there),
            seen=form.values["_seen"],
        )

    said(EDIT)
    if late_save(_, asked, form, _fields(_, there), write):
        return
    with st.form(EDIT, border=False):
        _inputs(_, form, there)
        st.form_submit_button(_("Save the meeting"), type="primary", on_click=submit, args=(form, write))
    remove = partial(remove_meeting, asked, meeting_id=one.id)
    st.button(_("Move the meeting to the bin"), on_click=do, args=(EDIT, remove), key="meeting.bin")


def _inputs(_: Words, form: Form, there: Setting) -> None:
    values = form.values
    st.text_input(_("What was the meeting"), values["title"], max_chars=120, key=form.key("title"))
    day, mode = st.columns(2)
    day.date_input(_("Day"), values["held_on"], format="DD.MM.YYYY", key=form.key("held_on"))
    mode.radio(
        _("Held"),
        MODES,
        index=MODES.index(values["mode"]),
        format_func=lambda one: _(MODE_NAMES[one]),
        horizontal=True,
        key=form.key("mode"),
    )
    pilot, step = st.columns(2)
    _optional(pilot, _("Pilot"), there.pilots, _("All pilots together"), form, "pilot_id")
    _optional(step, _("Step of the process"), there.steps, _("No particular step"), form, "step")
    st.markdown(f"**{_('Who was there')}**")
    for organisation_id, name in there.organisations.items():
        _attendance(_, form, organisation_id, name)
    st.text_area(_("Notes (no clients' data)"), values["notes"], height=90, key=form.key("notes"))


def _optional(
    column: Any, label: str, names: Mapping[str, str], nothing: str, form: Form, field: str
) -> None:
    options, words = [None, *names], told_apart(names)
    column.selectbox(
        label,
        options,
        index=options.index(form.values[field]) if form.values[field] in options else 0,
        format_func=lambda one: words[one] if one else nothing,
        filter_mode=None,
        key=form.key(field),
    )


def _attendance(_: Words, form: Form, organisation_id: str, name: str) -> None:
    columns = st.columns([2, 1, 1], vertical_alignment="bottom")
    for column, (part, label) in zip(columns, PARTS.items(), strict=True):
        field = f"{organisation_id}.{part}"
        column.number_input(
            f"{as_typed(name)}: {_(label)}" if part == "count" else _(label),
            min_value=0,
            max_value=999,
            value=form.values[field],
            step=1,
            key=form.key(field),
        )


def _nobody(there: Setting) -> dict[str, Any]:
    return {f"{one}.{part}": 0 for one in there.organisations for part in PARTS}


def _present(view: MeetingView) -> dict[str, Any]:
    return {f"{row.organisation_id}.{part}": getattr(row, part) for row in view.attendance for part in PARTS}


def _heads(typed: Mapping[str, Any], there: Setting) -> dict[str, Head]:
    return {
        one: Head(*(int(typed.get(f"{one}.{part}") or 0) for part in PARTS)) for one in there.organisations
    }


def _fields(_: Words, there: Setting) -> dict[str, Field]:
    return {
        "title": Field(_("What was the meeting")),
        "held_on": Field(_("Day"), _.date),
        "mode": Field(_("Held"), lambda one: _(MODE_NAMES[one])),
        "pilot_id": Field(_("Pilot"), lambda one: there.pilots.get(one, _("All pilots together"))),
        "step": Field(_("Step of the process"), lambda one: there.steps.get(one, _("No particular step"))),
        "notes": Field(_("Notes (no clients' data)")),
    } | {
        f"{one}.{part}": Field(f"{as_typed(name)}: {_(label)}", lambda count: _.number(count or 0))
        for one, name in there.organisations.items()
        for part, label in PARTS.items()
    }
