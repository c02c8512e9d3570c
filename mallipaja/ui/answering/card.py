"""A card of questions. Answering one question runs that question only: drawing it, reading it, saving it.

One that decides on questions after it in the card runs together with them.
"""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from mallipaja.catalogue.survey_template import Note, Page, Question, Section
from mallipaja.i18n import Words
from mallipaja.survey.answers import Answer
from mallipaja.survey.form import Card, Field, Form, Part, name_of
from mallipaja.survey.runs import Run, runs
from mallipaja.ui.answering.aim import anchor
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.entry import BLANK, Entry, entry_of
from mallipaja.ui.answering.in_words import filled, filled_field
from mallipaja.ui.answering.inputs import Asked, blanked, draw
from mallipaja.ui.answering.saving import sentence, settle, wait_for_store, why
from mallipaja.ui.as_typed import as_typed


def draw_card(desk: Desk, page: Page, card: Card, _: Words) -> None:
    """Draw a card's questions and notes, and save what has changed in them."""
    for run in runs(desk.form.template, card):
        if run.leads:
            draw_run(desk, page, card, run, _)
        elif name_of(run.items[0]) in card.names:
            _draw_part(desk, page, card, run.items[0], _)


@st.fragment
def draw_run(desk: Desk, page: Page, card: Card, run: Run, _: Words) -> None:
    """Draw questions that decide on others with those others, each as far as it is asked by then."""
    desk.in_run = True
    try:
        for item in run.items:
            if name_of(item) not in desk.form.as_asked(card).names:
                if isinstance(item, Field):
                    desk.no_longer_shows(item.key)
            elif isinstance(item, Field) and item.question.id in run.leads:
                _ask(desk, page, item, _)
            else:
                _draw_part(desk, page, card, item, _)
    finally:
        desk.in_run = False
    if not desk.whole_page:
        finish(desk, _)


def _draw_part(desk: Desk, page: Page, card: Card, item: Part, _: Words) -> None:
    if isinstance(item, Note):
        st.markdown(as_typed(filled(desk.form, item.text, _, card.pilot)))
    elif isinstance(item, Section):
        if item.text:
            st.header(as_typed(filled(desk.form, item.text, _, card.pilot)), anchor=False)
    else:
        draw_field(desk, page, item, _)


@st.fragment
def draw_field(desk: Desk, page: Page, field: Field, _: Words) -> None:
    """Draw a question, save what has changed in it and say so."""
    _ask(desk, page, field, _)
    if not desk.whole_page and not desk.in_run:
        finish(desk, _)


def _ask(desk: Desk, page: Page, field: Field, _: Words) -> None:
    desk.touched.discard(field.key)
    _draw_field(desk, page, field, _)
    _status(desk, field, _)


def finish(desk: Desk, _: Words) -> None:
    """What follows a saving: wait for the database, say that the survey has ended, ask what is asked now."""
    if desk.stopped:
        st.error(sentence(_, desk.stopped))
    if wait_for_store(desk, _):
        st.rerun(scope="app" if desk.whole_page else "fragment")
    if desk.stale or (not desk.whole_page and (desk.touched or desk.pressed or desk.names_old)):
        st.rerun()


def _draw_field(desk: Desk, page: Page, field: Field, _: Words) -> None:
    form, place = desk.form, field.key
    field = filled_field(form, field, _)
    choices = form.choices(field.question, field.pilot, field.row)
    shown = entry_of(form.given(field), field.question, choices, _)
    key = ".".join((_kind(field.question), *place, _.language, str(desk.renewed[place])))
    start = _start(desk, field, form, shown, _)
    opinion = field.question.disclosure == "opinion" and not asks_opinions_only(page)
    asked = blanked(
        Asked(field, choices, key, start, touch=partial(desk.touch, place), mark_opinion=opinion), shown
    )
    entry = draw(asked, _)
    desk.shown.add(place)
    settle(desk, page, field, entry, shown)
    if place in desk.refused:
        st.error(why(desk, field, _))


def _kind(question: Question) -> str:
    """The first part of a box's key, by which `answering.css` finds it, and `keyboard.js` its keyboard.

    Keyboards of digits have no minus: they are for numbers that cannot be below zero.
    """
    if question.type == "number" and question.min is not None and question.min >= 0:
        return "digits" if question.integer else "decimal"
    return "short" if question.type in ("number", "date") else "answer"


def _start(desk: Desk, field: Field, form: Form, shown: Entry, _: Words) -> Entry:
    """What fresh inputs begin with: what was typed but could not be stored, else what is stored."""
    if field.key in desk.refused:
        return desk.refused[field.key][0]
    if field.key in desk.unsaved:
        waiting = desk.unsaved[field.key]
        answer = Answer("", *field.key, waiting.value, waiting.reason, waiting.other)
        choices = form.choices(field.question, field.pilot, field.row)
        return BLANK if waiting.is_blank else entry_of(answer, field.question, choices, _)
    return shown


def _status(desk: Desk, field: Field, _: Words) -> None:
    """When the answer was saved here, read out when it changes; of an anonymous one only that it was."""
    saved_at, place = desk.times.get(field.key), field.key
    waits = place in desk.unsaved or place in desk.refused
    said = ""
    if saved_at and not waits:
        said = _("Saved") if desk.opened.is_anonymous else _("Saved at {time}", time=_.time(saved_at))
    mark = " data-unsaved" if waits else ""
    st.html(f'<p class="mallipaja-saved" id="{escape(anchor(place))}" role="status"{mark}>{escape(said)}</p>')


def asks_opinions_only(page: Page) -> bool:
    """Whether every question of the page asks for an opinion."""
    blocks = [item.questions if item.type == "block" else (item,) for item in page.items]
    asked = [one for block in blocks for one in block if isinstance(one, Question)]
    return all(question.disclosure == "opinion" for question in asked)
