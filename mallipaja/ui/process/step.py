"""One step of one pilot: how far it is, what came of it, who saved it last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.history import EXAMPLE_DATA
from mallipaja.actions.process import STATES, UNTOUCHED_STEP, PilotBoard, Saved, set_step
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, close_form, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.process.wording import STATE_NAMES, Definitions

NAME = "step"
EVALUATED = "evaluated"
"""The step that closes with the monthly counts."""


def step_form(_: Words, asked: Context, known: Definitions, row: PilotBoard, key: str) -> None:
    """The form of a step; a late save shows both versions instead."""
    record = row.step_records.get(key)
    now = {field: getattr(record, field) for field in UNTOUCHED_STEP} if record else UNTOUCHED_STEP
    form = open_form(NAME, f"{row.pilot.id}.{key}", record.revision if record else 0, now)

    def write(values: Mapping[str, Any], revision: int) -> None:
        set_step(asked, pilot_id=row.pilot.id, key=key, **values, revision=revision)

    said(NAME)
    if late_save(_, asked, form, _fields(_), write):
        return
    if form.newer:
        st.info(_("Somebody has saved this since you opened it."))
        st.button(_("Show the newest"), on_click=close_form, args=(form,), key="step.newest")
    with st.form("step", border=False):
        _inputs(_, form, known.artefacts.get(key, ""))
        st.form_submit_button(_("Save the step"), type="primary", on_click=submit, args=(form, write))
    if key == EVALUATED:
        address = str(PAGES_FOLDER / "facilitate" / "follow_up.py")
        st.page_link(address, label=_("Monthly counts of the service"))
    if saved := row.saved.get(key):
        st.caption(_saved(_, saved))


def _saved(_: Words, saved: Saved) -> str:
    when = _.moment(saved.at)
    if saved.by == EXAMPLE_DATA:
        return _("Comes with the example project ({when}).", when=when)
    return _("Last saved {when} by {name}.", when=when, name=as_typed(saved.by)) if saved.by else when


def _inputs(_: Words, form: Form, artefact: str) -> None:
    left, right = st.columns([1, 2])
    with left:
        st.radio(
            _("State"),
            STATES,
            index=STATES.index(form.values["state"]),
            format_func=lambda one: _(STATE_NAMES[one]),
            key=form.key("state"),
        )
        st.date_input(
            _("Closed on"), form.values["closed_on"], format="DD.MM.YYYY", key=form.key("closed_on")
        )
    with right:
        st.text_area(
            _("What came of it: {artefact}", artefact=artefact),
            form.values["artefact"],
            height=80,
            key=form.key("artefact"),
        )
        st.text_area(
            _("If it closes without that: why"), form.values["reason"], height=80, key=form.key("reason")
        )


def _fields(_: Words) -> dict[str, Field]:
    return {
        "state": Field(_("State"), lambda one: _(STATE_NAMES[one])),
        "closed_on": Field(_("Closed on"), _.date),
        "artefact": Field(_("What came of it")),
        "reason": Field(_("Why it closes without it")),
    }
