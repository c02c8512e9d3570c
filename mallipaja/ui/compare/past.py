"""How an element has changed over time: versions of the generic model and what pilots have said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.element_history import Event, element_history
from mallipaja.i18n import N_, Words
from mallipaja.report.workbook_rows import STATES
from mallipaja.ui import labels

CHANGES = {
    "added": N_("Version {version}: added"),
    "removed": N_("Version {version}: taken out"),
    "changed": N_("Version {version}: changed"),
}


def draw(_: Words, asked: Context, project_id: str, element: str) -> None:
    """A table of what has happened, oldest first; read only when it is opened."""
    with st.expander(_("History of this element"), key=f"past.{element}", on_change="rerun") as fold:
        if not fold.open:
            return
        lines = [
            {
                _("When"): _.moment(one.at),
                _("Who"): one.pilot or _("Generic model"),
                _("What"): event_text(_, one),
            }
            for one in element_history(asked, project_id=project_id, element=element)
        ]
        if lines:
            st.table(pd.DataFrame(lines).set_index(_("When")))
        else:
            st.text(_("Nothing has happened to this yet."))


def event_text(_: Words, event: Event) -> str:
    """One event in words."""
    after = event.after
    if event.kind == "version":
        told = _(CHANGES[event.change], version=after["version"])
        return f"{told}. {after['note']}" if after["note"] else told
    if event.kind == "stance":
        fit = after.get("fit")
        return _("Stand: {stand}", stand=_(labels.FITS[fit])) if fit else _("The stand was corrected.")
    return _change(_, event, after)


def _change(_: Words, event: Event, after: Mapping[str, Any]) -> str:
    state = after.get("state")
    what, why = after.get("what") or "", after.get("why") or ""
    if event.change == "add":
        return _("Change: {what}. Why: {why}", what=what or str(after.get("value") or "–"), why=why or "–")
    if state in STATES:
        return _("State of the change: {state}", state=_(STATES[state]))
    return _("The change was corrected.")
