"""One response of Työmäärälaskelma (K12-K15) as a workload: what was given, and what is missing of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

from mallipaja.capacity.rules import CANNOT_SAY, NO_TASKS, NOT_GIVEN
from mallipaja.capacity.wisn import (
    Activity,
    CategoryAllowance,
    IndividualAllowance,
    Per,
    WorkingTime,
    Workload,
    findings,
    worded,
)
from mallipaja.errors import Finding, Spot
from mallipaja.survey.given import Facts, Given, Known, Missing, NotAnswered, known, mapped

DAYS_OFF = ("public_holidays", "annual_leave", "sick_leave", "other")
_PERIODS: tuple[Per, ...] = get_args(Per)


@dataclass(frozen=True, slots=True)
class WorkingYear:
    """The year before absences. Default: five days a week × 52, and the 7 h 39 min a day of KVTES general
    working time (38 h 15 min a week); office working time is 435 minutes."""

    possible_days: float = 260
    minutes_per_day: float = 459
    days_per_week: float = 5


@dataclass(frozen=True, slots=True)
class ReadWorkload:
    """``workload`` is ``None`` when there are ``findings``.

    ``given`` are the numbers it needs as they were given; ``without`` says which kinds of other work were not
    listed at all (``support``, ``additional``) and so count as none. Spots are those of `wisn.findings`.
    """

    workload: Workload | None
    findings: tuple[Finding, ...]
    given: tuple[Given[float], ...]
    without: tuple[str, ...]


def read_workload_answers(
    facts: Facts, unit: str, year: WorkingYear, current_htv: Given[float]
) -> ReadWorkload:
    """The workload that one response of ``unit`` gives; ``facts`` hold the records of that response only.

    A row in which nothing was written is not a task. Positions run from 0.
    """
    reading = _Reading(facts, unit)
    time, activities = reading.time(year), reading.activities()
    support, additional = reading.support(), reading.additional()
    missing = reading.findings if activities else [NO_TASKS.found("activities"), *reading.findings]
    without = tuple(name for name, rows in (("support", support), ("additional", additional)) if not rows)
    workload = Workload(time, activities, support, additional, known(current_htv))
    problems = tuple(missing) or tuple(worded(found) for found in findings(workload))
    return ReadWorkload(None if problems else workload, problems, tuple(reading.given), without)


@dataclass(slots=True)
class _Reading:
    """Reads one response, noting what is missing. A number that is missing is 0 in a workload nobody gets."""

    facts: Facts
    unit: str
    findings: list[Finding] = field(default_factory=list)
    given: list[Given[float]] = field(default_factory=list)

    def time(self, year: WorkingYear) -> WorkingTime:
        off = {kind: self.number("days_off", kind, ("time", kind)) for kind in DAYS_OFF}
        return WorkingTime(
            possible_days=year.possible_days,
            minutes_per_day=year.minutes_per_day,
            days_per_week=year.days_per_week,
            **off,
        )

    def activities(self) -> tuple[Activity, ...]:
        return tuple(
            Activity(
                self.name("task", row),
                self.number("times_per_year", row, ("activities", position, "per_year")),
                self.number("minutes_each", row, ("activities", position, "minutes_each")),
            )
            for position, row in enumerate(self.rows("task", "times_per_year", "minutes_each"))
        )

    def support(self) -> tuple[CategoryAllowance, ...]:
        return tuple(
            CategoryAllowance(
                self.name("support_task", row),
                self.number("support_minutes", row, ("category_allowances", position, "minutes")),
                self.period(row, ("category_allowances", position, "per")),
            )
            for position, row in enumerate(self.rows("support_task", "support_minutes", "support_per"))
        )

    def additional(self) -> tuple[IndividualAllowance, ...]:
        feeds = ("individual_task", "individual_persons", "individual_hours_per_year")
        return tuple(
            IndividualAllowance(
                self.name(feeds[0], row),
                self.number(feeds[1], row, ("individual_allowances", position, "persons")),
                60 * self.number(feeds[2], row, ("individual_allowances", position, "minutes_per_year")),
            )
            for position, row in enumerate(self.rows(*feeds))
        )

    def rows(self, *feeds: str) -> list[str]:
        """The rows in which something was written, by their numbers."""
        met = {row for feed in feeds for row in self.facts.rows(f"wisn.{feed}", self.unit)}
        written = [row for row in met if any(self.is_given(feed, row) for feed in feeds)]
        return sorted(written, key=lambda row: (len(row), row))

    def is_given(self, feed: str, row: str) -> bool:
        return not isinstance(self.facts.value(f"wisn.{feed}", self.unit, row=row), NotAnswered)

    def name(self, feed: str, row: str) -> str:
        return known(self.facts.code(f"wisn.{feed}", self.unit, row=row)) or row

    def number(self, feed: str, row: str, spot: Spot) -> float:
        value = self.facts.number(f"wisn.{feed}", self.unit, row=row)
        self.note(value, spot)
        return known(value) or 0.0

    def period(self, row: str, spot: Spot) -> Per:
        code = self.facts.code("wisn.support_per", self.unit, row=row)
        said = next((period for period in _PERIODS if code == Known(period)), None)
        self.note(
            Known(1.0) if said else mapped(code, float) if isinstance(code, Missing) else NotAnswered(), spot
        )
        return said or "year"

    def note(self, value: Given[float], spot: Spot) -> None:
        self.given.append(value)
        if isinstance(value, Missing):
            self.findings.append(CANNOT_SAY[value.reason].found(*spot))
        elif isinstance(value, NotAnswered):
            self.findings.append(NOT_GIVEN.found(*spot))
