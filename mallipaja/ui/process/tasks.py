"""Preparatory tasks of a pilot, each with an owner and a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.process import PilotBoard, add_task, change_task, remove_task
from mallipaja.i18n import N_, Words
from mallipaja.store.process import Task
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save

NAME, NEW = "task", "task.new"

SUGGESTED = (
    N_("Agree on how the work is recorded in client records"),
    N_("Agree on which figures are collected and who compiles them"),
    N_("Agree on how clients are referred to the team"),
    N_("Agree on disclosing information and on consent"),
    N_("Agree on the division of roles with the TYP network"),
    N_("Plan communication about the service"),
)
"""What South Karelia listed before its trial; offered until the pilot has a task of that name."""


def tasks(_: Words, asked: Context, row: PilotBoard, today: date) -> None:
    """The task list: what is open first, then new tasks and ready suggestions."""
    said(NAME)
    if not row.tasks:
        st.write(_("There are no preparatory tasks yet. Add one, or take a ready suggestion."))
    for task in row.tasks:
        _row(_, asked, task, today)
    _new(_, asked, row)
    _suggestions(_, asked, row)


def _row(_: Words, asked: Context, task: Task, today: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.checkbox(
            as_typed(task.title),
            value=task.done_on is not None,
            key=f"task.done.{task.id}.{task.revision}",
            on_change=_turn,
            args=(_, asked, task, today),
            width="content",
        )
        if details := _details(_, task, today):
            st.caption(details, width="content")
        with st.popover(_("Edit"), key=f"task.edit.{task.id}"):
            _edit(_, asked, task)


def _details(_: Words, task: Task, today: date) -> str:
    parts = [as_typed(task.owner)] if task.owner else []
    if task.done_on:
        parts.append(_("done {day}", day=_.date(task.done_on)))
    elif task.due_on:
        late = task.due_on < today
        day = _.date(task.due_on)
        parts.append(_("**overdue**, was due {day}", day=day) if late else _("due {day}", day=day))
    return " · ".join(parts)


def _turn(_: Words, asked: Context, task: Task, today: date) -> None:
    values = {"done_on": None if task.done_on else today}
    do(NAME, lambda: change_task(asked, task_id=task.id, values=values, revision=task.revision))


def _edit(_: Words, asked: Context, task: Task) -> None:
    now = {"title": task.title, "owner": task.owner, "due_on": task.due_on}
    form = open_form(f"{NAME}.{task.id}", task.id, task.revision, now)

    def write(values: Mapping[str, Any], revision: int) -> None:
        change_task(asked, task_id=task.id, values=values, revision=revision)

    said(form.name)
    fields = {
        "title": Field(_("Task")),
        "owner": Field(_("Responsible for the task")),
        "due_on": Field(_("Due"), _.date),
    }
    if not late_save(_, asked, form, fields, write):
        with st.form(form.name, border=False):
            _inputs(_, form)
            st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    st.button(
        _("Move to the bin"),
        key=f"task.bin.{task.id}",
        on_click=do,
        args=(NAME, lambda: remove_task(asked, task_id=task.id)),
    )


def _new(_: Words, asked: Context, row: PilotBoard) -> None:
    form = open_form(NEW, row.pilot.id, 0, {"title": "", "owner": "", "due_on": None})

    def write(values: Mapping[str, Any], revision: int) -> None:
        add_task(asked, pilot_id=row.pilot.id, **values)

    said(NEW)
    with st.expander(_("New task"), key=f"task.new.open.{row.pilot.id}"), st.form(NEW, border=False):
        _inputs(_, form)
        st.form_submit_button(_("Add the task"), type="primary", on_click=submit, args=(form, write))


def _inputs(_: Words, form: Form) -> None:
    st.text_input(_("Task"), form.values["title"], max_chars=120, key=form.key("title"))
    left, right = st.columns(2)
    left.text_input(_("Responsible for the task"), form.values["owner"], max_chars=120, key=form.key("owner"))
    right.date_input(_("Due"), form.values["due_on"], format="DD.MM.YYYY", key=form.key("due_on"))


def _suggestions(_: Words, asked: Context, row: PilotBoard) -> None:
    known = {task.title for task in row.tasks}
    offered = [one for one in SUGGESTED if _(one) not in known]
    if not offered:
        return
    st.caption(_("Ready suggestions (from the preparation of the South Karelia trial):"))
    with st.container(horizontal=True):
        for place, one in enumerate(offered):
            st.button(
                "＋ " + _(one),
                key=f"task.suggested.{row.pilot.id}.{SUGGESTED.index(one)}.{place}",
                on_click=do,
                args=(NAME, partial(add_task, asked, pilot_id=row.pilot.id, title=_(one))),
            )
