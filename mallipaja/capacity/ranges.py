"""Numbers nobody knows exactly: a range instead of a point, and what follows from many draws of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from mallipaja.capacity.rules import NOT_IN_ORDER
from mallipaja.errors import Finding, Spot

Floats: TypeAlias = npt.NDArray[np.float64]
DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Range:
    """At least ``low``, most likely ``base``, at most ``high``: a triangular distribution.

    Three numbers people can give in a meeting; the ends are as unlikely as an estimate of an end should be.
    """

    low: float
    base: float
    high: float

    @staticmethod
    def around(value: float, share: float) -> Range:
        """``value`` give or take a share of it, 0-1."""
        return Range(value * (1 - share), value, value * (1 + share))

    @property
    def is_in_order(self) -> bool:
        """Whether the three numbers can be a range."""
        return self.low <= self.base <= self.high


@dataclass(frozen=True, slots=True)
class Percentiles:
    """A tenth of the draws is under ``p10``, half under ``p50`` and nine tenths under ``p90``."""

    p10: float
    p50: float
    p90: float


def percentiles(values: Floats) -> Percentiles:
    """The 10th, 50th and 90th percentile of at least one draw, linear between draws."""
    found = np.percentile(values, [10, 50, 90])
    return Percentiles(*(float(one) for one in found))


def draw(ranges: Mapping[Spot, Range], rng: np.random.Generator, draws: int) -> dict[Spot, Floats]:
    """``draws`` independent numbers from each range. The same ranges and generator give the same numbers, whatever
    the order of the ranges."""
    return {
        spot: _triangular(ranges[spot], rng, draws)
        for spot in sorted(ranges, key=lambda spot: tuple(map(str, spot)))
    }


def out_of_order(ranges: Mapping[Spot, Range]) -> Iterable[Finding]:
    """The ranges whose numbers are not in order."""
    for spot, one in ranges.items():
        if not one.is_in_order:
            shown = {"low": f"{one.low:g}", "base": f"{one.base:g}", "high": f"{one.high:g}"}
            yield NOT_IN_ORDER.found(*spot, **shown)


def _triangular(one: Range, rng: np.random.Generator, draws: int) -> Floats:
    if one.low == one.high:
        return np.full(draws, one.low)
    return rng.triangular(one.low, one.base, one.high, draws)
