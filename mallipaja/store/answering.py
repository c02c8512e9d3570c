"""What answering on an invitation reads and writes beside the answers themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live, new_id
from mallipaja.store.schema import (
    actor,
    answer,
    invitation,
    pilot,
    pilot_actor,
    project,
    response,
    response_pilot,
    round_,
    unit,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An invitation with everything that says whether it can be answered on.

    ``removed`` is true when the invitation, its round or its project is in the bin, or the project archived.
    ``on_behalf`` when those who run the project may answer on it: a joint form, a paper form. ``sent_forms`` are
    the templates sent on an anonymous invitation. ``is_shared``: it was taken from a link that several people share.
    """

    invitation_id: str
    project_id: str
    round_id: str
    round_title: str
    kind: str
    unit_id: str | None
    pilot_id: str | None
    state: str
    closes_on: date | None
    expires_at: datetime | None
    revoked_at: datetime | None
    removed: bool
    opens_on: date | None
    is_anonymous: bool
    on_behalf: bool
    sent_forms: tuple[str, ...]
    is_shared: bool


STANDING = (
    invitation.c.id,
    round_.c.project_id,
    round_.c.id.label("round_id"),
    round_.c.title,
    invitation.c.kind,
    invitation.c.unit_id,
    invitation.c.pilot_id,
    round_.c.state,
    round_.c.closes_on,
    invitation.c.expires_at,
    invitation.c.revoked_at,
    invitation.c.deleted_at.label("invitation_gone"),
    round_.c.deleted_at.label("round_gone"),
    project.c.deleted_at.label("project_gone"),
    project.c.archived_at,
    round_.c.opens_on,
    round_.c.anonymity,
    invitation.c.on_behalf,
    invitation.c.sent_forms,
    invitation.c.shared_link_id,
)
"""The columns `standing_from` takes, in its order."""
# built once: putting such a statement together takes longer than running it
_STANDING = (
    select(*STANDING)
    .join_from(invitation, round_)
    .join(project, project.c.id == round_.c.project_id)
    .where(invitation.c.id == bindparam("invitation_id"))
)
_PILOT_KEYS = (
    select(pilot.c.key)
    .join_from(response_pilot, pilot)
    .where(response_pilot.c.response_id == bindparam("response_id"), live(pilot))
    .order_by(pilot.c.position)
)
_ACTORS = (
    select(actor.c.key, actor.c.name, actor.c.sector)
    .where(actor.c.project_id == bindparam("project_id"), live(actor))
    .where(actor.c.key.in_(bindparam("keys", expanding=True)))
    .order_by(actor.c.position, actor.c.name)
)
_ON_ROSTERS = _ACTORS.where(
    exists()
    .where(pilot_actor.c.actor_id == actor.c.id, live(pilot_actor), live(pilot))
    .where(pilot.c.id == pilot_actor.c.pilot_id, pilot.c.key.in_(bindparam("pilots", expanding=True))),
    ~exists().where(unit.c.id == bindparam("but_of_unit"), unit.c.actor_id == actor.c.id),
)


def standing(work: Work, invitation_id: str) -> Standing:
    """The invitation, its round and its project; ``NoResultFound`` when there is no such invitation."""
    return standing_from(work.connection.execute(_STANDING, {"invitation_id": invitation_id}).one())


def standing_from(row: Sequence[Any]) -> Standing:
    """The standing a row of the `STANDING` columns tells."""
    asked, gone, (opens_on, anonymity, on_behalf, sent_forms, shared) = row[:11], row[11:15], row[15:]
    removed = any(one is not None for one in gone)
    # a paper form names nobody: it is kept with the invitation it was entered on
    anonymous = anonymity == "anonymous" and not on_behalf
    may_others = on_behalf or asked[4] == "joint"
    values = [*asked, removed, opens_on, anonymous, may_others, tuple(sent_forms), shared is not None]
    return Standing(*values)


def pilot_keys(work: Work, response_id: str) -> tuple[str, ...]:
    """The keys of the pilots a response covers, in their order."""
    return tuple(work.connection.execute(_PILOT_KEYS, {"response_id": response_id}).scalars())


@dataclass(frozen=True, slots=True)
class RosterRow:
    """An actor on the roster of a pilot."""

    pilot: str
    id: str
    key: str
    name: str
    sector: str


