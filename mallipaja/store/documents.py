"""Catalogue documents as they were when they were taken into use: immutable rows with version and SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import log, new_id
from mallipaja.store.schema import document


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    kind: str
    key: str
    version: str
    sha256: str
    body: str
    note: str
    created_at: datetime
    created_by: str


def take_into_use(work: Work, kind: str, key: str, version: str, body: str, note: str = "") -> str:
    """The id of the document with this very text; a new immutable row when there is none yet."""
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    same = select(document.c.id).where(
        document.c.kind == kind, document.c.key == key, document.c.sha256 == sha256
    )
    known = work.connection.execute(same).scalar()
    if known:
        return str(known)
    document_id = new_id()
    values = {"kind": kind, "key": key, "version": version, "sha256": sha256, "note": note}
    work.connection.execute(
        insert(document).values(id=document_id, body=body, created_at=work.at, created_by=work.who, **values)
    )
    log(work, "document", document_id, "add", project_id=None, after=values)
    return document_id


def documents(work: Work, ids: list[str]) -> list[Document]:
    """The documents with these ids, by kind, key and time."""
    query = select(document).where(document.c.id.in_(ids))
    return all_as(work, Document, query.order_by(document.c.kind, document.c.key, document.c.created_at))


def versions(work: Work, kind: str, key: str) -> list[Document]:
    """Every version of a document taken into use, newest first."""
    query = select(document).where(document.c.kind == kind, document.c.key == key)
    return all_as(work, Document, query.order_by(document.c.created_at.desc()))


def version_list(work: Work, kind: str, key: str) -> list[tuple[str, str]]:
    """(id, version) of every version of a document taken into use, oldest first: without their texts."""
    query = select(document.c.id, document.c.version).where(document.c.kind == kind, document.c.key == key)
    return [(row.id, row.version) for row in work.connection.execute(query.order_by(document.c.created_at))]


def newest_ids(work: Work, kind: str) -> dict[str, str]:
    """The id of the latest taken into use of every document of a kind, by key."""
    query = select(document.c.key, document.c.id).where(document.c.kind == kind)
    return {row.key: row.id for row in work.connection.execute(query.order_by(document.c.created_at))}
