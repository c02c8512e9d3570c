"""This process's installation: settings, database, definitions, clock. Pages and routes share one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mallipaja.actions.access import utc_now
from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.catalogue.load import Catalogue, definition_files
from mallipaja.settings import Settings, read_settings
from mallipaja.store.engine import Store
from mallipaja.store.migrate import prepare

LOOK_AGAIN_S = 2.0


class Definitions:
    """The catalogue of a folder, read again when a file in it has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._looked = 0.0
        self._catalogue: Catalogue | None = None

    def __call__(self) -> Catalogue:
        with self._lock:
            if self._catalogue is None or time.monotonic() - self._looked > LOOK_AGAIN_S:
                files = self._files()
                if self._catalogue is None or files != self._seen:
                    self._catalogue, self._seen = checked_catalogue(self._folder), files
                self._looked = time.monotonic()
            return self._catalogue

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        stats = ((name, path.stat()) for path, name in definition_files(self._folder))
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


@dataclass(frozen=True, slots=True)
class Installation:
    """What every request of this process works with. ``is_new``: its database was made when it was opened."""

    settings: Settings
    store: Store
    catalogue: Callable[[], Catalogue]
    clock: Callable[[], datetime] = utc_now
    is_new: bool = False


_lock = threading.Lock()
_current: Installation | None = None


def open_installation(settings: Settings, clock: Callable[[], datetime] = utc_now) -> Installation:
    """Open the database the settings name, bring it up to date, and point at the definitions."""
    store = Store(settings.database_url)
    prepared = prepare(store, settings.data_folder, clock())
    return Installation(settings, store, Definitions(settings.definitions), clock, prepared.before is None)


def current() -> Installation:
    """The installation in use; opened from the environment the first time."""
    global _current  # noqa: PLW0603 - one per process, like the process itself
    with _lock:
        if _current is None:
            _current = open_installation(read_settings())
        return _current


def is_open() -> bool:
    """Whether the installation has been opened in this process."""
    return _current is not None


def use(installation: Installation | None) -> None:
    """Use this installation from now on (`mallipaja serve`, tests); ``None`` opens one anew when needed."""
    global _current  # noqa: PLW0603
    with _lock:
        _current = installation
