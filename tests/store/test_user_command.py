"""``mallipaja user``: real processes on a real database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from mallipaja.settings import ROOT
from mallipaja.store import schema
from mallipaja.store.engine import Store


@pytest.fixture
def run(tmp_path: Path):
    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("MALLIPAJA_")}
        environment |= {"MALLIPAJA_DATA": str(tmp_path), "MALLIPAJA_ADDRESS": "https://mallipaja.example/"}
        return subprocess.run(
            [sys.executable, "-m", "mallipaja", "user", *arguments],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return command


def test_adding_listing_and_resetting(run, tmp_path: Path) -> None:
    made = run("add", "Aino.Aalto@kunta.fi", "--name", "Aino Aalto", "--developer")
    link = re.search(r"https://mallipaja\.example/password/([\w-]{32})$", made.stdout.strip())
    assert made.returncode == 0
    assert link
    assert run("list").stdout.splitlines() == ["aino.aalto@kunta.fi\tAino Aalto\tdeveloper, no password yet"]
    again = run("reset", "aino.aalto@kunta.fi")
    assert "/password/" in again.stdout
    assert link.group(1) not in again.stdout
    store = Store(f"sqlite:///{tmp_path / 'mallipaja.sqlite3'}")
    with store.engine.connect() as connection:
        who = connection.execute(select(schema.history.c.who).distinct()).scalars().all()
    store.close()
    assert len(who) == 1
    assert who[0].startswith("cli:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "a b"), "does not do as a user name"),
        (("reset", "nobody"), "No account has the user name 'nobody'"),
        (("add",), "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
