"""Adding, changing and binning records, each with its line of history in the same transaction.

`Store.writing` lets one transaction write at a time: nothing changes between the reads and the writes below.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Float,
    Insert,
    Row,
    Select,
    Table,
    bindparam,
    insert,
    or_,
    select,
    update,
)

from mallipaja.errors import LateSave, NotFound
from mallipaja.store.engine import Work
from mallipaja.store.schema import history, pilot
from mallipaja.store.types import Day, Moment, plain

SECRET = frozenset(
    {"password_hash", "token_hash", "secret_hash", "anonymous_key", "author_key", "voter_key", "join_code"}
)
"""Columns that history, bundles and logs never hold."""
_LINE = insert(history)  # built once: every change writes one
_NOT_A_FIELD = frozenset({"id", "revision", "deleted_at"})


@cache
def _adding(table: Table) -> Insert:
    return insert(table)


@cache
def _by_id(table: Table, binned: bool) -> Select[Any]:
    query = select(table).where(table.c.id == bindparam("record_id"))
    return query.where(live(table)) if "deleted_at" in table.c and not binned else query


def new_id() -> str:
    """A random 128-bit id."""
    return uuid.uuid4().hex


def live(table: Table) -> ColumnElement[bool]:
    """The condition that a record is not in the bin."""
    return table.c.deleted_at.is_(None)


def of_a_pilot_there(table: Table) -> ColumnElement[bool]:
    """The condition that a record is of all the pilots, or of one that is not in the bin."""
    return or_(table.c.pilot_id.is_(None), table.c.pilot_id.in_(select(pilot.c.id).where(live(pilot))))


def log(
    work: Work,
    entity: str,
    entity_id: str,
    change: str,
    *,
    project_id: str | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    revision: int | None = None,
) -> None:
    """Append one line to the history. Secret columns are left out, whoever hands them over."""
    work.connection.execute(
        _LINE,
        {
            "at": work.at,
            "who": work.who,
            "project_id": project_id,
            "entity": entity,
            "entity_id": entity_id,
            "change": change,
            "revision": revision,
            "before": _without_secrets(before),
            "after": _without_secrets(after),
        },
    )


def add(work: Work, table: Table, values: Mapping[str, Any], *, project_id: str | None) -> str:
    """Add a record.

    Returns
    -------
    The new id. The history line holds every given value that is not empty.
    """
    record_id = str(values.get("id") or new_id())
    row = {**values, "id": record_id}
    work.connection.execute(_adding(table), row)
    log(
        work,
        table.name,
        record_id,
        "add",
        project_id=project_id,
        after=_told(row),
        revision=row.get("revision", 1),
    )
    return record_id


def get(work: Work, table: Table, record_id: str, *, binned: bool = False) -> Row[Any]:
    """The record; `NotFound` when there is none or it is in the bin."""
    row = work.connection.execute(_by_id(table, binned), {"record_id": record_id}).one_or_none()
    if row is None:
        raise NotFound(table.name)
    return row


def change(
    work: Work,
    table: Table,
    record_id: str,
    values: Mapping[str, Any],
    *,
    revision: int | None,
    project_id: str | None,
) -> int:
    """Change a record that was read at ``revision``.

    Fields another person changed since then are kept. When both changed the same field to different values
    nothing is written and `LateSave` tells what they changed. ``revision=None`` changes it whatever its
    revision.

    Returns
    -------
    The record's revision after the change (unchanged when nothing differs).
    """
    row = dict(get(work, table, record_id)._mapping)
    mine = {field: value for field, value in values.items() if field not in _NOT_A_FIELD}
    if revision is not None and revision != row["revision"]:
        mine = _merged(work, table, row, mine, revision)
    changed = {field: value for field, value in mine.items() if not same(table.c[field], value, row[field])}
    if not changed:
        return int(row["revision"])
    fresh = int(row["revision"]) + 1
    work.connection.execute(update(table).where(table.c.id == record_id).values(**changed, revision=fresh))
    log(
        work,
        table.name,
        record_id,
        "change",
        project_id=project_id,
        revision=fresh,
        before={field: row[field] for field in changed},
        after=changed,
    )
    return fresh


def put_in_bin(work: Work, table: Table, record_id: str, *, project_id: str | None) -> None:
    """Move a record to the bin."""
    row = get(work, table, record_id)
    fresh = row.revision + 1
    _set_deleted(work, table, record_id, fresh, work.at)
    log(
        work,
        table.name,
        record_id,
        "bin",
        project_id=project_id,
        before=_told(dict(row._mapping)),
        revision=fresh,
    )


def take_from_bin(work: Work, table: Table, record_id: str, *, project_id: str | None) -> None:
    """Bring a record back from the bin; `NotFound` when it is not there."""
    row = get(work, table, record_id, binned=True)
    if row.deleted_at is None:
        raise NotFound(table.name)
    fresh = row.revision + 1
    _set_deleted(work, table, record_id, fresh, None)
    log(work, table.name, record_id, "restore", project_id=project_id, revision=fresh)


def values_of(work: Work, column: ColumnElement[Any], condition: ColumnElement[bool]) -> list[Any]:
    """One column of the rows that meet the condition, the binned ones included."""
    return list(work.connection.execute(select(column).where(condition)).scalars())


def live_where(work: Work, table: Table, condition: ColumnElement[bool]) -> list[Row[Any]]:
    """The rows that meet the condition and are not in the bin, by id."""
    query = select(table).where(condition, live(table)).order_by(table.c.id)
    return list(work.connection.execute(query))


def same(column: Column[Any], one: Any, other: Any) -> bool:
    """Whether two values are the same once stored in the column.

    The text of a date equals the date and a tuple the list, 1 equals 1.0 in a column of decimals; but inside
    JSON true is not 1.
    """
    return _as_kept(column, one) == _as_kept(column, other)


def _set_deleted(work: Work, table: Table, record_id: str, revision: int, at: datetime | None) -> None:
    work.connection.execute(
        update(table).where(table.c.id == record_id).values(deleted_at=at, revision=revision)
    )


def _merged(
    work: Work, table: Table, row: Mapping[str, Any], mine: Mapping[str, Any], revision: int
) -> dict[str, Any]:
    """What of ``mine`` was really changed by its writer, who had read the record at ``revision``."""
    theirs, by = _since(work, table, row["id"], revision)
    base = {field: theirs[field][0] if field in theirs else row[field] for field in mine}
    changed = {field: value for field, value in mine.items() if not same(table.c[field], value, base[field])}
    clash = {
        field: theirs[field]
        for field, value in changed.items()
        if field in theirs and not same(table.c[field], value, theirs[field][1])
    }
    if clash:
        raise LateSave(clash, changed, by)
    return changed


def _since(work: Work, table: Table, record_id: str, revision: int) -> tuple[dict[str, tuple[Any, Any]], str]:
    """Field -> (value at ``revision``, value now) of the fields changed since, and who changed last."""
    rows = work.connection.execute(
        select(history.c.before, history.c.after, history.c.who)
        .where(history.c.entity == table.name, history.c.entity_id == record_id)
        .where(history.c.change == "change", history.c.revision > revision)
        .order_by(history.c.seq)
    ).all()
    theirs: dict[str, tuple[Any, Any]] = {}
    for row in rows:
        for field in (row.after or {}).keys() & table.c.keys():
            column = table.c[field]
            first = theirs[field][0] if field in theirs else _typed(column, (row.before or {}).get(field))
            theirs[field] = (first, _typed(column, row.after[field]))
    # what was changed and changed back stands in nobody's way
    kept = {field: pair for field, pair in theirs.items() if not same(table.c[field], *pair)}
    return kept, rows[-1].who if rows else ""


def _typed(column: Column[Any], value: Any) -> Any:
    """A value of the history as the column would give it."""
    if value is not None and isinstance(column.type, Day):
        return date.fromisoformat(value)
    if value is not None and isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    return value


def _as_kept(column: Column[Any], value: Any) -> str:
    if value is not None and isinstance(column.type, Float):
        value = float(value)
    elif value is not None and isinstance(column.type, Boolean):
        value = bool(value)
    return json.dumps(value, sort_keys=True, default=plain)


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in row.items() if field != "id" and value is not None}


def _without_secrets(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    told = {field: value for field, value in (values or {}).items() if field not in SECRET}
    return told or None
