"""A copy of the whole database in one file.

A backup is a zip: ``manifest.json`` and the data, ``database.sqlite3`` from SQLite (its online backup: nobody
has to stop working) or ``tables/<table>.jsonl`` from PostgreSQL (one moment of all tables). Either can be
restored into either database. A backup holds everything, password hashes too: keep it as safe as the database.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select

from mallipaja import __version__
from mallipaja.store.engine import Store
from mallipaja.store.versions import version_of, version_on

FORMAT = "mallipaja-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
SQLITE_FILE = "database.sqlite3"
_CHUNK = 1 << 20
_Written = tuple[str | None, dict[str, Any]]  # the database's version; file -> its SHA-256 and size


def backup(store: Store, folder: Path, at: datetime, name: str = "mallipaja") -> Path:
    """Write a backup.

    Parameters
    ----------
    folder : made when it is missing.
    at : moment of the backup, part of the file's name (UTC).
    name : beginning of the file's name.

    Returns
    -------
    The file ``<name>-<moment>.zip``; an existing one is never overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _free_name(folder, f"{name}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    # written in a folder of its own and renamed: whoever sees the name sees a whole backup
    with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as working:
        unfinished = Path(working) / "backup.zip"
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            write = _write_sqlite if store.is_sqlite else _write_tables
            version, files = write(store, archive, Path(working))
            about = {
                "format": FORMAT,
                "format_version": FORMAT_VERSION,
                "program": __version__,
                "database_version": version,
                "database": store.url.get_backend_name(),
                "made_at": at.astimezone(UTC).isoformat(),
                "files": files,
            }
            archive.writestr(MANIFEST, json.dumps(about, indent=1))
        unfinished.chmod(0o600)
        os.replace(unfinished, path)
    return path


def rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Every row of a table as the database holds it, in the order of its key."""
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield dict(row._mapping)


def tables_of(connection: Connection) -> list[Table]:
    """The tables the database has, those referred to first; whatever version it is at."""
    found = MetaData()
    found.reflect(connection)
    return list(found.sorted_tables)


def _free_name(folder: Path, stem: str) -> Path:
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(path for name in names if not (path := folder / f"{name}.zip").exists())


def _write_sqlite(store: Store, archive: zipfile.ZipFile, working: Path) -> _Written:
    copy = working / SQLITE_FILE
    with closing(sqlite3.connect(copy)) as target:
        with store.engine.connect() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    copied = Store(f"sqlite:///{copy}")
    version = version_of(copied)
    copied.close()
    with copy.open("rb") as file:
        digest, size = _put(archive, SQLITE_FILE, iter(lambda: file.read(_CHUNK), b""))
    return version, {SQLITE_FILE: {"sha256": digest, "bytes": size}}


def _write_tables(store: Store, archive: zipfile.ZipFile, _working: Path) -> _Written:
    files = {}
    with store.reading("", datetime.now(UTC)) as work:
        for table in tables_of(work.connection):
            name = f"tables/{table.name}.jsonl"
            rows = rows_of(work.connection, table)
            digest, size = _put(archive, name, (json.dumps(row).encode() + b"\n" for row in rows))
            files[name] = {"sha256": digest, "bytes": size}
        return version_on(work.connection), files


def _put(archive: zipfile.ZipFile, name: str, chunks: Iterator[bytes]) -> tuple[str, int]:
    """Write one member piece by piece; its SHA-256 and size."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return digest.hexdigest(), size
