"""WISN, the WHO's workload indicators of staffing need, on workloads a site has recorded.

Source: WHO, *Workload indicators of staffing need: user's manual* (2010; 2nd ed. 2023). It measures present
workload against agreed unit times, not unmet need. Times are minutes; results keep their fractions and are
rounded on display.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mallipaja.capacity.rules import ALL_SUPPORT, NEGATIVE, NO_TIME, TIMELESS
from mallipaja.errors import Problem, ProblemsError

_INPUT = "workload"
Per = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Days in a year and minutes in a day.

    ``possible_days`` is working days a week × 52; ``days_per_week`` turns a weekly allowance into a share.
    """

    possible_days: float
    public_holidays: float
    annual_leave: float
    sick_leave: float
    other: float
    minutes_per_day: float
    days_per_week: float = 5

    @property
    def available_days(self) -> float:
        """Working days left after every absence."""
        absent = self.public_holidays + self.annual_leave + self.sick_leave + self.other
        return self.possible_days - absent

    @property
    def available_minutes(self) -> float:
        """Available working time (AWT) of one person a year, in minutes."""
        return self.available_days * self.minutes_per_day


@dataclass(frozen=True, slots=True)
class Activity:
    """Client work: how many times a year, and minutes each."""

    name: str
    per_year: float
    minutes_each: float


@dataclass(frozen=True, slots=True)
class CategoryAllowance:
    """Supporting work that every member of the profession does."""

    name: str
    minutes: float
    per: Per


@dataclass(frozen=True, slots=True)
class IndividualAllowance:
    """Additional work that only some do: persons and minutes a year each."""

    name: str
    persons: float
    minutes_per_year: float


@dataclass(frozen=True, slots=True)
class Workload:
    """One profession's working time and work. ``current_htv`` is ``None`` when the present staff is not
    known."""

    time: WorkingTime
    activities: tuple[Activity, ...]
    category_allowances: tuple[CategoryAllowance, ...] = ()
    individual_allowances: tuple[IndividualAllowance, ...] = ()
    current_htv: float | None = None


@dataclass(frozen=True, slots=True)
class ActivityNeed:
    """``standard_workload``: times a year one person could do it; ``staff``: persons needed for it."""

    name: str
    standard_workload: float
    staff: float


@dataclass(frozen=True, slots=True)
class WisnResult:
    """The result, in person-years (htv) where nothing else is said.

    ``category_allowance_share`` is 0-1; ``difference`` is current - required, ``ratio`` current / required (1
    balanced, under 1 shortage); both ``None`` when the present staff is not known, ``ratio`` also when
    nothing is required.
    """

    available_hours: float
    activities: tuple[ActivityNeed, ...]
    category_allowance_share: float
    category_allowance_factor: float
    individual_allowance_factor: float
    required_htv: float
    current_htv: float | None
    difference: float | None
    ratio: float | None


def wisn(workload: Workload) -> WisnResult:
    """Required staff of one profession.

    Raises
    ------
    ProblemsError
        ``WISN_001`` an amount is negative; ``WISN_002`` no working time is left; ``WISN_003`` an activity
        takes no time; ``WISN_004`` supporting work takes all working time or more.
    """
    problems = _problems(workload)
    if problems:
        raise ProblemsError(problems)
    available = workload.time.available_minutes
    needs = tuple(_need(activity, available) for activity in workload.activities)
    share = sum(_share(allowance, workload.time) for allowance in workload.category_allowances)
    if share >= 1:
        raise ProblemsError(
            [ALL_SUPPORT.found("category_allowances", percent=f"{100 * share:.1f}").at(_INPUT)]
        )
    factor = 1 / (1 - share)
    individual = sum(a.persons * a.minutes_per_year for a in workload.individual_allowances) / available
    required = sum(need.staff for need in needs) * factor + individual
    current = workload.current_htv
    return WisnResult(
        available_hours=available / 60,
        activities=needs,
        category_allowance_share=share,
        category_allowance_factor=factor,
        individual_allowance_factor=individual,
        required_htv=required,
        current_htv=current,
        difference=None if current is None else current - required,
        ratio=None if current is None or required == 0 else current / required,
    )


def _need(activity: Activity, available: float) -> ActivityNeed:
    standard = available / activity.minutes_each
    return ActivityNeed(activity.name, standard, activity.per_year / standard)


_SHARES: dict[Per, Callable[[float, WorkingTime], float]] = {
    "day": lambda minutes, time: minutes / time.minutes_per_day,
    "week": lambda minutes, time: minutes / (time.days_per_week * time.minutes_per_day),
    "month": lambda minutes, time: minutes * 12 / time.available_minutes,
    "year": lambda minutes, time: minutes / time.available_minutes,
}


def _share(allowance: CategoryAllowance, time: WorkingTime) -> float:
    return _SHARES[allowance.per](allowance.minutes, time)


def _amounts(workload: Workload) -> dict[tuple[str, ...], float]:
    time = workload.time
    amounts: dict[tuple[str, ...], float] = {
        ("time", name): getattr(time, name)
        for name in ("possible_days", "public_holidays", "annual_leave", "sick_leave", "other")
    }
    for activity in workload.activities:
        amounts["activities", activity.name, "per_year"] = activity.per_year
    for allowance in workload.category_allowances:
        amounts["category_allowances", allowance.name, "minutes"] = allowance.minutes
    for extra in workload.individual_allowances:
        amounts["individual_allowances", extra.name, "persons"] = extra.persons
        amounts["individual_allowances", extra.name, "minutes_per_year"] = extra.minutes_per_year
    if workload.current_htv is not None:
        amounts["current_htv",] = workload.current_htv
    return amounts


def _problems(workload: Workload) -> list[Problem]:
    found = [
        NEGATIVE.found(*spot, amount=f"{amount:g}")
        for spot, amount in _amounts(workload).items()
        if not amount >= 0
    ]
    time = workload.time
    if not (time.available_days > 0 and time.minutes_per_day > 0 and time.days_per_week > 0):
        days, minutes = f"{time.available_days:g}", f"{time.minutes_per_day:g}"
        found.append(NO_TIME.found("time", days=days, minutes=minutes))
    found += [
        TIMELESS.found("activities", activity.name, "minutes_each", minutes=f"{activity.minutes_each:g}")
        for activity in workload.activities
        if not activity.minutes_each > 0
    ]
    return [one.at(_INPUT) for one in found]
