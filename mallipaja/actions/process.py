"""The process board: where each pilot is, what it has to do next, what to watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.history import EXAMPLE, EXAMPLE_DATA
from mallipaja.actions.meetings import meetings_of
from mallipaja.actions.process_signs import Signs, signs
from mallipaja.actions.projects import visible_pilots
from mallipaja.actions.saving import put
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import history, people, record, schema
from mallipaja.store import process as store
from mallipaja.store import projects as project_store
from mallipaja.store.process import Risk, Step, Task
from mallipaja.store.projects import Pilot
from mallipaja.workshop.process import (
    NextAction,
    OpenTask,
    Presence,
    RiskFinding,
    StepState,
    StepStatus,
    meeting_risks,
    next_actions,
)

STATES: tuple[StepStatus, ...] = ("not_started", "under_way", "closed")
UNTOUCHED_STEP = {"state": "not_started", "closed_on": None, "artefact": "", "reason": ""}

NO_ARTEFACT = N_("A step closes with its artefact, or without it with a reason. Write one of them.")
NO_DAY = N_("Give the day the step was closed.")
LATER_DAY = N_("The day is in the future. Give today or an earlier day.")
RISK_RAISED = N_("This risk has been raised in the pilot already. Settle it first, or leave it as it is.")


@dataclass(frozen=True, slots=True)
class Saved:
    """When something was saved and by whom; ``by`` is a name, `EXAMPLE_DATA`, or "" when the person is not known."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PilotBoard:
    """One row of the board.

    ``steps`` has every step in order, touched or not; ``step_records`` and ``saved`` only the touched ones,
    by step key. ``actions`` is what to do next, most urgent first; ``signs`` what the project holds of a step, by step key.
    """

    pilot: Pilot
    steps: tuple[StepState, ...]
    step_records: Mapping[str, Step]
    saved: Mapping[str, Saved]
    tasks: tuple[Task, ...]
    findings: tuple[RiskFinding, ...]
    risks: tuple[Risk, ...]
    actions: tuple[NextAction, ...]
    signs: Signs

    @property
    def next(self) -> NextAction:
        """The one thing to do next."""
        return self.actions[0]

    def step(self, key: str) -> StepState:
        """How far a step is."""
        return next(state for state in self.steps if state.key == key)


@action(Right.SEE_PROJECT, "project_id", writes=False)
def board(job: Job, *, project_id: str) -> list[PilotBoard]:
    """Where every pilot is, what it has to do next and what to watch; a pilot contact sees the own pilot."""
    order = [step.key for step in job.catalogue.process_steps]
    steps, tasks = store.steps(job, project_id), store.tasks(job, project_id)
    risks, saved = store.risks(job, project_id), _saved(job, project_id)
    required = tuple(dict.fromkeys(party.sector for party in job.catalogue.parties_on(job.today)))
    rows = []
    pilots = visible_pilots(job, project_id)
    found = signs(job, project_id, pilots)
    for pilot in pilots:
        records = {one.key: one for one in steps if one.pilot_id == pilot.id}
        states = tuple(_state(key, records.get(key)) for key in order)
        own = tuple(one for one in tasks if one.pilot_id == pilot.id)
        waiting = [OpenTask(one.title, one.owner, one.due_on) for one in own if one.done_on is None]
        rows.append(
            PilotBoard(
                pilot,
                states,
                records,
                {key: saved[one.id] for key, one in records.items() if one.id in saved},
                own,
                meeting_risks(_presence(job, project_id, pilot.id), required),
                tuple(one for one in risks if one.pilot_id == pilot.id and one.settled_on is None),
                next_actions(order, states, waiting, job.today),
                found[pilot.id],
            )
        )
    return rows


@action(Right.EDIT_PILOT, "pilot_id")
def set_step(
    job: Job,
    *,
    pilot_id: str,
    key: str,
    state: str,
    closed_on: date | None = None,
    artefact: str = "",
    reason: str = "",
    revision: int | None = None,
) -> None:
    """Say how far a step is. Closing needs a day and the artefact, or a reason for closing without it.

    ``revision`` is that of the step's record when it was read, 0 when there was none.

    Raises
    ------
    ActionError : the day, or both artefact and reason, are missing; the day is in the future.
    LateSave : somebody else saved the step differently meanwhile.
    """
    one_of(key, [step.key for step in job.catalogue.process_steps])
    values = {
        "state": one_of(state, STATES),
        "closed_on": closed_on if state == "closed" else None,
        "artefact": long_text(artefact),
        "reason": long_text(reason),
    }
    if state == "closed":
        _check_closing(closed_on, job.today, bool(values["artefact"] or values["reason"]))
    known = [one.id for one in store.steps(job, job.project_id) if (one.pilot_id, one.key) == (pilot_id, key)]
    put(
        job,
        schema.step,
        known[0] if known else None,
        {"pilot_id": pilot_id, "key": key},
        values,
        blank=UNTOUCHED_STEP,
        revision=revision,
    )


