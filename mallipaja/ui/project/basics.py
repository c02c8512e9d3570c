"""The project itself: name, scope, languages, how long answers are kept, what the privacy notice says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.projects import MOST_MONTHS, SCOPES, change_project
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, N_, Words
from mallipaja.store.projects import Project
from mallipaja.ui.editing import open_form, said, submit
from mallipaja.ui.late_save import Field, late_save

NAME = "project"
SCOPE_NAMES = {"basic": N_("Basic pilot"), "wide": N_("Wide")}
SCOPE_TEXTS = {
    "basic": N_("What a handful of pilots needs."),
    "wide": N_("Also the methods for a closer look, wherever there is enough to calculate them from."),
}
NOTICE_NAMES = {
    "controller": N_("Controller of the data"),
    "controller_contact": N_("Contact details of the controller"),
    "protection_officer": N_("Data protection officer and contact details"),
}


def basics(_: Words, asked: Context, project: Project) -> None:
    """The form of the project's own facts."""
    now = {
        "name": project.name,
        "scope": project.scope,
        "languages": project.languages,
        "retention_months": project.retention_months,
        "controller": project.controller,
        "controller_contact": project.controller_contact,
        "protection_officer": project.protection_officer,
    }
    form = open_form(NAME, project.id, project.revision, now)

    def write(values: Mapping[str, Any], revision: int) -> None:
        change_project(asked, project_id=project.id, values=values, revision=revision)

    said(NAME)
    fields = {
        "name": Field(_("Name of the project")),
        "scope": Field(_("Scope"), lambda one: _(SCOPE_NAMES[one])),
        "languages": Field(_("Languages of the surveys"), lambda one: _names(_, one)),
        "retention_months": Field(_("Months the answers are kept"), _.number),
        **{name: Field(_(label)) for name, label in NOTICE_NAMES.items()},
    }
    if late_save(_, asked, form, fields, write):
        return
    with st.form(NAME, border=False):
        st.text_input(_("Name of the project"), form.values["name"], max_chars=120, key=form.key("name"))
        st.radio(
            _("Scope"),
            SCOPES,
            index=SCOPES.index(form.values["scope"]),
            format_func=lambda one: _(SCOPE_NAMES[one]),
            captions=[_(SCOPE_TEXTS[one]) for one in SCOPES],
            key=form.key("scope"),
        )
        st.multiselect(
            _("Languages of the surveys"),
            LANGUAGES,
            form.values["languages"],
            format_func=LANGUAGE_NAMES.__getitem__,
            placeholder=_("Choose the languages"),
            filter_mode=None,
            select_all=False,
            key=form.key("languages"),
        )
        st.number_input(
            _("Months the answers are kept"),
            min_value=1,
            max_value=MOST_MONTHS,
            value=form.values["retention_months"],
            key=form.key("retention_months"),
        )
        st.caption(_("The privacy notice tells the respondents these:"))
        for name, label in NOTICE_NAMES.items():
            st.text_input(_(label), form.values[name], max_chars=300, key=form.key(name))
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))


def _names(_: Words, codes: list[str]) -> str:
    return _.listing(LANGUAGE_NAMES[one] for one in codes)
