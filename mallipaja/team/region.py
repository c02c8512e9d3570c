"""Teams of neighbours that share posts: each drafted alone, then all together, and never worse than alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mallipaja.team.draft import Draft, Status, draft
from mallipaja.team.lending import Lending
from mallipaja.team.neighbours import Place, PlaceDrafts, RegionDraft, blended
from mallipaja.team.solve import SECONDS

LENDER_CAP = 4.0
"""Hours a month (mandatory ones twice) a lender may miss more than alone."""
REGION_SECONDS = 20.0
_LEAST = 1e-2
"""A weighed sum larger by less than this is the same: hours are rounded."""


class StoppedError(Exception):
    """Somebody stopped the calculation; nothing has come of it."""


def region(
    places: Sequence[Place],
    travel: Mapping[tuple[str, str], float] | None = None,
    *,
    lender_cap: float = LENDER_CAP,
    seconds: float = REGION_SECONDS,
    told: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> RegionDraft:
    """Draft every place alone, then all together with sharing.

    Parameters
    ----------
    places : the teams; cases without problems.
    travel : (place, place) -> hours a month on the way when a post of one sits in the other; the same both ways.
    lender_cap : how many hours a month more a lender may miss than alone.
    seconds : time cap of the search together.
    told : gets (steps done, steps in all) after each.
    stop : asked now and then, by place and during the search; when it says yes, nothing is returned.

    Returns
    -------
    Never worse than the places alone, by the weighed sum.

    Raises
    ------
    StoppedError : ``stop`` said yes.
    """
    steps = len(places) + 1
    alone: dict[str, Draft] = {}
    for number, place in enumerate(places, 1):
        _go_on(stop)
        alone[place.id] = draft(place.case, SECONDS)
        if told:
            told(number, steps)
    _go_on(stop)
    found = Lending(places, alone, travel or {}, lender_cap).together(seconds, stop)
    _go_on(stop)
    if told:
        told(steps, steps)
    before = sum(blended(one.goals) for one in alone.values())
    if found is None or found.together > before + _LEAST:
        kept = tuple(PlaceDrafts(one.id, alone[one.id], alone[one.id], one.case) for one in places)
        status: Status = "optimal" if found is not None and found.status == "optimal" else "time_limit"
        return RegionDraft(kept, (), before, before, status, 0.0 if status == "optimal" else 1.0)
    return found


def _go_on(stop: Callable[[], bool] | None) -> None:
    if stop and stop():
        raise StoppedError
