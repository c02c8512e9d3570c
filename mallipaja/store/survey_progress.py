"""How far a round is, counted in the database."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    column,
    distinct,
    func,
    literal,
    or_,
    select,
    type_coerce,
    values,
)

from mallipaja.store.engine import Work
from mallipaja.store.record import live
from mallipaja.store.schema import (
    actor,
    answer,
    document,
    invitation,
    organisation,
    pilot,
    response,
    response_pilot,
    round_,
    unit,
    unit_pilot,
)

PILOT, ORGANISATION = "pilot", "organisation"


@dataclass(frozen=True, slots=True)
class Invitees:
    """How many invitations of one kind and sector a group has, and which forms they sent in an anonymous round."""

    key: str
    kind: str
    sector: str
    sent_forms: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Responses:
    """How many responses to a form (by its id) a group has in one state."""

    key: str
    form: str
    sent: bool
    count: int


def invitees(work: Work, round_id: str, by: str) -> list[Invitees]:
    """The invitations that stand, by `PILOT` (of a unit, each it serves) or `ORGANISATION`, by key."""
    kinds = (invitation.c.kind, func.coalesce(actor.c.sector, ""), type_coerce(invitation.c.sent_forms, Text))
    stands = [
        invitation.c.round_id == round_id,
        live(invitation),
        invitation.c.revoked_at.is_(None),
        or_(invitation.c.unit_id.is_(None), unit.c.deleted_at.is_(None)),
    ]
    base = (
        select(*kinds)
        .select_from(invitation)
        .join(unit, unit.c.id == invitation.c.unit_id, isouter=True)
        .join(actor, actor.c.id == unit.c.actor_id, isouter=True)
    )
    key: ColumnElement[str] = pilot.c.key
    if by == ORGANISATION:
        key = func.coalesce(organisation.c.key, "")
        query = base.join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
    else:
        served = and_(unit_pilot.c.unit_id == unit.c.id, live(unit_pilot))
        asked = func.coalesce(invitation.c.pilot_id, unit_pilot.c.pilot_id)
        query = base.join(unit_pilot, served, isouter=True).join(
            pilot, and_(pilot.c.id == asked, live(pilot))
        )
    counted = query.add_columns(key.label("key"), func.count().label("times"))
    rows = work.connection.execute(counted.where(*stands).group_by(*kinds, key))
    return [Invitees(r.key, r[0], r[1], tuple(json.loads(r[2] or "[]")), r.times) for r in rows]


def responses(work: Work, round_id: str, by: str) -> list[Responses]:
    """The responses that count, by group, form and state."""
    key = _key(by)
    sent = case((response.c.submitted_at.is_not(None), 1), else_=0)
    query = _grouped(
        select(key.label("key"), document.c.key.label("form"), sent.label("sent"), func.count()), by
    )
    rows = work.connection.execute(query.where(*_counts(round_id)).group_by(key, document.c.key, sent))
    return [Responses(r[0], r[1], bool(r[2]), r[3]) for r in rows]


def by_day(work: Work, round_id: str, by: str, *, sent: bool) -> dict[tuple[str, date], int]:
    """How many responses were begun (or ``sent``) on each day (UTC), by group."""
    moment = response.c.submitted_at if sent else response.c.started_at
    day = func.substr(type_coerce(moment, Text), 1, 10)
    key = _key(by)
    query = _grouped(select(key.label("key"), day.label("day"), func.count()), by)
    query = query.where(*_counts(round_id), moment.is_not(None)).group_by(key, day)
    return {(r[0], date.fromisoformat(r[1])): r[2] for r in work.connection.execute(query)}


def times(work: Work, round_id: str) -> dict[str, list[tuple[datetime, datetime]]]:
    """When the responses that were sent were begun and sent, by form."""
    query = _grouped(select(document.c.key, response.c.started_at, response.c.submitted_at), "")
    found: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    counts = (*_counts(round_id), response.c.submitted_at.is_not(None), response.c.started_at.is_not(None))
    for key, started, sent in work.connection.execute(query.where(*counts)):
        found[key].append((started, sent))
    return dict(found)


def last_answered(
    work: Work, round_id: str, documents: Sequence[str], positions: Mapping[str, int]
) -> Counter[int]:
    """Of responses not sent, how many have come to which question, by its place in the form."""
    places = (
        values(column("question", Text), column("place", Integer), name="places")
        .data([(question, place) for question, place in positions.items()])
        .cte()
    )
    last = (
        _grouped(select(func.max(places.c.place).label("place")), "")
        .join(answer, answer.c.response_id == response.c.id)
        .join(places, places.c.question == answer.c.question)
        .where(*_counts(round_id), response.c.submitted_at.is_(None), response.c.document_id.in_(documents))
        .group_by(response.c.id)
        .subquery()
    )
    query = select(last.c.place, func.count()).group_by(last.c.place)
    return Counter({int(r[0]): int(r[1]) for r in work.connection.execute(query)})


def given_by_units(
    work: Work, round_id: str, questions: Iterable[str]
) -> dict[tuple[str, str], tuple[int, int]]:
    """By question and organisation: how many units have given a value, and how many only a reason for none."""
    unit_of = response.c.unit_id
    known = case((answer.c.value.is_not(None), unit_of))
    query = (
        select(
            answer.c.question,
            organisation.c.key,
            func.count(distinct(known)),
            func.count(distinct(unit_of)),
        )
        .select_from(response)
        .join(unit, unit.c.id == unit_of)
        .join(organisation, organisation.c.id == unit.c.organisation_id)
        .join(answer, answer.c.response_id == response.c.id)
        .where(*_counts(round_id), answer.c.question.in_(list(questions)), answer.c.asked.is_(True))
        .group_by(answer.c.question, organisation.c.key)
    )
    return {(r[0], r[1]): (r[2], r[3] - r[2]) for r in work.connection.execute(query)}


def units_by_code(work: Work, project_id: str, questions: Iterable[str]) -> dict[str, set[str]]:
    """The units that have ticked each code in any of these questions, in any round of the project."""
    query = (
        select(response.c.unit_id, answer.c.value)
        .select_from(response)
        .join(round_, round_.c.id == response.c.round_id)
        .join(answer, answer.c.response_id == response.c.id)
        .join(unit, unit.c.id == response.c.unit_id)
        .where(round_.c.project_id == project_id, live(round_), live(response), live(unit))
        .where(answer.c.question.in_(list(questions)), answer.c.value.is_not(None))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for unit_id, ticked in work.connection.execute(query):
        for code in ticked if isinstance(ticked, list) else [str(ticked)]:
            found[code].add(unit_id)
    return dict(found)


def unit_states(work: Work, round_id: str) -> dict[str, tuple[int, int]]:
    """How many responses each unit has sent, and how many are under way."""
    sent = func.count(response.c.submitted_at)
    query = _grouped(select(response.c.unit_id, sent, func.count()), "")
    query = query.where(*_counts(round_id), response.c.unit_id.is_not(None)).group_by(response.c.unit_id)
    return {r[0]: (r[1], r[2] - r[1]) for r in work.connection.execute(query)}


def invited_units(work: Work, round_id: str) -> dict[str, str]:
    """The sector of each unit whose invitation stands."""
    query = (
        select(invitation.c.unit_id, actor.c.sector)
        .join_from(invitation, unit, unit.c.id == invitation.c.unit_id)
        .join(actor, actor.c.id == unit.c.actor_id)
        .where(invitation.c.round_id == round_id, live(invitation), live(unit))
        .where(invitation.c.revoked_at.is_(None))
    )
    return {str(r[0]): str(r[1]) for r in work.connection.execute(query)}


def _key(by: str) -> ColumnElement[str]:
    if by == ORGANISATION:
        return func.coalesce(organisation.c.key, "")
    return pilot.c.key if by == PILOT else literal("")


def _grouped(query: Select[Any], by: str) -> Select[Any]:
    """The query over responses with their documents and units, and what groups them."""
    joined = (
        query.select_from(response)
        .join(document, document.c.id == response.c.document_id)
        .join(unit, unit.c.id == response.c.unit_id, isouter=True)
    )
    if by == ORGANISATION:
        return joined.join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
    if by == PILOT:
        return joined.join(response_pilot, response_pilot.c.response_id == response.c.id).join(
            pilot, and_(pilot.c.id == response_pilot.c.pilot_id, live(pilot))
        )
    return joined


def _counts(round_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        response.c.round_id == round_id,
        live(response),
        response.c.superseded_at.is_(None),
        or_(response.c.unit_id.is_(None), unit.c.deleted_at.is_(None)),
    )
