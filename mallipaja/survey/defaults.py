"""What a question opens with: an answer written out, or an expression worked out when the form is begun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mallipaja.catalogue.survey_template import Question
from mallipaja.errors import ActionError
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.clean import Cleaned, clean, typed
from mallipaja.survey.expression.compile import compiled
from mallipaja.survey.form import OWN_ROWS, Field, Form

_WORKED_OUT = re.compile(r"\$\{|^\s*[A-Za-z][\w:-]*\(.*\)\s*$")


def is_worked_out(default: str) -> bool:
    """Whether a default is an expression: it refers to an answer, or is a function as a whole."""
    return _WORKED_OUT.search(default) is not None


def defaults(form: Form) -> Iterator[tuple[Field, Cleaned]]:
    """What the fields of a form open with. One that is not asked yet has its default waiting."""
    asked = [(one, block) for one, block in form.template.questions() if one.default is not None]
    for question, block in asked:
        per_pilot = question.per_pilot or bool(block and block.per_pilot)
        rows = form.possible_rows(block) if block and not block.is_roster else ("",)
        for pilot in form.pilots if per_pilot else ("",):
            for row in rows[:1] if block and block.for_each == OWN_ROWS else rows:
                field = Field(question, pilot, row, block)
                cleaned = default_of(form, field)
                if cleaned is not None:
                    yield field, cleaned


def default_of(form: Form, field: Field) -> Cleaned | None:
    """What a field opens with; ``None`` when that is nothing, or nothing the question takes."""
    question = field.question
    if question.default is None:
        return None
    text = question.default
    if is_worked_out(text):
        state = form.state
        text = state.result(compiled(text), *field.key) if state else ""
    try:
        codes = tuple(choice.code for choice in form.choices(question, field.pilot, field.row))
        cleaned = clean(question, value_of(question, text), codes=codes)
    except ActionError:
        return None
    return None if cleaned.is_blank else cleaned


def value_of(question: Question, text: str) -> AnswerValue:
    """A default as a value: codes with spaces between them, a number with a point, a day as ``2026-01-31``.

    Raises
    ------
    ActionError : it is no number, or no day.
    """
    if question.type in ("multiple", "ranking"):
        return tuple(text.split())
    return text if question.choices else typed(question, text)
