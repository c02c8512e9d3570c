"""A region's teams worked out in the background, so that the page can show how far it is and stop it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from mallipaja.team.region import Place, RegionDraft, region
from mallipaja.ui.errors import note


class RegionRun:
    """One calculation. ``found`` is there when it is done; ``failed`` is the reference number of a fault."""

    def __init__(self, places: Sequence[Place], travel: Mapping[tuple[str, str], float]) -> None:
        self.done, self.steps = 0, len(places) + 1
        self.found: RegionDraft | None = None
        self.failed = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(places, travel), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take what has been found so far."""
        self._stop.set()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def _work(self, places: Sequence[Place], travel: Mapping[tuple[str, str], float]) -> None:
        try:
            self.found = region(places, travel, told=self._told, stop=self._stop.is_set)
        except Exception as error:  # the page says what a page that failed says
            self.failed = note(error)

    def _told(self, done: int, steps: int) -> None:
        self.done, self.steps = done, steps
