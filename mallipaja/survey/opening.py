"""When a round takes answers, and how much of the time an anonymous answer keeps."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time

from mallipaja.i18n import HELSINKI


def takes_answers(state: str, opens_on: date | None, closes_on: date | None, today: date) -> bool:
    """Whether a round takes answers on a day; its first and its last day count."""
    begun = opens_on is None or opens_on <= today
    return state == "open" and begun and (closes_on is None or closes_on >= today)


def day_only(at: datetime) -> datetime:
    """The beginning of the Finnish day of a moment: all that is kept of the time of an anonymous answer."""
    return datetime.combine(at.astimezone(HELSINKI).date(), time(), HELSINKI).astimezone(at.tzinfo)


def deletion_day(chosen: date | None, closed: date | None, months: int) -> date | None:
    """The day a round's answers are to be deleted.

    The day chosen for the round, else so many months after it closed; ``None`` while nothing says when it closes.
    """
    if chosen is not None or closed is None:
        return chosen
    months_from_zero = closed.year * 12 + closed.month - 1 + months
    year, month = divmod(months_from_zero, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(closed.day, last))
