"""Looking after the installation: backups and its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mallipaja.actions.access import Context, Right, may
from mallipaja.errors import Refused
from mallipaja.store import people
from mallipaja.store.backup import backup
from mallipaja.store.health import Health, health

KEPT_AFTER_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file; ``made_at`` is when the file was finished."""

    name: str
    size_bytes: int
    made_at: datetime


def make_backup(context: Context, *, folder: Path) -> Backup:
    """Copy the whole database into a file of the folder, while everybody goes on working.

    Not an `action`, because a backup reads the database in a way of its own; the right is checked the same.
    """
    _check(context)
    return _described(backup(context.store, folder, context.clock()))


def list_backups(context: Context, *, folder: Path) -> list[Backup]:
    """The backups in the folder, newest first."""
    _check(context)
    found = [_described(path) for path in folder.glob("*.zip")] if folder.is_dir() else []
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def delete_backups(context: Context, *, folder: Path) -> int:
    """Delete every backup of the folder: after a deletion of answers they are the last to hold them."""
    _check(context)
    found = list(folder.glob("*.zip")) if folder.is_dir() else []
    for path in found:
        path.unlink()
    return len(found)


def state(context: Context) -> Health:
    """The state of the database."""
    _check(context)
    return health(context.store)


def tidy_up(context: Context) -> None:
    """Remove attempts, sessions, one-time links and devices that stopped mattering a month ago."""
    _check(context)
    at = context.clock()
    with context.store.writing(context.actor.who, at) as work:
        people.forget_old(work, at - KEPT_AFTER_END)


def _check(context: Context) -> None:
    if not may(context.actor, Right.ADMINISTER, None):
        raise Refused


def _described(path: Path) -> Backup:
    stat = path.stat()
    return Backup(path.name, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))
