"""Drafting teams: one municipality, 309 of them beside scipy's ``milp`` and choosing seat by seat, thousands of cases.

``python -m bench.team [--count 309] [--cases 5000]`` prints the figures and, on the last line, the same as JSON. The
municipalities are made by `bench.municipalities`. Totals of the goals are compared with scipy's before anything is
said: both without a time cap. What drafting one team takes is measured with the cap of 3 s, as in the service.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Sequence
from typing import Any

from bench.municipalities import municipality
from bench.timing import machine, show
from mallipaja.team.case import Case
from mallipaja.team.draft import Draft, draft
from mallipaja.team.goals import Goals, goals
from mallipaja.team.greedy import greedy
from mallipaja.team.repair import repairs
from mallipaja.team.shortage import shortages
from mallipaja.team.solve import SECONDS
from tests.team_cases import best_by_hand, random_case
from tests.team_scipy import ScipyError, scipy_goals

UNCAPPED = 3600.0
TARGET_S = 0.3
NAMES = ("missing_mandatory", "missing_hours", "missing_competence", "missing_chair", "continuity", "people")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=309, help="municipalities")
    options.add_argument(
        "--cases", type=int, default=5000, help="small cases compared with every team there is"
    )
    given = options.parse_args()
    cases = [municipality(number) for number in range(given.count)]
    figures: dict[str, Any] = {"machine": machine(), "municipalities": len(cases)}
    figures |= one_by_one(cases)
    figures |= beside_others(cases)
    figures |= explaining(cases[:50])
    figures |= against_all_teams(given.cases)
    show(figures)
    print(json.dumps(figures))


def one_by_one(cases: Sequence[Case]) -> dict[str, Any]:
    """What one draft takes in the service, by the clock."""
    took, found = [], []
    for case in cases:
        began = time.perf_counter()
        found.append(draft(case))
        took.append(time.perf_counter() - began)
    return {
        "one draft, median, s": statistics.median(took),
        "one draft, longest, s": max(took),
        f"median under {TARGET_S} s": statistics.median(took) < TARGET_S,
        f"all within the cap of {SECONDS:g} s and half a second": max(took) < SECONDS + 0.5,
        "drafts cut short by the cap": sum(one.status != "optimal" for one in found),
    }


def beside_others(cases: Sequence[Case]) -> dict[str, Any]:
    """CPU of all, and the goals' totals."""
    began = time.process_time()
    ours: list[Draft] = [draft(case, UNCAPPED) for case in cases]
    mine = time.process_time() - began
    assert all(one.status == "optimal" for one in ours)
    began = time.process_time()
    theirs, failed = [], 0
    for case in cases:
        try:
            theirs.append(scipy_goals(case))
        except ScipyError:
            theirs.append(None)
            failed += 1
    scipys = time.process_time() - began
    began = time.process_time()
    simple = [goals(case, greedy(case)) for case in cases]
    greedys = time.process_time() - began
    both = [(one.goals, other) for one, other in zip(ours, theirs, strict=True) if other is not None]
    differ = sum(one.better_than(other) or other.better_than(one) for one, other in both)
    best = [one.goals for one in ours]
    figures = {
        "CPU of all, ours, s": mine,
        "CPU of all, scipy, s": scipys,
        "scipy, times our CPU": scipys / mine,
        "CPU of all, seat by seat, s": greedys,
        "scipy found nothing": failed,
        "goals that differ from scipy's": differ,
    }
    for name in NAMES:
        figures[f"total {name}: ours"] = total(best, name)
        figures[f"total {name}: seat by seat"] = total(simple, name)
    hours = total(best, "missing_hours")
    figures["seat by seat, missing hours more, %"] = 100 * (total(simple, "missing_hours") / hours - 1)
    return figures


def total(found: Sequence[Goals], name: str) -> float:
    """A goal summed."""
    return round(sum(getattr(one, name) for one in found), 3)


def explaining(cases: Sequence[Case]) -> dict[str, Any]:
    """What shortages and repairs take."""
    began = time.process_time()
    for case in cases:
        shortages(case)
    short = time.process_time() - began
    took = []
    for case in cases:
        first = draft(case)
        if first.gaps:
            began = time.perf_counter()
            repairs(case, first, count=1)
            took.append(time.perf_counter() - began)
    return {
        "shortages of one, mean CPU, s": short / len(cases),
        "cheapest repair of one, median, s": statistics.median(took) if took else 0.0,
    }


def against_all_teams(count: int) -> dict[str, Any]:
    """Small cases against every team there is: how many differ."""
    differ = 0
    for seed in range(1000, 1000 + count):
        case = random_case(random.Random(seed))
        one, best = draft(case).goals.vector, best_by_hand(case)
        differ += any(abs(mine - theirs) > 1e-4 for mine, theirs in zip(one, best, strict=True))
    return {"small cases compared with every team": count, "of them different": differ}


if __name__ == "__main__":
    main()
