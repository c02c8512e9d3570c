"""Workshops: the session itself, its agenda, its steps, and who has joined on which device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live, new_id, of_a_pilot_there
from mallipaja.store.schema import (
    agenda_block,
    meeting,
    participant,
    participant_device,
    project,
    workshop,
    workshop_option,
    workshop_step,
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """A live session of a meeting; ``join_code`` is None when nobody new can join."""

    id: str
    meeting_id: str
    template: str
    state: str
    starts_at: datetime | None
    opened_at: datetime | None
    ended_at: datetime | None
    join_code: str | None
    pace: str
    current_step_id: str | None
    brought: int
    on_wall: str
    timer_ends_at: datetime | None
    live_revision: int
    revision: int


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    id: str
    workshop_id: str
    kind: str
    title: str
    note: str
    minutes: int
    position: int
    started_at: datetime | None
    ended_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class WorkshopStep:
    """A step. ``board_id`` of dots is the board whose cards are voted on; ``None`` for options of its own."""

    id: str
    workshop_id: str
    block_id: str | None
    kind: str
    title: str
    prompt: str
    state: str
    position: int
    minutes: int | None
    layout: str
    card_kinds: Sequence[str]
    others: str
    signed: str
    grouping: str
    board_id: str | None
    dots_each: int
    dots_per_card: int
    picture: str
    opened_at: datetime | None
    revealed_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class Option:
    """What is voted on when it is not cards."""

    id: str
    step_id: str
    text: str
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody with the link; ``joined_at`` is None until they have said who they are."""

    id: str
    workshop_id: str
    organisation_id: str | None
    organisation_name: str
    voice: str
    is_supervisor: bool
    nickname: str
    joined_at: datetime | None
    revision: int


# Statements that every card and vote of a live workshop needs are built once: building one costs as much as running it.
_WORKSHOP = select(workshop).where(workshop.c.id == bindparam("workshop_id"))
_TOUCH = (
    update(workshop)
    .where(workshop.c.id == bindparam("workshop_id"))
    .values(live_revision=workshop.c.live_revision + 1)
)
_LIVE_REVISION = select(workshop.c.live_revision).where(workshop.c.id == bindparam("workshop_id"))
_STEPS = (
    select(workshop_step)
    .where(workshop_step.c.workshop_id == bindparam("workshop_id"), live(workshop_step))
    .order_by(workshop_step.c.position, workshop_step.c.id)
)
_STEP = select(workshop_step).where(workshop_step.c.id == bindparam("step_id"))
_STEP_IN = _STEP.where(workshop_step.c.workshop_id == bindparam("workshop_id"), live(workshop_step))
_PARTICIPANT = select(participant).where(participant.c.id == bindparam("participant_id"))
_JOINED = select(func.count()).where(
    participant.c.workshop_id == bindparam("workshop_id"),
    participant.c.joined_at.isnot(None),
    live(participant),
)
_PARTICIPATIONS = (
    select(participant_device.c.participant_id)
    .join_from(participant_device, participant)
    .join(workshop, workshop.c.id == participant.c.workshop_id)
    .where(participant_device.c.secret_hash == bindparam("secret_hash"))
    .where(participant_device.c.expires_at > bindparam("now"), live(participant), live(workshop))
    .order_by(participant_device.c.created_at.desc(), participant_device.c.id)
)
_ON_DEVICE = (
    select(participant)
    .join_from(participant, participant_device)
    .where(participant_device.c.secret_hash == bindparam("secret_hash"))
    .where(participant_device.c.participant_id == bindparam("participant_id"))
    .where(participant_device.c.expires_at > bindparam("now"))
)


def workshops(work: Work, project_id: str) -> list[Workshop]:
    """The live sessions of a project's meetings, the newest meeting first; those of a pilot in the bin are left out."""
    query = (
        select(workshop)
        .join_from(workshop, meeting)
        .where(meeting.c.project_id == project_id, live(workshop), live(meeting), of_a_pilot_there(meeting))
    )
    return all_as(work, Workshop, query.order_by(meeting.c.held_on.desc(), workshop.c.id))


def workshop_of(work: Work, workshop_id: str) -> Workshop:
    """One workshop."""
    return all_as(work, Workshop, _WORKSHOP, {"workshop_id": workshop_id})[0]


def workshop_of_meeting(work: Work, meeting_id: str) -> Workshop | None:
    """The workshop of a meeting, if there is one."""
    query = select(workshop).where(workshop.c.meeting_id == meeting_id, live(workshop))
    return next(iter(all_as(work, Workshop, query)), None)


def workshop_by_code(work: Work, code: str) -> Workshop | None:
    """The workshop that is joined with this code."""
    query = (
        select(workshop)
        .join_from(workshop, meeting)
        .join(project, project.c.id == meeting.c.project_id)
        .where(
            workshop.c.join_code == code,
            live(workshop),
            live(meeting),
            live(project),
            of_a_pilot_there(meeting),
        )
    )
    return next(iter(all_as(work, Workshop, query)), None)


def touch(work: Work, workshop_id: str) -> None:
    """Tell everybody in the workshop that something they see has changed."""
    work.connection.execute(_TOUCH, {"workshop_id": workshop_id})


def live_revision(work: Work, workshop_id: str) -> int:
    """The number that grows with everything seen live."""
    return int(work.connection.execute(_LIVE_REVISION, {"workshop_id": workshop_id}).scalar() or 0)


