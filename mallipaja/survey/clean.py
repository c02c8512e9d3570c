"""An answer checked against its question before it is stored."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from mallipaja.catalogue.survey_template import MissingReason, Question
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.identity_code import without_identity_code
from mallipaja.survey.numbers import LARGEST, parse_day, parse_number

TEXT_LENGTH = 2000
OTHER_LENGTH = 200
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of characters, which no database keeps; not tabs and line ends."""

NOT_NUMBER = N_("This is not a clear number. Write it in digits, for example 12, 0,5 or 1500.")
NOT_COUNT = N_("This is not a clear number. Write it in digits, for example 3 or 12.")
NOT_WHOLE = N_("Write a whole number, for example 3.")
TOO_SMALL = N_("The number must be at least {least}.")
TOO_LARGE = N_("The number can be at most {most}.")
NOT_ON_STEP = N_("Write the number in steps of {step}, for example {near}.")
NOT_DATE = N_("This is not a date. Write it as day.month.year, for example 15.9.2021.")
NOT_CHOICE = N_("Choose one of the choices shown.")
TOO_MANY = N_("You have chosen {count}. Choose at most {most}.")
TOO_LONG = N_("The text has {length} characters; {most} are allowed. Shorten it.")
NO_REASON = N_("This question does not accept that reason. Choose one of the choices shown.")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is stored: a value or a reason, and the text of "other, which"."""

    value: AnswerValue
    reason: MissingReason | None = None
    other: str | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.reason is None and self.other is None


def typed(question: Question, text: str) -> AnswerValue:
    """What was typed into the box of a number, date or text question, as a value; ``None`` when blank.

    Raises
    ------
    ActionError
        ``ANSWER_NUMBER`` or ``ANSWER_DATE``: it cannot be read.
    """
    if not text.strip():
        return None
    if question.type == "number":
        number = parse_number(text)
        if number is None:
            raise ActionError("ANSWER_NUMBER", NOT_COUNT if question.integer else NOT_NUMBER)
        return number
    if question.type == "date":
        day = parse_day(text)
        if day is None:
            raise ActionError("ANSWER_DATE", NOT_DATE)
        return day.isoformat()
    return text


def clean(
    question: Question,
    value: AnswerValue,
    *,
    reason: str | None = None,
    other: str | None = None,
    codes: Collection[str] = (),
) -> Cleaned:
    """The answer in its stored form.

    Parameters
    ----------
    question : the question answered.
    value : what was given; ``None``, "" and () are blank.
    reason : why it cannot be given; the value is then left out.
    other : text of "other, which"; kept only when that choice is ticked.
    codes : the choice codes of the question in their order, its external list included.

    Raises
    ------
    ActionError
        ``ANSWER_*``: what is wrong and what is allowed, never the answer itself.
    """
    if reason is not None:
        for allowed in question.cannot_say:
            if allowed == reason:
                return Cleaned(None, allowed)
        raise ActionError("ANSWER_REASON", NO_REASON)
    if value is None or value in ("", ()):
        return Cleaned(None)
    match question.type:
        case "number":
            return Cleaned(_number(question, value))
        case "text":
            return Cleaned(_text(value, question.max_length or TEXT_LENGTH))
        case "date":
            return Cleaned(_day(value))
        case "multiple":
            chosen = _several(question, value, codes)
            return Cleaned(chosen, other=_other(question, chosen, other))
        case "ranking":
            return Cleaned(_ranked(question, value, codes))
        case "single" | "scale":
            if not isinstance(value, str) or value not in codes:
                raise ActionError("ANSWER_CHOICE", NOT_CHOICE)
            return Cleaned(value, other=_other(question, (value,), other))


def _number(question: Question, value: AnswerValue) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ActionError("ANSWER_NUMBER", NOT_NUMBER)
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ActionError("ANSWER_NUMBER", NOT_NUMBER)
    if question.integer and value != int(value):
        raise ActionError("ANSWER_WHOLE", NOT_WHOLE)
    if question.min is not None and value < question.min:
        raise ActionError("ANSWER_SMALL", TOO_SMALL, least=question.min)
    if question.max is not None and value > question.max:
        raise ActionError("ANSWER_LARGE", TOO_LARGE, most=question.max)
    if question.step is not None and question.step > 0:
        _check_step(value, question.step, question.min or 0.0)
    return float(value)


def _check_step(value: float, step: float, start: float) -> None:
    """Refuse a number between the steps; as they are written, for 0.05 as a binary fraction is none of its multiples."""
    number, size, first = (Decimal(str(one)) for one in (value, step, start))
    steps = ((number - first) / size).to_integral_value()
    near = first + steps * size
    if near != number:
        raise ActionError("ANSWER_STEP", NOT_ON_STEP, step=step, near=float(near))


def _text(value: AnswerValue, most: int) -> str | None:
    if not isinstance(value, str):
        raise ActionError("ANSWER_TEXT", NOT_CHOICE)
    text = _INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > most:
        raise ActionError("ANSWER_LONG", TOO_LONG, length=len(text), most=most)
    return without_identity_code(text) or None


def _day(value: AnswerValue) -> str:
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        raise ActionError("ANSWER_DATE", NOT_DATE)
    return day.isoformat()


def _several(question: Question, value: AnswerValue, codes: Collection[str]) -> tuple[str, ...]:
    given = set(value) if isinstance(value, tuple | list) else set()
    if not given or not given <= set(codes):
        raise ActionError("ANSWER_CHOICE", NOT_CHOICE)
    if question.max_choices is not None and len(given) > question.max_choices:
        raise ActionError("ANSWER_MANY", TOO_MANY, count=len(given), most=question.max_choices)
    return tuple(code for code in codes if code in given)


def _ranked(question: Question, value: AnswerValue, codes: Collection[str]) -> tuple[str, ...]:
    """The codes in the order given, each once."""
    given = tuple(value) if isinstance(value, tuple | list) else ()
    if not given or len(set(given)) < len(given) or not set(given) <= set(codes):
        raise ActionError("ANSWER_CHOICE", NOT_CHOICE)
    if question.max_choices is not None and len(given) > question.max_choices:
        raise ActionError("ANSWER_MANY", TOO_MANY, count=len(given), most=question.max_choices)
    return given


def _other(question: Question, chosen: tuple[str, ...], other: str | None) -> str | None:
    if other is None or question.other not in chosen:
        return None
    return _text(other, OTHER_LENGTH)
