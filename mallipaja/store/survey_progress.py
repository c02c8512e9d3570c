"""How far a round is, as read from the database.

A round may have tens of thousands of responses. Ids that belong together come as one text, put together by the
database: making a row object of each took longer than finding and counting them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Text, case, exists, func, literal, select, type_coerce

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

_NEXT = ","
"""Between what is put together: no id, question or moment has it."""
_AT_ONCE = 5000
"""So many ids are named in one statement; SQLite takes some 32,000."""


class Responses(NamedTuple):
    """Responses side by side: their ids, units (ids, "" for none), and when they were begun and sent ("" for not yet).

    Moments are in UTC, as they are stored.
    """

    ids: list[str]
    units: list[str]
    started_at: list[str]
    submitted_at: list[str]


class Place(NamedTuple):
    """Where a unit belongs: the key of its employer and the sector of its actor."""

    organisation: str
    sector: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Invitations alike: of ``units`` (ids), or ``count`` of them to a pilot (its key, "" when it is in the bin).

    ``sent_forms`` are the forms they have sent in an anonymous round.
    """

    kind: str
    sent_forms: tuple[str, ...]
    pilot: str
    units: tuple[str, ...]
    count: int


def units(work: Work, project_id: str) -> dict[str, Place]:
    """The project's units that are not in the bin, by id."""
    query = (
        _together(unit.c.id, organisation.c.key, actor.c.sector)
        .select_from(unit)
        .join(organisation, organisation.c.id == unit.c.organisation_id)
        .join(actor, actor.c.id == unit.c.actor_id)
        .where(unit.c.project_id == project_id, live(unit))
    )
    found: dict[str, Place] = {}
    for ids, key, sector in work.connection.execute(query):
        found |= dict.fromkeys(ids.split(_NEXT), Place(key, sector))
    return found


def served(work: Work, project_id: str) -> dict[str, list[str]]:
    """The ids of the units that serve each pilot, by the pilot's key."""
    query = (
        _together(unit_pilot.c.unit_id, pilot.c.key)
        .select_from(unit_pilot)
        .join(pilot, pilot.c.id == unit_pilot.c.pilot_id)
        .where(pilot.c.project_id == project_id, live(pilot), live(unit_pilot))
    )
    return {key: ids.split(_NEXT) for ids, key in work.connection.execute(query)}


def invited(work: Work, round_id: str) -> list[Invited]:
    """The invitations that stand; units in the bin are among them."""
    sent = type_coerce(invitation.c.sent_forms, Text)
    query = (
        _together(invitation.c.unit_id, invitation.c.kind, sent, pilot.c.key, pilot.c.deleted_at)
        .add_columns(func.count())
        .select_from(invitation)
        .join(pilot, pilot.c.id == invitation.c.pilot_id, isouter=True)
        .where(invitation.c.round_id == round_id, live(invitation), invitation.c.revoked_at.is_(None))
    )
    return [
        Invited(
            kind,
            tuple(json.loads(forms or "[]")),
            key if key and gone is None else "",
            tuple(ids.split(_NEXT)) if ids else (),
            count,
        )
        for ids, kind, forms, key, gone, count in work.connection.execute(query)
    ]


def responses(work: Work, round_id: str) -> dict[str, Responses]:
    """Every response that nothing has replaced, by the id of its form; those of units in the bin are among them."""
    parts = (
        response.c.id,
        func.coalesce(response.c.unit_id, ""),
        type_coerce(response.c.started_at, Text),
        func.coalesce(type_coerce(response.c.submitted_at, Text), ""),
    )
    packed: ColumnElement[str] = parts[0]
    for part in parts[1:]:
        packed = packed + _NEXT + part
    query = (
        _together(packed, document.c.key)
        .select_from(response)
        .join(document, document.c.id == response.c.document_id)
        .where(response.c.round_id == round_id, live(response), response.c.superseded_at.is_(None))
    )
    found: dict[str, Responses] = {}
    for text, key in work.connection.execute(query):
        every = text.split(_NEXT)
        found[key] = Responses(*(every[n :: len(parts)] for n in range(len(parts))))
    return found


