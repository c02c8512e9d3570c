"""A workshop as its facilitator leads it: opening and ending, joining, the current step, the timer, the wall."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import one_of
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import process as process_store
from mallipaja.store import record, schema
from mallipaja.store import workshops as store
from mallipaja.store.process import Meeting
from mallipaja.store.workshops import AgendaBlock, Participant, Workshop, WorkshopStep
from mallipaja.workshop import agenda
from mallipaja.workshop.agenda import TimedBlock

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""None that are mistaken for another when read from the wall."""
CODE_LENGTH = 6
PACES = ("led", "self")
WALLS = ("join", "agenda", "step", "challenges")
LONGEST_TIMER_MINUTES = 240

BAD_MINUTES = N_("The length is {minutes} minutes; 1–{most} are allowed.")
VOTE_HERE = N_("The results of this step are shown by closing its vote.")
HAS_WORKSHOP = N_("This meeting has a workshop already. Open that one.")


@dataclass(frozen=True, slots=True)
class WorkshopView:
    """A workshop with all its facilitator needs to prepare it."""

    workshop: Workshop
    meeting: Meeting
    blocks: tuple[AgendaBlock, ...]
    clock: tuple[TimedBlock, ...]
    steps: tuple[WorkshopStep, ...]
    participants: tuple[Participant, ...]

    @property
    def current(self) -> WorkshopStep | None:
        """The step the room is at."""
        return next((one for one in self.steps if one.id == self.workshop.current_step_id), None)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_workshops(job: Job, *, project_id: str) -> dict[str, Workshop]:
    """Meeting id -> its workshop."""
    return {one.meeting_id: one for one in store.workshops(job, project_id)}


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def view_workshop(job: Job, *, workshop_id: str) -> WorkshopView:
    """The workshop, its agenda by the clock, its steps and who has joined."""
    return view_of(job, workshop_id)


def view_of(job: Job, workshop_id: str) -> WorkshopView:
    """The view inside another action; the caller has checked the right."""
    one = store.workshop_of(job, workshop_id)
    blocks = tuple(store.blocks(job, workshop_id))
    return WorkshopView(
        one,
        meeting_of(job, one.meeting_id),
        blocks,
        agenda.clock([as_block(block) for block in blocks], one.starts_at, job.at),
        tuple(store.steps(job, workshop_id)),
        tuple(store.participants(job, workshop_id)),
    )


def meeting_of(job: Job, meeting_id: str) -> Meeting:
    """The meeting of a workshop."""
    found = next((one for one in process_store.meetings(job, job.project_id) if one.id == meeting_id), None)
    if found is None:
        raise NotFound("meeting")
    return found


def as_block(one: AgendaBlock) -> agenda.Block:
    """A stored block for the clock."""
    return agenda.Block(one.id, one.kind, one.title, one.minutes, one.note, one.started_at, one.ended_at)


@action(Right.RUN_PROJECT, "meeting_id")
def start_workshop(job: Job, *, meeting_id: str, starts_at: datetime | None = None) -> str:
    """Begin preparing the live session of a meeting."""
    if store.workshop_of_meeting(job, meeting_id):
        raise ActionError("WORKSHOP_EXISTS", HAS_WORKSHOP)
    record.get(job, schema.meeting, meeting_id)
    values = {
        "meeting_id": meeting_id, "state": "planned", "starts_at": starts_at, "join_code": new_code(job)
    }  # fmt: skip
    return record.add(job, schema.workshop, values, project_id=job.project_id)


def new_code(job: Job) -> str:
    """A join code nobody else has."""
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if store.workshop_by_code(job, code) is None:
            return code


def change(job: Job, workshop_id: str, **values: Any) -> None:
    """Change the workshop and tell everybody in it."""
    record.change(job, schema.workshop, workshop_id, values, revision=None, project_id=job.project_id)
    store.touch(job, workshop_id)


@action(Right.RUN_PROJECT, "workshop_id")
def open_workshop(job: Job, *, workshop_id: str) -> None:
    """Let the meeting begin, or go on after it was ended."""
    one = store.workshop_of(job, workshop_id)
    code = one.join_code or new_code(job)
    opened = one.opened_at or job.at
    change(job, workshop_id, state="open", opened_at=opened, ended_at=None, join_code=code)
    if one.current_step_id:
        _carry_block(job, step_in(job, workshop_id, one.current_step_id))


@action(Right.RUN_PROJECT, "workshop_id")
def end_workshop(job: Job, *, workshop_id: str) -> None:
    """End the meeting: nobody writes or votes any more, a running block ends."""
    for block in store.blocks(job, workshop_id):
        if block.started_at and not block.ended_at:
            ended = {"ended_at": job.at}
            record.change(job, schema.agenda_block, block.id, ended, revision=None, project_id=job.project_id)
    change(job, workshop_id, state="ended", ended_at=job.at, timer_ends_at=None)


@action(Right.RUN_PROJECT, "workshop_id")
def set_start(job: Job, *, workshop_id: str, starts_at: datetime | None) -> None:
    """Say when the meeting is to begin."""
    change(job, workshop_id, starts_at=starts_at)


