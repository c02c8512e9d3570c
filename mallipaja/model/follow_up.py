"""Monthly counts of a pilot's own service: reading a pasted table, and putting pilots side by side.

A month nobody has counted is not known; it is never zero, and no sum hides how many months it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mallipaja.catalogue.reference import FollowUpMeasure
from mallipaja.catalogue.shape import listed, nearest
from mallipaja.errors import Finding
from mallipaja.model.follow_up_rules import (
    LATER_MONTH,
    MORE_THAN_WHOLE,
    NO_TABLE,
    NOT_A_COUNT,
    TWICE,
    UNKNOWN_MEASURE,
    UNKNOWN_MONTH,
)

MOST = 100_000
_MONTHS = (
    ("tammi", "januari", "jan"), ("helmi", "februari", "feb"), ("maalis", "mars", "mar"), ("huhti", "april", "apr"),
    ("touko", "maj", "may"), ("kesä", "juni", "jun"), ("heinä", "juli", "jul"), ("elo", "augusti", "aug"),
    ("syys", "september", "sep"), ("loka", "oktober", "oct"), ("marras", "november", "nov"),
    ("joulu", "december", "dec"),
)  # fmt: skip
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{4})|(\d{4})-(\d{1,2})(?:-\d{1,2})?")
_NAMED = re.compile(r"([a-zåäö]+)\.?\s+(\d{4})")
_NOTHING = {"", "-", "–", "—", "?"}


@dataclass(frozen=True, slots=True)
class Count:
    """One measure of one month (its first day) in one pilot."""

    pilot: str
    measure: str
    month: date
    value: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A measure of a pilot over its counted months.

    ``total`` is the sum, of days the mean over the months; ``None`` when no month has been counted. ``months``
    is how many have, ``first`` and ``last`` the first and the last of them.
    """

    pilot: str
    measure: str
    total: float | None
    months: int
    first: date | None
    last: date | None


def month_of(text: str) -> date | None:
    """The first day of a month as people write it, in numbers or in Finnish, Swedish or English; else ``None``."""
    tidy = text.strip().casefold()
    met = _NUMERIC.fullmatch(tidy)
    if met:
        month, year = (met[1], met[2]) if met[1] else (met[4], met[3])
        return _first(int(year), int(month))
    named = _NAMED.fullmatch(tidy)
    if named is None:
        return None
    number = next(
        (place for place, names in enumerate(_MONTHS, 1) if any(named[1].startswith(one) for one in names)), 0
    )
    return _first(int(named[2]), number)


def read_table(
    text: str, measures: Sequence[FollowUpMeasure], language: str, today: date
) -> tuple[dict[tuple[str, date], float], tuple[Finding, ...]]:
    """Counts from cells copied out of a spreadsheet.

    Parameters
    ----------
    text : rows on lines, cells apart by tabs or semicolons; months in the first row and measures in the first
        column, or the other way round. Empty cells and dashes say that nobody has counted.
    measures : what is counted; headings are their labels in any language, or their keys.
    language : of the headings the findings name.

    Returns
    -------
    Value by (measure, month) and everything that is wrong. With findings the values are what could be read.
    """
    rows = [[cell.strip() for cell in re.split(r"[\t;]", line)] for line in text.splitlines() if line.strip()]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return {}, (NO_TABLE.found(),)
    if not any(month_of(cell) for cell in rows[0][1:]):
        rows = [list(column) for column in _turned(rows)]
    if not any(month_of(cell) for cell in rows[0][1:]):
        return {}, (NO_TABLE.found(),)
    return _read(rows, measures, language, today)


def findings(
    values: Mapping[tuple[str, date], float],
    measures: Sequence[FollowUpMeasure],
    language: str,
    today: date,
) -> tuple[Finding, ...]:
    """What cannot be in counts, however they were given."""
    return tuple(_whole_findings(values, {one.key: one for one in measures}, language, today))


def summaries(
    counts: Iterable[Count], pilots: Sequence[str], measures: Sequence[FollowUpMeasure]
) -> tuple[Summary, ...]:
    """Every pilot and measure, pilot by pilot."""
    by_place: dict[tuple[str, str], list[Count]] = {}
    for one in counts:
        by_place.setdefault((one.pilot, one.measure), []).append(one)
    return tuple(
        _summary(pilot, measure, by_place.get((pilot, measure.key), []))
        for pilot in pilots
        for measure in measures
    )


def _summary(pilot: str, measure: FollowUpMeasure, counts: list[Count]) -> Summary:
    months = sorted(one.month for one in counts)
    total = sum(one.value for one in counts) if counts else None
    if total is not None and measure.unit == "days":
        total /= len(counts)
    return Summary(
        pilot, measure.key, total, len(counts), months[0] if months else None, months[-1] if months else None
    )


def _first(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1 <= month <= 12 and 2000 <= year <= 2100 else None


def _turned(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    width = max(len(row) for row in rows)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    return iter(zip(*padded, strict=True))


def _read(
    rows: Sequence[Sequence[str]], measures: Sequence[FollowUpMeasure], language: str, today: date
) -> tuple[dict[tuple[str, date], float], tuple[Finding, ...]]:
    found: list[Finding] = []
    months = {place: month_of(cell) for place, cell in enumerate(rows[0]) if place and cell}
    found += [
        UNKNOWN_MONTH.found(1, place + 1, text=rows[0][place]) for place, at in months.items() if at is None
    ]
    names = {text.casefold(): one for one in measures for text in _names(one)}
    labels = [one.label.get(language) for one in measures]
    values: dict[tuple[str, date], float] = {}
    for number, row in enumerate(rows[1:], 2):
        measure = names.get(row[0].casefold())
        if measure is None:
            if row[0] or any(row):
                near = nearest(row[0], labels)
                found.append(UNKNOWN_MEASURE.found(number, 1, name=row[0], allowed=listed(labels), near=near))
            continue
        for place, month in months.items():
            text = row[place] if place < len(row) else ""
            if month is None or text in _NOTHING:
                continue
            value = _number(text, measure)
            if value is None:
                found.append(NOT_A_COUNT.found(number, place + 1, text=text, most=MOST))
            elif (measure.key, month) in values:
                name = measure.label.get(language)
                found.append(TWICE.found(number, place + 1, name=name, month=_shown(month)))
            else:
                values[measure.key, month] = value
    found += findings(values, measures, language, today)
    return values, tuple(found)


def _names(one: FollowUpMeasure) -> Iterator[str]:
    yield one.key
    yield from (text for text in (one.label.fi, one.label.sv, one.label.en) if text)


def _number(text: str, measure: FollowUpMeasure) -> float | None:
    plain = text.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not re.fullmatch(r"\d{1,9}(\.\d+)?", plain):
        return None
    value = float(plain)
    whole = measure.unit == "days" or value == int(value)
    return value if whole and value <= MOST else None


def _whole_findings(
    values: Mapping[tuple[str, date], float],
    measures: Mapping[str, FollowUpMeasure],
    language: str,
    today: date,
) -> Iterator[Finding]:
    for month in sorted({month for _, month in values}):
        if month > today:
            yield LATER_MONTH.found(month=_shown(month))
    for (key, month), value in values.items():
        measure = measures[key]
        whole = values.get((measure.part_of, month)) if measure.part_of else None
        if whole is not None and value > whole and measure.part_of:
            yield MORE_THAN_WHOLE.found(
                name=measure.label.get(language), month=_shown(month), value=f"{value:g}", most=f"{whole:g}",
                whole=measures[measure.part_of].label.get(language),
            )  # fmt: skip


def _shown(month: date) -> str:
    return f"{month.month}/{month.year}"
