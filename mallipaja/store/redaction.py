"""Taking a text out for good: from its record, from every line of its history, and from what was made of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Table, select, update

from mallipaja.store.engine import Work
from mallipaja.store.record import log
from mallipaja.store.schema import history


def redact(
    work: Work, table: Table, record_id: str, field: str, instead: str, *, project_id: str | None
) -> None:
    """Put ``instead`` in the place of a record's text, now and at every time in its history.

    The history keeps that it was done, by whom and when.
    """
    row = work.connection.execute(select(table).where(table.c.id == record_id)).one()
    values: dict[str, Any] = {field: instead, "revision": row.revision + 1}
    if "redacted_at" in table.c:
        values["redacted_at"] = work.at
    work.connection.execute(update(table).where(table.c.id == record_id).values(values))
    lines = select(history).where(history.c.entity == table.name, history.c.entity_id == record_id)
    for line in work.connection.execute(lines).all():
        fresh = {side: _cleaned(getattr(line, side), field, instead) for side in ("before", "after")}
        work.connection.execute(update(history).where(history.c.seq == line.seq).values(fresh))
    log(
        work, table.name, record_id, "change", project_id=project_id, after={"redacted": True},
        revision=row.revision + 1,
    )  # fmt: skip


def written(work: Work, table: Table, record_id: str) -> set[str]:
    """The fields of a record that hold a text in any line of its history."""
    return {name for side in _sides(work, table, record_id) for name, value in side.items() if value}


def replaced(value: Any, text: str, instead: str) -> Any:
    """A text, or a list of texts, with ``text`` replaced where it occurs as whole words."""
    if isinstance(value, list):
        return [replaced(one, text, instead) for one in value]
    return _replaced(value, text, instead) if isinstance(value, str) else value


def repeated(value: Any, text: str, instead: str) -> Any:
    """The same where nothing tells that it was copied: a single word (the name of an organisation, say) is a copy only
    where nothing else is said, for others use it too.
    """
    if isinstance(value, list):
        return [repeated(one, text, instead) for one in value]
    alone = isinstance(value, str) and value.strip() == text.strip()
    return replaced(value, text, instead) if alone or len(text.split()) > 1 else value


def told(work: Work, table: Table, record_id: str, field: str) -> list[Any]:
    """Everything a field of a record has held, by its history."""
    return [side[field] for side in _sides(work, table, record_id) if side.get(field)]


def without(value: Any, text: str, instead: str, fields: Collection[str]) -> Any:
    """A JSON value with ``text`` replaced where it occurs as whole words in the ``fields``, which hold what people wrote."""
    if isinstance(value, list):
        return [without(one, text, instead, fields) for one in value]
    if isinstance(value, dict):
        return {
            key: _replaced(one, text, instead)
            if key in fields and isinstance(one, str)
            else without(one, text, instead, fields)
            for key, one in value.items()
        }
    return value


def _sides(work: Work, table: Table, record_id: str) -> list[Mapping[str, Any]]:
    """What the history says of a record before and after each change."""
    lines = select(history.c.before, history.c.after).where(
        history.c.entity == table.name, history.c.entity_id == record_id
    )
    return [side for line in work.connection.execute(lines).all() for side in line if side]


def _replaced(said: str, text: str, instead: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", lambda _found: instead, said)


def _cleaned(told: Mapping[str, Any] | None, field: str, instead: str) -> dict[str, Any] | None:
    if told is None:
        return None
    return {name: instead if name == field else value for name, value in told.items()}
