"""An answer checked against its question before it is stored."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mallipaja.catalogue.survey_template import MissingReason, Question
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.survey.answers import AnswerValue

TEXT_LENGTH = 2000
OTHER_LENGTH = 200

_NOT_NUMBER = N_("This is not a number. Write digits, for example 12 or 0,5.")
_NOT_WHOLE = N_("Write a whole number, for example 3.")
_TOO_SMALL = N_("The number must be at least {least}.")
_TOO_LARGE = N_("The number can be at most {most}.")
_NOT_DATE = N_("This is not a date. Write it as day.month.year, for example 15.9.2021.")
_NOT_CHOICE = N_("Choose one of the choices shown.")
_TOO_MANY = N_("Choose at most {most}.")
_TOO_LONG = N_("The text has {length} characters; {most} are allowed. Shorten it.")
_NO_REASON = N_("This question does not accept that reason. Choose one of the choices shown.")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is stored: a value or a reason, and the text of "other, which"."""

    value: AnswerValue
    reason: MissingReason | None = None
    other: str | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.reason is None and self.other is None


def clean(
    question: Question, value: AnswerValue, *, reason: str | None = None, other: str | None = None,
    codes: Collection[str] = (),
) -> Cleaned:
    """The answer in its stored form.

    Parameters
    ----------
    question : the question answered.
    value : what was given; ``None``, "" and () are blank.
    reason : why it cannot be given; the value is then left out.
    other : text of "other, which"; kept only when that choice is ticked.
    codes : the choice codes of the question, its external list included.

    Raises
    ------
    ActionError
        ``ANSWER_*``: what is wrong and what is allowed, never the answer itself.
    """
    if reason is not None:
        for allowed in question.cannot_say:
            if allowed == reason:
                return Cleaned(None, allowed)
        raise ActionError("ANSWER_REASON", _NO_REASON)
    if value is None or value in ("", ()):
        return Cleaned(None)
    match question.type:
        case "number":
            return Cleaned(_number(question, value))
        case "text":
            return Cleaned(_text(value, question.max_length or TEXT_LENGTH))
        case "date":
            return Cleaned(_date(value))
        case "multiple":
            chosen = _several(question, value, codes)
            return Cleaned(chosen, other=_other(question, chosen, other))
        case "single" | "scale":
            if not isinstance(value, str) or value not in codes:
                raise ActionError("ANSWER_CHOICE", _NOT_CHOICE)
            return Cleaned(value, other=_other(question, (value,), other))


def _number(question: Question, value: AnswerValue) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ActionError("ANSWER_NUMBER", _NOT_NUMBER)
    if question.integer and value != int(value):
        raise ActionError("ANSWER_WHOLE", _NOT_WHOLE)
    if question.min is not None and value < question.min:
        raise ActionError("ANSWER_SMALL", _TOO_SMALL, least=f"{question.min:g}")
    if question.max is not None and value > question.max:
        raise ActionError("ANSWER_LARGE", _TOO_LARGE, most=f"{question.max:g}")
    return float(value)


def _text(value: AnswerValue, most: int) -> str | None:
    text = str(value).replace("\x00", "").strip()
    if len(text) > most:
        raise ActionError("ANSWER_LONG", _TOO_LONG, length=len(text), most=most)
    return text or None


def _date(value: AnswerValue) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ActionError("ANSWER_DATE", _NOT_DATE) from None


def _several(question: Question, value: AnswerValue, codes: Collection[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(value)) if isinstance(value, tuple | list) else ()
    if not chosen or any(code not in codes for code in chosen):
        raise ActionError("ANSWER_CHOICE", _NOT_CHOICE)
    if question.max_choices is not None and len(chosen) > question.max_choices:
        raise ActionError("ANSWER_MANY", _TOO_MANY, most=question.max_choices)
    return chosen


def _other(question: Question, chosen: tuple[str, ...], other: str | None) -> str | None:
    if other is None or question.other not in chosen:
        return None
    return _text(other, OTHER_LENGTH)
