"""Preparing a workshop: blocks of the agenda, and the steps with what people do and see in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions import agenda, workshop_steps, workshops
from mallipaja.actions.access import Context
from mallipaja.actions.agenda_templates import use_agenda_template
from mallipaja.actions.voting import VOTES
from mallipaja.actions.workshops import WorkshopView
from mallipaja.i18n import HELSINKI, Words
from mallipaja.store.workshops import AgendaBlock, WorkshopStep
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.live import overview, wording
from mallipaja.ui.told_apart import told_apart
from mallipaja.workshop.agenda import BLOCK_KINDS, LONGEST_MINUTES, total_minutes
from mallipaja.workshop.agenda_templates import TEMPLATES
from mallipaja.workshop.cards import CARD_KINDS, GROUPING, LAYOUTS, OTHERS, SIGNED, STEP_KINDS

BLOCK, STEP, SAID = "live.block", "live.stepform", "live.plan"
NEW = ""
OPTIONS = "options"


def draw(_: Words, asked: Context, view: WorkshopView) -> None:
    """The agenda on the left, the steps on the right; of each a list first, then the forms."""
    said(SAID)
    if not view.blocks and not view.steps:
        _from_template(_, asked, view)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("Agenda"), anchor=False)
        overview.blocks(_, view)
        _start(_, asked, view)
        _blocks(_, asked, view)
    with right:
        st.header(_("Steps"), anchor=False)
        overview.steps(_, asked, view)
        _steps(_, asked, view)


def _from_template(_: Words, asked: Context, view: WorkshopView) -> None:
    """An agenda to begin from, while there is none."""
    agendas = {one.code: _(one.title) for one in TEMPLATES}
    with st.container(border=True):
        picked = st.selectbox(
            _("Agenda to begin from"), list(agendas), format_func=agendas.__getitem__, filter_mode=None,
            key="live.template",
        )  # fmt: skip
        use = partial(
            use_agenda_template, asked, workshop_id=view.workshop.id, template=picked, language=_.language
        )
        st.button(_("Begin from this agenda"), on_click=do, args=(SAID, use), key="live.template.use")


def _start(_: Words, asked: Context, view: WorkshopView) -> None:
    now = view.workshop.starts_at
    minutes = total_minutes([workshops.as_block(one) for one in view.blocks])
    key = f"live.starts.{now}"

    def save() -> None:
        picked: time | None = st.session_state[key]
        starts = datetime.combine(view.meeting.held_on, picked, HELSINKI) if picked else None
        do(SAID, partial(workshops.set_start, asked, workshop_id=view.workshop.id, starts_at=starts))

    st.time_input(_("Begins at"), now.astimezone(HELSINKI).time() if now else None, key=key, on_change=save)
    st.caption(_.plural("The agenda takes {count} minute.", "The agenda takes {count} minutes.", minutes))


def _blocks(_: Words, asked: Context, view: WorkshopView) -> None:
    by_id = {one.id: one for one in view.blocks}
    names = {NEW: _("New part"), **{one.id: f"{one.title} ({one.minutes} min)" for one in view.blocks}}
    picked = st.selectbox(
        _("Part of the agenda"), list(names), format_func=lambda one: names[one], key="live.block.picked",
        filter_mode=None,
    )  # fmt: skip
    block = by_id.get(picked)
    _block_form(_, asked, view.workshop.id, block)
    if block:
        _under(_, asked, "block", block.id, [one.id for one in view.blocks],
               partial(agenda.order_blocks, asked, workshop_id=view.workshop.id),
               partial(agenda.remove_block, asked, block_id=block.id))  # fmt: skip


def _block_form(_: Words, asked: Context, workshop_id: str, block: AgendaBlock | None) -> None:
    values: dict[str, Any] = {"title": "", "kind": "block", "minutes": 15, "note": ""}
    if block:
        values = {name: getattr(block, name) for name in values}
    form = open_form(BLOCK, block.id if block else workshop_id, block.revision if block else 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        if block:
            agenda.change_block(asked, block_id=block.id, values=typed, revision=revision)
        else:
            agenda.add_block(asked, workshop_id=workshop_id, **typed)

    said(BLOCK)
    with st.form(BLOCK, border=True):
        st.text_input(_("What"), form.values["title"], max_chars=120, key=form.key("title"))
        _select(_, _("When"), BLOCK_KINDS, wording.BLOCK_KINDS, form, "kind")
        st.number_input(
            _("Length in minutes"), 1, LONGEST_MINUTES, form.values["minutes"], key=form.key("minutes")
        )
        st.text_input(_("Note"), form.values["note"], max_chars=2000, key=form.key("note"))
        st.caption(_(wording.CLIENT_DATA))
        label = _("Save the part") if block else _("Add the part")
        st.form_submit_button(label, type="primary", on_click=submit, args=(form, write))


def _steps(_: Words, asked: Context, view: WorkshopView) -> None:
    by_id = {one.id: one for one in view.steps}
    names = {NEW: _("New step")} | {one.id: f"{n}. {one.title}" for n, one in enumerate(view.steps, 1)}
    picked = st.selectbox(
        _("Step of the workshop"),
        list(names),
        format_func=lambda one: names[one],
        key="live.plan.step",
        filter_mode=None,
    )
    step = by_id.get(picked)
    kind = step.kind if step else st.selectbox(
        _("What people do in it"), STEP_KINDS, index=STEP_KINDS.index("board"), key="live.plan.kind",
        format_func=lambda one: _(wording.STEP_KINDS[one]), filter_mode=None,
    )  # fmt: skip
    _step_form(_, asked, view, step, kind)
    if step:
        if kind in VOTES and not step.board_id:
            _options(_, asked, step)
        _under(_, asked, "step", step.id, list(by_id),
               partial(workshop_steps.order_steps, asked, workshop_id=view.workshop.id),
               partial(workshop_steps.remove_step, asked, workshop_step_id=step.id))  # fmt: skip


def _step_form(_: Words, asked: Context, view: WorkshopView, step: WorkshopStep | None, kind: str) -> None:
    blank: dict[str, Any] = {
        "title": "", "prompt": "", "minutes": None, "block_id": None, "layout": "groups",
        "card_kinds": list(CARD_KINDS), "others": "none", "signed": "nobody", "grouping": "facilitator",
        "board_id": None, "dots_each": 3, "dots_per_card": 1, "picture": "",
    }  # fmt: skip
    with_options = step is None and kind in VOTES
    blank |= {OPTIONS: ""} if with_options else {}
    values = {name: getattr(step, name) for name in blank} if step else blank
    record_id = step.id if step else f"{view.workshop.id}.{kind}"
    form = open_form(STEP, record_id, step.revision if step else 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        if step:
            workshop_steps.change_step(asked, workshop_step_id=step.id, values=typed, revision=revision)
        else:
            given = {name: value for name, value in typed.items() if name not in {"title", OPTIONS}}
            title, lines = str(typed["title"]), str(typed.get(OPTIONS) or "")
            added = workshop_steps.add_step(
                asked, workshop_id=view.workshop.id, kind=kind, title=title, values=given
            )
            if lines.strip():  # kept also when cards of a board are voted on: nobody's typing is lost
                workshop_steps.set_options(asked, workshop_step_id=added, text=lines)

    said(STEP)
    with st.form(STEP, border=True):
        st.text_input(
            _("Title: a question or a task"), form.values["title"], max_chars=120, key=form.key("title")
        )
        st.text_area(
            _("Instructions"), form.values["prompt"], height=80, max_chars=2000, key=form.key("prompt")
        )
        st.caption(_(wording.CLIENT_DATA))
        st.number_input(
            _("Minutes for the timer (optional)"), 1, LONGEST_MINUTES, form.values["minutes"],
            key=form.key("minutes"),
        )  # fmt: skip
        _of_kind(_, view, form, kind)
        if with_options:
            st.text_area(_lines_label(_, kind), height=120, key=form.key(OPTIONS))
        label = _("Save the step") if step else _("Add the step")
        st.form_submit_button(label, type="primary", on_click=submit, args=(form, write))


def _of_kind(_: Words, view: WorkshopView, form: Form, kind: str) -> None:
    if kind == "board":
        _select(_, _("Layout"), LAYOUTS, wording.LAYOUTS, form, "layout")
        _kinds(_, form, _("Kinds of cards"))
        _select(
            _,
            _("What participants see before the cards are shown to all"),
            OTHERS,
            wording.OTHERS,
            form,
            "others",
        )
        _select(_, _("Under a card stands"), SIGNED, wording.SIGNED, form, "signed")
        _select(_, _("Who groups the cards"), GROUPING, wording.GROUPING, form, "grouping")
    if kind == "dots":
        boards = {None: _("Options written below")} | {
            one.id: one.title for one in view.steps if one.kind == "board"
        }
        options = list(boards)
        st.selectbox(
            _("Vote on"), options, key=form.key("board_id"), filter_mode=None,
            index=options.index(form.values["board_id"]) if form.values["board_id"] in options else 0,
            format_func=told_apart(boards).__getitem__,
        )  # fmt: skip
        _kinds(_, form, _("Kinds of cards that are voted on (of a board)"))
        st.number_input(_("Dots for each"), 1, 20, form.values["dots_each"], key=form.key("dots_each"))
        st.number_input(
            _("At most on one"), 1, 20, form.values["dots_per_card"], key=form.key("dots_per_card")
        )
    if kind == "picture":
        names = {
            "": _("None"),
            "capacity": _("Staff resources"),
            "network": _("Network"),
            "practice": _("Ways of working"),
        }
        _select(_, _("Which picture"), tuple(names), names, form, "picture")


def _kinds(_: Words, form: Form, label: str) -> None:
    st.multiselect(
        label, CARD_KINDS, list(form.values["card_kinds"]), key=form.key("card_kinds"),
        format_func=lambda one: _(wording.CARD_KINDS[one][1]), placeholder=_("Choose"),
    )  # fmt: skip


def _options(_: Words, asked: Context, step: WorkshopStep) -> None:
    known = workshop_steps.list_options(asked, workshop_step_id=step.id)
    text = "\n".join(one.text for one in known)
    key = f"live.options.{step.id}.{hash(text)}"
    if not known:
        st.warning(_(overview.NO_OPTIONS))
    st.text_area(_lines_label(_, step.kind), text, height=120, key=key)

    def save() -> None:
        do(
            SAID,
            partial(workshop_steps.set_options, asked, workshop_step_id=step.id, text=st.session_state[key]),
        )

    st.button(_("Save the lines"), on_click=save, key="live.options.save")


def _lines_label(_: Words, kind: str) -> str:
    return _("Statements, one on each line") if kind == "stand" else _("Options, one on each line")


def _select(
    _: Words, label: str, options: tuple[str, ...], names: Mapping[str, str], form: Form, field: str
) -> None:
    st.selectbox(
        label, options, index=options.index(form.values[field]), key=form.key(field), filter_mode=None,
        format_func=lambda one: _(names[one]),
    )  # fmt: skip


def _under(_: Words, asked: Context, name: str, one: str, ids: list[str], order: Any, remove: Any) -> None:
    """Buttons under an open record: earlier, later, to the bin."""
    at = ids.index(one)

    def step(by: int) -> None:
        fresh = list(ids)
        fresh[at], fresh[at + by] = fresh[at + by], fresh[at]
        do(SAID, lambda: order(order=tuple(fresh)))

    with st.container(horizontal=True):
        st.button(_("Earlier"), on_click=step, args=(-1,), disabled=at == 0, key=f"live.{name}.up")
        st.button(_("Later"), on_click=step, args=(1,), disabled=at == len(ids) - 1, key=f"live.{name}.down")
        st.button(_("Move to the bin"), on_click=do, args=(SAID, remove), key=f"live.{name}.bin")
