"""The capacity of 309 municipalities with 40 units each, from answers to totals.

``python -m bench.capacity`` prints the ratios first and, on the last line, the same as JSON. What it is compared with
is the least that could be done: adding up the same person-years, hours and vacancies by municipality in one loop over
the answers, without reasons for what is missing, shares, offers or completeness.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np

from bench.timing import cpu_s, machine, show
from mallipaja.capacity.completeness import completeness_of
from mallipaja.capacity.offers import coordinator_offers, team_offers
from mallipaja.capacity.ranges import Range
from mallipaja.capacity.sharing import by_pilot
from mallipaja.capacity.supply import supply
from mallipaja.capacity.totals import Group, by_organisation, by_profession, overall
from mallipaja.capacity.uncertain_wait import uncertain_wait
from mallipaja.capacity.uncertainty import around, uncertain_need
from mallipaja.capacity.wisn import Activity, CategoryAllowance, WorkingTime, Workload, wisn
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Facts
from mallipaja.survey.units import UnitInfo

MUNICIPALITIES, UNITS = 309, 40
SHARED = 4
"""Of the units of a municipality, how many serve the next one too."""
TARGET_S = 1.0
PROFESSIONS = ("nurse", "public_health_nurse", "social_worker", "employment_adviser")
AMOUNTS = ("headcount", "htv", "client_hours_per_week", "vacancies")
PILOTS = tuple(f"m{number:03}" for number in range(MUNICIPALITIES))


def main() -> None:
    units, records = example()
    whole = cpu_s(lambda: capacity(units, records), runs=5)
    least = cpu_s(lambda: bare_sums(records), runs=5)
    check(units, records)
    figures: dict[str, Any] = {
        "times under the target": TARGET_S / whole,
        "times the bare sums": whole / least,
        f"capacity of {MUNICIPALITIES} municipalities with {UNITS} units (s)": whole,
        "bare sums by municipality (s)": least,
        **of_one_workload(),
        "units": len(units),
        "answers": len(records),
        "machine": machine(),
    }
    show(figures)
    print(json.dumps(figures))


def capacity(units: list[UnitInfo], records: list[FeedRecord]) -> tuple[Group, ...]:
    """Everything the capacity page of every municipality shows, and the region's totals."""
    facts = Facts(records)
    rows = supply(units, facts)
    offers = team_offers(units, facts)
    coordinator_offers(units, facts)
    overall(rows)
    by_organisation(rows)
    by_profession(rows)
    completeness_of(units, facts, rows, offers)
    return by_pilot(rows, PILOTS)


def bare_sums(records: list[FeedRecord]) -> dict[tuple[str, str], float]:
    """The least: one number per municipality and kind."""
    sums: dict[tuple[str, str], float] = {}
    for record in records:
        kind = record.feed.removeprefix("capacity.")
        if kind in AMOUNTS and isinstance(record.value, float):
            for pilot in record.pilots:
                key = (pilot, kind)
                sums[key] = sums.get(key, 0.0) + record.value / (
                    1 if kind == "headcount" else len(record.pilots)
                )
    return sums


def check(units: list[UnitInfo], records: list[FeedRecord]) -> None:
    """The totals are those of the bare sums."""
    sums = bare_sums(records)
    for group in capacity(units, records):
        for kind in AMOUNTS:
            assert np.isclose(getattr(group, kind).value, sums[group.key, kind]), (group.key, kind)


def of_one_workload() -> dict[str, float]:
    """What a slider waits for: one calculation, ranges round every number, an uncertain wait."""
    time = WorkingTime(260, 10, 30, 9, 5, 459)
    activities = tuple(Activity(f"a{n}", 120 + n, 45 + n) for n in range(10))
    workload = Workload(time, activities, (CategoryAllowance("b", 90, "week"),), (), 1.0)
    ranges = around(workload, volumes=0.2, unit_times=0.1)
    arrivals, months = Range(2, 2.9, 4), Range(4, 6, 9)
    return {
        "WISN of ten activities (s)": cpu_s(lambda: wisn(workload)),
        "10,000 draws of 20 ranges (s)": cpu_s(
            lambda: uncertain_need(workload, ranges, np.random.default_rng(1))
        ),
        "10,000 draws of a wait, 40 slots (s)": cpu_s(
            lambda: uncertain_wait(40, arrivals, months, np.random.default_rng(1))
        ),
    }


def example() -> tuple[list[UnitInfo], list[FeedRecord]]:
    """Invented units and answers; a fifth of the units is silent, a tenth of the numbers is not known."""
    rng = Random(309)
    units = [unit for number in range(MUNICIPALITIES) for unit in _units(number)]
    return units, [record for unit in units if rng.random() > 0.2 for record in _answers(unit, rng)]


def _units(number: int) -> Iterator[UnitInfo]:
    here, beside = PILOTS[number], PILOTS[(number + 1) % MUNICIPALITIES]
    for place in range(UNITS):
        pilots = (here,) if place >= SHARED else (here, beside)
        organisation = f"{here}_{place % 8}"
        yield UnitInfo(f"{here}_u{place}", organisation, organisation, "health", f"a{place}", "Unit", pilots)


def _answers(unit: UnitInfo, rng: Random) -> Iterator[FeedRecord]:
    def said(feed: str, value: Any, row: str = "", pilot: str = "") -> FeedRecord:
        known = value if isinstance(value, tuple | str) or rng.random() > 0.1 else None
        reason = None if known is not None else "not_collected"
        return FeedRecord(feed, f"r_{unit.id}", unit.id, unit.pilots, pilot, row, known, reason)

    professions = tuple(rng.sample(PROFESSIONS, 2))
    yield said("capacity.professions", professions)
    for profession in professions:
        for amount in AMOUNTS:
            yield said(f"capacity.{amount}", float(rng.randint(0, 9)), profession)
    for pilot in unit.pilots:
        yield said("team.representative", rng.choice(("yes", "no")), pilot=pilot)
        yield said("team.hours_per_month", float(rng.randint(2, 12)), pilot=pilot)
        yield said("coordinator.possible", "yes", pilot=pilot)
        yield said("coordinator.clients", float(rng.randint(2, 20)), pilot=pilot)


if __name__ == "__main__":
    main()
