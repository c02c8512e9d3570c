"""Workloads that units gave in Työmäärälaskelma (K12-K15), as WISN results per unit and profession.

One response is about one profession. What a calculation needs and nobody gave is a problem with a code, never a
zero; a unit without recorded volumes skips the form and is not here at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mallipaja.capacity.rules import NO_PROFESSION
from mallipaja.capacity.wisn import WisnResult, Workload, wisn
from mallipaja.capacity.workload_answers import WorkingYear, read_workload_answers
from mallipaja.errors import Problem
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Facts, Given, Total, known, total
from mallipaja.survey.units import UnitInfo, served_pilots


@dataclass(frozen=True, slots=True)
class UnitWorkload:
    """The workload of one profession in one unit.

    Attributes
    ----------
    unit : whose.
    profession : profession code; "" when it has not been said.
    workload, result : ``None`` when `problems` says why. A unit whose present staff (K5) is not known has a
        result without difference and ratio.
    current_htv : the present staff as the capacity survey gave it.
    problems : what is missing or cannot be, with the place in the form; the path is the unit's name.
    given : how many of the needed numbers are known, missing with a reason, or not answered.
    without : ``support`` when no supporting work was listed, ``additional`` when no additional tasks were: they
        count as none, and that is an assumption to show.
    contradicts : an earlier response of the unit gave another workload for the same profession; the last counts.
    """

    unit: UnitInfo
    profession: str
    workload: Workload | None
    result: WisnResult | None
    current_htv: Given[float]
    problems: tuple[Problem, ...]
    given: Total
    without: tuple[str, ...]
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class ProfessionNeed:
    """The need of one profession over units, in person-years.

    ``required_htv`` sums the ``calculated`` of ``units``. Difference and ratio are over those ``compared``: the
    calculated ones whose present staff is known. ``None`` where there is nothing to sum.
    """

    profession: str
    units: int
    calculated: int
    compared: int
    required_htv: float | None
    current_htv: float | None
    difference: float | None
    ratio: float | None


def unit_workloads(
    units: Iterable[UnitInfo], records: Sequence[FeedRecord], year: WorkingYear | None = None
) -> tuple[UnitWorkload, ...]:
    """What the units' workloads require.

    Parameters
    ----------
    units : every unit; those that gave no workload are left out.
    records : feed records of the rounds read together, oldest first.
    year : the working year before absences, which the form does not ask; KVTES general working time if left out.

    Returns
    -------
    By unit in the order given, then by profession in the order of the responses.
    """
    responses = _by_response(records)
    whole = Facts(records)
    found: list[UnitWorkload] = []
    for unit in served_pilots(units, records):
        made: dict[str, UnitWorkload] = {}
        for own in responses.get(unit.id, {}).values():
            one = _unit_workload(unit, own, whole, year or WorkingYear())
            before = made.get(one.profession)
            differs = before is not None and (before.contradicts or before.workload != one.workload)
            made[one.profession] = replace(one, contradicts=differs)
        found += made.values()
    return tuple(found)


def by_profession(workloads: Iterable[UnitWorkload]) -> tuple[ProfessionNeed, ...]:
    """The need of each profession in the order first met; workloads of an unsaid profession come last, under
    ""."""
    groups: dict[str, list[UnitWorkload]] = {}
    for one in workloads:
        groups.setdefault(one.profession, []).append(one)
    return tuple(
        _need(profession, groups[profession]) for profession in sorted(groups, key=lambda p: p == "")
    )


def _by_response(records: Iterable[FeedRecord]) -> dict[str, dict[str, list[FeedRecord]]]:
    """The records of workloads by unit and response, both in the order first met."""
    found: dict[str, dict[str, list[FeedRecord]]] = {}
    for record in records:
        if record.unit and record.feed.startswith("wisn."):
            found.setdefault(record.unit, {}).setdefault(record.response, []).append(record)
    return found


def _unit_workload(
    unit: UnitInfo, own: Sequence[FeedRecord], whole: Facts, year: WorkingYear
) -> UnitWorkload:
    facts = Facts(own)
    profession = known(facts.code("wisn.profession", unit.id)) or ""
    htv = whole.number("capacity.htv", unit.id, row=profession) if profession else NOT_ANSWERED
    read = read_workload_answers(facts, unit.id, year, htv)
    unsaid = () if profession else (NO_PROFESSION.found("profession"),)
    problems = tuple(found.at(unit.name) for found in (*unsaid, *read.findings))
    workload = None if problems else read.workload
    return UnitWorkload(
        unit=unit,
        profession=profession,
        workload=workload,
        result=wisn(workload) if workload else None,
        current_htv=htv,
        problems=problems,
        given=total(read.given),
        without=read.without,
    )


def _need(profession: str, listed: Sequence[UnitWorkload]) -> ProfessionNeed:
    results = [one.result for one in listed if one.result]
    compared = [result for result in results if result.current_htv is not None]
    required = sum(result.required_htv for result in compared)
    current = sum(result.current_htv or 0.0 for result in compared) if compared else None
    return ProfessionNeed(
        profession=profession,
        units=len(listed),
        calculated=len(results),
        compared=len(compared),
        required_htv=sum(result.required_htv for result in results) if results else None,
        current_htv=current,
        difference=None if current is None else current - required,
        ratio=current / required if current is not None and required else None,
    )
