"""Answers of a round, counted in the database: how many gave which answer, by group where groups are told apart.

An answer counts when its response does (`counted_responses`) and when the form still asks for it: its conditions hold, it
is not overruled by an answer given once for all pilots, and in a roster, which is asked for, its choice is ticked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from mallipaja.catalogue.survey_template import MISSING_REASONS, MissingReason
from mallipaja.store.counted_responses import Scope, counting, plainly
from mallipaja.store.engine import Work
from mallipaja.store.schema import answer, organisation, response, unit
from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.distributions import Tally
from mallipaja.survey.suppression import SEVERAL


@dataclass(frozen=True, slots=True)
class Wanted:
    """Questions that are counted alike.

    ``same`` is the question "the same answer for all pilots" that may overrule their answers; ``parent`` the question
    whose ticked choices their rows are, ``parent_same`` what may overrule those; "" where there is none. ``counted`` is
    false for texts: they are counted, not told apart; ``by_row`` is false where rows are not told apart.
    """

    questions: tuple[str, ...]
    same: str = ""
    parent: str = ""
    parent_same: str = ""
    counted: bool = True
    by_row: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """One answer with who gave it: unit and organisation by name, pilot by key; "" for none."""

    question: str
    row: str
    pilot: str
    unit: str
    organisation: str
    document: str
    value: AnswerValue
    reason: MissingReason | None
    other: str | None


def tallies(work: Work, scope: Scope, wanted: Iterable[Wanted], *, grouped: bool) -> list[Tally]:
    """How many gave which answer to each question and row.

    Parameters
    ----------
    grouped : tell apart where the answers come from, by pilot and organisation.
    """
    found: list[Tally] = []
    for one in wanted:
        given = _given(counting(scope) if grouped else plainly(scope), one)
        place = case((answer.c.pilot != "", answer.c.pilot), else_=given.c.place) if grouped else literal("")
        employer = given.c.organisation if grouped else literal("")
        value = answer.c.value if one.counted else literal(None)
        columns = [
            given.c.document_id,
            answer.c.question,
            (answer.c.row if one.by_row else literal("")).label("row"),
            place.label("place"),
            employer.label("organisation"),
            value.label("value"),
            answer.c.reason,
        ]
        keys = [given.c.document_id, answer.c.question, answer.c.reason]
        keys += [answer.c.row] if one.by_row else []
        keys += [answer.c.value] if one.counted else []
        keys += [answer.c.pilot, given.c.place, given.c.organisation] if grouped else []
        query = (
            select(*columns, func.count().label("times"))
            .select_from(given)
            .join(answer, answer.c.response_id == given.c.id)
            .where(*_asked(one, scope, given))
            .group_by(*keys)
        )
        found += [
            Tally(
                r.document_id,
                r.question,
                r.row,
                r.place,
                r.organisation,
                _value(r.value),
                _reason(r.reason),
                r.times,
            )
            for r in work.connection.execute(query)
        ]
    return found


def respondents(work: Work, scope: Scope, wanted: Wanted) -> dict[tuple[str, str, str, str], float]:
    """How many gave an answer with a value, by (question, document, place, organisation).

    Somebody who answered for several pilots counts in each with an equal part of one.
    """
    given = _given(counting(scope), wanted)
    place = case((answer.c.pilot != "", answer.c.pilot), else_=given.c.place)
    each = (
        select(answer.c.question, given.c.document_id, answer.c.response_id, place.label("place"))
        .add_columns(given.c.organisation)
        .distinct()
        .select_from(given)
        .join(answer, answer.c.response_id == given.c.id)
        .where(*_asked(wanted, scope, given), answer.c.value.is_not(None))
        .subquery("each")
    )
    parts = select(
        each,
        func.count().over(partition_by=(each.c.question, each.c.response_id)).label("parts"),
    ).subquery("parts")
    keys = (parts.c.question, parts.c.document_id, parts.c.place, parts.c.organisation)
    query = select(*keys, parts.c.parts, func.count().label("times")).group_by(*keys, parts.c.parts)
    found: dict[tuple[str, str, str, str], float] = {}
    for r in work.connection.execute(query):
        key = (r.question, r.document_id, r.place, r.organisation)
        found[key] = found.get(key, 0.0) + r.times / r.parts
    return found


def said(
    work: Work, scope: Scope, wanted: Wanted, *, texts: bool = False, most: int | None = None
) -> list[Said]:
    """The answers themselves with who gave them, unit by unit; with ``texts`` only what people wrote."""
    given = _given(counting(scope), wanted)
    query = (
        select(
            answer,
            given.c.document_id,
            given.c.place,
            unit.c.name.label("unit_name"),
            organisation.c.name.label("organisation_name"),
        )
        .select_from(given)
        .join(answer, answer.c.response_id == given.c.id)
        .join(response, response.c.id == given.c.id)
        .join(unit, unit.c.id == response.c.unit_id, isouter=True)
        .join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
        .where(*_asked(wanted, scope, given))
        .order_by(unit.c.name, given.c.id, answer.c.question, answer.c.row, answer.c.pilot)
    )
    if texts:
        query = query.where(
            or_(and_(answer.c.value.is_not(None), literal(not wanted.counted)), answer.c.other.is_not(None))
        )
    if most is not None:
        query = query.limit(most)
    return [
        Said(
            r.question,
            r.row,
            r.pilot or r.place,
            r.unit_name or "",
            r.organisation_name or "",
            r.document_id,
            _value(r.value),
            _reason(r.reason),
            r.other,
        )
        for r in work.connection.execute(query)
    ]


def given_answers(work: Work, scope: Scope, wanted: Wanted) -> list[tuple[str, Answer]]:
    """(document, answer) of everything that counts, response by response."""
    given = _given(counting(scope), wanted)
    query = (
        select(answer, given.c.document_id)
        .select_from(given)
        .join(answer, answer.c.response_id == given.c.id)
        .where(*_asked(wanted, scope, given))
        .order_by(answer.c.response_id, answer.c.question, answer.c.pilot, answer.c.row)
    )
    return [
        (
            r.document_id,
            Answer(r.response_id, r.question, r.pilot, r.row, _value(r.value), _reason(r.reason), r.other),
        )
        for r in work.connection.execute(query)
    ]


def _given(responses: Select[Any], wanted: Wanted) -> Subquery:
    """The responses as a table; with whether each answered the questions' page, and that of their rows, once for all
    pilots, where that may be.

    It is asked once a response: asking it of every answer took longer than counting them.
    """
    if wanted.same:
        responses = responses.add_columns(_once(wanted.same).label("once"))
    if wanted.parent_same:
        responses = responses.add_columns(_once(wanted.parent_same).label("ticked_once"))
    return responses.subquery("given")


def _asked(wanted: Wanted, scope: Scope, given: Subquery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [answer.c.question.in_(wanted.questions), answer.c.asked.is_(True)]
    if scope.pilot and scope.pilot != SEVERAL:
        found.append(answer.c.pilot.in_(("", scope.pilot)))
    if wanted.same:
        found.append(or_(answer.c.pilot == "", ~given.c.once))
    if wanted.parent:
        found.append(_ticked(wanted, given))
    return found


def _once(same: str) -> ColumnElement[bool]:
    """Whether the respondent chose to answer the page once for all pilots."""
    switch = answer.alias("switch")
    return exists(
        select(literal(1))
        .where(switch.c.response_id == response.c.id, switch.c.question == same)
        .where(switch.c.value == "yes")
        .correlate(response)
    )


def _ticked(wanted: Wanted, given: Subquery) -> ColumnElement[bool]:
    """Whether the row is ticked in the question its roster comes from, for its pilot or for all, and that is asked."""
    ticks = answer.alias("ticks")
    row = literal('%"') + func.replace(answer.c.row, "_", "/_") + literal('"%')
    here = [or_(answer.c.pilot == "", ticks.c.pilot == "", ticks.c.pilot == answer.c.pilot)]
    if wanted.parent_same:
        here.append(or_(ticks.c.pilot == "", ~given.c.ticked_once))
    return exists(
        select(literal(1))
        .where(ticks.c.response_id == answer.c.response_id, ticks.c.question == wanted.parent)
        .where(*here, ticks.c.asked.is_(True), type_coerce(ticks.c.value, Text).like(row, escape="/"))
        .correlate(answer, given)
    )


def _value(value: Any) -> AnswerValue:
    return tuple(value) if isinstance(value, list) else value


def _reason(reason: str | None) -> MissingReason | None:
    return next((one for one in MISSING_REASONS if one == reason), None)
