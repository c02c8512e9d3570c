"""Team drafts, their seats, the people named to them (kept apart) and coordinator rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from mallipaja.store.engine import Work
from mallipaja.store.history import Change
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import draft, history, seat, seat_person


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft.

    ``number`` counts the pilot's drafts from 1; ``basis`` is the fingerprint of the posts and seats it was made from.
    ``status`` and ``gap`` are the search's (`team.draft.Draft`), ``origin`` is draft or alternative. Of an agreed one
    ``decided_by`` says who agreed on it ("" when it was not written down), ``lacked`` are the required parties without an
    agreement, [sector, state], as they were confirmed, and ``considered`` the other teams there were.
    """

    id: str
    pilot_id: str
    document_id: str
    number: int
    state: str
    created_at: datetime
    pins: Sequence[Sequence[str]]
    vetoes: Sequence[Sequence[str]]
    basis: str
    status: str
    gap: float | None
    origin: str
    agreed_on: date | None
    meeting_id: str | None
    decided_by: str
    lacked: Sequence[Sequence[str]] | None
    considered: Sequence[Mapping[str, Any]] | None
    revision: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of a draft; ``post`` is ``None`` while it is vacant. ``requested_of`` is a task, never a name."""

    id: str
    draft_id: str
    role: str
    post: str | None
    unit_id: str | None
    profession: str | None
    hours_per_month: float | None
    state: str
    requested_on: date | None
    requested_of: str
    why_declined: str
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Who was named to a seat, who deputises, and how the seat is reached at work."""

    id: str
    seat_id: str
    name: str
    deputy: str
    contact: str
    revision: int


def drafts(work: Work, pilot_id: str) -> list[DraftRow]:
    """The pilot's drafts, newest first."""
    query = select(draft).where(draft.c.pilot_id == pilot_id, live(draft))
    return all_as(work, DraftRow, query.order_by(draft.c.number.desc()))


def in_force(rows: Sequence[DraftRow]) -> DraftRow | None:
    """Of a pilot's drafts, newest first, the newest that has been agreed on; ``None`` when none has been."""
    return next((one for one in rows if one.state == "agreed"), None)


def last_number(work: Work, pilot_id: str) -> int:
    """The highest number a draft of the pilot has had, those in the bin too; 0 when there has been none."""
    query = select(func.max(draft.c.number)).where(draft.c.pilot_id == pilot_id)
    return work.connection.execute(query).scalar() or 0


def draft_of(work: Work, draft_id: str) -> DraftRow:
    """One draft."""
    return all_as(work, DraftRow, select(draft).where(draft.c.id == draft_id))[0]


def seats(work: Work, draft_id: str) -> list[SeatRow]:
    """The seats of a draft in their order."""
    query = select(seat).where(seat.c.draft_id == draft_id, live(seat))
    return all_as(work, SeatRow, query.order_by(seat.c.position))


def seat_of(work: Work, seat_id: str) -> SeatRow:
    """One seat."""
    return all_as(work, SeatRow, select(seat).where(seat.c.id == seat_id))[0]


def people(work: Work, draft_id: str) -> dict[str, PersonRow]:
    """The people named to the seats of a draft, by seat id."""
    query = (
        select(seat_person).join_from(seat_person, seat).where(seat.c.draft_id == draft_id, live(seat_person))
    )
    return {one.seat_id: one for one in all_as(work, PersonRow, query)}


def all_seats(work: Work, pilot_id: str) -> list[SeatRow]:
    """The seats of all the pilot's drafts, the oldest draft first, each in its order."""
    query = select(seat).join_from(seat, draft).where(draft.c.pilot_id == pilot_id, live(draft), live(seat))
    return all_as(work, SeatRow, query.order_by(draft.c.number, seat.c.position))


def seat_history(work: Work, pilot_id: str) -> list[Change]:
    """What was written about the seats of all the pilot's drafts, oldest first."""
    ids = select(seat.c.id).join_from(seat, draft).where(draft.c.pilot_id == pilot_id)
    query = select(history).where(history.c.entity == "seat", history.c.entity_id.in_(ids))
    return all_as(work, Change, query.order_by(history.c.seq))
