"""WISN, the WHO's workload indicators of staffing need, on workloads a site has recorded.

Source: WHO, *Workload indicators of staffing need: user's manual* (2010; 2nd ed. 2023). It measures present
workload against agreed unit times, not unmet need. Times are minutes; results keep their fractions and are
rounded on display.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from mallipaja.capacity.rules import ALL_SUPPORT, NEGATIVE, NO_TIME, TIMELESS, TOO_MUCH
from mallipaja.errors import Finding, ProblemsError, Spot

_INPUT = "workload"
_YEAR_DAYS, _WEEK_DAYS, _DAY_MINUTES = 366, 7, 24 * 60
_LEAST = 1e-6
"""Days and minutes under this are none: what is divided by them would be past any number."""
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
        Everything `findings` has to say.
    """
    found = findings(workload)
    if found:
        raise ProblemsError(worded(one).at(_INPUT) for one in found)
    available = workload.time.available_minutes
    needs = tuple(_need(activity, available) for activity in workload.activities)
    share = sum(share_of(allowance, workload.time) for allowance in workload.category_allowances)
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


def findings(workload: Workload) -> tuple[Finding, ...]:
    """Why the required staff of a workload cannot be calculated; () when it can.

    ``WISN_001`` an amount is negative; ``WISN_002`` no working time is left; ``WISN_003`` an activity takes no
    time; ``WISN_004`` supporting work takes all working time or more; ``WISN_005`` a day, week or year is longer
    than one, or an additional task takes more than a person's whole year. Spots are the fields of `Workload`;
    minutes are the unit of the amounts of the fields called so.
    """
    found = [*_negative(workload), *_too_much(workload), *_timeless(workload)]
    if found:
        return tuple(found)
    without_time = _no_time(workload.time)
    return (without_time,) if without_time else (*_overlong(workload), *_all_support(workload))


def worded(finding: Finding, unit: float = 1) -> Finding:
    """The finding with its amounts as texts of at most two decimals, counted in ``unit`` (60: minutes as
    hours)."""
    units = {"amount": unit, "most": unit}
    values = {
        name: _shown(value / units.get(name, 1)) if isinstance(value, int | float) else value
        for name, value in finding.values.items()
    }
    return Finding(finding.rule, finding.spot, values)


def _shown(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def share_of(allowance: CategoryAllowance, time: WorkingTime) -> float:
    """The share of working time a supporting task takes, 0-1 (more than 1 when it cannot be)."""
    return _SHARES[allowance.per](allowance.minutes, time)


_SHARES: dict[Per, Callable[[float, WorkingTime], float]] = {
    "day": lambda minutes, time: minutes / time.minutes_per_day,
    "week": lambda minutes, time: minutes / (time.days_per_week * time.minutes_per_day),
    "month": lambda minutes, time: minutes * 12 / time.available_minutes,
    "year": lambda minutes, time: minutes / time.available_minutes,
}


def _need(activity: Activity, available: float) -> ActivityNeed:
    standard = available / activity.minutes_each
    return ActivityNeed(activity.name, standard, activity.per_year / standard)


def amounts(workload: Workload) -> Iterator[tuple[Spot, float]]:
    """Every number of a workload with its place; a current staff that is not known is not there."""
    time = workload.time
    days = ("possible_days", *_ABSENCES, "minutes_per_day", "days_per_week")
    yield from ((("time", name), getattr(time, name)) for name in days)
    for position, activity in enumerate(workload.activities):
        yield ("activities", position, "per_year"), activity.per_year
        yield ("activities", position, "minutes_each"), activity.minutes_each
    for position, allowance in enumerate(workload.category_allowances):
        yield ("category_allowances", position, "minutes"), allowance.minutes
    for position, extra in enumerate(workload.individual_allowances):
        yield ("individual_allowances", position, "persons"), extra.persons
        yield ("individual_allowances", position, "minutes_per_year"), extra.minutes_per_year
    if workload.current_htv is not None:
        yield ("current_htv",), workload.current_htv


_ABSENCES = ("public_holidays", "annual_leave", "sick_leave", "other")


def _negative(workload: Workload) -> Iterator[Finding]:
    for spot, amount in amounts(workload):
        if not amount >= 0:
            yield NEGATIVE.found(*spot, amount=amount)


def _too_much(workload: Workload) -> Iterator[Finding]:
    limits = {"possible_days": _YEAR_DAYS, "days_per_week": _WEEK_DAYS, "minutes_per_day": _DAY_MINUTES}
    for name, most in limits.items():
        amount = getattr(workload.time, name)
        if amount > most:
            yield TOO_MUCH.found("time", name, amount=amount, most=most)


def _timeless(workload: Workload) -> Iterator[Finding]:
    for position, activity in enumerate(workload.activities):
        if 0 <= activity.minutes_each < _LEAST:
            yield TIMELESS.found("activities", position, "minutes_each")


def _no_time(time: WorkingTime) -> Finding | None:
    """Nothing left of the year; the spot is the one number that alone explains it, if there is one."""
    if min(time.available_days, time.minutes_per_day, time.days_per_week) >= _LEAST:
        return None
    alone = [name for name in _ABSENCES if getattr(time, name) >= time.possible_days > 0]
    empty = [
        name for name in ("possible_days", "minutes_per_day", "days_per_week") if getattr(time, name) < _LEAST
    ]
    spot = ("time", *(empty or alone)[:1])
    return NO_TIME.found(*spot, days=time.available_days, hours=time.minutes_per_day / 60)


def _overlong(workload: Workload) -> Iterator[Finding]:
    most = workload.time.available_minutes
    for position, extra in enumerate(workload.individual_allowances):
        if extra.minutes_per_year > most:
            spot = ("individual_allowances", position, "minutes_per_year")
            yield TOO_MUCH.found(*spot, amount=extra.minutes_per_year, most=most)


def _all_support(workload: Workload) -> Iterator[Finding]:
    shares = [share_of(allowance, workload.time) for allowance in workload.category_allowances]
    if sum(shares) >= 1:
        alone = [position for position, share in enumerate(shares) if share >= 1]
        yield ALL_SUPPORT.found("category_allowances", *alone[:1], percent=100 * sum(shares))