def covering(work: Work, project_id: str) -> dict[str, list[str]]:
    """The ids of the responses about each pilot, by the pilot's key; of every round of the project."""
    query = (
        _together(response_pilot.c.response_id, pilot.c.key)
        .select_from(response_pilot)
        .join(pilot, pilot.c.id == response_pilot.c.pilot_id)
        .where(pilot.c.project_id == project_id, live(pilot))
    )
    return {key: ids.split(_NEXT) for ids, key in work.connection.execute(query)}


def answered(work: Work, questions: Iterable[str]) -> dict[tuple[str, bool], list[str]]:
    """Who has answered what is still asked, in any round.

    Returns
    -------
    By question, and whether with a value (not only a reason for none), the ids of the responses.
    """
    # what the index of the questions holds, in its order; the answers themselves are not looked at
    known = func.max(case((answer.c.reason.is_(None), 1), else_=0)).label("known")
    each = (
        select(answer.c.question, answer.c.response_id, known)
        .where(answer.c.question.in_(list(questions)), answer.c.asked.is_(True))
        .group_by(answer.c.question, answer.c.response_id)
        .subquery("each")
    )
    rows = work.connection.execute(_together(each.c.response_id, each.c.question, each.c.known))
    return {(question, bool(is_known)): ids.split(_NEXT) for ids, question, is_known in rows}


def chosen(
    work: Work, questions: Iterable[str], code: str, *, without: Iterable[str]
) -> tuple[list[str], list[str]]:
    """Of the responses, in any round, without an answer to any question in ``without``: the ids of those with this
    choice in one of the questions, and of those with another."""
    other = answer.alias("other")
    told = exists(
        select(literal(1))
        .where(other.c.response_id == answer.c.response_id, other.c.question.in_(list(without)))
        .where(other.c.asked.is_(True))
        .correlate(answer)
    )
    asked = [answer.c.question.in_(list(questions)), answer.c.asked.is_(True)]
    # the few are found in the index first: only their answers are looked at
    few = list(
        work.connection.execute(select(answer.c.response_id).distinct().where(*asked, ~told)).scalars()
    )
    is_it = (func.coalesce(type_coerce(answer.c.value, Text), "") == json.dumps(code)).label("is_it")
    found: dict[bool, list[str]] = {True: [], False: []}
    for start in range(0, len(few), _AT_ONCE):
        here = answer.c.response_id.in_(few[start : start + _AT_ONCE])
        for ids, it in work.connection.execute(_together(answer.c.response_id, is_it).where(*asked, here)):
            found[bool(it)] += ids.split(_NEXT)
    return found[True], found[False]


def reached(work: Work, round_id: str) -> Iterator[tuple[str, set[str]]]:
    """The id of every response that has not been sent, with the questions answered in it."""
    own = (
        select(func.aggregate_strings(answer.c.question, _NEXT))
        .where(answer.c.response_id == response.c.id)
        .correlate(response)
        .scalar_subquery()
    )
    query = select(response.c.id, own).where(
        response.c.round_id == round_id, response.c.submitted_at.is_(None)
    )
    for response_id, questions in work.connection.execute(query):
        if questions:
            yield response_id, set(questions.split(_NEXT))


def codes_by_unit(work: Work, project_id: str, questions: Iterable[str]) -> dict[str, frozenset[str]]:
    """What each unit has ticked in any of these questions, in any round of the project."""
    query = (
        _together(response.c.unit_id, type_coerce(answer.c.value, Text))
        .select_from(answer)
        .join(response, response.c.id == answer.c.response_id)
        .join(round_, round_.c.id == response.c.round_id)
        .where(answer.c.question.in_(list(questions)), answer.c.value.is_not(None))
        .where(round_.c.project_id == project_id, live(round_), live(response))
        .where(response.c.unit_id.is_not(None))
    )
    found: dict[str, frozenset[str]] = {}
    for ids, text in work.connection.execute(query):
        ticked = json.loads(text)
        codes = frozenset(ticked if isinstance(ticked, list) else [str(ticked)])
        for unit_id in ids.split(_NEXT):
            found[unit_id] = found[unit_id] | codes if unit_id in found else codes
    return found


def _together(what: ColumnElement[str], *keys: ColumnElement[Any]) -> Select[Any]:
    """``what`` of all rows with the same ``keys`` as one text, and the keys."""
    return select(func.aggregate_strings(what, _NEXT), *keys).group_by(*keys)
