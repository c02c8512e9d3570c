"""Staff per unit and profession, as the units gave it (K3-K9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.given import NOT_ANSWERED, Facts, Given, Known, Missing, Said
from mallipaja.survey.units import OfUnit, UnitInfo, served_pilots

FULL_WEEK_HOURS = 40.0
"""The longest ordinary full-time week (Working Hours Act 872/2019, section 5); most agreements have less."""


@dataclass(frozen=True, slots=True)
class SupplyRow(OfUnit):
    """One profession in one unit, for work-ability support only.

    Attributes
    ----------
    unit, unit_name, organisation, organisation_name, sector, actor : whose staff.
    pilots : pilots the unit serves.
    profession : profession code; "" when the unit has not said which professions take part, or said that none
        does (see `takes_part`).
    headcount : persons.
    htv : person-years used for work-ability support this year.
    client_hours_per_week : hours a week really in client work, the whole profession together.
    vacancies : unfilled posts. vacant_since : ISO date of the oldest.
    temporary_percent : share of the input that is temporary or project-funded, 0-100. temporary_until : ISO
        date.
    caseload : clients at one time per worker.
    """

    pilots: tuple[str, ...]
    profession: str
    headcount: Given[float]
    htv: Given[float]
    client_hours_per_week: Given[float]
    vacancies: Given[float]
    vacant_since: Given[str]
    temporary_percent: Given[float]
    temporary_until: Given[str]
    caseload: Given[float]

    @property
    def takes_part(self) -> bool:
        """False when the unit said that no profession of it does this work."""
        return bool(self.profession) or self.headcount != Known(0.0)


def supply(units: Iterable[UnitInfo], said: Said) -> tuple[SupplyRow, ...]:
    """What each unit has, by profession.

    Parameters
    ----------
    units : every unit that should have answered; pilots as set up, overridden by the unit's own answer.
    said : what the units said; see `survey.given.Said`.

    Returns
    -------
    Rows by unit and profession in the order given. A unit that has not answered has one row with profession
    "" and nothing known; a unit that cannot say has its reason in every value; a unit that said no profession
    takes part has one row of known zeros.
    """
    facts = Facts.of(said)
    rows: list[SupplyRow] = []
    for unit in served_pilots(units, facts.of_feed("unit.pilots")):
        professions = facts.codes("capacity.professions", unit.id)
        if isinstance(professions, Known) and professions.value:
            rows += [_row(unit, facts, profession) for profession in professions.value]
        elif isinstance(professions, Known):
            rows.append(_same(unit, Known(0.0)))
        else:
            rows.append(_same(unit, professions))
    return tuple(rows)


def beyond_htv(rows: Iterable[SupplyRow]) -> tuple[SupplyRow, ...]:
    """The rows whose client hours a week do not fit into their person-years: one of the two has been misunderstood.

    Only rows that have told both can be among them; a person-year is taken as `FULL_WEEK_HOURS` a week.
    """
    return tuple(
        row
        for row in rows
        if isinstance(row.htv, Known)
        and isinstance(row.client_hours_per_week, Known)
        and row.client_hours_per_week.value > row.htv.value * FULL_WEEK_HOURS
    )


def _row(unit: UnitInfo, facts: Facts, profession: str) -> SupplyRow:
    def number(feed: str) -> Given[float]:
        return facts.number(feed, unit.id, row=profession)

    return SupplyRow(
        **unit.own,
        pilots=unit.pilots,
        profession=profession,
        headcount=number("capacity.headcount"),
        htv=number("capacity.htv"),
        client_hours_per_week=number("capacity.client_hours_per_week"),
        vacancies=number("capacity.vacancies"),
        vacant_since=facts.code("capacity.vacant_since", unit.id, row=profession),
        temporary_percent=number("capacity.temporary_percent"),
        temporary_until=facts.code("capacity.temporary_until", unit.id, row=profession),
        caseload=number("capacity.caseload"),
    )


def _same(unit: UnitInfo, given: Known[float] | Missing | object) -> SupplyRow:
    """A row in which every amount is the same known zero or the same lack of an answer."""
    amount: Given[float] = given if isinstance(given, Known | Missing) else NOT_ANSWERED
    nothing: Given[str] = given if isinstance(given, Missing) else NOT_ANSWERED
    detail: Given[float] = nothing if isinstance(nothing, Missing) else NOT_ANSWERED
    return SupplyRow(
        **unit.own,
        pilots=unit.pilots,
        profession="",
        headcount=amount,
        htv=amount,
        client_hours_per_week=amount,
        vacancies=amount,
        vacant_since=nothing,
        temporary_percent=detail,
        temporary_until=nothing,
        caseload=detail,
    )
