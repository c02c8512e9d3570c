"""Which responses belong to which round: for looking at one round at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from mallipaja.store.engine import Work
from mallipaja.store.record import live
from mallipaja.store.schema import response, round_


@dataclass(frozen=True, slots=True)
class RoundResponses:
    """A round that somebody has answered, and the ids of its responses."""

    id: str
    title: str
    opened_at: datetime
    responses: frozenset[str]


def rounds_with_responses(work: Work, project_id: str) -> tuple[RoundResponses, ...]:
    """The project's answered rounds, oldest first."""
    rows = work.connection.execute(
        select(round_.c.id, round_.c.title, round_.c.opened_at, response.c.id)
        .join_from(response, round_, response.c.round_id == round_.c.id)
        .where(round_.c.project_id == project_id, live(round_), live(response))
        .order_by(round_.c.opened_at, round_.c.id)
    ).all()
    found: dict[str, tuple[str, datetime, set[str]]] = {}
    for round_id, title, opened_at, response_id in rows:
        found.setdefault(round_id, (title, opened_at, set()))[2].add(response_id)
    return tuple(
        RoundResponses(key, title, opened_at, frozenset(ids))
        for key, (title, opened_at, ids) in found.items()
    )


def rounds_over(work: Work, project_id: str, today: date) -> frozenset[str]:
    """The ids of the project's rounds in which nobody can answer any more and everybody answered by name."""
    over = or_(round_.c.state == "closed", round_.c.closes_on < today)
    query = select(round_.c.id).where(
        round_.c.project_id == project_id, live(round_), over, round_.c.anonymity != "anonymous"
    )
    return frozenset(work.connection.execute(query).scalars())


def sent_in(work: Work, round_ids: frozenset[str]) -> frozenset[str]:
    """The ids of the responses that were sent in these rounds."""
    query = select(response.c.id).where(
        response.c.round_id.in_(round_ids), response.c.submitted_at.is_not(None)
    )
    return frozenset(work.connection.execute(query).scalars())
