"""Opening the database and working in transactions.

One writer at a time, on both databases: SQLite by ``BEGIN IMMEDIATE``, PostgreSQL by an advisory lock that a
writing transaction takes first. What an action has read therefore still holds when it writes, and
``history.seq`` grows in the order of the commits: a data version that has been seen is never passed by an
older change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from mallipaja.errors import ActionError
from mallipaja.i18n import N_

BUSY_TIMEOUT_S = 10
_QUERY_ONLY = "mallipaja_query_only"
WRITERS_LOCK = 0x6D616C6C69  # "malli"; the number only has to be ours within one PostgreSQL database
BUSY = N_("Many people are saving right now. Nothing of yours was saved. Wait a moment and try again.")


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction: the connection, who acts and when.

    ``who`` is ``account:<id>``, ``cli:<user>``, ``invitation:<id>`` or ``anonymous``.
    """

    connection: Connection
    who: str
    at: datetime


class Store:
    """A database. Make one per process and address; it is safe to share between threads."""

    def __init__(self, url: str, busy_timeout_s: int = BUSY_TIMEOUT_S) -> None:
        self.url = make_url(url)
        self._busy_timeout_s = busy_timeout_s
        if self.is_sqlite and self.url.database:
            # answers and password hashes lie here: nobody else's business
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.engine = _engine(self.url, busy_timeout_s)
        reading: dict[str, Any] = {"mallipaja_mode": "read"}
        if not self.is_sqlite:
            reading |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._for_writing = self.engine.execution_options(mallipaja_mode="write")
        self._for_reading = self.engine.execution_options(**reading)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def writing(self, who: str, at: datetime) -> Iterator[Work]:
        """A transaction that may write; committed at the end, rolled back by an exception.

        Raises
        ------
        ActionError : ``STORE_BUSY`` when other writers held the database for too long.
        """
        with self._for_writing.connect() as connection, _begun(connection, self._busy_timeout_s):
            yield Work(connection, who, at)

    @contextmanager
    def reading(self, who: str, at: datetime) -> Iterator[Work]:
        """A transaction that sees one moment of the database; the database refuses to write in it."""
        with self._for_reading.connect() as connection, connection.begin():
            yield Work(connection, who, at)

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


@contextmanager
def _begun(connection: Connection, busy_timeout_s: int) -> Iterator[None]:
    """A transaction that holds the writers' lock."""
    try:
        transaction = connection.begin()
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{busy_timeout_s}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"))
    except OperationalError as error:
        if _is_busy(error):
            raise ActionError("STORE_BUSY", BUSY) from error
        raise
    with transaction:
        yield


def _is_busy(error: OperationalError) -> bool:
    """Whether a lock was not given in time (SQLITE_BUSY, PostgreSQL lock_not_available)."""
    cause = error.orig
    return (
        getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
        or getattr(cause, "sqlstate", "") == "55P03"
    )


def _engine(url: URL, busy_timeout_s: int) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, connect_args={"timeout": busy_timeout_s, "check_same_thread": False}, pool_use_lifo=True
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    # counting a round takes tenths of a second: compiling the query first would take longer, and so would the disk
    connection.execute("SET jit = off")
    connection.execute("SET work_mem = '32MB'")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("mallipaja_mode")
    wanted = "ON" if mode == "read" else "OFF"
    if connection.info.get(_QUERY_ONLY) != wanted:  # it stays with the connection
        connection.exec_driver_sql(f"PRAGMA query_only={wanted}")
        connection.info[_QUERY_ONLY] = wanted
    # IMMEDIATE takes the write lock at once: a read that turns into a write can otherwise fail halfway
    connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")
