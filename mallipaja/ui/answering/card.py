"""A card of questions: drawn, read and saved together. Answering one question runs its card only."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from mallipaja.catalogue.survey_template import Note, Page, Question, Section
from mallipaja.i18n import Words
from mallipaja.survey.answers import Answer
from mallipaja.survey.form import Card, Field, Form, is_answered
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.entry import BLANK, Entry, entry_of
from mallipaja.ui.answering.inputs import Asked, blanked, draw
from mallipaja.ui.answering.saving import sentence, settle, wait_for_store
from mallipaja.ui.as_typed import as_typed


@st.fragment
def draw_card(desk: Desk, page: Page, card: Card, name: str, _: Words) -> None:
    """Draw a card and save what has changed in it."""
    desk.touched.discard(name)
    for item in card.items:
        if isinstance(item, Note):
            st.markdown(as_typed(item.text.get(_.language)))
        elif isinstance(item, Section):
            if item.text:
                st.subheader(as_typed(item.text.get(_.language)), anchor=False)
        else:
            _draw_field(desk, page, item, name, _)
    _status(desk, card, name, _)
    if not desk.whole_page:
        finish(desk, _)


def finish(desk: Desk, _: Words) -> None:
    """What follows a saving: wait for the database, say that the survey has ended, ask what is asked now."""
    if desk.stopped:
        st.error(sentence(_, desk.stopped))
    if wait_for_store(desk, _):
        st.rerun(scope="app" if desk.whole_page else "fragment")
    if desk.stale or (not desk.whole_page and (desk.touched or desk.pressed)):
        st.rerun()


def _draw_field(desk: Desk, page: Page, field: Field, card: str, _: Words) -> None:
    form, place = desk.form, field.key
    choices = form.choices(field.question, field.pilot)
    shown = entry_of(form.given(field), field.question, choices, _)
    kind = "short" if field.question.type in ("number", "date") else "answer"
    key = ".".join((kind, *place, _.language, str(desk.renewed[place])))
    start = _start(desk, field, form, shown, _)
    opinion = field.question.disclosure == "opinion" and not asks_opinions_only(page)
    asked = blanked(
        Asked(field, choices, key, start, touch=partial(desk.touch, card), mark_opinion=opinion), shown
    )
    entry = draw(asked, _)
    desk.shown[place] = card
    settle(desk, page, field, entry, shown)
    if place in desk.refused:
        st.error(sentence(_, desk.refused[place][1]))


def _start(desk: Desk, field: Field, form: Form, shown: Entry, _: Words) -> Entry:
    """What fresh inputs begin with: what was typed but could not be stored, else what is stored."""
    if field.key in desk.refused:
        return desk.refused[field.key][0]
    if field.key in desk.unsaved:
        waiting = desk.unsaved[field.key]
        answer = Answer("", *field.key, waiting.value, waiting.reason, waiting.other)
        choices = form.choices(field.question, field.pilot)
        return BLANK if waiting.is_blank else entry_of(answer, field.question, choices, _)
    return shown


def _status(desk: Desk, card: Card, name: str, _: Words) -> None:
    """When the card was last saved, and how much of it is answered; read out when it changes."""
    form = desk.form
    answered = sum(is_answered(form.given(one)) for one in card.fields)
    said = _("{answered}/{all} answered", answered=answered, all=len(card.fields)) if card.fields else ""
    if (saved_at := desk.times.get(name)) and not desk.unsaved:
        saved = _("Saved at {time}", time=_.time(saved_at))
        said = f"{saved} · {said}"
    st.html(f'<p class="mallipaja-saved" role="status">{escape(said)}</p>')


def asks_opinions_only(page: Page) -> bool:
    """Whether every question of the page asks for an opinion."""
    blocks = [item.questions if item.type == "block" else (item,) for item in page.items]
    asked = [one for block in blocks for one in block if isinstance(one, Question)]
    return all(question.disclosure == "opinion" for question in asked)
