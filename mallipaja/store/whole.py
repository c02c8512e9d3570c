"""A whole project, read and written table by table; what bundles are made of."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from mallipaja.store.belonging import rows_in
from mallipaja.store.engine import Work
from mallipaja.store.record import log, new_id
from mallipaja.store.schema import document, export_log, metadata
from mallipaja.store.shapes import bundle_shapes

_ROWS_AT_ONCE = 500
_WITH_LINKS = ("invitation", "recipient", "shared_link")


def read_project(work: Work, project_id: str) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """Every row of a project by table, in the order of the ids, with the documents it uses."""
    shapes = bundle_shapes()
    tables = {
        name: tuple(
            dict(row._mapping) for row in work.connection.execute(rows_in(metadata.tables[name], project_id))
        )
        for name in shapes
        if name != "document"
    }
    used = {
        row[column.name]
        for name, rows in tables.items()
        for column in shapes[name].columns
        if column.reference == "document"
        for row in rows
        if row[column.name] is not None
    }
    query = select(document).where(document.c.id.in_(used)).order_by(document.c.id)
    return {**tables, "document": tuple(dict(row._mapping) for row in work.connection.execute(query))}


def write_project(work: Work, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Insert the rows of a new project. What has links gets secrets that nobody knows: links are made anew."""
    for name in bundle_shapes():
        rows = [dict(row) for row in tables.get(name, ())]
        if name in _WITH_LINKS:
            rows = [row | {"token_hash": secrets.token_hex(32)} for row in rows]
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            work.connection.execute(insert(metadata.tables[name]), rows[start : start + _ROWS_AT_ONCE])


def keep_documents(work: Work, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Documents by the hash of their text: one that is there already is used, others are added as they are.

    Returns
    -------
    The id in ``rows`` -> the id in the database.
    """
    return {row["id"]: _keep(work, row) for row in rows}


def _keep(work: Work, row: Mapping[str, Any]) -> str:
    sha256 = hashlib.sha256(row["body"].encode()).hexdigest()
    same = (document.c.kind == row["kind"], document.c.key == row["key"], document.c.sha256 == sha256)
    known = work.connection.execute(select(document.c.id).where(*same)).scalar()
    if known:
        return str(known)
    fresh = {**row, "id": new_id(), "sha256": sha256, "created_by": work.who}
    work.connection.execute(insert(document).values(fresh))
    told = {name: fresh[name] for name in ("kind", "key", "version", "sha256", "note")}
    log(work, "document", fresh["id"], "add", project_id=None, after=told)
    return str(fresh["id"])


def log_export(work: Work, project_id: str | None, what: str, rows: int) -> None:
    """Note that somebody took data out."""
    values = {"id": new_id(), "at": work.at, "who": work.who, "project_id": project_id}
    work.connection.execute(insert(export_log).values(**values, what=what, rows=rows))


def exports(work: Work, project_id: str, most: int) -> list[tuple[datetime, str, str, int]]:
    """When, who, what and how many rows of a project's exports, the latest first."""
    columns = (export_log.c.at, export_log.c.who, export_log.c.what, export_log.c.rows)
    query = select(*columns).where(export_log.c.project_id == project_id)
    rows = work.connection.execute(query.order_by(export_log.c.at.desc(), export_log.c.id).limit(most))
    return [(row.at, row.who, row.what, row.rows) for row in rows]


def newest_documents(work: Work) -> list[tuple[str, str, str]]:
    """(kind, key, text) of the newest version of every document in use."""
    query = select(document).order_by(document.c.created_at, document.c.id)
    newest = {(row.kind, row.key): row.body for row in work.connection.execute(query)}
    return sorted((kind, key, body) for (kind, key), body in newest.items())
