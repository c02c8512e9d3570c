"""Where a pilot is in the process, what comes next and what to watch.

Steps may run side by side and out of order. A step closes with its artefact, or without it with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

StepStatus = Literal["not_started", "under_way", "closed"]
NextKind = Literal["overdue_task", "under_way_step", "next_step", "task", "done"]


@dataclass(frozen=True, slots=True)
class StepState:
    """How far one step is. ``artefact`` says what came of it; ``reason`` why it closed without."""

    key: str
    status: StepStatus = "not_started"
    closed_on: date | None = None
    artefact: str = ""
    reason: str = ""

    @property
    def closed_without_artefact(self) -> bool:
        return self.status == "closed" and not self.artefact


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A preparatory task that is not done."""

    title: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Presence:
    """Who was at a meeting: people, supervisors among them, and the sectors they came from."""

    held_on: date
    people: int
    supervisors: int
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class NextAction:
    """What to do next. ``step`` or ``task`` names it. Lower ``urgency`` comes first."""

    kind: NextKind
    step: str = ""
    task: str = ""
    owner: str = ""
    due_on: date | None = None

    @property
    def urgency(self) -> int:
        order: tuple[NextKind, ...] = ("overdue_task", "under_way_step", "next_step", "task", "done")
        return order.index(self.kind)


@dataclass(frozen=True, slots=True)
class RiskFinding:
    """A risk that shows in the data: ``count`` of ``of`` (meetings, for example), ``sectors`` it concerns."""

    key: str
    count: int
    of: int
    sectors: tuple[str, ...] = ()


def next_actions(
    order: Sequence[str], states: Iterable[StepState], tasks: Iterable[OpenTask], today: date
) -> tuple[NextAction, ...]:
    """What to do next in a pilot, most urgent first; never empty.

    Every overdue task, the oldest first; the earliest step under way; the first step not started after the
    last closed one (a skipped earlier step when nothing is left after it); the task due soonest among the
    rest. ``order`` holds the step keys in their order.
    """
    by_key = {state.key: state for state in states}
    waiting = sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or today, task.title))
    late = [task for task in waiting if task.due_on is not None and task.due_on < today]
    found = [_of_task("overdue_task", task) for task in late]
    found += [NextAction("under_way_step", step=key) for key in order if _status(by_key, key) == "under_way"][
        :1
    ]
    found += [NextAction("next_step", step=key) for key in _not_started(order, by_key)][:1]
    found += [_of_task("task", task) for task in waiting[len(late) :]][:1]
    return tuple(found) or (NextAction("done"),)


def next_action(
    order: Sequence[str], states: Iterable[StepState], tasks: Iterable[OpenTask], today: date
) -> NextAction:
    """The one thing to do next in a pilot: the first of `next_actions`."""
    return next_actions(order, states, tasks, today)[0]


def most_urgent(
    by_pilot: Iterable[tuple[str, Sequence[NextAction]]], count: int
) -> tuple[tuple[str, NextAction], ...]:
    """The ``count`` most urgent actions over all the pilots, each with its pilot; none for one that is done.

    Overdue tasks first (the oldest first), then steps under way, then next steps, then other tasks by their
    due day. Equals stay in the order of the pilots.
    """
    everything = [
        (pilot, action) for pilot, actions in by_pilot for action in actions if action.kind != "done"
    ]
    everything.sort(key=lambda row: (row[1].urgency, row[1].due_on is None, row[1].due_on or date.max))
    return tuple(everything[:count])


def meeting_risks(meetings: Iterable[Presence], required_sectors: Sequence[str]) -> tuple[RiskFinding, ...]:
    """What the attendance tells: supervisors absent, a required party that has never come.

    A meeting nobody's attendance was recorded for tells nothing and is left out.
    """
    told = [meeting for meeting in meetings if meeting.people > 0]
    found: list[RiskFinding] = []
    without = sum(meeting.supervisors == 0 for meeting in told)
    if without:
        found.append(RiskFinding("supervisors_absent", without, len(told)))
    seen = frozenset().union(*(meeting.sectors for meeting in told)) if told else frozenset[str]()
    absent = tuple(sector for sector in required_sectors if sector not in seen)
    if told and absent:
        found.append(RiskFinding("party_absent", len(absent), len(required_sectors), absent))
    return tuple(found)


def _of_task(kind: NextKind, task: OpenTask) -> NextAction:
    return NextAction(kind, task=task.title, owner=task.owner, due_on=task.due_on)


def _not_started(order: Sequence[str], states: dict[str, StepState]) -> list[str]:
    """The steps not started: those after the last closed one first, then the skipped ones."""
    closed = [place for place, key in enumerate(order) if _status(states, key) == "closed"]
    after = max(closed, default=-1) + 1
    return [key for key in (*order[after:], *order[:after]) if _status(states, key) == "not_started"]


def _status(states: dict[str, StepState], key: str) -> StepStatus:
    return states[key].status if key in states else "not_started"
