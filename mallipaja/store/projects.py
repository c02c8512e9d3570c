"""Projects, pilots, organisations, actors and units."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import (
    actor,
    history,
    organisation,
    pilot,
    pilot_actor,
    project,
    unit,
    unit_pilot,
)


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    name: str
    scope: str
    languages: list[str]
    is_example: bool
    archived_at: datetime | None
    retention_months: int
    controller: str
    controller_contact: str
    protection_officer: str
    revision: int


@dataclass(frozen=True, slots=True)
class Pilot:
    """A municipality, site or area going through the process."""

    id: str
    project_id: str
    key: str
    name: str
    kind: str
    municipality_code: str | None
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """An employer."""

    id: str
    key: str
    name: str
    sector: str
    valid_from: date | None
    valid_to: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class NetworkActor:
    """A toimija: the node of a network. ``organisation_id`` is its employer."""

    id: str
    organisation_id: str | None
    key: str
    name: str
    sector: str
    position: int
    valid_from: date | None
    valid_to: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that answers; ``pilots`` are the ids of the pilots it serves."""

    id: str
    organisation_id: str
    actor_id: str
    key: str
    name: str
    revision: int
    pilots: tuple[str, ...]


_ORGANISATIONS = (
    select(organisation)
    .where(organisation.c.project_id == bindparam("project_id"), live(organisation))
    .order_by(organisation.c.name)
)
"""Built once: every vote in a workshop asks."""


def projects(work: Work) -> list[Project]:
    """Every project that is not in the bin, newest first."""
    return all_as(work, Project, select(project).where(live(project)).order_by(project.c.created_at.desc()))


def pilots(work: Work, project_id: str) -> list[Pilot]:
    """The project's pilots in their order."""
    query = (
        select(pilot)
        .where(pilot.c.project_id == project_id, live(pilot))
        .order_by(pilot.c.position, pilot.c.name)
    )
    return all_as(work, Pilot, query)


def organisations(work: Work, project_id: str) -> list[Organisation]:
    """The project's organisations by name."""
    return all_as(work, Organisation, _ORGANISATIONS, {"project_id": project_id})


def actors(work: Work, project_id: str, pilot_id: str | None = None) -> list[NetworkActor]:
    """The project's actors in their order; with ``pilot_id`` only those on that pilot's roster."""
    query = select(actor).where(actor.c.project_id == project_id, live(actor))
    if pilot_id is not None:
        on_roster = select(pilot_actor.c.actor_id).where(
            pilot_actor.c.pilot_id == pilot_id, live(pilot_actor)
        )
        query = query.where(actor.c.id.in_(on_roster))
    return all_as(work, NetworkActor, query.order_by(actor.c.position, actor.c.name))


def units(work: Work, project_id: str, pilot_id: str | None = None) -> list[Unit]:
    """The project's units with the pilots they serve; with ``pilot_id`` only the units serving it."""
    served: dict[str, list[str]] = defaultdict(list)
    links = (
        select(unit_pilot.c.unit_id, unit_pilot.c.pilot_id)
        .join_from(unit_pilot, pilot)
        .where(pilot.c.project_id == project_id, live(unit_pilot), live(pilot))
        .order_by(pilot.c.position)
    )
    for unit_id, served_pilot in work.connection.execute(links):
        served[unit_id].append(served_pilot)
    rows = work.connection.execute(
        select(unit).where(unit.c.project_id == project_id, live(unit)).order_by(unit.c.name, unit.c.id)
    )
    found = [
        Unit(r.id, r.organisation_id, r.actor_id, r.key, r.name, r.revision, tuple(served[r.id]))
        for r in rows
    ]
    return [one for one in found if pilot_id is None or pilot_id in one.pilots]


def data_version(work: Work, project_id: str) -> int:
    """A number that grows with every change in the project: the key of everything computed from it."""
    query = select(func.max(history.c.seq)).where(history.c.project_id == project_id)
    return int(work.connection.execute(query).scalar() or 0)