def _check_closing(closed_on: date | None, today: date, has_text: bool) -> None:
    if closed_on is None:
        raise ActionError("STEP_DAY", NO_DAY)
    if closed_on > today:
        raise ActionError("DAY_LATER", LATER_DAY)
    if not has_text:
        raise ActionError("STEP_ARTEFACT", NO_ARTEFACT)


@action(Right.EDIT_PILOT, "pilot_id")
def add_task(job: Job, *, pilot_id: str, title: str, owner: str = "", due_on: date | None = None) -> str:
    """Add a preparatory task with its owner and due day."""
    values = {"pilot_id": pilot_id, "title": tidy_name(title), "owner": long_text(owner), "due_on": due_on}
    return record.add(job, schema.task, values, project_id=job.project_id)


@action(Right.EDIT_PILOT, "task_id")
def change_task(job: Job, *, task_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a task's title, owner, due day or the day it was done; returns the new revision."""
    fresh = {k: v for k, v in values.items() if k in {"title", "owner", "due_on", "done_on"}}
    if "title" in fresh:
        fresh["title"] = tidy_name(str(fresh["title"]))
    if "owner" in fresh:
        fresh["owner"] = long_text(str(fresh["owner"]))
    return record.change(job, schema.task, task_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.EDIT_PILOT, "task_id")
def remove_task(job: Job, *, task_id: str) -> None:
    """Move a task to the bin."""
    record.put_in_bin(job, schema.task, task_id, project_id=job.project_id)


@action(Right.EDIT_PILOT, "pilot_id")
def raise_risk(job: Job, *, pilot_id: str, key: str, note: str = "") -> str:
    """Raise one of the known risks in a pilot.

    Raises
    ------
    ActionError : the risk is unknown, or raised already and not settled.
    """
    one_of(key, [flag.key for flag in job.catalogue.risk_flags])
    raised = store.risks(job, job.project_id)
    if any((one.pilot_id, one.key, one.settled_on) == (pilot_id, key, None) for one in raised):
        raise ActionError("RISK_RAISED", RISK_RAISED)
    values = {"pilot_id": pilot_id, "key": key, "note": long_text(note)}
    return record.add(job, schema.risk, values, project_id=job.project_id)


@action(Right.EDIT_PILOT, "risk_id")
def settle_risk(job: Job, *, risk_id: str) -> None:
    """Mark a risk as settled today."""
    values = {"settled_on": job.today}
    record.change(job, schema.risk, risk_id, values, revision=None, project_id=job.project_id)


@action(Right.SIGNED_IN, writes=False)
def name_of(job: Job, *, who: str) -> str:
    """The name of somebody the history or a late save speaks of; "" when it is not a person of ours."""
    return name_in(who, {one.id: one.display_name for one in people.accounts(job)})


def name_in(who: str, accounts: Mapping[str, str]) -> str:
    """The name behind ``account:<id>`` or ``cli:<user>``, with the names of the accounts by id."""
    kind, _, name = who.partition(":")
    return accounts.get(name, "") if kind == "account" else name if kind == "cli" else ""


def _saved(job: Job, project_id: str) -> dict[str, Saved]:
    names = {one.id: one.display_name for one in people.accounts(job)}
    found: dict[str, Saved] = {}
    for change in history.changes(job, project_id, "step"):
        who = EXAMPLE_DATA if change.who == EXAMPLE else name_in(change.who, names)
        found.setdefault(change.entity_id, Saved(change.at, who))
    return found


def _state(key: str, found: Step | None) -> StepState:
    if found is None:
        return StepState(key)
    status = next(state for state in STATES if state == found.state)
    return StepState(key, status, found.closed_on, found.artefact, found.reason)


def _presence(job: Job, project_id: str, pilot_id: str) -> list[Presence]:
    sectors = _sectors(job, project_id)
    found = []
    for one in meetings_of(job, project_id, pilot_id):
        here = {key: head for key, head in one.heads.items() if head.people > 0}
        found.append(
            Presence(
                one.meeting.held_on,
                sum(head.people for head in here.values()),
                sum(head.supervisors for head in here.values()),
                frozenset[str]().union(*(sectors.get(key, ()) for key in here)),
            )
        )
    return found


def _sectors(job: Job, project_id: str) -> dict[str, set[str]]:
    """The sectors an organisation may have come for: its own, those of its actors and of its units.

    Attendance is by employer, and one employer can have both health and social care: who of them came is
    not known, and not known is not absent.
    """
    found = {one.id: {one.sector} for one in project_store.organisations(job, project_id)}
    actors = {one.id: one for one in project_store.actors(job, project_id)}
    places = [(one.organisation_id, one.sector) for one in actors.values()]
    for unit in project_store.units(job, project_id):
        if unit.actor_id in actors:
            places.append((unit.organisation_id, actors[unit.actor_id].sector))
    for organisation_id, sector in places:
        if organisation_id in found:
            found[organisation_id].add(sector)
    return found
