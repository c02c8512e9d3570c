"""Adding, changing and binning records, each with its line of history in the same transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, insert, select, update

from mallipaja.errors import LateSave, NotFound
from mallipaja.store.engine import Work
from mallipaja.store.schema import history

_NOT_A_FIELD = {"id", "revision", "deleted_at"}


def new_id() -> str:
    """A random 128-bit id."""
    return uuid.uuid4().hex


def live(table: Table) -> ColumnElement[bool]:
    """The condition that a record is not in the bin."""
    return table.c.deleted_at.is_(None)


def log(
    work: Work, entity: str, entity_id: str, change: str, *, project_id: str | None,
    before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, revision: int | None = None,
) -> None:
    """Append one line to the history."""
    work.connection.execute(
        insert(history).values(
            at=work.at, who=work.who, project_id=project_id, entity=entity, entity_id=entity_id, change=change,
            revision=revision, before=dict(before) if before else None, after=dict(after) if after else None,
        )
    )


def add(work: Work, table: Table, values: Mapping[str, Any], *, project_id: str | None) -> str:
    """Add a record.

    Returns
    -------
    The new id. The history line holds every given value.
    """
    record_id = str(values.get("id") or new_id())
    row = {**values, "id": record_id}
    work.connection.execute(insert(table).values(row))
    log(work, table.name, record_id, "add", project_id=project_id, after=_told(row), revision=1)
    return record_id


def get(work: Work, table: Table, record_id: str, *, binned: bool = False) -> Row[Any]:
    """The record; `NotFound` when there is none or it is in the bin."""
    condition = table.c.id == record_id
    if "deleted_at" in table.c and not binned:
        condition = and_(condition, live(table))
    row = work.connection.execute(select(table).where(condition)).one_or_none()
    if row is None:
        raise NotFound(table.name)
    return row


def change(
    work: Work, table: Table, record_id: str, values: Mapping[str, Any], *, revision: int | None,
    project_id: str | None,
) -> int:
    """Change a record that was read at ``revision``.

    Fields another person changed since then are kept. When both changed the same field to different values nothing is
    written and `LateSave` tells what they changed. ``revision=None`` changes it whatever its revision.

    Returns
    -------
    The record's revision after the change (unchanged when nothing differs).
    """
    row = get(work, table, record_id)._mapping
    mine = {field: value for field, value in values.items() if field not in _NOT_A_FIELD}
    if revision is not None and revision != row["revision"]:
        theirs, by = _since(work, table, record_id, revision)
        base = {field: theirs[field][0] if field in theirs else row[field] for field in mine}
        mine = {field: value for field, value in mine.items() if _same(value) != _same(base[field])}
        clash = {f: theirs[f] for f in mine if f in theirs and _same(theirs[f][1]) != _same(mine[f])}
        if clash:
            raise LateSave(clash, mine, by)
    changed = {field: value for field, value in mine.items() if _same(value) != _same(row[field])}
    if not changed:
        return int(row["revision"])
    fresh = int(row["revision"]) + 1
    done = work.connection.execute(
        update(table)
        .where(table.c.id == record_id, table.c.revision == row["revision"])
        .values(**changed, revision=fresh)
    )
    if done.rowcount != 1:  # PostgreSQL: another transaction committed between our read and our write
        raise LateSave({}, dict(mine), "")
    told = [field for field in changed if field not in _SECRET]
    log(
        work, table.name, record_id, "change", project_id=project_id, revision=fresh,
        before={field: row[field] for field in told}, after={field: changed[field] for field in told},
    )
    return fresh


def put_in_bin(work: Work, table: Table, record_id: str, *, project_id: str | None) -> None:
    """Move a record to the bin."""
    row = get(work, table, record_id)
    _set_deleted(work, table, record_id, row.revision + 1, work.at)
    log(work, table.name, record_id, "bin", project_id=project_id, before=_told(row._mapping), revision=row.revision + 1)


def take_from_bin(work: Work, table: Table, record_id: str, *, project_id: str | None) -> None:
    """Bring a record back from the bin."""
    row = get(work, table, record_id, binned=True)
    _set_deleted(work, table, record_id, row.revision + 1, None)
    log(work, table.name, record_id, "restore", project_id=project_id, revision=row.revision + 1)


def _set_deleted(work: Work, table: Table, record_id: str, revision: int, at: Any) -> None:
    work.connection.execute(update(table).where(table.c.id == record_id).values(deleted_at=at, revision=revision))


def _since(
    work: Work, table: Table, record_id: str, revision: int
) -> tuple[dict[str, tuple[Any, Any]], str]:
    rows = work.connection.execute(
        select(history.c.before, history.c.after, history.c.who)
        .where(history.c.entity == table.name, history.c.entity_id == record_id)
        .where(history.c.change == "change", history.c.revision > revision)
        .order_by(history.c.seq)
    ).all()
    theirs: dict[str, tuple[Any, Any]] = {}
    for row in rows:
        for field, after in (row.after or {}).items():
            first = theirs[field][0] if field in theirs else (row.before or {}).get(field)
            theirs[field] = (first, after)
    return theirs, rows[-1].who if rows else ""


def _same(value: Any) -> Any:
    """Value in the form history keeps it, so that a date equals its ISO text."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


_SECRET = {"password_hash", "token_hash", "secret_hash"}


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in _SECRET and k != "id" and v is not None}


def values_of(work: Work, column: ColumnElement[Any], condition: ColumnElement[bool]) -> list[Any]:
    """One column of the rows that meet the condition, the binned ones included."""
    return list(work.connection.execute(select(column).where(condition)).scalars())
