"""Opening a backup: checked against its manifest and made a whole database of the code's version."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, insert

from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import migrate
from mallipaja.store.backup import FORMAT, FORMAT_VERSION, MANIFEST, SQLITE_FILE, tables_of
from mallipaja.store.engine import Store
from mallipaja.store.versions import SHIPPED, version_of

NOT_A_BACKUP = N_("{file} is not a backup made by Mallipaja. Choose a file that “mallipaja backup” made.")
NEWER_BACKUP = N_(
    "{file} was made by a newer version of the program ({program}). Update the program to that version or a "
    "newer one, then restore."
)
DAMAGED = N_(
    "{file} is damaged: {part} is not as it was written. Nothing has been changed. Choose another backup, or "
    "copy the file again from where it was kept."
)
_CHUNK = 1 << 20
_MANIFEST_LIMIT = 1 << 20
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup as a SQLite database; ``version`` is the one it was made at."""

    database: Path
    version: str
    made_at: datetime


def unpack(file: Path, folder: Path) -> Unpacked:
    """Check a backup and make its database in ``folder``.

    Raises
    ------
    ActionError : ``BACKUP_UNKNOWN``, ``BACKUP_NEWER`` or ``BACKUP_DAMAGED``.
    """
    about, files = _take_out(file, folder)
    version = str(about["database_version"])
    database = _assemble(file, files, folder / "fresh.sqlite3", version)
    return Unpacked(database, version, datetime.fromisoformat(about["made_at"]))


def _unknown(file: Path) -> ActionError:
    return ActionError("BACKUP_UNKNOWN", NOT_A_BACKUP, file=file.name)


def _damaged(file: Path, part: str) -> ActionError:
    return ActionError("BACKUP_DAMAGED", DAMAGED, file=file.name, part=part)


def _take_out(file: Path, folder: Path) -> tuple[dict[str, Any], dict[str, Path]]:
    """The backup's manifest, and where its files were written after they were checked against it."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise _unknown(file) from error
    with archive:
        about = _manifest(file, archive)
        files = {}
        for number, (name, told) in enumerate(about["files"].items()):
            # numbers as names: nothing in an archive decides where a file goes
            files[name] = folder / str(number)
            try:
                with archive.open(name) as member, files[name].open("wb") as target:
                    whole = _copy(member, target, told["bytes"]) == told["sha256"]
            except (zipfile.BadZipFile, zlib.error, EOFError):
                whole = False
            if not whole:
                raise _damaged(file, name)
    return about, files


def _manifest(file: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    names = archive.namelist()
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > _MANIFEST_LIMIT:
        raise _unknown(file)
    try:
        about = json.loads(archive.read(MANIFEST))
    except (ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(file, MANIFEST) from error
    if not isinstance(about, dict) or about.get("format") != FORMAT or not about.get("database_version"):
        raise _unknown(file)
    if about["format_version"] > FORMAT_VERSION or about["database_version"] not in SHIPPED.known:
        raise ActionError("BACKUP_NEWER", NEWER_BACKUP, file=file.name, program=about["program"])
    if sorted(names) != sorted([MANIFEST, *about["files"]]):
        raise _damaged(file, MANIFEST)
    return about


def _copy(source: IO[bytes], target: IO[bytes], most: int) -> str:
    """Copy at most a little over ``most`` bytes; the SHA-256 of what was copied."""
    digest, seen = hashlib.sha256(), 0
    while seen <= most and (chunk := source.read(_CHUNK)):
        seen += len(chunk)
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _assemble(file: Path, files: dict[str, Path], fresh: Path, version: str) -> Path:
    """The backup as a whole SQLite database of the code's version."""
    if SQLITE_FILE in files:
        files[SQLITE_FILE].rename(fresh)
        if not _is_whole(fresh):
            raise _damaged(file, SQLITE_FILE)
    store = Store(f"sqlite:///{fresh}")
    try:
        if SQLITE_FILE not in files:
            migrate.upgrade(store, version)
            _load(store, files)
        elif version_of(store) != version:
            raise _damaged(file, SQLITE_FILE)
        migrate.upgrade(store, SHIPPED.newest)
        return fresh
    finally:
        store.close()


def _is_whole(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            return verdict == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError:
        return False


def _load(store: Store, files: dict[str, Path]) -> None:
    """Rows from ``tables/<table>.jsonl`` into an empty database of the same version."""
    with store.writing("", datetime.now(UTC)) as work:
        for table in tables_of(work.connection):
            path = files.get(f"tables/{table.name}.jsonl")
            if path is not None and table.name != "alembic_version":
                with path.open("rb") as lines:
                    insert_rows(work.connection, table, (json.loads(line) for line in lines))


def insert_rows(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert any number of rows, some at a time."""
    remaining = iter(rows)
    while some := list(itertools.islice(remaining, _ROWS_AT_ONCE)):
        connection.execute(insert(table), some)
