"""Saving what has exactly one record in its place (a pilot's step, an organisation at a meeting)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job
from mallipaja.errors import LateSave
from mallipaja.store import history, record
from mallipaja.store.schema import Row, Table

UNTOUCHED = 0
"""The revision of a record that was not there when the writer looked."""


def put(
    job: Job,
    table: Table,
    known_id: str | None,
    place: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    blank: Mapping[str, Any],
    revision: int | None,
) -> None:
    """Save the record of a place, which the writer read at ``revision``.

    Parameters
    ----------
    known_id : the record that is there now; ``None`` adds one, unless ``values`` are ``blank``.
    place : the columns that say where the record belongs.
    blank : the values of a place without a record.
    revision : `UNTOUCHED` when the writer saw no record, ``None`` to save whatever is there.

    Raises
    ------
    LateSave : another person saved something else meanwhile.
    """
    if known_id is None:
        if dict(values) != dict(blank):
            record.add(job, table, {**place, **values}, project_id=job.project_id)
        return
    if revision == UNTOUCHED:
        values, revision = _over_first(job, table, record.get(job, table, known_id), values, blank), None
    record.change(job, table, known_id, values, revision=revision, project_id=job.project_id)


def _over_first(
    job: Job, table: Table, row: Row[Any], values: Mapping[str, Any], blank: Mapping[str, Any]
) -> dict[str, Any]:
    """What of ``values`` may be saved over a record somebody else made first."""
    now = row._mapping
    mine = {field: value for field, value in values.items() if value != blank[field]}
    clash = {
        field: (blank[field], now[field])
        for field, value in mine.items()
        if now[field] not in (blank[field], value)
    }
    if clash:
        raise LateSave(clash, mine, last_writer(job, table, row.id))
    return mine


def last_writer(job: Job, table: Table, record_id: str) -> str:
    """Who changed the record last, as the history names them; "" when it has no history."""
    found = history.changes(job, job.project_id, table.name, record_id)
    return found[0].who if found else ""
