"""Steps, preparatory tasks, meetings, attendance and risks of pilots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live, of_a_pilot_there
from mallipaja.store.schema import attendance, meeting, pilot, risk, step, task


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    pilot_id: str
    key: str
    state: str
    closed_on: date | None
    artefact: str
    reason: str
    revision: int


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    pilot_id: str
    title: str
    owner: str
    due_on: date | None
    done_on: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """``pilot_id`` is None for a meeting of all the pilots."""

    id: str
    pilot_id: str | None
    step: str | None
    title: str
    held_on: date
    mode: str
    notes: str
    revision: int


@dataclass(frozen=True, slots=True)
class Attendance:
    id: str
    meeting_id: str
    organisation_id: str
    count: int
    supervisors: int
    experience_experts: int
    revision: int


@dataclass(frozen=True, slots=True)
class Risk:
    id: str
    pilot_id: str
    key: str
    note: str
    settled_on: date | None
    revision: int


def steps(work: Work, project_id: str) -> list[Step]:
    """The steps that have been touched, of every pilot of the project."""
    query = (
        select(step).join_from(step, pilot).where(pilot.c.project_id == project_id, live(pilot), live(step))
    )
    return all_as(work, Step, query)


def tasks(work: Work, project_id: str) -> list[Task]:
    """The preparatory tasks of every pilot, the soonest due first."""
    query = (
        select(task).join_from(task, pilot).where(pilot.c.project_id == project_id, live(pilot), live(task))
    )
    return all_as(
        work, Task, query.order_by(task.c.done_on.isnot(None), task.c.due_on.is_(None), task.c.due_on)
    )


def meetings(work: Work, project_id: str, pilot_id: str | None = None) -> list[Meeting]:
    """Meetings, newest first; with ``pilot_id`` that pilot's and the common ones. Those of a pilot in the bin are left
    out: they come back with it.
    """
    query = select(meeting).where(
        meeting.c.project_id == project_id, live(meeting), of_a_pilot_there(meeting)
    )
    if pilot_id is not None:
        query = query.where(or_(meeting.c.pilot_id == pilot_id, meeting.c.pilot_id.is_(None)))
    return all_as(work, Meeting, query.order_by(meeting.c.held_on.desc(), meeting.c.title))


def attendances(work: Work, project_id: str) -> list[Attendance]:
    """Who attended, of every meeting of `meetings`."""
    query = (
        select(attendance)
        .join_from(attendance, meeting)
        .where(meeting.c.project_id == project_id, live(meeting), live(attendance), of_a_pilot_there(meeting))
    )
    return all_as(work, Attendance, query)


def risks(work: Work, project_id: str) -> list[Risk]:
    """The risks people have raised, settled ones included."""
    query = (
        select(risk).join_from(risk, pilot).where(pilot.c.project_id == project_id, live(pilot), live(risk))
    )
    return all_as(work, Risk, query)
