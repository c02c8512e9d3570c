"""Clients coming to a unit: how many in a year (K10), and how long they wait for the first meeting (K11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.feeds import WAITING
from mallipaja.survey.given import Facts, Given, Known, Said, Total, total
from mallipaja.survey.units import UnitInfo, served_pilots


@dataclass(frozen=True, slots=True)
class Inflow:
    """``per_year``: new clients in the last twelve months; ``waiting``: a code of `survey.feeds.WAITING`."""

    unit: UnitInfo
    per_year: Given[float]
    waiting: Given[str]


@dataclass(frozen=True, slots=True)
class InflowTotal:
    """``per_year`` over all the units; ``waiting`` counts the units by code, shortest wait first, none left out.

    A client who comes to two units is counted twice, so the sum is of arrivals, not of persons.
    """

    per_year: Total
    waiting: tuple[tuple[str, int], ...]
    waiting_known: int
    units: int


def inflows(units: Iterable[UnitInfo], said: Said) -> tuple[Inflow, ...]:
    """One row for each unit, answered or not, in the order given."""
    facts = Facts.of(said)
    return tuple(
        Inflow(
            unit,
            facts.number("capacity.inflow_per_year", unit.id),
            facts.code("capacity.waiting", unit.id),
        )
        for unit in served_pilots(units, facts.of_feed("unit.pilots"))
    )


def inflow_total(rows: Iterable[Inflow]) -> InflowTotal:
    """Arrivals of a year and waiting times over ``rows``."""
    listed = list(rows)
    waits = [row.waiting.value for row in listed if isinstance(row.waiting, Known)]
    return InflowTotal(
        per_year=total(row.per_year for row in listed),
        waiting=tuple((code, waits.count(code)) for code in WAITING),
        waiting_known=len(waits),
        units=len(listed),
    )