@action(Right.RUN_PROJECT, "workshop_id")
def renew_code(job: Job, *, workshop_id: str) -> str:
    """A fresh join code; the old one stops working, those who have joined stay."""
    code = new_code(job)
    change(job, workshop_id, join_code=code)
    return code


@action(Right.RUN_PROJECT, "workshop_id")
def close_joining(job: Job, *, workshop_id: str) -> None:
    """Let nobody new in."""
    change(job, workshop_id, join_code=None)


@action(Right.RUN_PROJECT, "workshop_id")
def go_to_step(job: Job, *, workshop_id: str, step: str) -> None:
    """Make a step the one the room is at; a hidden one is opened, its block begins, and the timer of the last one ends."""
    found = step_in(job, workshop_id, step)
    if found.state == "hidden":
        set_state(job, found, "open")
    left = {} if store.workshop_of(job, workshop_id).current_step_id == step else {"timer_ends_at": None}
    change(job, workshop_id, current_step_id=step, on_wall="step", **left)
    if store.workshop_of(job, workshop_id).state == "open":
        _carry_block(job, found)


def _carry_block(job: Job, step: WorkshopStep) -> None:
    """Begin the block of a step the room has come to; looking back at a block that has ended moves nothing."""
    block = next((one for one in store.blocks(job, step.workshop_id) if one.id == step.block_id), None)
    if block is not None and block.started_at is None and block.kind not in agenda.OFF_THE_CLOCK:
        let_run(job, step.workshop_id, block.id)


def let_run(job: Job, workshop_id: str, block_id: str) -> None:
    """Begin a block inside another action, again when it has ended; the one that runs ends."""
    for one in store.blocks(job, workshop_id):
        values: dict[str, Any] = {"started_at": one.started_at or job.at, "ended_at": None}
        if one.id != block_id:
            if one.started_at is None or one.ended_at is not None:
                continue
            values = {"ended_at": job.at}
        record.change(job, schema.agenda_block, one.id, values, revision=None, project_id=job.project_id)
    store.touch(job, workshop_id)


@action(Right.RUN_PROJECT, "workshop_id")
def bring_all(job: Job, *, workshop_id: str) -> None:
    """Bring everybody to the current step, also those who go at their own pace."""
    change(job, workshop_id, brought=store.workshop_of(job, workshop_id).brought + 1)


@action(Right.RUN_PROJECT, "workshop_id")
def set_pace(job: Job, *, workshop_id: str, pace: str) -> None:
    """Whether participants follow the current step or go at their own pace through the open ones."""
    change(job, workshop_id, pace=one_of(pace, PACES))


@action(Right.RUN_PROJECT, "workshop_id")
def set_wall(job: Job, *, workshop_id: str, shown: str) -> None:
    """What the projector shows."""
    change(job, workshop_id, on_wall=one_of(shown, WALLS))


@action(Right.RUN_PROJECT, "workshop_id")
def set_timer(job: Job, *, workshop_id: str, minutes: int | None) -> None:
    """Start a timer of so many minutes, or take it away. It shows the time and locks nothing."""
    if minutes is not None and not 1 <= minutes <= LONGEST_TIMER_MINUTES:
        raise ActionError("MINUTES", BAD_MINUTES, minutes=minutes, most=LONGEST_TIMER_MINUTES)
    ends = None if minutes is None else job.at + timedelta(minutes=minutes)
    change(job, workshop_id, timer_ends_at=ends)


def step_in(job: Job, workshop_id: str, step_id: str) -> WorkshopStep:
    """The step when it is one of this workshop's; else `NotFound`."""
    found = store.step_in(job, workshop_id, step_id)
    if found is None:
        raise NotFound("workshop_step")
    return found


def set_state(job: Job, step: WorkshopStep, state: str) -> None:
    """Change the state of a step inside another action."""
    if state == "revealed" and step.kind in {"dots", "stand"}:
        raise ActionError("VOTE_HERE", VOTE_HERE)
    values: dict[str, Any] = {"state": state}
    if state == "open" and step.opened_at is None:
        values["opened_at"] = job.at
    if state == "revealed" and step.revealed_at is None:
        values["revealed_at"] = job.at
    record.change(job, schema.workshop_step, step.id, values, revision=None, project_id=job.project_id)
    store.touch(job, step.workshop_id)


def checked_minutes(value: Any) -> int:
    """A length in minutes that an agenda can have."""
    minutes = int(value)
    if not 1 <= minutes <= agenda.LONGEST_MINUTES:
        raise ActionError("MINUTES", BAD_MINUTES, minutes=minutes, most=agenda.LONGEST_MINUTES)
    return minutes


def put_in_order(job: Job, table: schema.Table, mine: list[str], order: tuple[str, ...]) -> None:
    """Number the records in this order; those left out come after."""
    wanted = [one for one in dict.fromkeys(order) if one in mine]
    for position, one in enumerate([*wanted, *(one for one in mine if one not in wanted)]):
        record.change(job, table, one, {"position": position}, revision=None, project_id=job.project_id)
