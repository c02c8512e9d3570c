"""Monthly counts of the pilots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import follow_up, pilot


@dataclass(frozen=True, slots=True)
class CountRow:
    """``month`` is its first day."""

    id: str
    pilot_id: str
    measure: str
    month: date
    value: float
    note: str
    revision: int


def counts(work: Work, project_id: str, pilot_id: str | None = None) -> list[CountRow]:
    """The counts of a project or of one pilot, by measure and month."""
    query = (
        select(follow_up)
        .join_from(follow_up, pilot)
        .where(pilot.c.project_id == project_id, live(pilot), live(follow_up))
        .order_by(follow_up.c.measure, follow_up.c.month)
    )
    if pilot_id is not None:
        query = query.where(follow_up.c.pilot_id == pilot_id)
    return all_as(work, CountRow, query)
