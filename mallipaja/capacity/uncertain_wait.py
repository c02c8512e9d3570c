"""How likely a wait is when arrivals and times are known as ranges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mallipaja.capacity.ranges import DRAWS, Floats, Percentiles, Range, draw, out_of_order, percentiles
from mallipaja.capacity.waiting import coordinator_load
from mallipaja.errors import ProblemsError, Spot


@dataclass(frozen=True, slots=True)
class UncertainWait:
    """What ``draws`` draws say of a wait over ``months``.

    ``probability`` are percentiles of its probability (1 where the queue grows without end); ``grows_share`` is in
    how many of the draws it does, 0-1.
    """

    months: float
    draws: int
    probability: Percentiles
    grows_share: float


def uncertain_wait(
    slots: float,
    arrivals_per_month: Range,
    months_each: Range,
    rng: np.random.Generator,
    months: float = 1.0,
    draws: int = DRAWS,
) -> UncertainWait:
    """The wait of `waiting.CoordinatorLoad` with ranges in the place of points, drawn independently.

    Raises
    ------
    ProblemsError : a range is not in order, or an end of one is refused by `waiting.coordinator_load`.
    ValueError : there are no draws.
    """
    if draws < 1:
        raise ValueError("at least one draw is needed")
    ranges: dict[Spot, Range] = {("arrivals_per_month",): arrivals_per_month, ("months_each",): months_each}
    problems = [found.at("ranges") for found in out_of_order(ranges)]
    if problems:
        raise ProblemsError(problems)
    coordinator_load(slots, arrivals_per_month.low, months_each.low)
    whole = coordinator_load(slots, arrivals_per_month.high, months_each.high).slots
    drawn = draw(ranges, rng, draws)
    each = drawn["months_each",]
    load = drawn["arrivals_per_month",] * each
    grows = load >= np.maximum(whole, 1e-12)
    calm = np.where(grows, 0.0, load)
    over = _erlang_c(whole, calm) * np.exp(-(whole - calm) * months / each)
    return UncertainWait(months, draws, percentiles(np.where(grows, 1.0, over)), float(grows.mean()))


def _erlang_c(slots: int, load: Floats) -> Floats:
    """`waiting.erlang_c` of many loads, all under ``slots``."""
    blocked = np.ones(len(load))
    for slot in range(1, slots + 1):
        blocked = load * blocked / (slot + load * blocked)
    busy = load / slots if slots else np.zeros(len(load))
    return np.asarray(np.where(load > 0, blocked / (1 - busy * (1 - blocked)), 0.0))
