"""``mallipaja backup`` and ``restore``, run as a person runs them."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import select

from mallipaja.cli import main
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from mallipaja.ui import installation
from tests.small_project import START, SmallProject, fill


def mallipaja(store: Store, data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """What a command says and returns on this database; `test_user_command` runs real processes."""
    address = {"MALLIPAJA_DATABASE_URL": store.url.render_as_string(hide_password=False)}
    installation.use(None)
    done = CliRunner().invoke(
        main, arguments, input=typed, env=address | {"MALLIPAJA_DATA": str(data)}, prog_name="mallipaja"
    )
    if installation.is_open():
        installation.current().store.close()
        installation.use(None)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def test_backup_and_restore(store: Store, small_project: SmallProject, tmp_path: Path) -> None:
    made = mallipaja(store, tmp_path, "backup", "--out", str(tmp_path / "safe"))
    assert (made.returncode, made.stderr) == (0, "")
    file = Path(made.stdout.strip())
    assert file.parent == tmp_path / "safe"
    with store.writing("cli:test", START) as work:
        record.put_in_bin(work, schema.pilot, small_project.keuruu, project_id=None)
    store.close()
    asked = mallipaja(store, tmp_path, "restore", str(file), typed="n\n")
    assert asked.returncode == 1
    assert f"by {file.name}?" in asked.stdout
    done = mallipaja(store, tmp_path, "restore", str(file), "--yes")
    assert done.returncode == 0, done.stderr
    (kept,) = (tmp_path / "backups").iterdir()
    assert done.stdout.splitlines()[0].startswith(f"Restored {file.name}, made 20")
    assert done.stdout.splitlines()[1] == f"What was there before: {kept}"
    with store.reading("cli:test", START) as work:
        assert record.get(work, schema.pilot, small_project.keuruu).name == "Keuruu"
        last = work.connection.execute(select(schema.history).order_by(schema.history.c.seq.desc())).first()
        assert (last.entity, last.change, last.after["file"]) == ("database", "restore", file.name)
        assert last.who.startswith("cli:")


def test_what_cannot_be_done_is_one_line(sqlite_store: Store, tmp_path: Path) -> None:
    letter = tmp_path / "letter.zip"
    letter.write_bytes(b"Hei")
    sqlite_store.close()
    refused = mallipaja(sqlite_store, tmp_path, "restore", str(letter), "--yes")
    assert refused.returncode == 1
    assert refused.stderr == (
        "Error: letter.zip is not a backup made by Mallipaja. Choose a file that “mallipaja backup” made.\n"
    )
    empty = Store(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    nothing = mallipaja(empty, tmp_path, "backup")
    empty.close()
    assert nothing.returncode == 1
    assert nothing.stderr == "Error: There is no database yet. Start the service once: mallipaja serve\n"


def test_retention_says_what_goes_and_deletes_it_when_told(sqlite_store: Store, tmp_path: Path) -> None:
    small = fill(sqlite_store)
    with sqlite_store.writing("cli:test", START) as work:
        values = {"state": "closed", "closed_at": START, "delete_on": date(2020, 1, 1)}
        key = small.project_id
        record.change(work, schema.round_, small.round_id, values, revision=None, project_id=key)
    told = mallipaja(sqlite_store, tmp_path, "retention")
    assert (told.returncode, "1 rounds to delete." in told.stdout) == (0, True), told.stderr
    done = mallipaja(sqlite_store, tmp_path, "retention", "--run")
    assert "1 rounds deleted." in done.stdout
    with sqlite_store.reading("test", START) as work:
        assert work.connection.execute(select(schema.invitation.c.id)).all() == []
    wrong = mallipaja(sqlite_store, tmp_path, "retention", "--backups")
    assert (wrong.returncode, "--run" in wrong.stderr) == (2, True)
