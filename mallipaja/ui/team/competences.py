"""What the teams must know, and at which level each profession knows it. For the facilitator only."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.posts import (
    MOST_LEVEL,
    add_competence,
    list_competences,
    remove_competence,
    set_levels,
)
from mallipaja.i18n import Words
from mallipaja.store.places import Place
from mallipaja.store.posts import CompetenceRow
from mallipaja.store.projects import Project
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving


def draw(_: Words, asked: Context, project: Project, professions: dict[str, str]) -> None:
    """The competences and a form for one more; nothing for those who do not run the project."""
    if not may(asked.actor, Right.RUN_PROJECT, Place(project.id)):
        return
    st.header(_("What must the teams know?"))
    st.caption(
        _(
            "Levels are given by profession, never of a person: in a small municipality a grade would be an "
            "appraisal. 1 knows of it, 2 can do it, 3 can teach it."
        )
    )
    for one in list_competences(asked, project_id=project.id):
        _one(_, asked, one, professions)
    with st.form("competence.add", clear_on_submit=True, border=False):
        name = st.text_input(_("Competence"), max_chars=120)
        holders = st.number_input(_("How many in the team at least?"), 0, 20, value=1, step=1)
        level = st.number_input(_("At which level?"), 1, MOST_LEVEL, value=2, step=1)
        if st.form_submit_button(_("Add the competence")):
            with saving():
                add_competence(
                    asked, project_id=project.id, name=name, holders=int(holders), level=int(level)
                )


def _one(_: Words, asked: Context, one: CompetenceRow, professions: dict[str, str]) -> None:
    title = _.plural(
        "{name}: {count} member at level {level}",
        "{name}: {count} members at level {level}",
        one.holders,
        name=as_typed(one.name),
        level=one.level,
    )
    with st.expander(title), st.form(f"competence.{one.id}.{one.revision}", border=False):
        levels = {
            code: st.number_input(
                label, 0, MOST_LEVEL, value=int(one.levels.get(code, 0)), step=1, key=f"level.{one.id}.{code}"
            )
            for code, label in professions.items()
        }
        save, away = st.columns(2)
        saved = save.form_submit_button(_("Save the levels"), type="primary")
        removed = away.form_submit_button(_("Move the competence to the bin"))
        if saved or removed:
            with saving():
                if removed:
                    remove_competence(asked, competence_id=one.id)
                else:
                    set_levels(asked, competence_id=one.id, levels=levels)
