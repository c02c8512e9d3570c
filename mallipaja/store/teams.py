"""Team drafts, their seats, the people named to them (kept apart) and coordinator rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import draft, seat, seat_person


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft.

    ``number`` counts the pilot's drafts from 1; ``basis`` is the fingerprint of the posts and seats it was made from.
    ``status`` and ``gap`` are the search's (`team.draft.Draft`), ``origin`` is draft or alternative.
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
    revision: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of a draft; ``post`` is ``None`` while it is vacant."""

    id: str
    draft_id: str
    role: str
    post: str | None
    unit_id: str | None
    profession: str | None
    hours_per_month: float | None
    state: str
    requested_on: date | None
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Who was named to a seat, and who deputises."""

    id: str
    seat_id: str
    name: str
    deputy: str
    revision: int


def drafts(work: Work, pilot_id: str) -> list[DraftRow]:
    """The pilot's drafts, newest first."""
    query = select(draft).where(draft.c.pilot_id == pilot_id, live(draft))
    return all_as(work, DraftRow, query.order_by(draft.c.number.desc()))


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
