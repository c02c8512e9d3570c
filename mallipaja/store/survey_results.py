"""Answers of a round, counted in the database: how many gave which answer, by group where groups are told apart.

An answer counts when its response does (not in the bin, not gone over to a newer version, its unit not in the bin) and
when the form still asks for it: its conditions hold, it is not overruled by an answer given once for all pilots, and in a
roster its choice is ticked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
from mallipaja.store.engine import Work
from mallipaja.store.record import live
from mallipaja.store.schema import (
    answer,
    document,
    organisation,
    pilot,
    response,
    response_pilot,
    round_template,
    unit,
)
from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.distributions import Tally
from mallipaja.survey.suppression import NONE, SEVERAL
from mallipaja.survey.whole import GivenResponse


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose answers are read.

    ``documents`` are versions of one template; ``pilot`` (or `SEVERAL`) and ``organisation`` are keys, "" for all;
    ``submitted`` leaves out responses that were never sent.
    """

    round_id: str
    documents: tuple[str, ...]
    pilot: str = ""
    organisation: str = ""
    submitted: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Questions that are counted alike.

    ``same`` is the question "the same answer for all pilots" that may overrule their answers; ``parent`` the question
    whose ticked choices their rows are; "" where there is none. ``counted`` is false for texts: they are counted, not
    told apart; ``by_row`` is false where rows are not told apart.
    """

    questions: tuple[str, ...]
    same: str = ""
    parent: str = ""
    counted: bool = True
    by_row: bool = True


@dataclass(frozen=True, slots=True)
class FormVersion:
    """A version of a form in a round, newest last; ``recode`` says how answers to the version before read in it."""

    document_id: str
    key: str
    version: str
    current: bool
    replaces_id: str | None
    recode: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


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


def form_versions(work: Work, round_id: str) -> list[FormVersion]:
    """The versions of every form of a round, in the order of the forms, older versions first."""
    query = (
        select(
            round_template.c.document_id,
            document.c.key,
            document.c.version,
            round_template.c.replaced_at,
            round_template.c.replaces_id,
            round_template.c.recode,
        )
        .join_from(round_template, document, document.c.id == round_template.c.document_id)
        .where(round_template.c.round_id == round_id)
        .order_by(round_template.c.position, round_template.c.since.nulls_first())
    )
    return [
        FormVersion(r.document_id, r.key, r.version, r.replaced_at is None, r.replaces_id, r.recode or {})
        for r in work.connection.execute(query)
    ]


def counting(scope: Scope) -> Select[Any]:
    """The responses that count: id, document, place (the pilot's key, `SEVERAL` or `NONE`) and organisation (key)."""
    pilots = func.count(pilot.c.id)
    place = case((pilots == 1, func.min(pilot.c.key)), (pilots > 1, literal(SEVERAL)), else_=literal(NONE))
    return (
        select(
            response.c.id,
            response.c.document_id,
            place.label("place"),
            func.coalesce(func.min(organisation.c.key), literal(NONE)).label("organisation"),
        )
        .select_from(response)
        .join(unit, unit.c.id == response.c.unit_id, isouter=True)
        .join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
        .join(response_pilot, response_pilot.c.response_id == response.c.id, isouter=True)
        .join(pilot, and_(pilot.c.id == response_pilot.c.pilot_id, live(pilot)), isouter=True)
        .where(*counts(scope))
        .group_by(response.c.id, response.c.document_id)
    )


def plainly(scope: Scope) -> Select[Any]:
    """The same without where they come from: id and document only."""
    query = select(response.c.id, response.c.document_id).select_from(response)
    query = query.join(unit, unit.c.id == response.c.unit_id, isouter=True)
    if scope.organisation:
        query = query.join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
    return query.where(*counts(scope))


def counts(scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions that a response, joined to its unit and the unit's organisation, counts."""
    found = [
        response.c.round_id == scope.round_id,
        response.c.document_id.in_(scope.documents),
        live(response),
        response.c.superseded_at.is_(None),
        or_(response.c.unit_id.is_(None), unit.c.deleted_at.is_(None)),
    ]
    if scope.submitted:
        found.append(response.c.submitted_at.is_not(None))
    if scope.organisation:
        found.append(organisation.c.key == scope.organisation)
    if scope.pilot == SEVERAL:
        theirs = select(func.count()).where(response_pilot.c.response_id == response.c.id)
        found.append(theirs.correlate(response).scalar_subquery() > 1)
    elif scope.pilot:
        here = (
            select(literal(1))
            .select_from(response_pilot)
            .join(pilot, pilot.c.id == response_pilot.c.pilot_id)
            .where(response_pilot.c.response_id == response.c.id, pilot.c.key == scope.pilot, live(pilot))
        )
        found.append(exists(here.correlate(response)))
    return found


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


def responses(work: Work, scope: Scope) -> list[GivenResponse]:
    """The responses that count, in the order they were sent; times of an anonymous round are days only, as stored."""
    given = counting(scope).subquery("given")
    pilots: dict[str, list[str]] = {}
    for response_id, key in work.connection.execute(
        select(response_pilot.c.response_id, pilot.c.key)
        .join_from(response_pilot, pilot)
        .join(given, given.c.id == response_pilot.c.response_id)
        .where(live(pilot))
        .order_by(pilot.c.position)
    ):
        pilots.setdefault(response_id, []).append(key)
    query = (
        select(
            response,
            document.c.version,
            unit.c.name.label("unit_name"),
            organisation.c.name.label("organisation_name"),
        )
        .select_from(given)
        .join(response, response.c.id == given.c.id)
        .join(document, document.c.id == response.c.document_id)
        .join(unit, unit.c.id == response.c.unit_id, isouter=True)
        .join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
        .order_by(unit.c.name, response.c.id)
    )
    return [
        GivenResponse(
            r.id,
            r.unit_name or "",
            r.organisation_name or "",
            tuple(pilots.get(r.id, ())),
            r.version,
            r.source,
            r.started_at,
            r.submitted_at,
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


def responses_by_state(work: Work, scope: Scope) -> tuple[int, int]:
    """How many responses have been sent, and how many are under way."""
    given = plainly(scope).add_columns(response.c.submitted_at).subquery("given")
    query = select(func.count(), func.count(given.c.submitted_at)).select_from(given)
    every, sent = work.connection.execute(query).one()
    return int(sent), int(every) - int(sent)


def _given(responses: Select[Any], wanted: Wanted) -> Subquery:
    """The responses as a table; with ``wanted.same`` and whether each answered that page once for all pilots.

    It is asked once a response: asking it of every answer took longer than counting them.
    """
    if wanted.same:
        responses = responses.add_columns(_once(wanted.same).label("once"))
    return responses.subquery("given")


def _asked(wanted: Wanted, scope: Scope, given: Subquery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [answer.c.question.in_(wanted.questions), answer.c.asked.is_(True)]
    if scope.pilot and scope.pilot != SEVERAL:
        found.append(answer.c.pilot.in_(("", scope.pilot)))
    if wanted.same:
        found.append(or_(answer.c.pilot == "", ~given.c.once))
    if wanted.parent:
        found.append(_ticked(wanted.parent))
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


def _ticked(parent: str) -> ColumnElement[bool]:
    """Whether the answer's row is ticked in the question its roster comes from, for its pilot or for all."""
    ticks = answer.alias("ticks")
    row = literal('%"') + answer.c.row + literal('"%')
    return exists(
        select(literal(1))
        .where(ticks.c.response_id == answer.c.response_id, ticks.c.question == parent)
        .where(or_(answer.c.pilot == "", ticks.c.pilot == "", ticks.c.pilot == answer.c.pilot))
        .where(type_coerce(ticks.c.value, Text).like(row))
        .correlate(answer)
    )


def _value(value: Any) -> AnswerValue:
    return tuple(value) if isinstance(value, list) else value


def _reason(reason: str | None) -> MissingReason | None:
    return next((one for one in MISSING_REASONS if one == reason), None)


def documents_by_key(versions: Sequence[FormVersion]) -> dict[str, tuple[FormVersion, ...]]:
    """The versions of each form, older first."""
    found: dict[str, list[FormVersion]] = {}
    for one in versions:
        found.setdefault(one.key, []).append(one)
    return {key: tuple(listed) for key, listed in found.items()}
