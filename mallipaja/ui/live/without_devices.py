"""A room without devices: cards from paper, hands and stickers counted. The data is the same as from phones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions import boards, voting
from mallipaja.actions.access import Context
from mallipaja.actions.live import lead_step
from mallipaja.actions.parties import list_organisations
from mallipaja.actions.workshops import WorkshopView, view_workshop
from mallipaja.i18n import N_, Words
from mallipaja.practice.phases import phases
from mallipaja.report.pdf import pdf
from mallipaja.report.room_sheet import SheetStep, room_sheet
from mallipaja.store.record import new_id
from mallipaja.store.workshops import WorkshopStep
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.live import wording
from mallipaja.ui.session import current_project
from mallipaja.ui.told_apart import told_apart
from mallipaja.workshop.cards import VOICES
from mallipaja.workshop.votes import DOTS, STANCES

BULK, SAID = "live.bulk", "live.room"
SOURCES = {"hands": N_("Hands"), "stickers": N_("Stickers")}


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """Choose a step; then its cards or its counts."""
    view = view_workshop(asked, workshop_id=workshop_id)
    _sheet(_, asked, view)
    steps = {one.id: one for one in view.steps if one.kind in {"board", *voting.VOTES}}
    said(SAID)
    if not steps:
        st.info(_("There is no board and no vote yet. Add steps on the tab “Agenda and steps”."))
        return
    picked = st.selectbox(
        _("Step of the workshop"),
        list(steps),
        key="live.room.step",
        filter_mode=None,
        format_func=told_apart({key: one.title for key, one in steps.items()}).__getitem__,
    )
    step = steps[picked]
    if step.kind == "board":
        _bulk(_, asked, step)
    else:
        _counts(_, asked, step)


def _sheet(_: Words, asked: Context, view: WorkshopView) -> None:
    """The steps on paper, made when they are asked for."""
    if not view.steps or not st.button(_("Make the sheet for paper")):
        return
    with st.spinner(_("Making the files …")):
        blocks = room_sheet((_on_paper(_, asked, step) for step in view.steps), _)
        day = _.date(view.meeting.held_on)
        made = pdf(view.meeting.title, blocks, _.language, asked.clock(), subtitle=day)
    name = f"{_('workshop_sheet')}_{view.meeting.held_on.isoformat()}.pdf"
    st.download_button(_("PDF"), made, name, "application/pdf", on_click="ignore")


def _on_paper(_: Words, asked: Context, step: WorkshopStep) -> SheetStep:
    kinds = tuple(_(wording.CARD_KINDS[one][1]) for one in step.card_kinds if one in wording.CARD_KINDS)
    subjects: tuple[str, ...] = ()
    if step.kind in voting.VOTES:
        vote = voting.view_vote(asked, workshop_step_id=step.id)
        subjects = tuple(one.text for one in vote.subjects)
    return SheetStep(step.kind, step.title, step.prompt, kinds, subjects, step.dots_each, step.dots_per_card)


def _bulk(_: Words, asked: Context, step: WorkshopStep) -> None:
    project = current_project(asked)
    assert project is not None
    view = lead_step(asked, workshop_step_id=step.id)
    assert view.board is not None
    names = {one.id: one.name for one in list_organisations(asked, project_id=project.id)}
    values: dict[str, Any] = {
        "text": "", "kind": step.card_kinds[0], "organisation": None, "voice": "professional", "group": None,
        "phase": "", "actor": None,
    }  # fmt: skip
    form = open_form(BULK, step.id, 0, values)
    batch = st.session_state.setdefault(f"{BULK}.{step.id}.{form.turn}", new_id()[:24])

    def write(typed: Mapping[str, Any], revision: int) -> None:
        boards.write_cards(asked, workshop_step_id=step.id, batch=batch, **typed)

    said(BULK)
    with st.form(BULK, border=True):
        st.text_area(_("Cards from paper, one on each line"), height=180, key=form.key("text"))
        st.caption(_(wording.CLIENT_DATA))
        kinds = {one: _(wording.CARD_KINDS[one][1]) for one in step.card_kinds}
        _pick(_("Kind of card"), kinds, form, "kind")
        _pick(_("Whose cards"), {None: _("Not known"), **names}, form, "organisation")
        _pick(_("Written"), {one: _(wording.VOICES[one]) for one in VOICES}, form, "voice")
        if step.layout == "matrix":
            generic = asked.catalogue.generic
            listed = {one.code: one.label.get(_.language) for one in phases(generic)} if generic else {}
            _pick(_("Phase of the client's path"), {"": _("No particular phase"), **listed}, form, "phase")
            actors = {one.id: one.name for one in view.board.actors}
            _pick(_("Whose work"), {None: _("No particular actor"), **actors}, form, "actor")
        else:
            groups = {one.id: one.name for one in view.board.groups}
            _pick(_("Group"), {None: _("Not in a group yet"), **groups}, form, "group")
        st.form_submit_button(_("Add the cards"), type="primary", on_click=submit, args=(form, write))


def _pick(label: str, names: Mapping[Any, str], form: Form, field: str) -> None:
    st.selectbox(
        label,
        list(names),
        key=form.key(field),
        filter_mode=None,
        format_func=told_apart({key: as_typed(name) for key, name in names.items()}).__getitem__,
    )


def _counts(_: Words, asked: Context, step: WorkshopStep) -> None:
    view = voting.view_vote(asked, workshop_step_id=step.id)
    if view.number == 0:
        st.info(_("Open the vote first, then write the counts here."))
        run = partial(voting.open_vote, asked, workshop_step_id=step.id)
        st.button(_("Open the vote"), on_click=do, args=(SAID, run), key="room.open_vote")
        return
    source = st.radio(
        _("How it was counted"), tuple(SOURCES), key="room.source", horizontal=True,
        format_func=lambda one: _(SOURCES[one]),
    )  # fmt: skip
    choices = (
        {one: _(wording.STANCES[one][1]) for one in STANCES} if step.kind == "stand" else {DOTS: _("Dots")}
    )
    known = {(one.subject, one.choice): one.count for one in view.by_hand if one.source == source}
    for subject in view.subjects:
        st.markdown(as_typed(subject.text))
        for column, (choice, name) in zip(st.columns(len(choices)), choices.items(), strict=True):
            key = f"room.{view.round_id}.{subject.id}.{choice}.{source}"

            def save(key: str = key, subject_id: str = subject.id, choice: str = choice) -> None:
                count = int(st.session_state[key] or 0)
                run = partial(
                    voting.count_by_hand, asked, workshop_step_id=step.id, subject=subject_id, choice=choice,
                    source=source, count=count,
                )  # fmt: skip
                do(SAID, run)

            column.number_input(
                name, 0, voting.MOST_BY_HAND, known.get((subject.id, choice), 0), key=key, on_change=save
            )
    st.caption(_("These counts are added to what comes from devices when the vote is closed."))
