"""Versions of the database: what the code knows and what a database is at."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from mallipaja.store.engine import Store


class Chain:
    """A folder of migrations: each leads from one version to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def config(self, connection: Connection | None = None) -> Config:
        """Alembic's settings, without a file; the migrations run on ``connection``."""
        made = Config()
        made.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        made.attributes["connection"] = connection
        return made

    @cached_property
    def _scripts(self) -> ScriptDirectory:
        return ScriptDirectory.from_config(self.config())

    @cached_property
    def newest(self) -> str:
        """The version at the end of the chain."""
        head = self._scripts.get_current_head()
        assert head is not None, f"no migrations in {self.folder}"
        return head

    @cached_property
    def known(self) -> frozenset[str]:
        """Every version the chain can start from."""
        return frozenset(script.revision for script in self._scripts.walk_revisions())


SHIPPED = Chain(Path(__file__).with_name("migrations"))


def version_on(connection: Connection) -> str | None:
    """The version the database is at; None when it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def version_of(store: Store) -> str | None:
    """The version the database is at; None when it has no tables of ours."""
    with store.engine.connect() as connection:
        return version_on(connection)


def is_current(store: Store) -> bool:
    """Whether the database has the version of the code."""
    return version_of(store) == SHIPPED.newest
