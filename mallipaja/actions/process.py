"""The process board: steps, tasks, meetings and risks of each pilot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.projects import one_of, tidy_name, visible_pilots
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import process as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store.process import Attendance, Meeting, Risk, Step, Task
from mallipaja.store.projects import Pilot
from mallipaja.workshop.process import (
    NextAction, OpenTask, Presence, RiskFinding, StepState, StepStatus, meeting_risks, next_action,
)

MODES = ("on_site", "remote", "hybrid")
STATES: tuple[StepStatus, ...] = ("not_started", "under_way", "closed")
TEXT_LENGTH = 2000

NO_ARTEFACT = N_("A step closes with its artefact, or without it with a reason. Write one of them.")
NO_DAY = N_("Give the day the step was closed.")
TOO_LONG = N_("The text has {length} characters; {most} are allowed. Shorten it.")
NEGATIVE = N_("The number of people cannot be negative, and supervisors are among the people.")


@dataclass(frozen=True, slots=True)
class PilotBoard:
    """One row of the board. ``steps`` has every step in order, touched or not."""

    pilot: Pilot
    steps: tuple[StepState, ...]
    step_records: Mapping[str, Step]
    tasks: tuple[Task, ...]
    findings: tuple[RiskFinding, ...]
    risks: tuple[Risk, ...]
    next: NextAction


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with who attended."""

    meeting: Meeting
    attendance: tuple[Attendance, ...]


@action(Right.SEE_PROJECT, "project_id", writes=False)
def board(job: Job, *, project_id: str) -> list[PilotBoard]:
    """Where every pilot is, what it has to do next and what to watch."""
    order = [step.key for step in job.catalogue.process_steps]
    steps, tasks, risks = store.steps(job, project_id), store.tasks(job, project_id), store.risks(job, project_id)
    today = job.at.date()
    required = tuple(dict.fromkeys(party.sector for party in job.catalogue.parties_on(today)))
    rows = []
    for pilot in visible_pilots(job, project_id):
        records = {one.key: one for one in steps if one.pilot_id == pilot.id}
        states = tuple(_state(key, records.get(key)) for key in order)
        own = tuple(one for one in tasks if one.pilot_id == pilot.id)
        waiting = [OpenTask(one.title, one.owner, one.due_on) for one in own if one.done_on is None]
        findings = meeting_risks(_presence(job, project_id, pilot.id), required)
        raised = tuple(one for one in risks if one.pilot_id == pilot.id and one.settled_on is None)
        rows.append(PilotBoard(pilot, states, records, own, findings, raised, next_action(order, states, waiting, today)))
    return rows


@action(Right.EDIT_PILOT, "pilot_id")
def set_step(
    job: Job, *, pilot_id: str, key: str, state: str, closed_on: date | None = None, artefact: str = "",
    reason: str = "", revision: int | None = None,
) -> None:
    """Say how far a step is. Closing needs a day and the artefact, or a reason for closing without it."""
    one_of(key, [step.key for step in job.catalogue.process_steps])
    values = {
        "state": one_of(state, STATES), "closed_on": closed_on if state == "closed" else None,
        "artefact": _text(artefact), "reason": _text(reason),
    }
    if state == "closed":
        if closed_on is None:
            raise ActionError("STEP_DAY", NO_DAY)
        if not values["artefact"] and not values["reason"]:
            raise ActionError("STEP_ARTEFACT", NO_ARTEFACT)
    known = [one for one in store.steps(job, job.project_id) if one.pilot_id == pilot_id and one.key == key]
    if known:
        record.change(job, schema.step, known[0].id, values, revision=revision, project_id=job.project_id)
    else:
        record.add(job, schema.step, {"pilot_id": pilot_id, "key": key, **values}, project_id=job.project_id)


@action(Right.EDIT_PILOT, "pilot_id")
def add_task(job: Job, *, pilot_id: str, title: str, owner: str = "", due_on: date | None = None) -> str:
    """Add a preparatory task with its owner and due day."""
    values = {"pilot_id": pilot_id, "title": tidy_name(title), "owner": _text(owner), "due_on": due_on}
    return record.add(job, schema.task, values, project_id=job.project_id)


