"""Whether anything in a workshop has changed: asked by every open page each second, so from the database seldom.

It is a number that tells nothing. What a page then shows is asked of the actions, with their checks.
"""

from __future__ import annotations

import time
from threading import Lock

from mallipaja.actions.live import beat as read
from mallipaja.ui import installation

FRESH_S = 0.15
"""For how long all pages of this process share one reading; short beside the second between two questions."""

_known: dict[tuple[str, str], tuple[float, int]] = {}
_lock = Lock()
_MOST = 200


def beat(workshop_id: str) -> int:
    """The number that grows with everything seen live in the workshop."""
    place = installation.current()
    key = (str(place.store.url), workshop_id)
    now = time.monotonic()
    with _lock:
        found = _known.get(key)
        if found is not None and now - found[0] < FRESH_S:
            return found[1]
    number = read(place.store, workshop_id, place.clock())
    with _lock:
        if len(_known) > _MOST:
            _known.clear()
        _known[key] = (now, number)
    return number


def forget(workshop_id: str) -> None:
    """Let the next question go to the database: this page has just changed something."""
    with _lock:
        for key in [one for one in _known if one[1] == workshop_id]:
            del _known[key]
