"""Joint answers: who took part, and what somebody sees otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from mallipaja.store.engine import Work
from mallipaja.store.record import add, live, put_in_bin
from mallipaja.store.schema import (
    actor,
    dissent,
    invitation,
    pilot,
    response,
    response_participant,
    round_,
    unit,
)
from mallipaja.survey.whole import JointAnswer, SeenOtherwise


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part: an actor of the project (with its name), a person's name, or both."""

    id: str
    actor_id: str | None
    actor: str
    name: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """Eriävä näkemys: to a question and row of it, or to the whole form when ``question`` is ""."""

    id: str
    question: str
    row: str
    actor_id: str | None
    actor: str
    text: str
    created_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody writes in for others: a form filled in on paper, or the joint one; whose it is."""

    invitation_id: str
    paper: bool
    name: str


def participants(work: Work, response_id: str) -> list[Participant]:
    """Who took part in a joint answer."""
    table = response_participant
    query = (
        select(table.c.id, table.c.actor_id, actor.c.name.label("actor"), table.c.name)
        .join_from(table, actor, table.c.actor_id == actor.c.id, isouter=True)
        .where(table.c.response_id == response_id, live(table))
        .order_by(actor.c.position, table.c.name, table.c.id)
    )
    rows = work.connection.execute(query)
    return [Participant(row.id, row.actor_id, row.actor or "", row.name) for row in rows]


def set_participants(
    work: Work, response_id: str, people: Sequence[tuple[str | None, str]], *, project_id: str
) -> None:
    """These took part, by (actor id, name), and nobody else."""
    there = {(one.actor_id, one.name): one.id for one in participants(work, response_id)}
    for key, participant_id in there.items():
        if key not in people:
            put_in_bin(work, response_participant, participant_id, project_id=project_id)
    for actor_id, name in dict.fromkeys(people):
        if (actor_id, name) not in there:
            values = {"response_id": response_id, "actor_id": actor_id, "name": name}
            add(work, response_participant, values, project_id=project_id)


def dissents(work: Work, response_ids: Sequence[str]) -> dict[str, list[Dissent]]:
    """What was seen otherwise, by response, in the order it was written down."""
    query = (
        select(dissent, actor.c.name.label("actor"))
        .join_from(dissent, actor, dissent.c.actor_id == actor.c.id, isouter=True)
        .where(dissent.c.response_id.in_(response_ids), live(dissent))
        .order_by(dissent.c.created_at, dissent.c.id)
    )
    found: dict[str, list[Dissent]] = {one: [] for one in response_ids}
    for row in work.connection.execute(query):
        one = Dissent(
            row.id,
            row.question,
            row.row,
            row.actor_id,
            row.actor or "",
            row.text,
            row.created_at,
            row.revision,
        )
        found[row.response_id].append(one)
    return found


def copy(work: Work, response_id: str, to: str, *, project_id: str) -> None:
    """Have another response say who took part in this one and what was seen otherwise, in the same words."""
    people = [(one.actor_id, one.name) for one in participants(work, response_id)]
    set_participants(work, to, people, project_id=project_id)
    for one in dissents(work, [response_id])[response_id]:
        values = {"question": one.question, "row": one.row, "actor_id": one.actor_id, "text": one.text}
        add(
            work,
            dissent,
            {**values, "response_id": to, "created_at": one.created_at},
            project_id=project_id,
        )


def joint_answers(work: Work, round_id: str, documents: Sequence[str]) -> list[JointAnswer]:
    """The joint answers to these versions of a form in a round, by pilot."""
    query = (
        select(response.c.id, pilot.c.key, pilot.c.name, response.c.submitted_at)
        .join_from(response, invitation)
        .join(pilot, pilot.c.id == invitation.c.pilot_id)
        .where(invitation.c.kind == "joint", response.c.round_id == round_id, live(pilot))
        .where(response.c.document_id.in_(documents), live(response), response.c.superseded_at.is_(None))
        .order_by(pilot.c.name, response.c.id)
    )
    rows = work.connection.execute(query).all()
    otherwise = dissents(work, [row.id for row in rows]) if rows else {}
    found = []
    for row in rows:
        people = participants(work, row.id)
        actors = tuple(one.actor for one in people if one.actor)
        names = tuple(one.name for one in people if one.name)
        views = tuple(SeenOtherwise(one.question, one.row, one.actor, one.text) for one in otherwise[row.id])
        found.append(JointAnswer(row.key, row.name, row.submitted_at, actors, names, views))
    return found


def entry_by_handle(work: Work, project_id: str, handle: str) -> Writing | None:
    """The joint or paper invitation of a project whose id begins so."""
    name = func.coalesce(unit.c.name, pilot.c.name, "")
    query = (
        select(invitation.c.id, invitation.c.on_behalf, name)
        .join_from(invitation, round_)
        .outerjoin(unit, unit.c.id == invitation.c.unit_id)
        .outerjoin(pilot, pilot.c.id == invitation.c.pilot_id)
        .where(round_.c.project_id == project_id, live(invitation), live(round_))
        .where(invitation.c.id.startswith(handle, autoescape=True))
        .where(or_(invitation.c.on_behalf, invitation.c.kind == "joint"))
    )
    found = work.connection.execute(query).first()
    return None if found is None else Writing(*found)