def rosters(work: Work, project_id: str) -> list[RosterRow]:
    """The actors on each pilot's roster, in the order of the actors; ``pilot`` is the pilot's key."""
    query = (
        select(pilot.c.key.label("pilot"), actor.c.id, actor.c.key, actor.c.name, actor.c.sector)
        .join_from(pilot_actor, pilot)
        .join(actor, actor.c.id == pilot_actor.c.actor_id)
        .where(pilot.c.project_id == project_id, live(pilot_actor), live(pilot), live(actor))
        .order_by(actor.c.position, actor.c.name, pilot.c.position)
    )
    return all_as(work, RosterRow, query)


def own_actor(work: Work, unit_id: str) -> str:
    """The id of the actor a unit belongs to."""
    return str(work.connection.execute(select(unit.c.actor_id).where(unit.c.id == unit_id)).scalar_one())


def actors_named(work: Work, project_id: str, keys: Iterable[str]) -> list[tuple[str, str, str]]:
    """Key, name and sector of the project's actors with these keys, in their order."""
    values = {"project_id": project_id, "keys": list(keys)}
    return [(row.key, row.name, row.sector) for row in work.connection.execute(_ACTORS, values)]


def actors_on_rosters(
    work: Work, project_id: str, keys: Iterable[str], pilots: Iterable[str], *, but_of_unit: str
) -> list[tuple[str, str, str]]:
    """The same of those on the roster of any of these pilots, without the actor the unit belongs to."""
    values = {
        "project_id": project_id, "keys": list(keys), "pilots": list(pilots), "but_of_unit": but_of_unit,
    }  # fmt: skip
    return [(row.key, row.name, row.sector) for row in work.connection.execute(_ON_ROSTERS, values)]


def times_of(work: Work, response_id: str) -> dict[tuple[str, str, str], datetime]:
    """When each answer of a response was stored, by (question, pilot, row)."""
    query = select(answer.c.question, answer.c.pilot, answer.c.row, answer.c.saved_at)
    rows = work.connection.execute(query.where(answer.c.response_id == response_id))
    return {(row.question, row.pilot, row.row): row.saved_at for row in rows}


def note_sent(work: Work, invitation_id: str, template: str) -> None:
    """Mark a form of an anonymous invitation as sent.

    Without a line of history, which would stand beside those of the answers and say whose they are.
    """
    here = invitation.c.id == invitation_id
    known = work.connection.execute(select(invitation.c.sent_forms).where(here)).scalar_one()
    sent = sorted({*known, template})
    work.connection.execute(update(invitation).where(here).values(sent_forms=sent))


def cover(work: Work, response_id: str, pilot_ids: Iterable[str]) -> None:
    """Make a response cover these pilots and no others."""
    own = response_pilot.c.response_id == response_id
    work.connection.execute(delete(response_pilot).where(own))
    for pilot_id in pilot_ids:
        values = {"id": new_id(), "response_id": response_id, "pilot_id": pilot_id}
        work.connection.execute(insert(response_pilot).values(values))


def latest_responses(work: Work, unit_id: str, but: str) -> list[str]:
    """The ids of a unit's other live responses, the one begun last first."""
    query = (
        select(response.c.id)
        .join_from(response, round_, response.c.round_id == round_.c.id)
        .where(response.c.unit_id == unit_id, response.c.id != but, live(response), live(round_))
        .where(response.c.superseded_at.is_(None))
        .order_by(response.c.started_at.desc(), response.c.id)
    )
    return list(work.connection.execute(query).scalars())


def latest_joint(work: Work, response_id: str) -> list[str]:
    """The ids of the other live joint responses of the pilot of a joint response, the one begun last first."""
    mine = select(response_pilot.c.pilot_id).where(response_pilot.c.response_id == response_id)
    query = (
        select(response.c.id)
        .join_from(response, response_pilot)
        .join(round_, response.c.round_id == round_.c.id)
        .join(invitation, response.c.invitation_id == invitation.c.id)
        .where(
            response_pilot.c.pilot_id.in_(mine), invitation.c.kind == "joint", response.c.id != response_id
        )
        .where(live(response), live(round_), response.c.superseded_at.is_(None))
        .order_by(response.c.started_at.desc(), response.c.id)
    )
    return list(work.connection.execute(query).scalars())
