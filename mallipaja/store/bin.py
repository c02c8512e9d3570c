"""What lies in the bin of a project, and bringing it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Select, Table, select

from mallipaja.store import schema
from mallipaja.store.engine import Work

TABLES: dict[str, tuple[Table, Column[Any]]] = {
    table.name: (table, title)
    for table, title in (
        (schema.pilot, schema.pilot.c.name),
        (schema.organisation, schema.organisation.c.name),
        (schema.actor, schema.actor.c.name),
        (schema.unit, schema.unit.c.name),
        (schema.round_, schema.round_.c.title),
        (schema.meeting, schema.meeting.c.title),
        (schema.task, schema.task.c.title),
    )
}
"""What can be brought back, by the name of its table: the table and the column people know the thing by."""


@dataclass(frozen=True, slots=True)
class Binned:
    """A thing in the bin; ``entity`` is a key of `TABLES`."""

    entity: str
    id: str
    title: str
    deleted_at: datetime


def binned(work: Work, project_id: str) -> list[Binned]:
    """What of the project lies in the bin, the latest first."""
    found = [
        Binned(entity, row.id, row.title, row.deleted_at)
        for entity in TABLES
        for row in work.connection.execute(_query(entity, project_id))
    ]
    return sorted(found, key=lambda one: (one.deleted_at, one.title), reverse=True)


def _query(entity: str, project_id: str) -> Select[Any]:
    table, title = TABLES[entity]
    query = select(table.c.id, title.label("title"), table.c.deleted_at).where(table.c.deleted_at.isnot(None))
    if "project_id" in table.c:
        return query.where(table.c.project_id == project_id)
    return query.join_from(table, schema.pilot).where(schema.pilot.c.project_id == project_id)


def binned_projects(work: Work) -> list[Binned]:
    """The projects in the bin, the latest first."""
    table = schema.project
    query = select(table).where(table.c.deleted_at.isnot(None)).order_by(table.c.deleted_at.desc())
    return [Binned("project", row.id, row.name, row.deleted_at) for row in work.connection.execute(query)]
