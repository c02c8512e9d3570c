"""The units that answer: change, add one, paste a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.parties import (
    add_unit,
    add_units,
    change_unit,
    list_actors,
    list_units,
    remove_unit,
)
from mallipaja.errors import ProblemsError
from mallipaja.i18n import Words
from mallipaja.store.projects import Organisation, Pilot, Project, Unit
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, say, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.project.fields import name_box, pilots_box, which, with_pilots

NAME, NEW, LIST = "unit", "unit.new", "unit.list"


@dataclass(frozen=True, slots=True)
class Choices:
    """Names by id of what a unit can belong to and serve."""

    organisations: Mapping[str, str]
    actors: Mapping[str, str]
    pilots: Mapping[str, str]


def units(
    _: Words,
    asked: Context,
    project: Project,
    organisations: Sequence[Organisation],
    pilots: Sequence[Pilot],
) -> None:
    """Choose a unit and change it; add one; paste a list; the table of all."""
    there = {one.id: one for one in list_units(asked, project_id=project.id)}
    choices = Choices(
        {one.id: one.name for one in organisations},
        {one.id: one.name for one in list_actors(asked, project_id=project.id)},
        {one.id: one.name for one in pilots},
    )
    if not (choices.organisations and choices.actors and choices.pilots):
        st.write(_("A unit needs a pilot, an organisation and an actor. Add those first."))
        return
    if there:
        employers = {key: choices.organisations.get(one.organisation_id, "") for key, one in there.items()}
        picked = which(_, _("Unit"), there, "unit", employers)
        _edit(_, asked, there[picked], choices)
    said(NEW)  # not in the parts that fold up
    said(LIST)
    with st.expander(_("Add a unit"), expanded=not there):
        _new(_, asked, project, choices)
    with st.expander(_("Paste a list of units")):
        _paste(_, asked, project)
    _table(_, list(there.values()), choices)


def _new(_: Words, asked: Context, project: Project, choices: Choices) -> None:
    values = {
        "name": "",
        "organisation_id": next(iter(choices.organisations)),
        "actor_id": next(iter(choices.actors)),
        "pilot_ids": [],
    }
    form = open_form(NEW, project.id, 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        add_unit(asked, project_id=project.id, **{**typed, "pilot_ids": tuple(typed["pilot_ids"])})

    with st.form(NEW, border=False):
        _inputs(_, form, choices)
        st.form_submit_button(_("Add the unit"), type="primary", on_click=submit, args=(form, write))


def _edit(_: Words, asked: Context, one: Unit, choices: Choices) -> None:
    now = {
        "name": one.name,
        "organisation_id": one.organisation_id,
        "actor_id": one.actor_id,
        "pilot_ids": list(one.pilots),
    }
    form = open_form(NAME, one.id, one.revision, now)

    write = with_pilots(form, partial(change_unit, asked, unit_id=one.id))
    said(NAME)
    fields = {
        "name": Field(_("Name")),
        "organisation_id": Field(_("Organisation"), lambda key: choices.organisations.get(key, "")),
        "actor_id": Field(_("Actor"), lambda key: choices.actors.get(key, "")),
    }
    if late_save(_, asked, form, fields, write):
        return
    with st.form(NAME, border=False):
        _inputs(_, form, choices)
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    remove = partial(remove_unit, asked, unit_id=one.id)
    st.button(_("Move the unit to the bin"), on_click=do, args=(NAME, remove), key="unit.bin")


def _inputs(_: Words, form: Form, choices: Choices) -> None:
    left, right = st.columns(2)
    name_box(_, left, form)
    _choose(right, _("Organisation"), choices.organisations, form, "organisation_id")
    _choose(left, _("Actor"), choices.actors, form, "actor_id")
    pilots_box(right, form, _("Serves these pilots"), choices.pilots, _("Choose the pilots"))


def _choose(column: Any, label: str, names: Mapping[str, str], form: Form, field: str) -> None:
    keys = list(names)
    value = form.values[field]
    column.selectbox(
        label,
        keys,
        index=keys.index(value) if value in keys else 0,
        format_func=names.__getitem__,
        filter_mode=None,
        key=form.key(field),
    )


def _paste(_: Words, asked: Context, project: Project) -> None:
    for problem in st.session_state.pop("unit.list.problems", ()):
        told = problem.in_language(_)
        place = _("line {number}", number=told.line) if told.line else ""
        st.markdown(
            "- " + as_typed(" ".join(part for part in (place, told.message, told.allowed, told.fix) if part))
        )
    form = open_form(LIST, project.id, 0, {"text": ""})
    with st.form(LIST, border=False):
        st.text_area(
            _("One unit per line: unit; organisation; actor; pilots"),
            placeholder=_("Adult social work, Keuruu; City of Keuruu; Adult social work; Keuruu"),
            height=160,
            key=form.key("text"),
            help=_(
                "Copy from a spreadsheet, or write semicolons. Several pilots: commas between; every pilot: “all”."
            ),
        )
        st.form_submit_button(
            _("Add the units"), type="primary", on_click=_add_list, args=(_, asked, project, form)
        )


def _add_list(_: Words, asked: Context, project: Project, form: Form) -> None:
    added: list[int] = []

    def write(typed: Mapping[str, Any], revision: int) -> None:
        added.append(add_units(asked, project_id=project.id, text=typed["text"]))

    try:
        submit(form, write)
        for count in added:
            text = _.plural("Saved: {count} unit added.", "Saved: {count} units added.", count)
            say(LIST, f"{text} {_('Next, open a round on the page “Surveys”.')}")
    except ProblemsError as error:
        say(LIST, _("Nothing was added. Correct these and try again."), bad=True)
        st.session_state["unit.list.problems"] = error.problems


def _table(_: Words, there: Sequence[Unit], choices: Choices) -> None:
    import pandas as pd

    rows = [
        (
            as_typed(choices.organisations.get(one.organisation_id, "–")),
            as_typed(choices.actors.get(one.actor_id, "–")),
            as_typed(", ".join(choices.pilots[key] for key in one.pilots if key in choices.pilots)),
        )
        for one in there
    ]
    columns = [_("Organisation"), _("Actor"), _("Pilots")]
    index = pd.Index([as_typed(one.name) for one in there], name=_("Unit"))
    figure.table(_, pd.DataFrame(rows, columns=columns, index=index), "units", folded=True)
