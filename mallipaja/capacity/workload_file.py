"""A workload file (hours) as a workload (minutes), and what is wrong with it in the file's own keys and lines."""

from __future__ import annotations

from mallipaja.capacity.wisn import (
    Activity,
    CategoryAllowance,
    IndividualAllowance,
    WorkingTime,
    Workload,
    findings,
    worded,
)
from mallipaja.catalogue.workload import WorkloadFile, read_workload
from mallipaja.errors import Finding, ProblemsError, Spot

MINUTES = 60
_KEYS: dict[str, tuple[str, ...]] = {
    "time": ("working_days",),
    "possible_days": ("possible",),
    "minutes_each": ("hours_each",),
    "minutes": ("hours",),
    "minutes_per_year": ("hours_per_year",),
    "current_htv": ("current_fte",),
}
"""The file's key for a field of the workload, where it has another name."""
_AT_TOP = {"minutes_per_day": "hours_per_day", "days_per_week": "days_per_week"}


def workload_of_file(content: bytes, name: str) -> Workload:
    """The workload a file says.

    Raises
    ------
    ProblemsError
        Everything that is wrong with the file: its text, its shape, and numbers that cannot be, each with its
        line. `wisn.wisn` of the result raises nothing.
    """
    file, lines = read_workload(content, name)
    workload = _workload(file)
    problems = [_in_file(found) for found in findings(workload)]
    if problems:
        raise ProblemsError(found.at(name, lines.of(found.spot)) for found in problems)
    return workload


def _workload(file: WorkloadFile) -> Workload:
    days = file.working_days
    time = WorkingTime(
        possible_days=days.possible,
        public_holidays=days.public_holidays,
        annual_leave=days.annual_leave,
        sick_leave=days.sick_leave,
        other=days.other,
        minutes_per_day=file.hours_per_day * MINUTES,
        days_per_week=file.days_per_week,
    )
    return Workload(
        time,
        tuple(Activity(row.name, row.per_year, row.hours_each * MINUTES) for row in file.activities),
        tuple(CategoryAllowance(row.name, row.hours * MINUTES, row.per) for row in file.category_allowances),
        tuple(
            IndividualAllowance(row.name, row.persons, row.hours_per_year * MINUTES)
            for row in file.individual_allowances
        ),
        file.current_fte,
    )


def _in_file(found: Finding) -> Finding:
    in_hours = found.spot != () and str(found.spot[-1]).startswith("minutes")
    said = worded(found, MINUTES if in_hours else 1)
    return Finding(said.rule, _spot(found.spot), said.values)


def _spot(spot: Spot) -> Spot:
    if spot[-1] in _AT_TOP:
        return (_AT_TOP[str(spot[-1])],)
    return tuple(
        part for key in spot for part in (_KEYS.get(key, (key,)) if isinstance(key, str) else (key,))
    )
