"""Putting a backup in the place of the database.

The backup is unpacked, checked and brought to the code's version in a database of its own first; the one in
use is touched only when all of that has worked, and a copy of it is kept.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, func, select, text

from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import migrate
from mallipaja.store.backup import backup, rows_of, tables_of
from mallipaja.store.engine import Store
from mallipaja.store.unpack import insert_rows, unpack
from mallipaja.store.versions import SHIPPED, version_of

IN_USE = N_("The database is in use. Stop the server and other Mallipaja commands, then restore again.")
_DISCONNECT_S = 2.0
"""A closed PostgreSQL connection is still listed for a moment."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What `restore` did: the backup's version and moment, and the copy of what it replaced."""

    version: str
    made_at: datetime
    replaced: Path | None


def restore(store: Store, file: Path, data_folder: Path, at: datetime | None = None) -> Restored:
    """Put a backup in the place of the database, which nobody else may be using.

    Parameters
    ----------
    store : its pooled connections are closed.
    file : a backup of either kind of database, of this version or an older one.
    data_folder : a copy of the present database goes to its folder ``backups``, named ``replaced-...``.
    at : moment in the copy's name; now when None.

    Raises
    ------
    ActionError : ``BACKUP_UNKNOWN``, ``BACKUP_NEWER``, ``BACKUP_DAMAGED`` or ``DATABASE_IN_USE``; the
        database is as it was.
    """
    _refuse_company(store)
    with tempfile.TemporaryDirectory(prefix="mallipaja-restore-") as folder:
        found = unpack(file, Path(folder))
        replaced = None
        if version_of(store) is not None:
            replaced = backup(store, data_folder / "backups", at or datetime.now(UTC), "replaced")
        _refuse_company(store)
        (_into_sqlite if store.is_sqlite else _into_postgresql)(store, found.database)
    return Restored(found.version, found.made_at, replaced)


def _refuse_company(store: Store) -> None:
    """Refuse when anybody else has the database open."""
    store.close()
    alone = _is_alone_on_sqlite if store.is_sqlite else _is_alone_on_postgresql
    if not alone(store):
        raise ActionError("DATABASE_IN_USE", IN_USE)


def _is_alone_on_sqlite(store: Store) -> bool:
    path = Path(str(store.url.database))
    if not path.exists():
        return True
    with closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            # leaving the write-ahead log needs that nobody else has the file open; opening turns it on again
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            return False
    return True


def _is_alone_on_postgresql(store: Store) -> bool:
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    until = time.monotonic() + _DISCONNECT_S
    while True:
        with store.engine.connect() as connection:
            alone = bool(connection.scalar(others) == 0)
        if alone or time.monotonic() > until:
            return alone
        time.sleep(0.05)


def _into_sqlite(store: Store, fresh: Path) -> None:
    with (
        closing(sqlite3.connect(fresh)) as source,
        closing(sqlite3.connect(str(store.url.database))) as target,
    ):
        source.backup(target)  # one transaction: cut short, the old database is still there
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _into_postgresql(store: Store, fresh: Path) -> None:
    source = Store(f"sqlite:///{fresh}")
    with store.engine.begin() as target, source.reading("", datetime.now(UTC)) as work:
        old = MetaData()
        old.reflect(target)
        old.drop_all(target)
        migrate.run(target, SHIPPED.newest)
        read = {table.name: table for table in tables_of(work.connection)}
        for table in tables_of(target):
            if table.name != "alembic_version":
                insert_rows(target, table, rows_of(work.connection, read[table.name]))
                _go_on_counting(target, table)
    source.close()


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let the numbers of a numbered table go on from the largest there is."""
    for column in table.primary_key.columns:
        sequence = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": table.name, "column": column.name},
        )
        if sequence is not None:
            largest = connection.scalar(select(func.max(column)))
            if largest is not None:
                connection.execute(select(func.setval(sequence, largest)))
