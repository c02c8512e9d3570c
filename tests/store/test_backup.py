"""Backups hold everything and come back whole, into either database; a bad one changes nothing."""

from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from mallipaja.errors import ActionError
from mallipaja.store import record, schema
from mallipaja.store.backup import backup
from mallipaja.store.engine import Store
from mallipaja.store.migrate import prepare
from mallipaja.store.restore import restore
from mallipaja.store.versions import SHIPPED, is_current
from tests.databases import Databases
from tests.small_project import SmallProject, fill

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
AWKWARD = "Äänekoski; \"lainaus\"\n=1+1 \u2028 \U0001f600 'x'"


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order of its key."""
    with store.reading("cli:test", AT) as work:
        return {
            table.name: [
                tuple(row)
                for row in work.connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in schema.metadata.sorted_tables
        }


def rich(store: Store) -> SmallProject:
    """A project with values of every kind: awkward text, decimals, days, moments, JSON, truth, nulls."""
    project = fill(store)
    with store.writing("cli:test", AT) as work:
        record.change(
            work,
            schema.pilot,
            project.keuruu,
            {"name": AWKWARD},
            revision=None,
            project_id=project.project_id,
        )
        record.put_in_bin(work, schema.unit, project.health_unit, project_id=project.project_id)
        values = {
            "pilot_id": project.keuruu,
            "document_id": project.document_id,
            "number": 1,
            "state": "draft",
        }
        draft = record.add(
            work,
            schema.draft,
            {**values, "created_at": AT, "pins": [["a", 0.1]], "vetoes": {}, "agreed_on": AT.date()},
            project_id=project.project_id,
        )
        seat = {
            "draft_id": draft,
            "role": "kela",
            "hours_per_month": 0.1 + 0.2,
            "state": "vacant",
            "position": 0,
        }
        record.add(work, schema.seat, seat, project_id=project.project_id)
    return project


def test_round_trip(store: Store, tmp_path: Path) -> None:
    project = rich(store)
    before = everything(store)
    file = backup(store, tmp_path / "out", AT)
    assert file.name == "mallipaja-20261122T103000Z.zip"
    with store.writing("cli:test", AT) as work:
        record.put_in_bin(work, schema.pilot, project.keuruu, project_id=project.project_id)
    changed = everything(store)
    done = restore(store, file, tmp_path, AT)
    assert everything(store) == before
    assert (done.version, done.made_at) == (SHIPPED.newest, AT)
    assert done.replaced == tmp_path / "backups" / "replaced-20261122T103000Z.zip"
    assert is_current(store)
    restore(store, done.replaced, tmp_path, AT)
    assert everything(store) == changed


@pytest.mark.postgresql
@pytest.mark.parametrize(("source", "target"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_a_backup_fits_the_other_database(
    databases: Databases, tmp_path: Path, source: str, target: str
) -> None:
    one, other = Store(databases.filled(source)), Store(databases.filled(target))
    project = rich(one)
    restore(other, backup(one, tmp_path, AT), tmp_path, AT)
    assert everything(other) == everything(one)
    with other.writing("cli:test", AT) as work:  # the numbers of the history go on
        record.put_in_bin(work, schema.pilot, project.laukaa, project_id=project.project_id)
    assert len(everything(other)["history"]) == len(everything(one)["history"]) + 1
    for store in (one, other):
        store.close()
        databases.give_back(store.url.render_as_string(hide_password=False))


def test_restore_into_a_database_that_does_not_exist_yet(
    store: Store, empty_url: str, tmp_path: Path
) -> None:
    rich(store)
    file = backup(store, tmp_path, AT)
    fresh = Store(empty_url)
    assert restore(fresh, file, tmp_path, AT).replaced is None
    assert everything(fresh) == everything(store)
    fresh.close()


def test_a_backup_is_for_its_owner_only_and_never_overwrites(sqlite_store: Store, tmp_path: Path) -> None:
    first = backup(sqlite_store, tmp_path / "backups", AT)
    second = backup(sqlite_store, tmp_path / "backups", AT)
    assert second.name == "mallipaja-20261122T103000Z-2.zip"
    assert {path.name for path in (tmp_path / "backups").iterdir()} == {first.name, second.name}
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700


def test_writing_goes_on_during_a_backup(store: Store, tmp_path: Path) -> None:
    project = fill(store)
    with store.writing("cli:test", AT) as work:
        values = {"name": "kesken"}
        record.change(work, schema.pilot, project.keuruu, values, revision=1, project_id=project.project_id)
        file = backup(store, tmp_path, AT)  # sees what was committed, and does not wait
    restore(store, file, tmp_path, AT)
    with store.reading("cli:test", AT) as work:
        assert record.get(work, schema.pilot, project.keuruu).name == "Keuruu"


HOLD = """
import sys
from datetime import UTC, datetime
from mallipaja.store.engine import Store
store = Store(sys.argv[1])
with store.reading("", datetime.now(UTC)) as work:
    work.connection.exec_driver_sql("SELECT count(*) FROM project")
