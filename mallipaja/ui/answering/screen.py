"""One screen of questions with the way back and forward."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from mallipaja.catalogue.survey_template import Block
from mallipaja.i18n import Words
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.form import OWN_ROWS, Card, Field, Form, Place, is_answered, same_question
from mallipaja.survey.steps import Step, minutes_left
from mallipaja.survey.steps import steps as steps_of
from mallipaja.ui.answering.address import REVIEW, WELCOME, go
from mallipaja.ui.answering.aim import anchor, draw_aim, draw_held, questions_at
from mallipaja.ui.answering.card import asks_opinions_only, draw_card, finish
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.in_words import filled, when
from mallipaja.ui.answering.saving import retry
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told


def step_named(steps: tuple[Step, ...], name: str) -> int:
    """The position of a step; of a page that is shown in other parts now, its first one; else 0."""
    page_id = name.partition(".")[0]
    names = {step.id: position for position, step in reversed(list(enumerate(steps)))}
    pages = {step.page.id: position for position, step in reversed(list(enumerate(steps)))}
    return names.get(name, pages.get(page_id, 0))


def draw_screen(desk: Desk, number: int, steps: tuple[Step, ...], position: int, _: Words) -> None:
    """Draw a step of the form, save what has changed in it, and then do what the pressed button says."""
    step, form = steps[position], desk.form
    retry(desk)
    desk.shows_only([field.key for card in step.cards for field in card.fields])
    _head(desk, steps, position, _)
    if step.part == 1:
        _same_switch(desk, step, _)
    desk.whole_page = True
    try:
        _cards(desk, step, _)
        foot = _buttons(desk, position + 1 == len(steps), _)
        _act(desk, number, steps, position, changed=desk.form is not form, _=_)
        with foot:
            draw_held(desk, step, _)
            draw_aim(desk)
        finish(desk, _)
    finally:
        desk.whole_page = False


def _head(desk: Desk, steps: tuple[Step, ...], position: int, _: Words) -> None:
    step, template = steps[position], desk.form.template
    left = minutes_left(desk.form, steps, position)
    where = f"{step.number}/{len(template.pages)}"
    about = _.plural("about {count} minute left", "about {count} minutes left", left)
    st.progress(position / len(steps), f"{where} · {about}")
    title = as_typed(step.page.title.get(_.language))
    st.title(f"{title} ({step.part}/{step.parts})" if step.parts > 1 else title, anchor=False)
    if asks_opinions_only(step.page):
        st.caption(_("The questions on this page ask for your opinion."))
    _passed(desk, steps, position, _)
    if desk.opened.submitted_at:
        st.caption(_("You have sent this form. What you change counts at once, without sending again."))
    elif desk.resumed and desk.saved_at and not desk.times:
        moment = when(desk.saved_at, _, anonymous=desk.opened.is_anonymous)
        st.caption(_("Last saved {moment}. You can go on where you were.", moment=moment))


def _passed(desk: Desk, steps: tuple[Step, ...], position: int, _: Words) -> None:
    """Say which required questions were left open on the screen before this one; nobody is held up by it."""
    before = steps[position - 1] if position else steps[position]
    lacking = _lacking(desk, before) if before.id == desk.passed else []
    if lacking:
        said = _.plural(
            "A required question was left open on the page before. You can go back to it now or at the end.",
            "Required questions were left open on the page before. You can go back to them now or at the end.",
            len(lacking),
        )
        st.info(said)
        with st.container(key="answering-left", gap="small"):
            for place, text in questions_at(desk, before, {one.key for one in lacking}, _).items():
                _press(desk, as_typed(text), ("left", *place), key=f"left.{anchor(place)}", type="tertiary")


def _lacking(desk: Desk, step: Step) -> list[Field]:
    """The required questions of a step without an answer."""
    fields = [one for card in step.cards for one in card.fields]
    return [one for one in fields if one.question.required and not is_answered(desk.form.given(one))]


def _same_switch(desk: Desk, step: Step, _: Words) -> None:
    form = desk.form
    if form.asks_same(step.page):
        on = form.is_same(step.page)
        key = f"{same_question(step.page)}.{_.language}"
        wanted = st.toggle(
            _("The same answer for all municipalities"), on, key=key, on_change=desk.press, args=("switch",)
        )
        if wanted != on:
            desk.press("switch", "yes" if wanted else "no")


def _cards(desk: Desk, step: Step, _: Words) -> None:
    several = len(desk.opened.pilot_names) > 1
    block: Block | None = None
    pilot = ""
    for place, card in enumerate(step.cards):
        if card.pilot and card.pilot != pilot and several:
            st.header(as_typed(desk.opened.pilot_names[card.pilot]), anchor=False)
        if card.block and (card.block, card.pilot) != (block, pilot):
            _block_head(desk.form, card.block, card.pilot, _)
        block, pilot = card.block, card.pilot
        with st.container(border=True) if card.block else nullcontext():
            if card.block:
                _row_head(desk, card, _)
            draw_card(desk, step.page, card, _)
        following = step.cards[place + 1 : place + 2]
        last = not following or (following[0].block, following[0].pilot) != (card.block, card.pilot)
        if card.block and card.block.for_each == OWN_ROWS and last:
            _add_row(desk, card.block, card, _)


def _block_head(form: Form, block: Block, pilot: str, _: Words) -> None:
    st.markdown(f"**{as_typed(filled(form, block.text, _, pilot))}**")
    if block.hint:
        st.caption(as_typed(filled(form, block.hint, _, pilot)))


def _row_head(desk: Desk, card: Card, _: Words) -> None:
    block = card.block
    if block is None:
        return
    # under the name of a pilot it is one level lower
    head = st.subheader if card.pilot and len(desk.opened.pilot_names) > 1 else st.header
    if card.label is not None:
        head(as_typed(card.label.get(_.language)), anchor=False)
        return
    name = as_typed(block.questions[0].text.get(_.language))
    with st.container(horizontal=True, vertical_alignment="center"):
        head(f"{name} {card.row}", width="stretch", anchor=False)
        if any(desk.form.given(field) for field in card.fields):
            place = (block.id, card.pilot, card.row)
            _press(desk, _("Remove"), ("remove", *place), key=".".join(("remove", *place)), type="tertiary")


def _add_row(desk: Desk, block: Block, card: Card, _: Words) -> None:
    if int(card.row) < (block.max_rows or 1):
        place = (block.id, card.pilot)
        press = ("add", *place, str(int(card.row) + 1))
        _press(desk, _("Add a row"), press, key=".".join(("add", *place)))


def _buttons(desk: Desk, last: bool, _: Words) -> DeltaGenerator:
    """The buttons, which stay in sight; what is drawn into the container given stands right above them."""
    label = _("To the summary") if last else _("Next")
    with st.container(key="answering-foot", gap="small"):
        above = st.container(key="answering-held")
        if desk.reviewing and not last:
            _press(desk, _("Back to the summary"), ("summary",), width="stretch", key="answering.summary")
        with st.container(horizontal=True, key="answering-nav"):
            _press(desk, _("Back"), ("back",), width="stretch", key="answering.back")
            _press(desk, label, ("forward",), width="stretch", key="answering.forward", type="primary")
    return above


def _press(desk: Desk, label: str, press: tuple[str, ...], **look: Any) -> None:
    """A button whose press is acted on after everything has been saved.

    It is noted both ways: the callback comes also with a rerun of one question, the value also in a process that has
    not drawn the page before.
    """
    if st.button(label, on_click=desk.press, args=press, **look):
        desk.press(*press)


def _act(desk: Desk, number: int, steps: tuple[Step, ...], position: int, *, changed: bool, _: Words) -> None:
    """Do what was asked for, now that every answer on the screen has been saved.

    ``changed``: an answer was saved in this very run.
    """
    pressed = desk.take_pressed()
    if pressed == ("forward",) and changed:
        now = steps_of(desk.form)
        position, before = step_named(now, steps[position].id), _places(steps[position])
        if not _places(now[position]) <= before:
            return  # the last answer asks for more here: show that first
        steps = now
    match pressed:
        case ("forward" | "summary",) if wrong := desk.shown & desk.refused.keys():
            desk.held, desk.aim = wrong, next(iter(questions_at(desk, steps[position], wrong, _)), None)
        case ("summary",):
            go(number, REVIEW)
        case ("forward",):
            desk.passed = steps[position].id
            go(number, REVIEW if position + 1 == len(steps) else steps[position + 1].id)
        case ("left", question, pilot, row):
            desk.passed, desk.aim = "", (question, pilot, row)
            go(number, steps[position - 1].id)
        case ("back",):
            desk.passed, desk.held = "", set()
            go(number, steps[position - 1].id) if position else go(0, WELCOME)
        case ("add", block, pilot, row):
            desk.wanted_rows[(block, pilot)] = int(row)
            st.rerun()
        case ("remove", block, pilot, row):
            _remove_row(desk, block, pilot, row)
        case ("switch", value):
            _switch(desk, number, steps[position], value)


def _places(step: Step) -> set[Place]:
    return {field.key for card in step.cards for field in card.fields}


def _switch(desk: Desk, number: int, step: Step, value: str) -> None:
    with told() as done:
        desk.keep((same_question(step.page), "", ""), Cleaned(value))
    if done.ok:
        desk.shown, desk.stale = set(), True
        go(number, step.page.id)


def _remove_row(desk: Desk, block_id: str, pilot: str, row: str) -> None:
    block = next(one for one in desk.form.template.blocks() if one.id == block_id)
    with told() as done:
        desk.clear_row(block_id, pilot, row)
    if done.ok:
        for question in block.questions:
            for one in desk.form.possible_rows(block):
                desk.renewed[(question.id, pilot, one)] += 1
                desk.refused.pop((question.id, pilot, one), None)
        desk.wanted_rows[(block_id, pilot)] = desk.form.own_rows(block, pilot) - 1
        desk.shown, desk.stale = set(), True
        st.rerun()
