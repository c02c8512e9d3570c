"""A workbook's cells as text, read as if somebody wanted to do harm: limits first, formulas as their values."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from mallipaja.errors import Problem, Rule
from mallipaja.exchange.xlsform import rules

MOST_BYTES = 5_000_000
MOST_UNPACKED = 40_000_000
MOST_FILES = 500
MOST_RATIO = 300
"""A zip bomb is packed a thousand times denser than it says; cells of a sheet are packed ten to thirty times."""
MOST_ROWS = 5_000
MOST_COLUMNS = 200
SURVEY, CHOICES, SETTINGS, OWN = "survey", "choices", "settings", "mallipaja"
READ = (SURVEY, CHOICES, SETTINGS, OWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its 1-based number in Excel, and text by the 0-based number of the column."""

    number: int
    cells: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the names of its columns by number, and its rows that are not empty."""

    name: str
    columns: Mapping[int, str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets that make a survey, by their names in small letters, and the names of the others."""

    sheets: Mapping[str, Sheet]
    others: tuple[str, ...]


def cell_name(column: int, row: int) -> str:
    """A cell as Excel names it: (2, 12) is C12."""
    return f"{get_column_letter(column + 1)}{row}"


def read_book(content: bytes, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    """The sheets of a workbook, or everything that keeps it from being read. Never raises.

    Parameters
    ----------
    content : the file's bytes.
    name : what the file is called in problems.
    """
    danger = _danger(content)
    if danger is not None:
        return None, (danger.found(most_mb=MOST_UNPACKED // 1_000_000).at(name),)
    try:
        return _read(content, name)
    except Exception:
        # openpyxl raises whatever it meets in a file that is not as it should be
        return None, (rules.DAMAGED.found().at(name),)


def _danger(content: bytes) -> Rule | None:
    """Why the file is not to be opened; ``None`` when it may be."""
    if len(content) > MOST_BYTES:
        return rules.DANGEROUS
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            dense = unpacked > 1_000_000 and unpacked > MOST_RATIO * len(content)
            if len(entries) > MOST_FILES or unpacked > MOST_UNPACKED or dense:
                return rules.DANGEROUS
            if "[Content_Types].xml" not in archive.namelist():
                return rules.NOT_A_WORKBOOK
            return next((rule for entry in entries if (rule := _entry_danger(archive, entry))), None)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return rules.NOT_A_WORKBOOK


def _entry_danger(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Rule | None:
    with archive.open(entry) as member:
        # what an entry says of its size may be a lie: never read past it
        text = member.read(entry.file_size + 1)
    if len(text) != entry.file_size:
        return rules.DAMAGED
    # office programs never write one; entities that multiply need it
    return rules.DANGEROUS if b"<!DOCTYPE" in text or b"<!ENTITY" in text else None


def _read(content: bytes, name: str) -> tuple[Book | None, tuple[Problem, ...]]:
    values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    titles = {sheet.title.strip().lower(): sheet.title for sheet in values.worksheets}
    problems: list[Problem] = []
    sheets: dict[str, Sheet] = {}
    for key in READ:
        if key in titles:
            found = _sheet(key, values[titles[key]].iter_rows, name)
            sheets[key] = found[0]
            problems += found[1]
    others = tuple(title for key, title in titles.items() if key not in READ)
    values.close()
    if _has_formulas(content):
        problems += _lost_values(content, {titles[key]: sheets[key] for key in sheets}, name)
    return Book(sheets, others), tuple(problems)


def _sheet(key: str, rows: Any, name: str) -> tuple[Sheet, list[Problem]]:
    problems: list[Problem] = []
    columns: dict[int, str] = {}
    lines: list[Line] = []
    for number, row in enumerate(rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1), 1):
        cells = {place: cell for place, cell in enumerate(row) if cell.value not in (None, "")}
        if number > MOST_ROWS + 1 or MOST_COLUMNS in cells:
            told = rules.TOO_MANY_ROWS.found(key, sheet=key, most=MOST_ROWS, columns=MOST_COLUMNS)
            problems.append(told.at(name, number))
            break
        texts = {place: as_text(cell.value) for place, cell in cells.items()}
        problems += _errors(cells, key, number, name)
        if not columns:
            columns = {place: text.strip() for place, text in texts.items() if text.strip()}
        elif any(text.strip() for text in texts.values()):
            lines.append(Line(number, texts))
    return Sheet(key, columns, tuple(lines)), problems


def _errors(cells: Mapping[int, Any], key: str, number: int, name: str) -> Iterator[Problem]:
    for place, cell in cells.items():
        if cell.data_type == "e":
            where = f"{key}!{cell_name(place, number)}"
            yield rules.CELL_ERROR.found(where, value=as_text(cell.value)[:20]).at(name, number)


def as_text(value: Any) -> str:
    """A cell's value as the text it stands for: 5.0 is 5, a day is 2026-11-22, true is TRUE."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # Excel keeps every number as a binary fraction: the shortest text that means it is what was typed
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, datetime):
        whole = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if whole else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = (one for one in archive.namelist() if one.startswith("xl/worksheets/"))
        return any(b"<f>" in text or b"<f " in text for text in map(archive.read, sheets))


def _lost_values(content: bytes, sheets: Mapping[str, Sheet], name: str) -> Iterable[Problem]:
    """Formulas that no program has worked out: what they show is not in the file."""
    written = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    for title, sheet in sheets.items():
        known = {line.number: line.cells for line in sheet.lines}
        rows = written[title].iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if cell.data_type == "f" and place in sheet.columns and place not in known.get(number, {}):
                    where = f"{sheet.name}!{cell_name(place, number)}"
                    yield rules.FORMULA.found(where).at(name, number)
    written.close()
