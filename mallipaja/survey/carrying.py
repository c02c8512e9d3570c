"""Answers given to one version of a template, read as answers to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.catalogue.survey_template import Block, SurveyTemplate
from mallipaja.errors import ActionError
from mallipaja.survey.answers import SAME, Answer, AnswerValue
from mallipaja.survey.clean import clean
from mallipaja.survey.form import LIST, OWN_ROWS, Place
from mallipaja.survey.versions import Asked, Recode, asked_in

Why = Literal["removed", "retyped", "choice", "limits", "row", "pilots"]
"""Why an answer does not go over: its question is gone or asks for another kind of answer, its choice or row is
gone, it is outside the limits now, or it was given for one pilot where one answer is asked for all.
"""


@dataclass(frozen=True, slots=True)
class Left:
    """An answer that stays behind, in the old response, and why."""

    answer: Answer
    why: Why


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes over and what stays.

    Every answer is in one of the two. One that loses a part (some of its choices, the text of "other, which") is
    in both.
    """

    kept: Mapping[Place, Answer]
    left: tuple[Left, ...]


class StaysError(Exception):
    """An answer does not go over."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def carry(old: SurveyTemplate, new: SurveyTemplate, recode: Recode, answers: Iterable[Answer]) -> Carried:
    """The answers to the old version as answers to the new one.

    Parameters
    ----------
    recode : what became of the codes that are gone; a code neither there nor in the new version stays behind.
    answers : of one response.

    Notes
    -----
    Choices of the project's own lists (actors, pilots) are carried as they are.
    """
    listed = list(answers)
    before, after = asked_in(old), asked_in(new)
    pages = {SAME + page.id for page in new.pages}
    pilots = {
        one.question: {other.pilot for other in listed if other.question == one.question} for one in listed
    }
    kept: dict[Place, Answer] = {}
    left: list[Left] = []
    for one in listed:
        try:
            if one.question.startswith(SAME):
                if one.question not in pages:
                    raise StaysError("removed")
                fresh = one
            else:
                fresh = _one(
                    before.get(one.question), after.get(one.question), new, recode, one, pilots[one.question]
                )
        except StaysError as stays:
            left.append(Left(one, stays.why))
            continue
        place = (fresh.question, fresh.pilot, fresh.row)
        if place in kept:  # two rows became one: the first stays
            left.append(Left(one, "row"))
            continue
        kept[place] = fresh
        fewer = isinstance(one.value, tuple) and len(_as_codes(fresh.value)) < len(one.value)
        if fewer or (one.other and not fresh.other):
            left.append(Left(one, "choice"))
    return Carried(kept, tuple(left))


def _one(
    was: Asked | None,
    now: Asked | None,
    new: SurveyTemplate,
    recode: Recode,
    answer: Answer,
    pilots: set[str],
) -> Answer:
    if was is None or now is None:
        raise StaysError("removed")
    if was.form != now.form:
        raise StaysError("retyped")
    pilot = answer.pilot
    if pilot and not now.per_pilot:
        if len(pilots) > 1:
            raise StaysError("pilots")
        pilot = ""
    row = _row(now.block, new, recode, answer.row)
    if answer.reason is not None:
        if answer.reason not in now.question.cannot_say:
            raise StaysError("limits")
        return replace(answer, pilot=pilot, row=row)
    value = _value(was, now, recode.get(answer.question, {}), answer.value)
    codes = now.codes if now.codes and not _mixed(now) else _as_codes(value)
    try:
        cleaned = clean(now.question, value, other=answer.other, codes=codes)
    except ActionError as error:
        raise StaysError("limits" if error.code != "ANSWER_CHOICE" else "choice") from error
    return replace(answer, pilot=pilot, row=row, value=cleaned.value, other=cleaned.other)


def _mixed(one: Asked) -> bool:
    """Whether some of its choices are the project's own."""
    return one.question.choices is not None and ":" in one.question.choices


def _as_codes(value: AnswerValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _row(block: Block | None, new: SurveyTemplate, recode: Recode, row: str) -> str:
    if block is None:
        return row
    if block.for_each == OWN_ROWS:
        if row.isdigit() and int(row) > (block.max_rows or 1):
            raise StaysError("row")
        return row
    source = block.for_each if block.is_roster else block.id
    fresh = _code(recode.get(source, {}), row)
    if fresh is None:
        raise StaysError("row")
    if not block.is_roster and fresh not in {
        item.code for item in new.choice_lists[block.for_each.removeprefix(LIST)]
    }:
        raise StaysError("row")
    return fresh


def _value(was: Asked, now: Asked, codes: Mapping[str, str | None], value: AnswerValue) -> AnswerValue:
    old, new = was.question.type, now.question.type
    one_of, many_of = {"single", "scale"}, {"multiple", "ranking"}
    if _unit(was) != _unit(now):
        raise StaysError("retyped")
    if old in one_of | many_of and new in one_of | many_of:
        kept = [fresh for code in _as_codes(value) if (fresh := _code(codes, code)) is not None]
        if len(kept) < len(_as_codes(value)) and not (kept and new in many_of):
            raise StaysError("choice")
        if new in many_of:
            if (old == "ranking") != (new == "ranking"):
                raise StaysError("retyped")
            return tuple(dict.fromkeys(kept))
        if len(kept) != 1:
            raise StaysError("retyped")
        return kept[0]
    if old != new:
        raise StaysError("retyped")
    return value


def _unit(one: Asked) -> str:
    return one.question.unit.fi if one.question.unit else ""


def _code(codes: Mapping[str, str | None], code: str) -> str | None:
    return codes.get(code, code)
