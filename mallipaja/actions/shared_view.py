"""What everybody in a workshop sees alike, read once for each change however many ask.

Kept in memory by the workshop's live revision and the project's data version, read in the same transaction: thirty
phones that ask after a new card cost one reading of the board. Everything kept is immutable.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import TypeVar

from mallipaja.actions.access import Job
from mallipaja.actions.taking_part import sight
from mallipaja.store import boards, decisions, room
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as store
from mallipaja.store.boards import Group
from mallipaja.store.engine import Store
from mallipaja.store.projects import NetworkActor
from mallipaja.store.room import Look, OnDevice, Stamp
from mallipaja.store.workshops import Workshop, WorkshopStep
from mallipaja.workshop import cards
from mallipaja.workshop.cards import Card, Seen, Tally

OF_HISTORY = frozenset({"board", "frame"})
"""Parts that change only with a line of history; ballots and counts by hand have none."""
KEPT = 24
"""How many workshops are kept in memory."""
T = TypeVar("T")


@dataclass(frozen=True)
class Shared:
    """A workshop at one moment.

    Attributes
    ----------
    title : of its meeting.
    devices : (hash of a device's secret, participant id) -> who that is.
    minutes : state of its minutes, "" before there are any.
    parts : kept as they are asked for, by kind and step.
    """

    at: Stamp
    workshop: Workshop
    title: str
    project_id: str
    steps: tuple[WorkshopStep, ...]
    devices: Mapping[tuple[str, str], OnDevice] = field(repr=False)
    minutes: str = ""
    parts: dict[tuple[str, ...], object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def shown(self) -> tuple[WorkshopStep, ...]:
        """The steps participants can open."""
        return tuple(one for one in self.steps if one.state != "hidden")

    def step_shown(self, wanted: str | None) -> WorkshopStep | None:
        """The step a participant is shown who wants this one: the current one where they are led or it is hidden."""
        here = self.workshop
        if here.pace == "led" or wanted is None:
            wanted = here.current_step_id
        at = next((one for one in self.shown if one.id == wanted), None)
        return next(iter(self.shown), None) if at is None and here.pace == "self" else at

    def known(self, place: tuple[str, ...], kind: type[T]) -> T | None:
        """A part that has been kept; ``None`` when nobody has asked for it yet."""
        found = self.parts.get(place)
        return found if isinstance(found, kind) else None

    def part(self, place: tuple[str, ...], make: Callable[[], T]) -> T:
        """A part of the moment, read or made when it is first asked for."""
        if place not in self.parts:
            self.parts[place] = make()
        return self.parts[place]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class BoardParts:
    """A board with every card, before anybody's view of it.

    ``common`` is what participants see of it who have written nothing, ``written`` the ids of the cards in it by
    their author's key.
    """

    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    actors: tuple[NetworkActor, ...]
    tally: Tally
    merged: Mapping[str, tuple[str, ...]]
    common: tuple[Seen, ...]
    written: Mapping[str, tuple[str, ...]]


_kept: OrderedDict[tuple[Hashable, str], Shared] = OrderedDict()
_lock = Lock()


def shared(job: Job, workshop_id: str) -> Shared:
    """The workshop as of this transaction; the caller has checked the right."""
    return shared_as(job, workshop_id, room.look(job, workshop_id))


def shared_as(job: Job, workshop_id: str, seen: Look) -> Shared:
    """The same, of a workshop that has been looked at in this transaction."""
    place = (job.connection.engine.pool, workshop_id)  # one for reading and for writing; engines are two
    with _lock:
        known = _kept.get(place)
        if known is not None and known.at == seen.stamp:
            _kept.move_to_end(place)
            return known
    devices = room.devices(job, workshop_id)
    if known is not None and known.at.data == seen.stamp.data:  # a vote, or a device that was forgotten
        still = {place: part for place, part in known.parts.items() if place[0] in OF_HISTORY}
        fresh = replace(known, at=seen.stamp, devices=devices, parts=still)
    else:
        here, steps = store.workshop_of(job, workshop_id), tuple(store.steps(job, workshop_id))
        row = decisions.minutes_of(job, workshop_id)
        minutes = row.state if row else ""
        fresh = Shared(seen.stamp, here, seen.title, seen.project_id, steps, devices, minutes)
    with _lock:
        _kept[place] = fresh
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return fresh


def remembered(database: Store, workshop_id: str) -> Shared | None:
    """What was last read of a workshop; its `Shared.at` says whether it will do."""
    with _lock:
        return _kept.get((database.engine.pool, workshop_id))


def forget(job: Job, project_id: str) -> None:
    """Keep no board of the project in memory."""
    with _lock:
        pool = job.connection.engine.pool
        for place in [key for key, one in _kept.items() if (key[0], one.project_id) == (pool, project_id)]:
            del _kept[place]


def board_parts(job: Job, now: Shared, step: WorkshopStep) -> BoardParts:
    """The board of a step, kept with its workshop, which was read in this transaction."""
    return now.part(("board", step.id), partial(_board, job, step))


def _board(job: Job, step: WorkshopStep) -> BoardParts:
    found = tuple(boards.cards(job, step.id))
    actors = _roster(job, step) if step.layout == "matrix" else ()
    common = cards.seen(found, sight(step), "participant")
    written: dict[str, tuple[str, ...]] = {}
    for one in common:
        if one.card.author_key:
            written[one.card.author_key] = (*written.get(one.card.author_key, ()), one.card.id)
    return BoardParts(
        found,
        tuple(boards.groups(job, step.id)),
        actors,
        cards.tally(found),
        cards.merged(found),
        common,
        written,
    )


def _roster(job: Job, step: WorkshopStep) -> tuple[NetworkActor, ...]:
    """The actors of the meeting's pilot; of a common meeting all."""
    _meeting, project_id, pilot_id = store.meeting_row(job, step.workshop_id)
    return tuple(project_store.actors(job, project_id, pilot_id))
