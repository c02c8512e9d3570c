"""A workload file: one profession's working time and work, for ``mallipaja wisn FILE.yaml``.

The file is not part of the definitions: it has no ``format`` line and lies where its writer keeps it. Times are
hours, absences are working days. What may be left out is zero, save ``days_per_week`` (5) and ``current_fte``
(not known).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mallipaja.catalogue import rules
from mallipaja.catalogue.reader import Lines, Raw, decoded, read_yaml
from mallipaja.catalogue.shape import typed
from mallipaja.catalogue.text import Number, Strict
from mallipaja.errors import Problem, ProblemsError

Name = Annotated[str, Field(min_length=1)]


class WorkingDays(Strict):
    """Working days of one person in a year: ``possible`` of them, and those that are lost."""

    possible: Number
    public_holidays: Number = 0
    annual_leave: Number = 0
    sick_leave: Number = 0
    other: Number = 0


class ActivityRow(Strict):
    """Client work: how many times a year all together, and hours each."""

    name: Name
    per_year: Number
    hours_each: Number


class CategoryRow(Strict):
    """Supporting work that everybody of the profession does, hours of one person."""

    name: Name
    hours: Number
    per: Literal["day", "week", "month", "year"]


class IndividualRow(Strict):
    """Additional work that some do: how many persons, and hours a year each."""

    name: Name
    persons: Number
    hours_per_year: Number


class WorkloadFile(Strict):
    """The whole file. ``current_fte`` is the present staff in person-years."""

    working_days: WorkingDays
    hours_per_day: Number
    days_per_week: Number = 5
    activities: tuple[ActivityRow, ...]
    category_allowances: tuple[CategoryRow, ...] = ()
    individual_allowances: tuple[IndividualRow, ...] = ()
    current_fte: Number | None = None


def read_workload(content: bytes, name: str) -> tuple[WorkloadFile, Lines]:
    """The workload a file says, and the line of every place.

    Raises
    ------
    ProblemsError : everything that is wrong with the file's text and shape.
    """
    text, problems = decoded(content, name)
    raw = read_yaml(text, name) if text is not None else Raw(None, Lines(), ())
    problems = (*problems, *_said_of_workloads(raw, name))
    if raw.data is None or problems:
        raise ProblemsError(problems)
    value, findings = typed(raw.data, WorkloadFile)
    if value is None:
        raise ProblemsError(found.at(name, raw.lines.of(found.spot)) for found in findings)
    return value, raw.lines


def _said_of_workloads(raw: Raw, name: str) -> tuple[Problem, ...]:
    """Problems of the text; an empty file is told what a workload file starts with."""
    generic = {rules.EMPTY.code, rules.NOT_KEYS.code}
    return tuple(
        rules.NO_WORKLOAD.found().at(name, one.line) if one.code in generic else one for one in raw.problems
    )
