"""A pilot's part of units that serve several pilots.

The rule, shown wherever the figures are: **a unit's person-years, client hours and vacancies are divided
equally among the pilots it serves; its people are counted whole**, since a person who serves three
municipalities is met in each. In the project's total every unit is counted once. So htv, hours and vacancies
of the pilots add up to the project's, and headcount may not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.totals import Group, group
from mallipaja.survey.given import mapped

SHARE_RULE = "equal_by_pilots_served"


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a unit is counted to a pilot: ``part`` 0-1 = 1 / number of ``pilots`` served."""

    unit: str
    unit_name: str
    pilots: tuple[str, ...]
    part: float


def shares(rows: Iterable[SupplyRow], pilot: str) -> tuple[Share, ...]:
    """The share rule applied: one `Share` for each unit that serves ``pilot``."""
    units = {row.unit: row for row in rows if pilot in row.pilots}
    return tuple(Share(r.unit, r.unit_name, r.pilots, 1 / len(r.pilots)) for r in units.values())


def pilot_view(rows: Iterable[SupplyRow], pilot: str) -> tuple[SupplyRow, ...]:
    """The rows of the units that serve ``pilot``, with htv, client hours and vacancies cut to the pilot's
    share."""
    return tuple(_shared(row) for row in rows if pilot in row.pilots)


def by_pilot(rows: Iterable[SupplyRow], pilots: Iterable[str]) -> tuple[Group, ...]:
    """Totals of each pilot's share, in the order of ``pilots``."""
    served: dict[str, list[SupplyRow]] = {pilot: [] for pilot in pilots}
    for row in rows:
        shared = _shared(row)
        for pilot in row.pilots:
            if pilot in served:
                served[pilot].append(shared)
    return tuple(group(pilot, "", own) for pilot, own in served.items())


def _shared(row: SupplyRow) -> SupplyRow:
    if len(row.pilots) < 2:
        return row
    part = 1 / len(row.pilots)

    def cut(value: float) -> float:
        return value * part

    return replace(
        row,
        htv=mapped(row.htv, cut),
        client_hours_per_week=mapped(row.client_hours_per_week, cut),
        vacancies=mapped(row.vacancies, cut),
    )
