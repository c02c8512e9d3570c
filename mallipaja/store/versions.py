"""Versions of the database: what the code knows and what a database is at."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from mallipaja.store.engine import Store

if (
    TYPE_CHECKING
):  # Alembic is imported where a migration really runs: every start would wait for it otherwise
    from alembic.config import Config
    from alembic.script import ScriptDirectory

NEWEST = "0003_47b31843"
"""The version at the end of the shipped chain; a test holds it to the migrations themselves."""


class Chain:
    """A folder of migrations: each leads from one version to the next."""

    def __init__(self, folder: Path, newest: str | None = None) -> None:
        self.folder = folder
        self._newest = newest

    def config(self, connection: Connection | None = None) -> Config:
        """Alembic's settings, without a file; the migrations run on ``connection``."""
        from alembic.config import Config

        made = Config()
        made.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        made.attributes["connection"] = connection
        return made

    @cached_property
    def _scripts(self) -> ScriptDirectory:
        from alembic.script import ScriptDirectory

        return ScriptDirectory.from_config(self.config())

    @cached_property
    def newest(self) -> str:
        """The version at the end of the chain."""
        head = self._newest or self._scripts.get_current_head()
        assert head is not None, f"no migrations in {self.folder}"
        return head

    @cached_property
    def known(self) -> frozenset[str]:
        """Every version the chain can start from."""
        return frozenset(script.revision for script in self._scripts.walk_revisions())


SHIPPED = Chain(Path(__file__).with_name("migrations"), NEWEST)


def version_on(connection: Connection) -> str | None:
    """The version the database is at; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def version_of(store: Store) -> str | None:
    """The version the database is at; None when it has no tables of ours."""
    with store.engine.connect() as connection:
        return version_on(connection)


def is_current(store: Store) -> bool:
    """Whether the database has the version of the code."""
    return version_of(store) == SHIPPED.newest
