"""Every project, for the administrator: create, copy, archive, bring back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.copying import copy_project
from mallipaja.actions.projects import archive_project, create_project, list_projects
from mallipaja.i18n import Words
from mallipaja.store.projects import Project
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, open_form, said, say, submit
from mallipaja.ui.project.bin import binned_projects
from mallipaja.ui.session import choose_project, context

NAME, NEW, COPY = "projects", "projects.new", "projects.copy"
_MADE = "mallipaja.project.made"


def projects(_: Words, asked: Context, current: Project | None) -> None:
    """The forms of the administrator."""
    for name in (NAME, NEW, COPY):
        said(name)
    with st.expander(_("Create a project"), expanded=current is None):
        _named(_, asked, NEW, _("Create the project"), partial(create_project, asked))
    if current is None:
        binned_projects(_, asked)
        return
    with st.expander(_("Copy this project")):
        st.write(_("Pilots, organisations, actors and units are copied. Answers and people are not."))
        _named(_, asked, COPY, _("Copy the project"), partial(copy_project, asked, project_id=current.id))
    archived = [one for one in list_projects(asked, archived=True) if one.archived_at is not None]
    with st.expander(_("Archive")):
        st.write(_("An archived project is not in anybody's list. Nothing in it changes."))
        st.button(
            _("Archive this project"),
            on_click=do,
            args=(NAME, partial(archive_project, asked, project_id=current.id)),
            key="projects.archive",
        )
        for one in archived:
            st.button(
                _("Take “{name}” out of the archive", name=as_typed(one.name)),
                key=f"projects.back.{one.id}",
                on_click=do,
                args=(NAME, partial(archive_project, asked, project_id=one.id, archived=False)),
            )
        binned_projects(_, asked)


def _named(_: Words, asked: Context, name: str, label: str, make: Any) -> None:
    form = open_form(name, "", 0, {"name": ""})

    def write(values: Mapping[str, Any], revision: int) -> None:
        st.session_state[_MADE] = make(name=values["name"])

    def save() -> None:
        submit(form, write)
        _go_to_made(_, name)

    with st.form(name, border=False):
        st.text_input(_("Name of the project"), max_chars=120, key=form.key("name"))
        st.form_submit_button(label, type="primary", on_click=save)


def _go_to_made(_: Words, name: str) -> None:
    """Go on in a new project and say what comes next; a copy is told of, and chosen at the top when it is wanted."""
    made = st.session_state.pop(_MADE, None)
    found = next((one for one in list_projects(context()) if one.id == made), None)
    if found is None:
        return
    if name == COPY:
        say(
            name,
            _(
                "The copy “{name}” has been made. Choose it at the top to go on in it.",
                name=as_typed(found.name),
            ),
        )
        return
    choose_project(found)
    text = _("“{name}” has been created and is shown now. Next, add its pilots on the page “Process” and its "
             "organisations, actors and units here.", name=as_typed(found.name))  # fmt: skip
    say(name, text)
