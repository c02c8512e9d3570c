"""Whether anything in a workshop has changed: asked by every open page each second, so from the database seldom.

It is a stamp that tells nothing. What a page then shows is asked of the actions, with their checks.
"""

from __future__ import annotations

import time
from threading import Lock

from mallipaja.actions.glance import stamp
from mallipaja.store.room import Stamp
from mallipaja.ui import installation

FRESH_S = 0.25
"""For how long all pages of this process share one reading; short beside the second between two questions."""

_known: dict[tuple[object, str], tuple[float, Stamp]] = {}
_lock = Lock()
_MOST = 200


def beat(workshop_id: str) -> Stamp:
    """The stamp that grows with everything seen live in the workshop."""
    place = installation.current()
    key = (place.store, workshop_id)
    found = _fresh(key)
    if found is not None:
        return found
    with _lock:  # one asks, those who waited share the answer
        found = _fresh(key)
        if found is None:
            found = stamp(place.store, workshop_id, place.clock())
            if len(_known) > _MOST:
                _known.clear()
            _known[key] = (time.monotonic(), found)
        return found


def _fresh(key: tuple[object, str]) -> Stamp | None:
    found = _known.get(key)
    return found[1] if found is not None and time.monotonic() - found[0] < FRESH_S else None


def forget(workshop_id: str) -> None:
    """Let the next question go to the database: this page has just changed something."""
    _known.pop((installation.current().store, workshop_id), None)
