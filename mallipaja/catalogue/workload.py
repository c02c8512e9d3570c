"""A workload file: one profession's working time and work, for ``mallipaja wisn FILE.yaml``.

The file is not part of the definitions: it has no ``format`` line and lies where its writer keeps it. Times are
hours, absences are working days. What may be left out is zero, save ``days_per_week`` (5) and ``current_fte``
(not known).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mallipaja.catalogue import rules
from mallipaja.catalogue.given import read_given
from mallipaja.catalogue.reader import Lines
from mallipaja.catalogue.text import Number, Strict

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
    return read_given(content, name, WorkloadFile, rules.NO_WORKLOAD)
