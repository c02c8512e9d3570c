"""Opening the database and working in transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction: the connection, who acts and when. ``who`` is ``account:<id>``, ``cli:<user>``, ``invitation:<id>``."""

    connection: Connection
    who: str
    at: datetime


class Store:
    """A database. Make one per process and address; it is safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(self.url.render_as_string(hide_password=False))

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def writing(self, who: str, at: datetime) -> Iterator[Work]:
        """A transaction that may write; committed at the end, rolled back by an exception."""
        with self.engine.connect().execution_options(mallipaja_writes=True) as connection, connection.begin():
            yield Work(connection, who, at)

    @contextmanager
    def reading(self, who: str, at: datetime) -> Iterator[Work]:
        """A transaction that sees one moment of the database and writes nothing."""
        with self.engine.connect() as connection, connection.begin():
            yield Work(connection, who, at)

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_S * 1000}", "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE takes the write lock at once: a read that turns into a write can otherwise fail halfway
    writes = connection.get_execution_options().get("mallipaja_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