@action(Right.EDIT_PILOT, "task_id")
def change_task(job: Job, *, task_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a task's title, owner, due day or the day it was done."""
    fresh = {k: v for k, v in values.items() if k in {"title", "owner", "due_on", "done_on"}}
    if "title" in fresh:
        fresh["title"] = tidy_name(str(fresh["title"]))
    return record.change(job, schema.task, task_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.EDIT_PILOT, "task_id")
def remove_task(job: Job, *, task_id: str) -> None:
    """Move a task to the bin."""
    record.put_in_bin(job, schema.task, task_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id")
def record_meeting(
    job: Job, *, project_id: str, title: str, held_on: date, mode: str, pilot_id: str | None = None,
    step: str | None = None, notes: str = "", attendance: Mapping[str, tuple[int, int, int]] | None = None,
) -> str:
    """Record a meeting.

    ``attendance`` gives by organisation id: people, supervisors among them, experience experts among them.
    """
    if pilot_id is not None:
        one_of(pilot_id, [pilot.id for pilot in project_store.pilots(job, project_id)])
    if step is not None:
        one_of(step, [one.key for one in job.catalogue.process_steps])
    values = {
        "project_id": project_id, "pilot_id": pilot_id, "title": tidy_name(title), "held_on": held_on,
        "mode": one_of(mode, MODES), "step": step, "notes": _text(notes),
    }
    meeting_id = record.add(job, schema.meeting, values, project_id=project_id)
    _set_attendance(job, meeting_id, attendance or {})
    return meeting_id


@action(Right.RUN_PROJECT, "meeting_id")
def change_meeting(
    job: Job, *, meeting_id: str, values: Mapping[str, Any], revision: int | None,
    attendance: Mapping[str, tuple[int, int, int]] | None = None,
) -> int:
    """Change a meeting; ``attendance`` as in `record_meeting`, ``None`` leaves it as it is."""
    fresh = {k: v for k, v in values.items() if k in {"title", "held_on", "mode", "step", "notes"}}
    if "mode" in fresh:
        one_of(str(fresh["mode"]), MODES)
    if attendance is not None:
        _set_attendance(job, meeting_id, attendance)
    return record.change(job, schema.meeting, meeting_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "meeting_id")
def remove_meeting(job: Job, *, meeting_id: str) -> None:
    """Move a meeting to the bin."""
    record.put_in_bin(job, schema.meeting, meeting_id, project_id=job.project_id)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def list_meetings(job: Job, *, pilot_id: str) -> list[MeetingView]:
    """The pilot's meetings and the common ones, newest first."""
    everyone = store.attendances(job, job.project_id)
    return [
        MeetingView(one, tuple(a for a in everyone if a.meeting_id == one.id))
        for one in store.meetings(job, job.project_id, pilot_id)
    ]


@action(Right.EDIT_PILOT, "pilot_id")
def raise_risk(job: Job, *, pilot_id: str, key: str, note: str = "") -> str:
    """Raise one of the known risks in a pilot."""
    one_of(key, [flag.key for flag in job.catalogue.risk_flags])
    values = {"pilot_id": pilot_id, "key": key, "note": _text(note)}
    return record.add(job, schema.risk, values, project_id=job.project_id)


@action(Right.EDIT_PILOT, "risk_id")
def settle_risk(job: Job, *, risk_id: str) -> None:
    """Mark a risk as settled today."""
    values = {"settled_on": job.at.date()}
    record.change(job, schema.risk, risk_id, values, revision=None, project_id=job.project_id)


def _state(key: str, found: Step | None) -> StepState:
    if found is None:
        return StepState(key)
    status = next(state for state in STATES if state == found.state)
    return StepState(key, status, found.closed_on, found.artefact, found.reason)


def _presence(job: Job, project_id: str, pilot_id: str) -> list[Presence]:
    sectors = {one.id: one.sector for one in project_store.organisations(job, project_id)}
    everyone = store.attendances(job, project_id)
    found = []
    for one in store.meetings(job, project_id, pilot_id):
        here = [a for a in everyone if a.meeting_id == one.id and a.count > 0]
        found.append(
            Presence(
                one.held_on, sum(a.count for a in here), sum(a.supervisors for a in here),
                frozenset(sectors[a.organisation_id] for a in here if a.organisation_id in sectors),
            )
        )
    return found


def _set_attendance(job: Job, meeting_id: str, wanted: Mapping[str, tuple[int, int, int]]) -> None:
    project_id = job.project_id
    known = {a.organisation_id: a for a in store.attendances(job, project_id) if a.meeting_id == meeting_id}
    allowed = {one.id for one in project_store.organisations(job, project_id)}
    for organisation_id, (count, supervisors, experts) in wanted.items():
        if min(count, supervisors, experts) < 0 or max(supervisors, experts) > count:
            raise ActionError("ATTENDANCE_COUNT", NEGATIVE)
        one_of(organisation_id, allowed)
        values = {"count": count, "supervisors": supervisors, "experience_experts": experts}
        if organisation_id in known:
            old = known[organisation_id]
            record.change(job, schema.attendance, old.id, values, revision=None, project_id=project_id)
        elif count:
            place = {"meeting_id": meeting_id, "organisation_id": organisation_id}
            record.add(job, schema.attendance, {**place, **values}, project_id=project_id)


def _text(text: str) -> str:
    tidy = text.strip()
    if len(tidy) > TEXT_LENGTH:
        raise ActionError("TEXT_LONG", TOO_LONG, length=len(tidy), most=TEXT_LENGTH)
    return tidy
