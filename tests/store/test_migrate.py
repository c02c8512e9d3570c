"""Migrations: the written-out versions make exactly the schema, once, after a backup, or not at all."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from mallipaja.errors import ActionError
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from mallipaja.store.migrate import prepare
from mallipaja.store.versions import NEWEST, SHIPPED, Chain, is_current, version_of
from tests.small_project import fill

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def test_migrated_database_is_the_schema(empty_url: str, tmp_path: Path) -> None:
    """When this fails, run ``python tools/migrations.py next "what"``, or ``again``."""
    store = Store(empty_url)
    prepare(store, tmp_path, AT)
    # SQLite shows an empty default as a difference that is not there
    options = {"compare_type": True, "compare_server_default": not store.is_sqlite}
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []
        assert _conditions(inspect(connection)) == {
            index.name: "deleted_at IS NULL"
            for table in schema.metadata.tables.values()
            for index in table.indexes
            if index.dialect_options["sqlite"]["where"] is not None
        }
    store.close()


def _conditions(found: object) -> dict[str, str]:
    """Partial indexes and their conditions, which Alembic does not compare."""
    conditions = {}
    for table in found.get_table_names():
        for index in found.get_indexes(table):
            for option, condition in index.get("dialect_options", {}).items():
                if option.endswith("_where"):
                    conditions[index["name"]] = str(condition).strip("()")
    return conditions


def test_a_new_database_needs_no_backup(empty_url: str, tmp_path: Path) -> None:
    store = Store(empty_url)
    assert version_of(store) is None
    assert not is_current(store)
    done = prepare(store, tmp_path, AT)
    assert (done.before, done.after, done.backup) == (None, SHIPPED.newest, None)
    assert is_current(store)
    assert prepare(store, tmp_path, AT).backup is None
    if store.is_sqlite:
        assert stat.S_IMODE(Path(store.url.database).stat().st_mode) == 0o600
    assert not (tmp_path / "backups").exists()
    store.close()


def test_a_newer_database_is_refused_and_left_alone(store: Store, tmp_path: Path) -> None:
    _set_version(store, "9999_future")
    with pytest.raises(ActionError, match="9999_future") as refused:
        prepare(store, tmp_path, AT)
    assert refused.value.code == "DATABASE_NEWER"
    assert version_of(store) == "9999_future"
    _set_version(store, SHIPPED.newest)


def test_a_strangers_database_is_refused(empty_url: str, tmp_path: Path) -> None:
    store = Store(empty_url)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    with pytest.raises(ActionError) as refused:
        prepare(store, tmp_path, AT)
    assert refused.value.code == "DATABASE_FOREIGN"
    with store.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["theirs"]
    store.close()


def _set_version(store: Store, version: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def _prepare(url: str, folder: Path, results: multiprocessing.Queue[str | None]) -> None:
    store = Store(url)
    results.put(prepare(store, folder, AT).before)
    store.close()


def test_processes_that_start_at_once_migrate_once(empty_url: str, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    results = spawn.Queue()
    starters = [spawn.Process(target=_prepare, args=(empty_url, tmp_path, results)) for _ in range(4)]
    for one in starters:
        one.start()
    for one in starters:
        one.join(300)
    assert [one.exitcode for one in starters] == [0] * 4
    found = [results.get(timeout=60) for _ in starters]
    assert sorted(found, key=str) == [SHIPPED.newest] * 3 + [None]
    store = Store(empty_url)
    fill(store)
    store.close()


SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "0002_test"
down_revision = {down!r}


def upgrade() -> None:
    with op.batch_alter_table("project") as batch:
        batch.alter_column("retention_months", server_default="24")  # SQLite can only by copying the table
        batch.add_column(sa.Column("motto", sa.Text(), nullable=False, server_default="yhdessä"))
    {last}
"""


def _longer_chain(folder: Path, last: str = "pass") -> Chain:
    """The shipped migrations and one more, which copies a table that others refer to."""
    copy = folder / "migrations"
    shutil.copytree(SHIPPED.folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "0002_test.py").write_text(SECOND.format(down=SHIPPED.newest, last=last))
    return Chain(copy)


def test_an_old_database_is_backed_up_and_then_migrated(empty_url: str, tmp_path: Path) -> None:
    store = Store(empty_url)
    prepare(store, tmp_path, AT)
    project = fill(store)
    done = prepare(store, tmp_path, AT, _longer_chain(tmp_path))
    assert (done.before, done.after) == (SHIPPED.newest, "0002_test")
    assert done.backup == tmp_path / "backups" / "mallipaja-20261122T103000Z.zip"
    with zipfile.ZipFile(done.backup) as archive:
        assert json.loads(archive.read("manifest.json"))["database_version"] == SHIPPED.newest
    with store.reading("cli:test", AT) as work:
        rows = work.connection.execute(text("SELECT name, motto FROM project")).all()
        assert [tuple(row) for row in rows] == [("Pieni hanke", "yhdessä")]
        # the pilots refer to the table that was copied: they are all there
        assert record.get(work, schema.pilot, project.laukaa).name == "Laukaa"
    if store.is_sqlite:
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


def test_a_failed_migration_changes_nothing(empty_url: str, tmp_path: Path) -> None:
    store = Store(empty_url)
    prepare(store, tmp_path, AT)
    project = fill(store)
    chain = _longer_chain(tmp_path, "raise RuntimeError('halfway')")
    with pytest.raises(RuntimeError, match="halfway"):
        prepare(store, tmp_path, AT, chain)
    assert is_current(store)
    with store.reading("cli:test", AT) as work:
        assert "motto" not in {one["name"] for one in inspect(work.connection).get_columns("project")}
        assert record.get(work, schema.pilot, project.laukaa).name == "Laukaa"
    assert len(list((tmp_path / "backups").iterdir())) == 1
    store.close()


def test_the_newest_version_is_the_end_of_the_shipped_chain() -> None:
    assert Chain(SHIPPED.folder).newest == NEWEST == SHIPPED.newest
