"""How far a round is, counted in the database."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
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
class Response:
    """A response that counts: its form's id, its unit and employer (by id and key, "" for none), when it was begun and
    sent, and the keys of its pilots."""

    id: str
    form: str
    unit: str
    organisation: str
    started_at: datetime | None
    submitted_at: datetime | None
    pilots: tuple[str, ...]


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


def responses(work: Work, round_id: str) -> list[Response]:
    """Every response that counts."""
    pilots: dict[str, list[str]] = defaultdict(list)
    served = (
        select(response_pilot.c.response_id, pilot.c.key)
        .join_from(response_pilot, response, response.c.id == response_pilot.c.response_id)
        .join(pilot, pilot.c.id == response_pilot.c.pilot_id)
        .where(response.c.round_id == round_id, live(pilot))
    )
    for response_id, key in work.connection.execute(served):
        pilots[response_id].append(key)
    query = (
        select(
            response.c.id,
            document.c.key,
            func.coalesce(response.c.unit_id, ""),
            func.coalesce(organisation.c.key, ""),
            response.c.started_at,
            response.c.submitted_at,
        )
        .select_from(response)
        .join(document, document.c.id == response.c.document_id)
        .join(unit, unit.c.id == response.c.unit_id, isouter=True)
        .join(organisation, organisation.c.id == unit.c.organisation_id, isouter=True)
        .where(*_counts(round_id))
    )
    return [Response(*r, tuple(pilots.get(r[0], ()))) for r in work.connection.execute(query)]


def answered(work: Work, round_id: str, questions: Iterable[str]) -> dict[tuple[str, str], bool]:
    """(response, question) of what has been answered, and whether with a value (not only a reason for none)."""
    known = func.max(case((answer.c.value.is_not(None), 1), else_=0))
    query = (
        select(answer.c.response_id, answer.c.question, known)
        .join_from(answer, response, answer.c.response_id == response.c.id)
        .where(response.c.round_id == round_id, answer.c.question.in_(list(questions)))
        .group_by(answer.c.question, answer.c.response_id)
    )
    return {(r[0], r[1]): bool(r[2]) for r in work.connection.execute(query)}


def answered_unsent(work: Work, round_id: str) -> list[tuple[str, str]]:
    """(response, question) of what has been answered in responses that have not been sent."""
    query = (
        select(answer.c.response_id, answer.c.question)
        .distinct()
        .join_from(response, answer, answer.c.response_id == response.c.id)
        .where(response.c.round_id == round_id, response.c.submitted_at.is_(None))
    )
    return [(r[0], r[1]) for r in work.connection.execute(query)]


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


def _counts(round_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        response.c.round_id == round_id,
        live(response),
        response.c.superseded_at.is_(None),
        or_(response.c.unit_id.is_(None), unit.c.deleted_at.is_(None)),
    )
