"""Required staff when volumes, unit times or absences are known as ranges: WISN over many draws (Monte Carlo)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mallipaja.capacity.ranges import DRAWS, Floats, Percentiles, Range, draw, out_of_order, percentiles
from mallipaja.capacity.wisn import Workload, amounts, findings, worded
from mallipaja.errors import ProblemsError, Spot

_LESS_IS_HARDER = {"possible_days", "minutes_per_day", "days_per_week", "current_htv"}
"""Fields of which less, not more, means more staff."""


@dataclass(frozen=True, slots=True)
class UncertainNeed:
    """What ``draws`` draws say, in person-years.

    ``difference``, ``ratio`` and ``shortage_share`` (in how many of the draws the present staff is too small, 0-1)
    are ``None`` when the present staff is not known, ``ratio`` also when some draw requires nothing.
    """

    draws: int
    required_htv: Percentiles
    difference: Percentiles | None
    ratio: Percentiles | None
    shortage_share: float | None


def uncertain_need(
    workload: Workload, ranges: Mapping[Spot, Range], rng: np.random.Generator, draws: int = DRAWS
) -> UncertainNeed:
    """Required staff with ``ranges`` in the place of points.

    Parameters
    ----------
    workload : every number that has no range.
    ranges : by the place of the number in the workload: ``("activities", 0, "per_year")``, ``("time",
        "sick_leave")``, ``("current_htv",)``. They are drawn independently.
    rng : a seeded generator: the same seed gives the same result.
    draws : how many.

    Raises
    ------
    ProblemsError : a range is not in order, or at its hardest or easiest end the workload is one `wisn.wisn` refuses.
    ValueError : a place the workload does not have, or no draws.
    """
    if draws < 1:
        raise ValueError("at least one draw is needed")
    problems = list(out_of_order(ranges))
    if not problems:
        ends = (_at_end(workload, ranges, hardest) for hardest in (True, False))
        problems = [found for end in ends for found in findings(end)][:1]
    if problems:
        raise ProblemsError(worded(found).at("ranges") for found in problems)
    drawn = draw(ranges, rng, draws)
    required = _required(workload, drawn, draws)
    if workload.current_htv is None and ("current_htv",) not in drawn:
        return UncertainNeed(draws, percentiles(required), None, None, None)
    current = drawn.get(("current_htv",), np.full(draws, workload.current_htv or 0.0))
    return UncertainNeed(
        draws=draws,
        required_htv=percentiles(required),
        difference=percentiles(current - required),
        ratio=percentiles(current / required) if (required > 0).all() else None,
        shortage_share=float((current < required).mean()),
    )


def around(workload: Workload, volumes: float = 0.0, unit_times: float = 0.0) -> dict[Spot, Range]:
    """Ranges round the volumes and unit times of every activity, give or take these shares (0-1)."""
    ranges: dict[Spot, Range] = {}
    for position, activity in enumerate(workload.activities):
        if volumes:
            ranges["activities", position, "per_year"] = Range.around(activity.per_year, volumes)
        if unit_times:
            ranges["activities", position, "minutes_each"] = Range.around(activity.minutes_each, unit_times)
    return ranges


def with_value(workload: Workload, spot: Spot, value: float) -> Workload:
    """The workload with another number at a place of `wisn.amounts`, or with a ``("current_htv",)``.

    Raises
    ------
    ValueError : the workload has no such place.
    """
    if spot != ("current_htv",) and spot not in dict(amounts(workload)):
        raise ValueError(f"a workload has no number at {spot}")
    *rest, name = spot
    new: dict[str, Any] = {str(name): value}
    if not rest:
        return replace(workload, **new)
    group, *position = rest
    if not position:
        return replace(workload, time=replace(workload.time, **new))
    rows: list[Any] = list(getattr(workload, str(group)))
    rows[int(position[0])] = replace(rows[int(position[0])], **new)
    changed: dict[str, Any] = {str(group): tuple(rows)}
    return replace(workload, **changed)


def _at_end(workload: Workload, ranges: Mapping[Spot, Range], hardest: bool) -> Workload:
    for spot, one in ranges.items():
        more_is_harder = spot[-1] not in _LESS_IS_HARDER
        workload = with_value(workload, spot, one.high if more_is_harder == hardest else one.low)
    return workload


def _required(workload: Workload, drawn: Mapping[Spot, Floats], draws: int) -> Floats:
    """`wisn.wisn`'s required staff in every draw."""
    points = dict(amounts(workload))

    def at(*spot: str | int) -> Floats:
        return drawn[spot] if spot in drawn else np.full(draws, points[spot])

    day, week = at("time", "minutes_per_day"), at("time", "days_per_week")
    absent = at("time", "public_holidays") + at("time", "annual_leave") + at("time", "sick_leave")
    available = (at("time", "possible_days") - absent - at("time", "other")) * day
    period = {"day": day, "week": week * day, "month": available / 12, "year": available}
    work, support, additional = np.zeros(draws), np.zeros(draws), np.zeros(draws)
    for n in range(len(workload.activities)):
        work += at("activities", n, "per_year") * at("activities", n, "minutes_each")
    for n, allowance in enumerate(workload.category_allowances):
        support += at("category_allowances", n, "minutes") / period[allowance.per]
    for n in range(len(workload.individual_allowances)):
        additional += at("individual_allowances", n, "persons") * at(
            "individual_allowances", n, "minutes_per_year"
        )
    return (work / (1 - support) + additional) / available
