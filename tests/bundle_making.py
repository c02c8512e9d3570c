"""Projects with every kind of row in them, and bundles with something wrong."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import string
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from mallipaja.store import record, schema
from mallipaja.store.engine import Store, Work
from mallipaja.store.shapes import ColumnShape, TableShape, bundle_shapes
from tests.small_project import START, SmallProject

Files = dict[str, bytes]

_LETTERS = string.ascii_letters + "äöÅé \"',;\n\r\t\\=+-@#€\u2028\ufeff\U0001f600"


def any_value(column: ColumnShape, chance: random.Random) -> Any:
    """A value that fits a column, awkward on purpose."""
    if column.nullable and chance.random() < 0.3:
        return None
    if column.choices:
        return chance.choice(column.choices)
    match column.kind:
        case "integer":
            return chance.choice([0, 1, 7, 2**31 - 1, -(2**31) + 1])
        case "decimal":
            return chance.choice([0.0, 0.1 + 0.2, 1e-300, 12.5, -3.0, 1e22])
        case "boolean":
            return chance.random() < 0.5
        case "day":
            return date(2026, 1, 1) + timedelta(days=chance.randrange(9999))
        case "moment":
            return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=chance.randrange(10**15))
        case "json":
            return chance.choice(
                [[], {}, "", "x", 0, 1.5, True, ["a", {"b": [None, "=1+1"]}], {"ä": [1, 2], "": "\\"}]
            )
    text = "".join(chance.choices(_LETTERS, k=chance.randrange(0, 9)))
    return chance.choice(["", "\\", "\\\\x", text])[: column.most or 99]


def fill_every_table(store: Store, project: SmallProject, seed: int, rows: int = 3) -> None:
    """Add rows with random values to every table a bundle holds."""
    chance = random.Random(seed)
    known: dict[str, list[str]] = {
        "project": [project.project_id],
        "document": [project.document_id],
        "organisation": [project.employment, project.health],
        "pilot": [project.keuruu, project.laukaa],
        "actor": [project.employment_actor, project.health_actor],
        "unit": [project.employment_unit, project.health_unit],
        "round": [project.round_id],
        "invitation": [project.invitation_id],
    }
    with store.writing("cli:test", START) as work:
        for shape in bundle_shapes().values():
            if shape.name in {"project", "document"}:
                continue
            added = 0
            while added < rows:
                values = _any_row(shape, chance, known)
                if _insert(work, shape.name, values):
                    known.setdefault(shape.name, []).append(values.get("id", ""))
                    added += 1
        # an id inside a text and inside JSON follows its record
        draft, table = known["draft"][-1], schema.draft
        told = {"pins": [[project.keuruu, {project.laukaa: draft}]], "basis": draft}
        work.connection.execute(update(table).where(table.c.id == draft).values(told))


def _any_row(shape: TableShape, chance: random.Random, known: Mapping[str, list[str]]) -> dict[str, Any]:
    row = {}
    for column in shape.columns:
        if column.name == "id":
            row["id"] = record.new_id()
        elif column.reference:
            empty = column.nullable and chance.random() < 0.3
            row[column.name] = None if empty else chance.choice(known[column.reference])
        else:
            row[column.name] = any_value(column, chance)
    if "token_hash" in schema.metadata.tables[shape.name].c:  # a link; its secret stays where it was made
        row["token_hash"] = f"SECRET-{row['id']}"
    return row


def _insert(work: Work, table: str, values: Mapping[str, Any]) -> bool:
    """Insert a row, unless it says again what only one row may say."""
    try:
        with work.connection.begin_nested():
            work.connection.execute(insert(schema.metadata.tables[table]).values(values))
    except IntegrityError:
        return False
    return True


def unzip(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezip(files: Mapping[str, bytes], **about: object) -> bytes:
    """A bundle of these files with a manifest that fits them."""
    manifest = json.loads(files["manifest.json"]) | about
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in files.items()
        if name != "manifest.json"
    }
    return rawzip({**files, "manifest.json": json.dumps(manifest).encode()})


def rawzip(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def edit_table(data: bytes, table: str, change: Callable[[list[list[str]]], None]) -> bytes:
    """The bundle with one table changed and its checksum right."""
    files = unzip(data)
    rows = list(csv.reader(io.StringIO(files[table].decode(), newline="")))
    change(rows)
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    files[table] = target.getvalue().encode()
    return rezip(files)


def set_cell(data: bytes, table: str, column: str, value: str, line: int = 2) -> bytes:
    def change(rows: list[list[str]]) -> None:
        rows[line - 1][rows[0].index(column)] = value

    return edit_table(data, table, change)