def blocks(work: Work, workshop_id: str) -> list[AgendaBlock]:
    """The agenda in its order."""
    query = select(agenda_block).where(agenda_block.c.workshop_id == workshop_id, live(agenda_block))
    return all_as(work, AgendaBlock, query.order_by(agenda_block.c.position, agenda_block.c.id))


def steps(work: Work, workshop_id: str) -> list[WorkshopStep]:
    """The steps in their order."""
    return all_as(work, WorkshopStep, _STEPS, {"workshop_id": workshop_id})


def step_of(work: Work, step_id: str) -> WorkshopStep:
    """One step."""
    return all_as(work, WorkshopStep, _STEP, {"step_id": step_id})[0]


def step_in(work: Work, workshop_id: str, step_id: str) -> WorkshopStep | None:
    """One step that is not in the bin, when it is one of this workshop's."""
    asked = {"workshop_id": workshop_id, "step_id": step_id}
    return next(iter(all_as(work, WorkshopStep, _STEP_IN, asked)), None)


def options(work: Work, step_id: str) -> list[Option]:
    """What is voted on in a step, in its order."""
    query = select(workshop_option).where(workshop_option.c.step_id == step_id, live(workshop_option))
    return all_as(work, Option, query.order_by(workshop_option.c.position, workshop_option.c.id))


def next_position(work: Work, table: str, parent_id: str) -> int:
    """The position after the last one: of ``blocks`` and ``steps`` of a workshop, ``options`` of a step."""
    found, parent = {
        "blocks": (agenda_block, agenda_block.c.workshop_id),
        "steps": (workshop_step, workshop_step.c.workshop_id),
        "options": (workshop_option, workshop_option.c.step_id),
    }[table]
    query = select(func.max(found.c.position)).where(parent == parent_id)
    last = work.connection.execute(query).scalar()
    return 0 if last is None else int(last) + 1


def participants(work: Work, workshop_id: str) -> list[Participant]:
    """Those who have said who they are, in the order they joined."""
    query = select(participant).where(
        participant.c.workshop_id == workshop_id, participant.c.joined_at.isnot(None), live(participant)
    )
    return all_as(work, Participant, query.order_by(participant.c.joined_at, participant.c.id))


def participant_of(work: Work, participant_id: str) -> Participant:
    """One participant."""
    return all_as(work, Participant, _PARTICIPANT, {"participant_id": participant_id})[0]


def joined(work: Work, workshop_id: str) -> int:
    """How many have said who they are."""
    return int(work.connection.execute(_JOINED, {"workshop_id": workshop_id}).scalar_one())


def participations(work: Work, secret_hash: str) -> list[str]:
    """Participants this device is, the latest opened first."""
    rows = work.connection.execute(_PARTICIPATIONS, {"secret_hash": secret_hash, "now": work.at})
    return [str(one) for one in rows.scalars()]


def participant_on(work: Work, secret_hash: str, workshop_id: str) -> Participant | None:
    """Who this device is in a workshop, if anybody yet."""
    query = (
        select(participant)
        .join_from(participant, participant_device)
        .where(participant_device.c.secret_hash == secret_hash, participant_device.c.expires_at > work.at)
        .where(participant.c.workshop_id == workshop_id, live(participant))
    )
    return next(iter(all_as(work, Participant, query.order_by(participant.c.opened_at))), None)


def on_device(work: Work, secret_hash: str, participant_id: str) -> Participant | None:
    """The participant, when the device is theirs."""
    asked = {"secret_hash": secret_hash, "participant_id": participant_id, "now": work.at}
    return next(iter(all_as(work, Participant, _ON_DEVICE, asked)), None)


def add_device(work: Work, secret_hash: str, participant_id: str, expires_at: datetime) -> None:
    """Let the device be this participant until then."""
    values = {"id": new_id(), "secret_hash": secret_hash, "participant_id": participant_id}
    work.connection.execute(
        insert(participant_device).values(**values, created_at=work.at, expires_at=expires_at)
    )


def forget_participations(work: Work, secret_hash: str) -> None:
    """The device is nobody in any workshop any more; pages of it that are still open are told so."""
    mine = (
        select(participant.c.workshop_id)
        .join_from(participant, participant_device)
        .where(participant_device.c.secret_hash == secret_hash)
    )
    for workshop_id in set(work.connection.execute(mine).scalars()):
        touch(work, workshop_id)
    work.connection.execute(delete(participant_device).where(participant_device.c.secret_hash == secret_hash))


def meeting_row(work: Work, workshop_id: str) -> tuple[str, str, str | None]:
    """(meeting id, project id, pilot id) of a workshop."""
    query = (
        select(meeting.c.id, meeting.c.project_id, meeting.c.pilot_id)
        .join_from(workshop, meeting)
        .where(workshop.c.id == workshop_id)
    )
    row = work.connection.execute(query).one()
    return str(row.id), str(row.project_id), row.pilot_id


def earlier(work: Work, project_id: str, pilot_id: str | None) -> list[str]:
    """Ids of the workshops that concern a pilot: its own and the common ones; of ``None`` all the project's."""
    query = (
        select(workshop.c.id)
        .join_from(workshop, meeting)
        .where(meeting.c.project_id == project_id, live(workshop), live(meeting), of_a_pilot_there(meeting))
    )
    if pilot_id is not None:
        query = query.where(or_(meeting.c.pilot_id == pilot_id, meeting.c.pilot_id.is_(None)))
    return [str(row.id) for row in work.connection.execute(query)]