print("open", flush=True)
sys.stdin.read()
"""


def test_a_database_in_use_is_not_replaced(store: Store, tmp_path: Path) -> None:
    """A server that has the database open, idle between two requests, is enough."""
    fill(store)
    file = backup(store, tmp_path, AT)
    before = everything(store)
    store.close()
    url = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ActionError) as refused:
            restore(store, file, tmp_path, AT)
        assert refused.value.code == "DATABASE_IN_USE"
        assert not (tmp_path / "backups").exists()
        holder.stdin.close()
    assert everything(store) == before


def _rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with its files changed."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    bad = file.with_name("bad.zip")
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return bad


def _manifest(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | values).encode()

    return change


def _spoil(files: dict[str, bytes]) -> None:
    name = max(files, key=lambda one: len(files[one]))
    files[name] = files[name][:-1] + bytes([files[name][-1] ^ 1])


def _lengthen(files: dict[str, bytes]) -> None:
    rows = [name for name in files if name != "manifest.json"]
    files[max(rows, key=lambda one: len(files[one]))] += b"x" * 5_000_000


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_manifest(format="mallipaja-bundle"), "BACKUP_UNKNOWN"),
        (_manifest(format_version=2, program="9.0"), "BACKUP_NEWER"),
        (_manifest(database_version="0999_later", program="9.0"), "BACKUP_NEWER"),
        (lambda files: files.pop("manifest.json"), "BACKUP_UNKNOWN"),
        (lambda files: files.update({"manifest.json": b"{"}), "BACKUP_DAMAGED"),
        (_spoil, "BACKUP_DAMAGED"),
        (_lengthen, "BACKUP_DAMAGED"),
        (lambda files: files.update({"../../evil": b"x"}), "BACKUP_DAMAGED"),
        (lambda files: files.pop(next(name for name in files if name != "manifest.json")), "BACKUP_DAMAGED"),
    ],
)
def test_a_bad_backup_changes_nothing(
    store: Store, tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    fill(store)
    before = everything(store)
    bad = _rewrite(backup(store, tmp_path, AT), change)
    with pytest.raises(ActionError, match=r"bad\.zip") as refused:
        restore(store, bad, tmp_path / "data", AT)
    assert refused.value.code == code
    assert everything(store) == before
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_no_backup(sqlite_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "letter.zip"
    file.write_bytes(b"Hei")
    with pytest.raises(ActionError) as refused:
        restore(sqlite_store, file, tmp_path, AT)
    assert refused.value.code == "BACKUP_UNKNOWN"
    with pytest.raises(FileNotFoundError):
        restore(sqlite_store, tmp_path / "none.zip", tmp_path, AT)


def test_a_spoilt_sqlite_page_is_found(sqlite_store: Store, tmp_path: Path) -> None:
    """The digest fits and the file is a database, but it is broken inside."""
    fill(sqlite_store)
    import hashlib

    def spoil(files: dict[str, bytes]) -> None:
        content = bytearray(files["database.sqlite3"])
        content[4096 : 4096 * 3] = b"\x07" * (4096 * 2)
        files["database.sqlite3"] = bytes(content)
        told = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        _manifest(files={"database.sqlite3": told})(files)

    bad = _rewrite(backup(sqlite_store, tmp_path, AT), spoil)
    with pytest.raises(ActionError) as refused:
        restore(sqlite_store, bad, tmp_path / "data", AT)
    assert refused.value.code == "BACKUP_DAMAGED"


def test_a_prepared_database_restores_into_plain_sqlite(sqlite_store: Store, tmp_path: Path) -> None:
    """After a restore the file alone is the database: nothing waits in a log beside it."""
    fill(sqlite_store)
    target = Store(f"sqlite:///{tmp_path / 'data' / 'mallipaja.sqlite3'}")
    prepare(target, tmp_path / "data", AT)
    restore(target, backup(sqlite_store, tmp_path, AT), tmp_path / "data", AT)
    target.close()
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes((tmp_path / "data" / "mallipaja.sqlite3").read_bytes())
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT name FROM project").fetchall() == [("Pieni hanke",)]
    connection.close()
