"""New ids for everything in a bundle, so that the same bundle can be imported again and again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from mallipaja.exchange.bundle import Bundle
from mallipaja.exchange.tables import Row
from mallipaja.store.shapes import ColumnShape, TableShape

_RANDOM_ID = re.compile(r"[0-9a-f]{32}")


def fresh_id(project_id: str, old: str) -> str:
    """The new id of a record in the imported project: always the same for the two, else never the same."""
    return hashlib.sha256(f"{project_id}/{old}".encode()).hexdigest()[:32]


def with_fresh_ids(
    bundle: Bundle, shapes: Mapping[str, TableShape], project_id: str, documents: Mapping[str, str]
) -> Bundle:
    """The bundle as a new project.

    Parameters
    ----------
    project_id : id of the new project; every other id follows from it.
    documents : old id -> id of the same document in the database.

    Returns
    -------
    All rows but the documents, with new ids wherever an old one stands, also inside JSON.
    """
    ids = {str(bundle.project["id"]): project_id, **documents}
    for rows in bundle.tables.values():
        ids |= {
            row["id"]: fresh_id(project_id, row["id"]) for row in rows if row.get("id") not in {None, *ids}
        }
    return Bundle(
        {
            name: tuple(_renamed(shapes[name], row, ids) for row in rows)
            for name, rows in bundle.tables.items()
            if name != "document"
        }
    )


def _renamed(shape: TableShape, row: Row, ids: Mapping[str, str]) -> Row:
    return {column.name: _value(column, row[column.name], ids) for column in shape.columns}


def _value(column: ColumnShape, value: Any, ids: Mapping[str, str]) -> Any:
    if value is None:
        return None
    if column.name == "id" or column.reference:
        return ids[value]
    return _inside(value, ids) if column.kind in {"text", "json"} else value


def _inside(value: Any, ids: Mapping[str, str]) -> Any:
    """A value with the ids in it renamed; only what looks like an id of ours can be one."""
    if isinstance(value, str):
        return ids.get(value, value) if _RANDOM_ID.fullmatch(value) else value
    if isinstance(value, list):
        return [_inside(one, ids) for one in value]
    if isinstance(value, dict):
        return {_inside(key, ids): _inside(one, ids) for key, one in value.items()}
    return value
