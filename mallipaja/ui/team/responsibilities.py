"""Who does what: tasks by role, to look at, to change cell by cell, to paste from a spreadsheet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.responsibilities import (
    PART_WORDS,
    Responsibilities,
    add_task,
    paste_tasks,
    remove_task,
    set_part,
    start_responsibilities,
    view_responsibilities,
)
from mallipaja.i18n import Words
from mallipaja.store.duties import TaskRow
from mallipaja.team.responsibilities import PARTS, PREPARATION
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving, told
from mallipaja.ui.shell import projector
from mallipaja.ui.team import duty_words as words
from mallipaja.ui.told_apart import told_apart

MOST_IN_WORDS = 5
"""With more roles than these the cells hold signs alone: the table has to fit on a screen and on the wall."""


def draw(_: Words, asked: Context, pilot_id: str) -> None:
    """The matrix, what is wrong with it, and the ways to change it."""
    view = view_responsibilities(asked, pilot_id=pilot_id)
    if not view.rows:
        _empty(_, asked, pilot_id)
        return
    st.table(table(_, view))
    st.caption(words.legend(_))
    _findings(_, view)
    if not projector():
        _one_task(_, asked, view)
        _new_task(_, asked, view, pilot_id)
        _paste(_, asked, view, pilot_id)


def _empty(_: Words, asked: Context, pilot_id: str) -> None:
    st.info(_("Nobody's responsibilities have been written down yet."))
    if st.button(_("Begin with the phases of the model"), type="primary"):
        with saving():
            start_responsibilities(asked, pilot_id=pilot_id)


def table(_: Words, view: Responsibilities) -> pd.DataFrame:
    """The matrix: a row for each task, a column for each role, vacant ones too.

    In words while they fit on a screen; with more roles in signs, which the legend under the table tells.
    """
    head, rows = words.matrix(_, view, brief=len(view.shown) > MOST_IN_WORDS)
    shown = [
        (words.hyphenated(phase), words.hyphenated(as_typed(task)), *parts) for phase, task, *parts in rows
    ]
    roles = [words.hyphenated(one) for one in head[2:]]
    # a table takes no two columns of one name
    apart = [one if roles.index(one) == at else f"{one} ({at + 1})" for at, one in enumerate(roles)]
    frame = pd.DataFrame(shown, columns=[*head[:2], *apart])
    return frame.set_index(list(head[:2]))


def _findings(_: Words, view: Responsibilities) -> None:
    if not view.findings:
        st.success(
            _("Every task has one main responsibility, and every seat that must be filled has a deputy.")
        )
        return
    count = len(view.findings)
    with st.expander(
        _.plural("{count} thing to settle", "{count} things to settle", count), expanded=count <= 6
    ):
        for one in view.findings:
            st.markdown(f"- {as_typed(words.finding(_, view, one))}")


def _one_task(_: Words, asked: Context, view: Responsibilities) -> None:
    st.header(_("Change a task"), anchor=False)
    rows = {one.id: one for one in view.rows}
    chosen = st.selectbox(
        _("Task"),
        list(rows),
        format_func=told_apart({key: one.task for key, one in rows.items()}).__getitem__,
        key=f"duty.task.{len(rows)}.{_.language}",
    )
    row = rows[chosen]
    for column in view.shown:
        _cell(_, asked, view, row, column.role.id)
    if view.others:
        with st.expander(_("Other roles, all vacant")):
            for column in view.others:
                _cell(_, asked, view, row, column.role.id)
    if st.button(_("Move the task to the bin")):
        with saving():
            remove_task(asked, responsibility_id=row.id)


def _cell(_: Words, asked: Context, view: Responsibilities, row: TaskRow, role: str) -> None:
    known = row.parts.get(role)
    wanted = st.segmented_control(
        words.column(_, view, role), PARTS, default=known if known in PARTS else None,
        format_func=lambda one: words.part(_, one), key=f"duty.{row.id}.{role}.{row.revision}.{_.language}",
    )  # fmt: skip
    if wanted != known:
        with saving():
            set_part(asked, responsibility_id=row.id, role=role, part=wanted, revision=row.revision)


def _new_task(_: Words, asked: Context, view: Responsibilities, pilot_id: str) -> None:
    with st.expander(_("Add a task")), st.form("duty.add", clear_on_submit=True, border=False):
        name = st.text_input(_("Task"), max_chars=120)
        codes = [*(one.code for one in view.phases), PREPARATION]
        phase = st.selectbox(
            _("Phase"),
            codes,
            format_func=lambda one: words.phase(_, view, one),
            key=f"duty.phase.{_.language}",
        )
        if st.form_submit_button(_("Add")):
            with saving():
                add_task(asked, pilot_id=pilot_id, phase=phase, task=name)


def _paste(_: Words, asked: Context, view: Responsibilities, pilot_id: str) -> None:
    with st.expander(_("Paste from a spreadsheet")):
        st.markdown(
            _(
                "Copy the table with its heading row: tasks in the first column, then a column for each role. In the "
                "cells: {parts}, or their first letters in Finnish.",
                parts=_.listing(_(PART_WORDS[one]) for one in PARTS),
            )
        )
        st.caption(
            _("The roles: {roles}", roles=", ".join(words.role(_, view, one.role.id) for one in view.columns))
        )
        with st.form("duty.paste", border=False):
            text = st.text_area(_("Table"), height=160, max_chars=50_000)
            if st.form_submit_button(_("Take the table")):
                with told() as done:
                    added, changed = paste_tasks(asked, pilot_id=pilot_id, text=text)
                if done.ok:
                    st.toast(_("Tasks added: {added}, changed: {changed}", added=added, changed=changed))
                    st.rerun()
