"""Conditions people put together by choosing: a question, what is asked of its answer, and a value."""

from __future__ import annotations

from typing import Literal

from mallipaja.catalogue.survey_template import Question, SurveyTemplate
from mallipaja.survey.entries import entries

Test = Literal["is", "is_not", "over", "under", "answered", "blank"]
_FORMS: dict[Test, str] = {
    "is": "${{{name}}} = '{value}'",
    "is_not": "${{{name}}} != '{value}'",
    "over": "${{{name}}} > {value}",
    "under": "${{{name}}} < {value}",
    "answered": "${{{name}}} != ''",
    "blank": "${{{name}}} = ''",
}
_CHOSEN = {"is": "selected(${{{name}}}, '{value}')", "is_not": "not(selected(${{{name}}}, '{value}'))"}


def tests_of(question: Question) -> tuple[Test, ...]:
    """What can be asked of an answer to the question."""
    if question.type in ("single", "multiple", "scale"):
        return ("is", "is_not", "answered", "blank")
    return ("over", "under", "answered", "blank") if question.type == "number" else ("answered", "blank")


def condition(question: Question, test: Test, value: str) -> str:
    """The expression; codes of choices have no quotes in them."""
    forms = _CHOSEN if question.type == "multiple" and test in _CHOSEN else _FORMS
    return forms[test].format(name=question.id, value=value)


def askable(template: SurveyTemplate, item_id: str) -> list[Question]:
    """The questions a condition of an item can refer to: those before it that are not in another block."""
    found: list[Question] = []
    here = next((one for one in entries(template) if one.item.id == item_id), None)
    for one in entries(template):
        if one.item.id == item_id:
            break
        if isinstance(one.item, Question) and (not one.block or (here and one.block == here.block)):
            found.append(one.item)
    return found
