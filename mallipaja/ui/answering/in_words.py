"""Answers in words, also those that texts of the form name."""

from __future__ import annotations

import math
from datetime import datetime

from mallipaja.catalogue.survey_template import Block, Calculation, Question
from mallipaja.catalogue.text import Text
from mallipaja.i18n import Words
from mallipaja.survey.expression.names import with_answers
from mallipaja.survey.expression.values import day_of, text_number
from mallipaja.survey.form import UNSAID, Field, Form
from mallipaja.survey.logic import logic_of
from mallipaja.ui.answering.inputs import REASONS

BLANK = "…"
"""What stands in a text for an answer that has not been given."""


def when(moment: datetime | None, _: Words, *, anonymous: bool) -> str:
    """When something was stored or sent; of an anonymous form only the day is kept, so only the day is said."""
    return _.date(moment) if anonymous else _.moment(moment)


def answer_in_words(form: Form, field: Field, _: Words) -> str:
    """The answer as people read it; "" when there is none."""
    given = form.given(field)
    if given is None:
        return ""
    if given.reason:
        return _(REASONS[given.reason])
    question, value = field.question, given.value
    if isinstance(value, int | float):
        unit = f" {question.unit.get(_.language)}" if question.unit else ""
        return _.number(value, 10) + unit
    if question.choices:
        names = {choice.code: choice.label.get(_.language) for choice in form.choices(question)}
        if question.other and not given.other:
            names[question.other] = UNSAID.get(_.language)
        codes = value if isinstance(value, tuple) else (str(value),)
        said = ", ".join(names.get(code, code) for code in codes)
        return f"{said} ({given.other})" if given.other else said
    if question.type == "date" and isinstance(value, str):
        return _day(value)
    return str(value or "")


def filled(form: Form, text: Text, _: Words, pilot: str = "", row: str = "", block: str = "") -> str:
    """A text of the form in the reader's language, with answers in the places of their names.

    Parameters
    ----------
    pilot, row, block : where the text stands; names of the same block are those of its row.
    """
    return with_answers(text.get(_.language), lambda name: _named(form, name, _, pilot, row, block) or BLANK)


def filled_field(form: Form, field: Field, _: Words) -> Field:
    """A field whose texts have answers in the places of their names."""
    question = field.question
    named = {
        key: text
        for key in ("text", "hint", "constraint_message", "required_message")
        if (text := getattr(question, key)) is not None and "${" in text.get(_.language)
    }
    if not named:
        return field
    block = field.block.id if field.block else ""
    fresh = {
        key: Text(fi=filled(form, text, _, field.pilot, field.row, block)) for key, text in named.items()
    }
    return Field(question.model_copy(update=fresh), field.pilot, field.row, field.block)


def _named(form: Form, name: str, _: Words, pilot: str, row: str, block: str) -> str:
    logic, state = logic_of(form.template), form.state
    element = logic.elements.get(name) if logic else None
    if element is None or state is None:
        return ""
    own_row = (
        row
        if element.block == block
        else next(iter(state.rows(element.block, pilot)), "")
        if element.block
        else ""
    )
    place = (name, pilot if element.per_pilot or isinstance(element.item, Calculation) else "", own_row)
    if isinstance(element.item, Question):
        inside = next((one for one in form.template.blocks() if one.id == element.block), None)
        return (
            answer_in_words(form, Field(element.item, *place[1:], inside), _) if form.is_asked(*place) else ""
        )
    if isinstance(element.item, Block):
        return ""
    return _worked_out(state.value(place), _)


def _worked_out(text: str, _: Words) -> str:
    """A value that was worked out: days and numbers as the reader writes them, texts as they are."""
    if day_of(text) and len(text) == len("2026-01-31"):
        return _day(text)
    number = text_number(text)
    return text if math.isnan(number) or math.isinf(number) else _.number(number, 2)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"
