"""Requests to the parties: each names its own representative, and a request waits until it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

SeatState = Literal["vacant", "proposed", "requested", "named", "deputy_named", "declined"]
PATIENCE_DAYS = 14
"""A request is worth a reminder when it has waited so many days (our proposal)."""


@dataclass(frozen=True, slots=True)
class SeatEvent:
    """Something that happened to a seat: it came to ``state`` on a moment.

    ``requested_on`` and ``requested_of`` are those of a request, ``why`` that of a refusal; "" and ``None`` else.
    """

    at: datetime
    who: str
    state: str
    requested_on: date | None = None
    requested_of: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One line of the history as it was written: fields of the seat after the change, or all of a new one."""

    at: datetime
    who: str
    fields: Mapping[str, Any]


def seat_events(lines: Iterable[SeatLine]) -> tuple[SeatEvent, ...]:
    """What happened to a seat through all the drafts it was in, oldest first.

    A seat is written anew with every draft; a line that changes neither state nor request is no event.

    Parameters
    ----------
    lines : of every draft's seat, the oldest first.
    """
    found: list[SeatEvent] = []
    now: dict[str, Any] = {"state": "vacant", "requested_on": None, "requested_of": "", "why_declined": ""}
    for line in lines:
        fresh = {name: line.fields.get(name, old) for name, old in now.items()}
        if fresh != now:
            found.append(_event(line, fresh))
        now = fresh
    return tuple(found)


def _event(line: SeatLine, fields: Mapping[str, Any]) -> SeatEvent:
    day = fields["requested_on"]
    return SeatEvent(
        line.at,
        line.who,
        str(fields["state"]),
        date.fromisoformat(day) if isinstance(day, str) else day,
        str(fields["requested_of"] or ""),
        str(fields["why_declined"] or ""),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request nobody has answered. ``days`` is how long it has waited, ``None`` when its day is not known."""

    seat: str
    requested_on: date | None
    days: int | None

    @property
    def is_late(self) -> bool:
        """Whether a reminder is due."""
        return self.days is None or self.days >= PATIENCE_DAYS


def waiting(seats: Sequence[tuple[str, str, date | None]], today: date) -> tuple[Waiting, ...]:
    """The unanswered requests, those that have waited longest first; a request without a day before all.

    Parameters
    ----------
    seats : (seat, state, day of the request).
    """
    found = [
        Waiting(seat, day, (today - day).days if day else None)
        for seat, state, day in seats
        if state == "requested"
    ]
    return tuple(sorted(found, key=lambda one: (one.requested_on or date.min, one.seat)))
