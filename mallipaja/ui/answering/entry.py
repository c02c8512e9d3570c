"""What is in the inputs of one field, between what was stored and what is to be stored."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.catalogue.survey_template import ChoiceItem, Question
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.clean import typed

REASON = "!"
"""Before a reason among the options of a choice; no choice code begins with it."""
SAID_BY_CHOICE = ("single", "scale")
SEVERAL = ("multiple", "ranking")
PRECISE = 10
"""Decimals of a number in its box: it must come back as it was given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``text`` of a box, ``chosen`` codes of a choice, ``reason`` for no answer, text of "other, which"."""

    text: str = ""
    chosen: tuple[str, ...] = ()
    reason: str = ""
    other: str = ""

    def value(self, question: Question) -> AnswerValue:
        """What is to be stored; ``ActionError`` when a box cannot be read."""
        if question.type in SEVERAL:
            return self.chosen or None
        if question.type in SAID_BY_CHOICE:
            return self.chosen[0] if self.chosen else None
        return typed(question, without_unit(question, self.text))


BLANK = Entry()


def without_unit(question: Question, text: str) -> str:
    """What was typed without the unit of its question after the number: "20 h" and "20 h/vk" are 20 in a box of h/vk."""
    if question.type != "number" or question.unit is None:
        return text
    units = {question.unit.get(one).casefold() for one in LANGUAGES}
    units |= {one.split("/")[0].rstrip() for one in units}
    tidy = text.rstrip().removesuffix(".")
    for unit in sorted(filter(None, units), key=len, reverse=True):
        if tidy.casefold().endswith(unit):
            return tidy[: -len(unit)]
    return text


def entry_of(answer: Answer | None, question: Question, choices: tuple[ChoiceItem, ...], _: Words) -> Entry:
    """What the inputs show of a stored answer. A choice that is no longer offered is not shown."""
    if answer is None:
        return BLANK
    reason, other = answer.reason or "", answer.other or ""
    codes = {choice.code for choice in choices}
    match question.type, answer.value:
        case (("multiple" | "ranking"), tuple(given)):
            return Entry(chosen=tuple(one for one in given if one in codes), other=other, reason=reason)
        case (("single" | "scale"), str(code)):
            return Entry(chosen=(code,) if code in codes else (), other=other, reason=reason)
        case "number", int() | float() as number:
            return Entry(_.number(number, PRECISE), reason=reason)
        case "date", str(day):
            return Entry(_day(day), reason=reason)
        case "text", str(text):
            return Entry(text, reason=reason)
    return Entry(reason=reason)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"
