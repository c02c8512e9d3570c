"""The actors of the project (nodes of the network) and the pilots on whose rosters they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.parties import (
    SECTORS,
    add_actor,
    change_actor,
    list_actors,
    list_rosters,
    remove_actor,
)
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import NetworkActor, Organisation, Pilot, Project
from mallipaja.ui import labels
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.project.fields import name_box, pilots_box, sector_box, which, with_pilots

NAME, NEW = "actor", "actor.new"
MEANS = N_(
    "The sector decides which surveys the units of the actor get: a survey made for some sectors (such as the partner's "
    "short survey for Kela and employment services) goes to their units instead of the general ones."
)


@dataclass(frozen=True, slots=True)
class Choices:
    """Names by id of what an actor can belong to."""

    organisations: Mapping[str, str]
    pilots: Mapping[str, str]


def actors(
    _: Words,
    asked: Context,
    project: Project,
    organisations: Sequence[Organisation],
    pilots: Sequence[Pilot],
) -> None:
    """Choose an actor and change it; below, the form for a new one."""
    there = {one.id: one for one in list_actors(asked, project_id=project.id)}
    choices = Choices({one.id: one.name for one in organisations}, {one.id: one.name for one in pilots})
    st.caption(_("An actor is what a respondent names as a partner: a service, not an employer."))
    if there:
        picked = which(_, _("Actor"), there, "actor")
        rosters = list_rosters(asked, project_id=project.id)
        _edit(_, asked, there[picked], rosters.get(picked, ()), choices)
    said(NEW)  # not in the part that folds up when the first one is there
    with st.expander(_("Add an actor"), expanded=not there):
        _new(_, asked, project, choices)


def _new(_: Words, asked: Context, project: Project, choices: Choices) -> None:
    values = {"name": "", "sector": SECTORS[0], "organisation_id": None, "pilot_ids": list(choices.pilots)}
    form = open_form(NEW, project.id, 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        add_actor(asked, project_id=project.id, **{**typed, "pilot_ids": tuple(typed["pilot_ids"])})

    with st.form(NEW, border=False):
        _inputs(_, form, choices)
        st.form_submit_button(_("Add the actor"), type="primary", on_click=submit, args=(form, write))


def _edit(_: Words, asked: Context, one: NetworkActor, roster: tuple[str, ...], choices: Choices) -> None:
    now = {
        "name": one.name,
        "sector": one.sector,
        "organisation_id": one.organisation_id,
        "pilot_ids": list(roster),
    }
    form = open_form(NAME, one.id, one.revision, now)

    write = with_pilots(form, partial(change_actor, asked, actor_id=one.id))
    said(NAME)
    fields = {
        "name": Field(_("Name")),
        "sector": Field(_("Sector"), lambda code: labels.sector(_, code)),
        "organisation_id": Field(
            _("Employer"), lambda key: choices.organisations.get(key, _("Varies by pilot"))
        ),
    }
    if late_save(_, asked, form, fields, write):
        return
    with st.form(NAME, border=False):
        _inputs(_, form, choices)
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    remove = partial(remove_actor, asked, actor_id=one.id)
    st.button(_("Move the actor to the bin"), on_click=do, args=(NAME, remove), key="actor.bin")


def _inputs(_: Words, form: Form, choices: Choices) -> None:
    left, right = st.columns(2)
    name_box(_, left, form)
    sector_box(_, right, form, _(MEANS))
    employers = [None, *choices.organisations]
    employer = form.values["organisation_id"]
    left.selectbox(
        _("Employer"),
        employers,
        index=employers.index(employer) if employer in employers else 0,
        format_func=lambda key: choices.organisations[key] if key else _("Varies by pilot"),
        filter_mode=None,
        key=form.key("organisation_id"),
    )
    pilots_box(right, form, _("On the rosters of these pilots"), choices.pilots, _("None"))
