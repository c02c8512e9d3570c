"""Values computed from the answers, kept until an answer changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from mallipaja.actions.access import Job
from mallipaja.actions.evidence import Evidence

T = TypeVar("T")
KEPT = 128
"""How many values are kept in memory, the last used."""

_kept: OrderedDict[tuple[Hashable, ...], tuple[Hashable, Any]] = OrderedDict()
_lock = Lock()


def computed(job: Job, known: Evidence, what: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """``make()``, or what it gave when the data was the same.

    Parameters
    ----------
    what : names the value among those of the project: the function, the pilot, the choices.
    make : depends on nothing but ``known`` and ``what``, so that the data version says whether it still holds. Its
        result is shared: a frozen value.
    """
    now = (known.version, known.over)
    place = (str(job.connection.engine.url), job.project_id, *what)
    with _lock:
        found = _kept.get(place)
        if found is not None and found[0] == now:
            _kept.move_to_end(place)
            return cast(T, found[1])
    made = make()
    with _lock:
        _kept[place] = (now, made)
        _kept.move_to_end(place)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def forget(job: Job, project_id: str) -> None:
    """Keep no value of the project."""
    own = (str(job.connection.engine.url), project_id)
    with _lock:
        for place in [one for one in _kept if one[:2] == own]:
            del _kept[place]
