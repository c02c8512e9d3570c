"""The organisations (employers) of the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.parties import SECTORS, add_organisation, change_organisation, remove_organisation
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Organisation, Project
from mallipaja.ui import labels
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.project.fields import name_box, sector_box, which

NAME, NEW = "organisation", "organisation.new"
MEANS = N_(
    "The sector of the employer: its colour in pictures and who is counted present in meetings. It does not choose surveys; "
    "that is done by the sector of the actor each unit belongs to. For a municipality or a wellbeing services county "
    "take the sector that takes part most, and give its services their own sectors as actors."
)


def organisations(_: Words, asked: Context, project: Project, there: Sequence[Organisation]) -> None:
    """Choose an organisation and change it; below, the form for a new one."""
    if there:
        by_id = {one.id: one for one in there}
        picked = which(_, _("Organisation"), by_id, "organisation")
        _edit(_, asked, by_id[picked])
    else:
        st.write(_("The project has no organisations yet. Add the employers of those who take part."))
    said(NEW)  # not in the part that folds up when the first one is there
    with st.expander(_("Add an organisation"), expanded=not there):
        _new(_, asked, project)


def _new(_: Words, asked: Context, project: Project) -> None:
    form = open_form(NEW, project.id, 0, {"name": "", "sector": SECTORS[0]})

    def write(values: Mapping[str, Any], revision: int) -> None:
        add_organisation(asked, project_id=project.id, name=values["name"], sector=values["sector"])

    with st.form(NEW, border=False):
        _name_and_sector(_, form)
        st.form_submit_button(_("Add the organisation"), type="primary", on_click=submit, args=(form, write))


def _edit(_: Words, asked: Context, one: Organisation) -> None:
    now = {"name": one.name, "sector": one.sector, "valid_from": one.valid_from, "valid_to": one.valid_to}
    form = open_form(NAME, one.id, one.revision, now)

    def write(values: Mapping[str, Any], revision: int) -> None:
        change_organisation(asked, organisation_id=one.id, values=values, revision=revision)

    said(NAME)
    fields = {
        "name": Field(_("Name")),
        "sector": Field(_("Sector"), lambda code: labels.sector(_, code)),
        "valid_from": Field(_("First day"), _.date),
        "valid_to": Field(_("Last day"), _.date),
    }
    if late_save(_, asked, form, fields, write):
        return
    with st.form(NAME, border=False):
        _name_and_sector(_, form)
        left, right = st.columns(2)
        left.date_input(
            _("First day (may be left empty)"),
            form.values["valid_from"],
            format="DD.MM.YYYY",
            key=form.key("valid_from"),
        )
        right.date_input(
            _("Last day (may be left empty)"),
            form.values["valid_to"],
            format="DD.MM.YYYY",
            key=form.key("valid_to"),
        )
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    remove = partial(remove_organisation, asked, organisation_id=one.id)
    st.button(_("Move the organisation to the bin"), on_click=do, args=(NAME, remove), key="organisation.bin")


def _name_and_sector(_: Words, form: Form) -> None:
    left, right = st.columns(2)
    name_box(_, left, form)
    sector_box(_, right, form, _(MEANS))
