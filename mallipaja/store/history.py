"""Reading the history: who saved what and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mallipaja.store.bin import title
from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.schema import account, history, metadata


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history. ``before`` and ``after`` hold the changed fields as JSON gives them."""

    entity_id: str
    at: datetime
    who: str
    change: str
    revision: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changes(work: Work, project_id: str, entity: str, entity_id: str | None = None) -> list[Change]:
    """The changes of one kind of record in a project, newest first; with ``entity_id`` of one record."""
    query = select(history).where(history.c.project_id == project_id, history.c.entity == entity)
    if entity_id is not None:
        query = query.where(history.c.entity_id == entity_id)
    return all_as(work, Change, query.order_by(history.c.seq.desc()))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a project's history; ``seq`` grows with time."""

    seq: int
    at: datetime
    who: str
    entity: str
    entity_id: str
    change: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def lines(
    work: Work, project_id: str, *, before: int | None, most: int, entity: str | None = None
) -> list[Line]:
    """A project's history, newest first: at most ``most`` lines older than the line ``before``."""
    query = select(history).where(history.c.project_id == project_id)
    if before is not None:
        query = query.where(history.c.seq < before)
    if entity is not None:
        query = query.where(history.c.entity == entity)
    return all_as(work, Line, query.order_by(history.c.seq.desc()).limit(most))


def title_of(work: Work, entity: str, entity_id: str) -> str:
    """What people know a record by, as it is now; "" when it is gone or has no name."""
    table = metadata.tables.get(entity)
    if table is None or "id" not in table.c:
        return ""
    row = work.connection.execute(select(table).where(table.c.id == entity_id)).one_or_none()
    return "" if row is None else title(work, table, row)


def named(work: Work, entity: str, field: str, value: Any) -> Any:
    """A value of the history; of a reference to another record what people know that record by."""
    table = metadata.tables.get(entity)
    column = None if table is None else table.c.get(field)
    if value is None or column is None or not column.foreign_keys:
        return value
    return title_of(work, next(iter(column.foreign_keys)).column.table.name, str(value))


def names_of(work: Work, account_ids: Iterable[str]) -> dict[str, str]:
    """The display names of accounts, also of those that are no more in use."""
    query = select(account.c.id, account.c.display_name).where(account.c.id.in_(list(account_ids)))
    return {row.id: row.display_name for row in work.connection.execute(query)}
