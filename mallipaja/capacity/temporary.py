"""What of the staff is not there yet, or not for long: unfilled posts and temporary or project-funded work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mallipaja.capacity.supply import SupplyRow
from mallipaja.survey.given import Given, Known


@dataclass(frozen=True, slots=True)
class Spell:
    """``vacant``: ``amount`` posts unfilled since ``day``; ``money``: ``amount`` percent (0-100) of the work is temporary
    or project-funded until ``day``. ``day`` is ``None`` when it was not said."""

    kind: Literal["vacant", "money"]
    row: SupplyRow
    amount: float
    day: date | None


def spells(rows: Iterable[SupplyRow]) -> tuple[Spell, ...]:
    """Every unfilled post and every temporary share that is known and not zero: posts unfilled the longest first, then
    money that ends the soonest; those without a day last in each."""
    listed = list(rows)
    vacant = [
        Spell("vacant", row, row.vacancies.value, _day(row.vacant_since))
        for row in listed
        if isinstance(row.vacancies, Known) and row.vacancies.value > 0
    ]
    money = [
        Spell("money", row, row.temporary_percent.value, _day(row.temporary_until))
        for row in listed
        if isinstance(row.temporary_percent, Known) and row.temporary_percent.value > 0
    ]
    return tuple(one for group in (vacant, money) for one in sorted(group, key=_when))


def _when(spell: Spell) -> tuple[bool, date]:
    return spell.day is None, spell.day or date.max


def _day(given: Given[str]) -> date | None:
    if not isinstance(given, Known):
        return None
    try:
        return date.fromisoformat(given.value)
    except ValueError:
        return None
