"""Sums of staff by organisation, profession, sector or unit: over what is known, with counts of what is
not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mallipaja.capacity.supply import SupplyRow
from mallipaja.survey.given import Total, total

FEW = "*"
"""The key of professions that are told together, because one of them alone would be one person."""


@dataclass(frozen=True, slots=True)
class Group:
    """Totals of the rows with one key.

    ``key`` is an organisation, profession, sector, unit or pilot id ("" for a profession nobody has named);
    ``label`` is its name where the rows carry one, else "". ``units`` are the units behind it.
    """

    key: str
    label: str
    units: tuple[str, ...]
    headcount: Total
    htv: Total
    client_hours_per_week: Total
    vacancies: Total


def group(key: str, label: str, rows: Iterable[SupplyRow]) -> Group:
    """The totals of ``rows`` under one key."""
    listed = list(rows)
    return Group(
        key=key,
        label=label,
        units=tuple(dict.fromkeys(row.unit for row in listed)),
        headcount=total(row.headcount for row in listed),
        htv=total(row.htv for row in listed),
        client_hours_per_week=total(row.client_hours_per_week for row in listed),
        vacancies=total(row.vacancies for row in listed),
    )


def overall(rows: Iterable[SupplyRow]) -> Group:
    """The whole project (or whatever ``rows`` hold): every unit counted once, however many pilots it
    serves."""
    return group("", "", rows)


def by_organisation(rows: Iterable[SupplyRow]) -> tuple[Group, ...]:
    """Totals by employer, in the order first met; labels are the organisations' names."""
    return _grouped(rows, lambda row: (row.organisation, row.organisation_name))


def by_profession(rows: Iterable[SupplyRow]) -> tuple[Group, ...]:
    """Totals by profession code. Units that have not named their professions come last, under the key ""."""
    groups = _grouped((row for row in rows if row.takes_part), lambda row: (row.profession, ""))
    return tuple(sorted(groups, key=lambda g: g.key == ""))


def without_single_posts(rows: Iterable[SupplyRow]) -> tuple[Group, ...]:
    """Totals by profession as more than the pilot's own people may see them: none is of one person.

    Returns
    -------
    Professions of one person are under the key `FEW`, with the smallest other when they are one person in all; nothing
    when everybody there is is one person.
    """
    listed = [row for row in rows if row.takes_part]
    groups = by_profession(listed)
    alone = [one for one in groups if _is_one_person(one)]
    if not alone:
        return groups
    others = sorted((one for one in groups if one not in alone), key=_size)
    few = [*alone, *(others[:1] if len(alone) == 1 else ())]
    if len(few) == 1:
        return ()
    keys = {one.key for one in few}
    told = tuple(one for one in groups if one.key not in keys)
    return (*told, group(FEW, "", (row for row in listed if row.profession in keys)))


def of_more_than_one(rows: Sequence[SupplyRow]) -> Group | None:
    """The totals of all rows as more than the pilot's own people may see them; ``None`` when they are of one person."""
    alone = any(row.takes_part for row in rows) and not without_single_posts(rows)
    return None if alone else overall(rows)


def _is_one_person(one: Group) -> bool:
    return one.headcount.is_complete and one.headcount.value == 1


def _size(one: Group) -> tuple[bool, float]:
    """Its people; those whose number is not known, or who are none, last."""
    people = one.headcount.value or 0.0
    return (not people, people)


def by_sector(rows: Iterable[SupplyRow]) -> tuple[Group, ...]:
    """Totals by the sector of the unit."""
    return _grouped(rows, lambda row: (row.sector, ""))


def by_unit(rows: Iterable[SupplyRow]) -> tuple[Group, ...]:
    """Totals by unit; labels are the units' names."""
    return _grouped(rows, lambda row: (row.unit, row.unit_name))


def _grouped(rows: Iterable[SupplyRow], key: Callable[[SupplyRow], tuple[str, str]]) -> tuple[Group, ...]:
    groups: dict[str, list[SupplyRow]] = {}
    labels: dict[str, str] = {}
    for row in rows:
        name, label = key(row)
        groups.setdefault(name, []).append(row)
        labels.setdefault(name, label)
    return tuple(group(name, labels[name], members) for name, members in groups.items())
