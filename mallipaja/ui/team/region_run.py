"""A project's teams worked out together in the background: one calculation a project, whoever looks at it.

It belongs to the process and not to a browser, so it goes on when the browser is closed, and two people who start it see
the same one. It only reads: when it is stopped, fails or the service is restarted, nothing has been changed.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime

from mallipaja.actions.access import Context
from mallipaja.team.neighbours import Place, RegionDraft
from mallipaja.team.region import StoppedError, region
from mallipaja.ui.errors import note


class RegionRun:
    """One calculation.

    ``found`` is there when it is done; ``failed`` is the reference number of a fault; ``basis`` names what it was made
    from.
    """

    def __init__(
        self, places: Sequence[Place], travel: Mapping[tuple[str, str], float], begun_at: datetime
    ) -> None:
        self.places, self.basis, self.begun_at = (
            tuple(one.id for one in places),
            basis(places, travel),
            begun_at,
        )
        self.done, self.steps = 0, len(places) + 1
        self.found: RegionDraft | None = None
        self.failed = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(places, travel), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; nothing comes of it."""
        self._stop.set()

    def join(self, seconds: float) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop before it was done."""
        return self._stop.is_set() and self.found is None

    def _work(self, places: Sequence[Place], travel: Mapping[tuple[str, str], float]) -> None:
        try:
            self.found = region(places, travel, told=self._told, stop=self._stop.is_set)
        except StoppedError:
            return
        except Exception as error:  # the page says what a page that failed says
            self.failed = note(error)

    def _told(self, done: int, steps: int) -> None:
        self.done, self.steps = done, steps


_runs: dict[tuple[str, str], RegionRun] = {}
_lock = threading.Lock()


def basis(places: Sequence[Place], travel: Mapping[tuple[str, str], float]) -> str:
    """What a calculation was made from, as one text: when it differs, the result does not hold any more."""
    return hashlib.sha256(repr((tuple(places), sorted(travel.items()))).encode()).hexdigest()


def run_of(asked: Context, project_id: str) -> RegionRun | None:
    """The project's latest calculation in this process."""
    with _lock:
        return _runs.get(_place(asked, project_id))


def start(
    asked: Context, project_id: str, places: Sequence[Place], travel: Mapping[tuple[str, str], float]
) -> None:
    """Begin a calculation, unless somebody else's is under way."""
    with _lock:
        known = _runs.get(_place(asked, project_id))
        if known is None or not known.running:
            _runs[_place(asked, project_id)] = RegionRun(places, travel, asked.clock())


def forget(asked: Context, project_id: str) -> None:
    """Take the result away: it has been used."""
    with _lock:
        _runs.pop(_place(asked, project_id), None)


def _place(asked: Context, project_id: str) -> tuple[str, str]:
    return str(asked.store.url), project_id
