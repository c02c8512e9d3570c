"""What everybody in a workshop sees alike, read once for each change however many ask.

Kept in memory by the workshop's live revision and the project's data version, read in the same transaction: thirty
phones that ask after a new card cost one reading of the board.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from mallipaja.actions.access import Job
from mallipaja.actions.workshops import meeting_of
from mallipaja.store import boards, record, schema
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as store
from mallipaja.store.boards import Group
from mallipaja.store.projects import NetworkActor, Organisation
from mallipaja.store.workshops import Workshop, WorkshopStep
from mallipaja.workshop import cards
from mallipaja.workshop.cards import Card, Tally

KEPT = 24
"""How many workshops are kept in memory."""
T = TypeVar("T")


@dataclass(frozen=True)
class Shared:
    """A workshop at one moment. ``parts`` are kept as they are asked for, by kind and step."""

    at: tuple[int, int]
    workshop: Workshop
    title: str
    project: str
    is_example: bool
    organisations: tuple[Organisation, ...]
    steps: tuple[WorkshopStep, ...]
    parts: dict[tuple[str, str], object] = field(default_factory=dict, compare=False)

    def part(self, kind: str, step_id: str, read: Callable[[], T]) -> T:
        """A part of the moment, read when it is first asked for."""
        place = (kind, step_id)
        if place not in self.parts:
            self.parts[place] = read()
        return self.parts[place]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class BoardParts:
    """A board with every card, before anybody's view of it."""

    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    actors: tuple[NetworkActor, ...]
    tally: Tally
    merged: Mapping[str, tuple[str, ...]]


_kept: OrderedDict[tuple[str, str], Shared] = OrderedDict()
_lock = Lock()


def shared(job: Job, workshop_id: str) -> Shared:
    """The workshop as of this transaction; the caller has checked the right."""
    at = (store.live_revision(job, workshop_id), project_store.data_version(job, job.project_id))
    place = (str(job.connection.engine.url), workshop_id)
    with _lock:
        known = _kept.get(place)
        if known is not None and known.at == at:
            _kept.move_to_end(place)
            return known
    fresh = _read(job, workshop_id, at)
    with _lock:
        _kept[place] = fresh
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return fresh


def _read(job: Job, workshop_id: str, at: tuple[int, int]) -> Shared:
    here = store.workshop_of(job, workshop_id)
    project = record.get(job, schema.project, job.project_id)
    return Shared(
        at,
        here,
        meeting_of(job, here.meeting_id).title,
        project.name,
        project.is_example,
        tuple(project_store.organisations(job, job.project_id)),
        tuple(store.steps(job, workshop_id)),
    )


def board_parts(job: Job, step: WorkshopStep) -> BoardParts:
    """The board of a step, kept with its workshop."""
    return shared(job, step.workshop_id).part("board", step.id, lambda: _board(job, step))


def _board(job: Job, step: WorkshopStep) -> BoardParts:
    found = tuple(boards.cards(job, step.id))
    actors = _roster(job, step) if step.layout == "matrix" else ()
    return BoardParts(
        found, tuple(boards.groups(job, step.id)), actors, cards.tally(found), cards.merged(found)
    )


def _roster(job: Job, step: WorkshopStep) -> tuple[NetworkActor, ...]:
    """The actors of the meeting's pilot; of a common meeting all."""
    _meeting, project_id, pilot_id = store.meeting_row(job, step.workshop_id)
    return tuple(project_store.actors(job, project_id, pilot_id))
