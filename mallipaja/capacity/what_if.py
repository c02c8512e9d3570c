"""What would change: more clients, shorter meetings, fewer absences, a vacancy filled or lost, one more nurse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mallipaja.capacity.rules import NOT_BELOW_ZERO
from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.wisn import WisnResult, Workload, wisn
from mallipaja.errors import ProblemsError
from mallipaja.survey.given import NOT_ANSWERED, Given, Known, mapped


@dataclass(frozen=True, slots=True)
class Step:
    """What is different from today; as it stands, nothing is.

    ``volumes`` and ``unit_times`` multiply those of every activity; ``absence_days`` are added to the sick leave of
    a year (fewer are negative); ``staff_htv`` is added to the present staff: 1.0 for a vacancy filled, -1.0 for one
    lost.
    """

    volumes: float = 1.0
    unit_times: float = 1.0
    absence_days: float = 0.0
    staff_htv: float = 0.0


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The result today and after the step."""

    today: WisnResult
    then: WisnResult

    @property
    def required_htv(self) -> float:
        """By how much the requirement changes, person-years."""
        return self.then.required_htv - self.today.required_htv


@dataclass(frozen=True, slots=True)
class OneMore:
    """What ``htv`` more of a profession brings: ``client_hours_per_year``, left after supporting work, and how often
    more each activity could be done with all of them, by name and times a year."""

    htv: float
    client_hours_per_year: float
    times_per_year: tuple[tuple[str, float], ...]
    then: WisnResult


@dataclass(frozen=True, slots=True)
class StaffStep:
    """Client hours a week of a unit's profession today, and with ``persons`` more (or fewer) of them.

    Each new person is taken to have as many client hours as those of today have on average. What is not known today
    is not known then, with the same reason.
    """

    persons: float
    hours_today: Given[float]
    hours_then: Given[float]


def changed(workload: Workload, step: Step) -> Workload:
    """The workload after the step.

    Raises
    ------
    ProblemsError : a factor, the sick leave or the staff would be under zero.
    """
    time = replace(workload.time, sick_leave=workload.time.sick_leave + step.absence_days)
    current = None if workload.current_htv is None else workload.current_htv + step.staff_htv
    for name, amount in (
        ("volumes", step.volumes),
        ("unit_times", step.unit_times),
        ("absence_days", time.sick_leave),
        ("staff_htv", current or 0.0),
    ):
        if not amount >= 0:
            raise ProblemsError([NOT_BELOW_ZERO.found(name, amount=f"{amount:g}").at("step")])
    activities = tuple(
        replace(one, per_year=one.per_year * step.volumes, minutes_each=one.minutes_each * step.unit_times)
        for one in workload.activities
    )
    return replace(workload, time=time, activities=activities, current_htv=current)


def what_if(workload: Workload, step: Step) -> WhatIf:
    """The result today and after the step.

    Raises
    ------
    ProblemsError : as `changed` and `wisn.wisn`.
    """
    return WhatIf(wisn(workload), wisn(changed(workload, step)))


def one_more(workload: Workload, htv: float = 1.0) -> OneMore:
    """What one more of the profession changes, or a part of one."""
    then = what_if(workload, Step(staff_htv=htv)).then
    hours = htv * then.available_hours * (1 - then.category_allowance_share)
    times = tuple((one.name, hours * 60 / one.minutes_each) for one in workload.activities)
    return OneMore(htv, hours, times, then)


def staff_step(row: SupplyRow, persons: float) -> StaffStep:
    """Client hours a week with ``persons`` more, -1 for one fewer; for sites that have hours but no volumes.

    Raises
    ------
    ProblemsError : there would be fewer than no persons.
    """
    hours, heads = row.client_hours_per_week, row.headcount
    if not (isinstance(hours, Known) and isinstance(heads, Known)):
        return StaffStep(persons, hours, heads if isinstance(hours, Known) else hours)
    then = heads.value + persons
    if then < 0:
        raise ProblemsError([NOT_BELOW_ZERO.found("persons", amount=f"{then:g}").at("step")])
    each = hours.value / heads.value if heads.value else None
    return StaffStep(persons, hours, NOT_ANSWERED if each is None else mapped(hours, lambda _: each * then))
