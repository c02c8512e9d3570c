"""The pilots of the project: change, move to the bin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.projects import PILOT_KINDS, change_pilot, remove_pilot
from mallipaja.i18n import Words
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui.editing import do, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.process.pilots import add_pilot_form
from mallipaja.ui.process.wording import PILOT_KINDS as KIND_NAMES
from mallipaja.ui.project.fields import which

NAME = "pilot"


def pilots(_: Words, asked: Context, project: Project, there: Sequence[Pilot]) -> None:
    """Choose a pilot and change it; below, the form for one more."""
    if there:
        by_id = {one.id: one for one in there}
        picked = which(_, _("Pilot"), by_id, "pilot")
        _edit(_, asked, by_id[picked])
    with st.expander(_("Add a pilot"), expanded=not there):
        add_pilot_form(_, asked, project)


def _edit(_: Words, asked: Context, pilot: Pilot) -> None:
    now = {"name": pilot.name, "kind": pilot.kind, "municipality_code": pilot.municipality_code}
    form = open_form(NAME, pilot.id, pilot.revision, now)
    known = asked.catalogue.municipalities
    names = {code: one.name.get(_.language) for code, one in known.items()}
    codes = [None, *sorted(names, key=lambda code: names[code])]

    def write(values: Mapping[str, Any], revision: int) -> None:
        change_pilot(asked, pilot_id=pilot.id, values=values, revision=revision)

    def municipality(code: str | None) -> str:
        return names.get(code, code) if code else _("Not in the list")

    said(NAME)
    fields = {
        "name": Field(_("Name of the pilot")),
        "kind": Field(_("What it is"), lambda one: _(KIND_NAMES[one])),
        "municipality_code": Field(_("Municipality"), municipality),
    }
    if late_save(_, asked, form, fields, write):
        return
    with st.form(NAME, border=False):
        st.text_input(_("Name of the pilot"), form.values["name"], max_chars=120, key=form.key("name"))
        st.radio(
            _("What it is"),
            PILOT_KINDS,
            index=PILOT_KINDS.index(form.values["kind"]),
            format_func=lambda one: _(KIND_NAMES[one]),
            horizontal=True,
            key=form.key("kind"),
        )
        code = form.values["municipality_code"]
        st.selectbox(
            _("Municipality"),
            codes,
            index=codes.index(code) if code in codes else 0,
            format_func=municipality,
            filter_mode=None,
            key=form.key("municipality_code"),
        )
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    remove = partial(remove_pilot, asked, pilot_id=pilot.id)
    st.button(_("Move the pilot to the bin"), on_click=do, args=(NAME, remove), key="project.pilot.bin")
