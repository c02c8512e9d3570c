"""The words of practices: codes of records, answers to THL's five questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from mallipaja.actions.access import Context
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.charts.legend import RECORD_SYMBOLS as KIND_SYMBOLS
from mallipaja.i18n import N_, Words
from mallipaja.practice.questions import QUESTION_WORDS as QUESTIONS
from mallipaja.practice.questions import PilotAnswer
from mallipaja.practice.records import Grade, Kind
from mallipaja.survey.given import Known, Missing
from mallipaja.ui import labels

__all__ = ["KIND_SYMBOLS", "QUESTIONS"]
Lists: TypeAlias = Mapping[str, tuple[ChoiceItem, ...]]
KINDS: dict[Kind, str] = {
    "practice": N_("practices"),
    "strength": N_("strengths"),
    "challenge": N_("challenges"),
}
KIND: dict[Kind, str] = {"practice": N_("practice"), "strength": N_("strength"), "challenge": N_("challenge")}
HOW_OFTEN = {
    "": N_("not known"),
    "daily": N_("daily"),
    "weekly": N_("weekly"),
    "monthly": N_("monthly"),
    "seldom": N_("more seldom"),
    "when_needed": N_("when needed"),
}
CLIENT_SEES = {"": N_("not known"), "yes": N_("yes"), "partly": N_("partly"), "no": N_("no")}
AGREED = {
    "": N_("not known"),
    "agreed_in_writing": N_("agreed in writing"),
    "agreed_orally": N_("agreed orally"),
    "case_by_case": N_("case by case"),
    "not_agreed": N_("not agreed"),
}
CONSENT = {
    "": N_("not known"),
    "in_writing": N_("in writing"),
    "orally": N_("orally"),
    "not_asked": N_("not asked"),
    "not_needed": N_("not needed"),
}
SOURCE_KINDS = {
    "meeting": N_("meeting"),
    "interview": N_("interview"),
    "document": N_("document"),
    "statistic": N_("statistic"),
}
GRADES: dict[Grade, str] = {
    "told": N_("○ told, no source beside"),
    "one_source": N_("◐ one source"),
    "several_sources": N_("● several sources"),
}
ORIGINS = {
    "hand": N_("written by hand"),
    "card": N_("a card of a workshop"),
    "survey": N_("an answer to a survey"),
}


def answer_text(_: Words, answer: PilotAnswer, template: SurveyTemplate | None, lists: Lists) -> str:
    """The answer to one of the five questions, choices in words."""
    parts = []
    for part in answer.parts:
        if isinstance(part.value, Known):
            parts.append(_in_words(_, part.feed, part.value.value, template, lists))
        elif isinstance(part.value, Missing):
            parts.append(_(labels.REASONS[part.value.reason]))
        if part.other:
            parts.append(part.other)
    return ". ".join(part.rstrip(".") for part in parts if part) or _(
        "Not answered yet. Answer it together in the mapping meeting."
    )


def _in_words(_: Words, feed: str, value: object, template: SurveyTemplate | None, lists: Lists) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    choices: dict[str, str] = {}
    if template is not None:
        for question, _block in template.questions():
            if question.feeds == feed and question.choices in {**template.choice_lists, **lists}:
                for item in template.choices_of(question, lists):
                    choices[item.code] = item.label.get(_.language)
    return ", ".join(choices.get(str(code), str(code)) for code in codes)


def outside_lists(asked: Context) -> Lists:
    """The choice lists a template takes from outside, for showing answers in words."""
    return {"reference:professions": asked.catalogue.profession_choices}
