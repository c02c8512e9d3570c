"""What the open pages of a live workshop share: its state in one number, who is on which device, open ballots.

Pages ask each second, so every statement here is built once.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from mallipaja.store.engine import Work
from mallipaja.store.record import live
from mallipaja.store.schema import ballot, history, meeting, participant, participant_device, workshop
from mallipaja.store.workshops import Participant


class Stamp(NamedTuple):
    """When a workshop was looked at: both numbers only grow.

    Attributes
    ----------
    live : grows with everything seen live.
    data : the data version of the project.
    """

    live: int
    data: int

    def covers(self, other: Stamp) -> bool:
        """Whether what was read at this moment has everything of the other."""
        return self.live >= other.live and self.data >= other.data


@dataclass(frozen=True, slots=True)
class Look:
    """A workshop as it is now: how far it has come, its project's id and its meeting's title."""

    stamp: Stamp
    project_id: str
    title: str


NOWHERE = Look(Stamp(0, 0), "", "")
"""Where there is no such workshop."""


@dataclass(frozen=True, slots=True)
class OnDevice:
    """A participant on a device that may be them until ``expires_at``."""

    participant: Participant
    expires_at: datetime


_LOOK = (
    select(
        workshop.c.live_revision,
        select(func.max(history.c.seq)).where(history.c.project_id == meeting.c.project_id).scalar_subquery(),
        meeting.c.project_id,
        meeting.c.title,
    )
    .join_from(workshop, meeting)
    .where(workshop.c.id == bindparam("workshop_id"))
)
_NAMES = [field.name for field in fields(Participant)]
_DEVICES = (
    select(
        participant_device.c.secret_hash,
        participant_device.c.expires_at,
        *(participant.c[one] for one in _NAMES),
    )
    .join_from(participant_device, participant)
    .join(workshop, workshop.c.id == participant.c.workshop_id)
    .where(participant.c.workshop_id == bindparam("workshop_id"), live(participant), live(workshop))
)
_BALLOTS = select(ballot.c.voter_key, ballot.c.subject, ballot.c.choice, ballot.c.count).where(
    ballot.c.round_id == bindparam("round_id")
)


def look(work: Work, workshop_id: str) -> Look:
    """How far the workshop has come; `NOWHERE` when there is none."""
    row = work.connection.execute(_LOOK, {"workshop_id": workshop_id}).one_or_none()
    return NOWHERE if row is None else Look(Stamp(row[0], row[1] or 0), row[2], row[3])


def devices(work: Work, workshop_id: str) -> dict[tuple[str, str], OnDevice]:
    """(hash of a device's secret, participant id) -> who that is; nobody in a workshop that is in the bin."""
    rows = work.connection.execute(_DEVICES, {"workshop_id": workshop_id})
    return {(row[0], row[2]): OnDevice(Participant(*row[2:]), row[1]) for row in rows}


def ballots(work: Work, round_id: str) -> dict[str, dict[str, tuple[str, int]]]:
    """Voter key -> subject -> (choice, count) of an open round; only the voter's device can make its key again."""
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for key, subject, choice, count in work.connection.execute(_BALLOTS, {"round_id": round_id}):
        found.setdefault(key, {})[subject] = (choice, count)
    return found
