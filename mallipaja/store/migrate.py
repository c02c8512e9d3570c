"""Bringing a database to the version of the code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store.backup import backup
from mallipaja.store.engine import WRITERS_LOCK, Store
from mallipaja.store.versions import SHIPPED, Chain, version_of, version_on

PATIENCE_S = 600
"""How long a process waits for another that migrates."""
NEWER = N_(
    "The database is at version {found}, which this program does not know: a newer version of the program "
    "made it. Update the program, or restore a backup made with this one."
)
FOREIGN = N_(
    "The database holds tables that Mallipaja did not make. Give Mallipaja an empty database of its own: set "
    "MALLIPAJA_DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` did. ``before`` is None for a new database; ``backup`` when an old one was migrated."""

    before: str | None
    after: str
    backup: Path | None


def prepare(store: Store, data_folder: Path, at: datetime | None = None, chain: Chain = SHIPPED) -> Prepared:
    """Make the tables of a new database, or bring an old one to the code's version after a backup.

    Safe to call from several processes at once: one migrates, the others wait and find it done.

    Parameters
    ----------
    data_folder : the backup goes to its folder ``backups``.
    at : moment in the backup's name; now when None.
    chain : the migrations.

    Raises
    ------
    ActionError : ``DATABASE_NEWER`` or ``DATABASE_FOREIGN``; nothing has been changed.
    """
    newest = chain.newest
    if version_of(store) == newest:
        return Prepared(newest, newest, None)
    with _alone(store) as connection:
        before = version_on(connection)
        _check(connection, before, chain)
        copy = None
        if before not in {None, newest}:
            copy = backup(store, data_folder / "backups", at or datetime.now(UTC))
        if before != newest:
            run(connection, newest, chain)
    if before is None and store.is_sqlite:
        Path(str(store.url.database)).chmod(0o600)  # the files SQLite puts beside it follow
    return Prepared(before, newest, copy)


def upgrade(store: Store, to: str, chain: Chain = SHIPPED) -> None:
    """Bring a database to a version without a backup: for one that is just being made."""
    with _alone(store) as connection:
        run(connection, to, chain)


def run(connection: Connection, to: str, chain: Chain = SHIPPED) -> None:
    """Run the migrations inside the caller's transaction."""
    from alembic import command

    command.upgrade(chain.config(connection), to)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"{len(broken)} broken references at version {to}; the migration was undone")


def _check(connection: Connection, found: str | None, chain: Chain) -> None:
    if found is not None and found not in chain.known:
        raise ActionError("DATABASE_NEWER", NEWER, found=found)
    if found is None and inspect(connection).get_table_names():
        raise ActionError("DATABASE_FOREIGN", FOREIGN)


@contextmanager
def _alone(store: Store) -> Iterator[Connection]:
    """A transaction that keeps other writers and other migrations out until it ends."""
    with store.engine.connect() as connection:
        if store.is_sqlite:
            # outside a transaction: a table is changed by copying it, and dropping the old one must not take
            # its children along
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE_S * 1000}")
            cursor.close()
        try:
            connection.execution_options(mallipaja_mode="write")
            with connection.begin():
                if not store.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"))
                yield connection
        finally:
            connection.invalidate()  # the settings above are not those of the pool
