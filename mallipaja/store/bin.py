"""What lies in the bin of a project, and bringing it back. Covers every table that has a bin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.exc import IntegrityError

from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import record, schema
from mallipaja.store.belonging import belongs, project_tables, references
from mallipaja.store.engine import Work

PARENT_BINNED = N_("What this belongs to is in the bin too. Bring that back first.")
TAKEN = N_("The same thing has been added again meanwhile. Remove that one first, then bring this one back.")
_ELSEWHERE = frozenset(
    {schema.project, schema.membership, schema.card, schema.card_theme, schema.participant, schema.vote_round}
)
"""Projects are the admin's, and so is access: who was shut out is not let in through the bin. What somebody took
back in a workshop is theirs to bring back."""
_TITLES = ("name", "title", "what", "situation", "element", "role", "key", "note", "text")


@dataclass(frozen=True, slots=True)
class Binned:
    """A thing in the bin; ``entity`` is a key of `tables`, ``title`` what people know it by or ""."""

    entity: str
    id: str
    title: str
    deleted_at: datetime


@cache
def tables() -> dict[str, Table]:
    """The tables whose records can be brought back by those who run the project, by name."""
    return {
        table.name: table for table in project_tables() if "deleted_at" in table.c and table not in _ELSEWHERE
    }


def binned(work: Work, project_id: str) -> list[Binned]:
    """What of the project lies in the bin, the latest first."""
    found = []
    for entity, table in tables().items():
        query = select(table).where(table.c.deleted_at.isnot(None), belongs(table, project_id))
        for row in work.connection.execute(query):
            found.append(Binned(entity, row.id, title(work, table, row), row.deleted_at))
    return sorted(found, key=lambda one: (one.deleted_at, one.title, one.id), reverse=True)


def binned_projects(work: Work) -> list[Binned]:
    """The projects in the bin, the latest first."""
    table = schema.project
    query = select(table).where(table.c.deleted_at.isnot(None)).order_by(table.c.deleted_at.desc())
    return [Binned("project", row.id, row.name, row.deleted_at) for row in work.connection.execute(query)]


def bring_back(work: Work, entity: str, record_id: str, *, project_id: str) -> None:
    """Bring a thing back from the project's bin.

    Raises
    ------
    NotFound : the bin of the project has no such thing.
    ActionError : ``PARENT_BINNED``, what it belongs to is in the bin too; ``BIN_TAKEN``, it was added again.
    """
    table = tables().get(entity)
    if table is None:
        raise NotFound(entity)
    here = select(table).where(table.c.id == record_id, belongs(table, project_id))
    row = work.connection.execute(here).one_or_none()
    if row is None:
        raise NotFound(entity)
    if any(getattr(parent, "deleted_at", None) is not None for _, parent in _parents(work, table, row)):
        raise ActionError("PARENT_BINNED", PARENT_BINNED)
    try:
        record.take_from_bin(work, table, record_id, project_id=project_id)
    except IntegrityError as error:
        raise ActionError("BIN_TAKEN", TAKEN) from error


def title(work: Work, table: Table, row: Row[Any]) -> str:
    """What people know a record by; of a link between two things the names of both."""
    own = next((row._mapping[name] for name in _TITLES if name in table.c and row._mapping[name]), None)
    if own is not None:
        return str(own)
    named = (
        title(work, parent_table, parent)
        for parent_table, parent in _parents(work, table, row)
        if parent_table not in {schema.project, schema.document}
    )
    several = [row.question] if table is schema.pilot_question else []  # a pilot has five of these
    return " – ".join(name for name in (*named, *several) if name)


def _parents(work: Work, table: Table, row: Row[Any]) -> Iterable[tuple[Table, Row[Any]]]:
    for key in references(table):
        parent_id = row._mapping[key.parent.name]
        if parent_id is not None:
            parent = key.column.table
            yield parent, work.connection.execute(select(parent).where(parent.c.id == parent_id)).one()
