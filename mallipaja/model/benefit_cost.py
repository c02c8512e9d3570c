"""What the unemployment benefits of people cost their municipality in a year, by the days they have been paid.

For each band of benefit days: people × benefit days in a year × daily amount × the municipality's share of the step the
days are in. The shares come from a dated table with sources (`reference_data/benefit_share.yaml`). This is arithmetic on
what was given: it says nothing of what a service changes, and nobody moves from band to band during the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mallipaja.catalogue.reference import ShareRule, ShareStep
from mallipaja.errors import Finding
from mallipaja.model.benefit_rules import (
    BANDS_OVERLAP,
    CROSSES_STEP,
    NO_PEOPLE,
    NOT_A_BAND,
    NOT_A_RANGE,
    OUT_OF_DAYS,
)

Range = tuple[float, float]
"""The lowest and the highest a figure may be; the same twice where it is sure."""

MOST_DAYS = 366
MOST_EUR = 1_000
_FIGURE = r"([0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,7})(?:[.,]([0-9]{1,2}))?"
_PEOPLE = re.compile(rf"\s*{_FIGURE}(?:\s*(?:[-–—…]|\.\.+)\s*{_FIGURE})?\s*")
_BAND = re.compile(r"\s*([0-9]{1,6})\s*(?:([-–+])\s*([0-9]{1,6})?)?\s*")


@dataclass(frozen=True, slots=True)
class Terms:
    """What one person's year costs: the rules, benefit days in a year, and the daily amount in euros."""

    rule: ShareRule
    days_per_year: float
    daily_amount_eur: float


@dataclass(frozen=True, slots=True)
class BandCost:
    """One band: its days (``to_day`` absent for an open end), the step it lies in, people and euros a year."""

    band: str
    from_day: int
    to_day: int | None
    step: ShareStep
    people: Range
    eur_per_year: Range


@dataclass(frozen=True, slots=True)
class BenefitCost:
    """Every band and their sums. ``verified`` is false when nobody has read one of the steps in its source."""

    bands: tuple[BandCost, ...]
    people: Range
    eur_per_year: Range
    verified: bool


def people_of(text: str) -> Range | None:
    """A number of people as it is typed: ``12`` or, where it is not sure, ``10–20``; ``None`` for anything else."""
    met = _PEOPLE.fullmatch(text)
    if met is None:
        return None
    low, low_part, high, high_part = met.groups()
    least = _figure(low, low_part)
    most = _figure(high, high_part) if high else least
    return (least, most) if least <= most else None


def step_of(rule: ShareRule, day: int) -> ShareStep:
    """The step a benefit day is in.

    Raises
    ------
    ValueError
        When no step has the day; days run from 1.
    """
    for step in rule.steps:
        if step.from_day <= day and (step.to_day is None or day <= step.to_day):
            return step
    raise ValueError(f"no step has day {day}")


def benefit_cost(terms: Terms, people: Mapping[str, Range]) -> BenefitCost:
    """The cost of a year. ``findings`` of the same values tells what cannot be calculated.

    Parameters
    ----------
    people : persons by band of benefit days (``101-200``, ``701-``, ``701+``, ``300``).

    Raises
    ------
    ValueError
        When a band is none.
    """
    bands = tuple(_band_cost(terms, band, number) for band, number in people.items())
    return BenefitCost(
        bands,
        _sum([one.people for one in bands]),
        _sum([one.eur_per_year for one in bands]),
        all(one.step.verified for one in bands),
    )


def difference(before: BenefitCost, after: BenefitCost) -> Range:
    """What ``after`` costs more (less: negative) in a year, at the least and at the most.

    A band that is the same in both makes no difference, however unsure its number is; the ranges of a band that is not
    are taken as independent, so this is the widest difference they allow.
    """
    old = {one.band: one for one in before.bands}
    new = {one.band: one for one in after.bands}
    changes = [_change(old.get(band), new.get(band)) for band in {**old, **new}]
    return _sum(changes)


def findings(terms: Terms, people: Mapping[str, Range], key: str = "people") -> tuple[Finding, ...]:
    """What is wrong with the numbers of people and their bands; ``key`` is where they are in the file."""
    return tuple(_band_findings(terms, people, key))


def term_findings(terms: Terms) -> tuple[Finding, ...]:
    """What is wrong with the days and the amount."""
    found = []
    for name, value, most in (
        ("days_per_year", terms.days_per_year, MOST_DAYS),
        ("daily_amount_eur", terms.daily_amount_eur, MOST_EUR),
    ):
        if not 0 < value <= most:
            found.append(OUT_OF_DAYS.found(name, value=f"{value:g}", least=0, most=most))
    return tuple(found)


def days_of(band: str) -> tuple[int, int | None] | None:
    """First and last day of a band, the last absent for an open end; ``None`` when it is not one."""
    met = _BAND.fullmatch(band)
    if met is None:
        return None
    first, mark, last = met.groups()
    if mark == "+" and last:
        return None
    start = int(first)
    end = int(last) if last else None if mark else start
    return (start, end) if start >= 1 and (end is None or end >= start) else None


def _band_findings(terms: Terms, people: Mapping[str, Range], key: str) -> Iterator[Finding]:
    if not people:
        yield NO_PEOPLE.found(key)
    met: list[tuple[str, int, int | None]] = []
    for band, (low, high) in people.items():
        if low < 0 or high < low:
            yield NOT_A_RANGE.found(key, band, low=f"{low:g}", high=f"{high:g}")
        days = days_of(band)
        if days is None:
            yield NOT_A_BAND.found(key, band, band=band)
            continue
        if not _in_one_step(terms.rule, *days):
            allowed = ", ".join(step_name(step) for step in terms.rule.steps)
            yield CROSSES_STEP.found(key, band, band=band, allowed=allowed)
        for other, start, end in met:
            if days[0] <= _last(end) and start <= _last(days[1]):
                yield BANDS_OVERLAP.found(key, band, band=band, other=other)
        met.append((band, *days))


def step_name(step: ShareStep) -> str:
    """A step's days as a band is written: ``101-200``, ``701-``."""
    return f"{step.from_day}-{'' if step.to_day is None else step.to_day}"


def _in_one_step(rule: ShareRule, start: int, end: int | None) -> bool:
    step = step_of(rule, start)
    return step.to_day is None or (end is not None and end <= step.to_day)


def _last(day: int | None) -> float:
    return float("inf") if day is None else day


def _band_cost(terms: Terms, band: str, people: Range) -> BandCost:
    days = days_of(band)
    if days is None:
        raise ValueError(f"'{band}' is not a range of days")
    step = step_of(terms.rule, days[0])
    each = terms.days_per_year * terms.daily_amount_eur * step.percent / 100
    return BandCost(band, *days, step, people, (people[0] * each, people[1] * each))


def _figure(whole: str, part: str | None) -> float:
    return float("".join(char for char in whole if char.isdigit()) + (f".{part}" if part else ""))


def _change(before: BandCost | None, after: BandCost | None) -> Range:
    if before and after and before.people == after.people:
        return 0.0, 0.0
    was = before.eur_per_year if before else (0.0, 0.0)
    now = after.eur_per_year if after else (0.0, 0.0)
    return now[0] - was[1], now[1] - was[0]


def _sum(ranges: Sequence[Range]) -> Range:
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)
