"""When a round takes answers, and how much of the time an anonymous answer keeps."""

from __future__ import annotations

from datetime import date, datetime, time

from mallipaja.i18n import HELSINKI


def takes_answers(state: str, opens_on: date | None, closes_on: date | None, today: date) -> bool:
    """Whether a round takes answers on a day; its first and its last day count."""
    begun = opens_on is None or opens_on <= today
    return state == "open" and begun and (closes_on is None or closes_on >= today)


def day_only(at: datetime) -> datetime:
    """The beginning of the Finnish day of a moment: all that is kept of the time of an anonymous answer."""
    return datetime.combine(at.astimezone(HELSINKI).date(), time(), HELSINKI).astimezone(at.tzinfo)
