"""Which versions of its forms a round has, and which responses count in what is told of it.

A response counts when it is not in the bin, has not gone over to a newer version, and its unit is not in the bin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select

from mallipaja.store.engine import Work
from mallipaja.store.record import live
from mallipaja.store.schema import (
    document,
    organisation,
    pilot,
    response,
    response_pilot,
    round_template,
    unit,
)
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
class FormVersion:
    """A version of a form in a round, newest last; ``recode`` says how answers to the version before read in it."""

    document_id: str
    key: str
    version: str
    current: bool
    replaces_id: str | None
    recode: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


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


def documents_by_key(versions: Sequence[FormVersion]) -> dict[str, tuple[FormVersion, ...]]:
    """The versions of each form, older first."""
    found: dict[str, list[FormVersion]] = {}
    for one in versions:
        found.setdefault(one.key, []).append(one)
    return {key: tuple(listed) for key, listed in found.items()}


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
        theirs = (
            select(func.count())
            .select_from(response_pilot)
            .join(pilot, pilot.c.id == response_pilot.c.pilot_id)
            .where(response_pilot.c.response_id == response.c.id, live(pilot))
        )
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


def responses_by_state(work: Work, scope: Scope) -> tuple[int, int]:
    """How many responses have been sent, and how many are under way."""
    given = plainly(scope).add_columns(response.c.submitted_at).subquery("given")
    query = select(func.count(), func.count(given.c.submitted_at)).select_from(given)
    every, sent = work.connection.execute(query).one()
    return int(sent), int(every) - int(sent)
