"""Adding a pilot, and starting over from an empty project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.projects import PILOT_KINDS, add_pilot, list_projects, start_from_empty
from mallipaja.catalogue.municipality import Municipality
from mallipaja.i18n import Words
from mallipaja.store.projects import Project
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, open_form, said, say, submit
from mallipaja.ui.process.wording import PILOT_KINDS as KIND_NAMES
from mallipaja.ui.session import choose_project, context, words

NEW, EMPTY = "pilot.new", "project.empty"


def add_pilot_form(_: Words, asked: Context, project: Project) -> None:
    """The form for one more pilot."""
    form = open_form(NEW, project.id, 0, {"municipality_code": "", "name": "", "kind": PILOT_KINDS[0]})
    known = asked.catalogue.municipalities
    names = {code: _name(_, one) for code, one in known.items()}
    codes = ["", *sorted(names, key=lambda code: names[code])]

    def write(values: Mapping[str, Any], revision: int) -> None:
        code = values["municipality_code"]
        name = values["name"] or names.get(code, "")
        add_pilot(
            asked, project_id=project.id, name=name, kind=values["kind"], municipality_code=code or None
        )

    with st.form(NEW, border=False):
        st.selectbox(
            _("Municipality"),
            codes,
            format_func=lambda code: names[code] if code else _("Not in the list"),
            filter_mode=None,
            key=form.key("municipality_code"),
        )
        st.text_input(_("Name of the pilot (empty: the municipality's)"), max_chars=120, key=form.key("name"))
        st.radio(
            _("What it is"),
            PILOT_KINDS,
            format_func=lambda one: _(KIND_NAMES[one]),
            horizontal=True,
            key=form.key("kind"),
        )
        st.form_submit_button(_("Add the pilot"), type="primary", on_click=submit, args=(form, write))


def _name(_: Words, one: Municipality) -> str:
    return one.name.get(_.language)


def start_from_empty_form(_: Words, asked: Context, project: Project) -> None:
    """The form that puts the example away and starts an empty project."""
    said(EMPTY)
    st.write(
        _(
            "The example project moves to the bin, from which an administrator can bring it back. "
            "You get an empty project with the same facilitators."
        )
    )
    with st.form(EMPTY, border=False):
        st.text_input(_("Name of your project"), max_chars=120, key="project.empty.name")
        st.form_submit_button(
            _("Start from empty"), type="primary", on_click=do, args=(EMPTY, lambda: _start(asked, project))
        )


def _start(asked: Context, project: Project) -> None:
    name = st.session_state["project.empty.name"]
    fresh = start_from_empty(asked, project_id=project.id, name=name)
    # asked anew: the rights to the new project were not there a moment ago
    found = next((one for one in list_projects(context()) if one.id == fresh), None)
    if found is not None:
        choose_project(found)
        _ = words()
        say(NEW, _("“{name}” has been created. Add its first pilot, then organisations, actors and units on the page "
                   "“Project”.", name=as_typed(found.name)))  # fmt: skip
