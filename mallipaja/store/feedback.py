"""Accessibility feedback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import feedback


@dataclass(frozen=True, slots=True)
class Feedback:
    """``reply_to`` is an e-mail address or empty; ``answered_at`` is None until somebody has answered."""

    id: str
    received_at: datetime
    text: str
    reply_to: str
    answered_at: datetime | None
    revision: int


def received(work: Work) -> list[Feedback]:
    """All feedback, unanswered first, oldest first."""
    query = select(feedback).where(live(feedback))
    return all_as(work, Feedback, query.order_by(feedback.c.answered_at.is_not(None), feedback.c.received_at))
