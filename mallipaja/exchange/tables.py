"""Tables of a bundle as CSV: comma, UTF-8, a header, CRLF (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from mallipaja.errors import Problem
from mallipaja.exchange import bundle_rules as rules
from mallipaja.exchange.archive import MOST_BYTES
from mallipaja.exchange.cells import CellError, from_text, to_text
from mallipaja.store.shapes import ColumnShape, TableShape

Row: TypeAlias = Mapping[str, Any]


def write_table(columns: Sequence[ColumnShape], rows: Iterable[Row]) -> bytes:
    """The rows as CSV."""
    target = io.StringIO(newline="")
    # with this end of line a carriage return inside a cell is quoted too
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([to_text(column, row[column.name]) for column in columns])
    return target.getvalue().encode()


def read_table(
    path: str, columns: Sequence[ColumnShape], content: bytes
) -> tuple[list[tuple[int, Row]], list[Problem]]:
    """The rows of a CSV file with their line numbers, and everything that is wrong with it.

    A column with a default that is not there has come after the file was written: it has its default in every row.
    """
    csv.field_size_limit(MOST_BYTES)
    try:
        reader = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
        header = next(reader, [])
        problems = _header_problems(path, columns, header)
        if problems:
            return [], problems
        by_name = {column.name: column for column in columns}
        later = {one.name: one.default for one in columns if one.default is not None}
        rows: list[tuple[int, Row]] = []
        for cells in reader:
            line = reader.line_num
            if len(cells) != len(header):
                problems.append(rules.WRONG_WIDTH.found(count=len(cells), wanted=len(header)).at(path, line))
                continue
            row, wrong = _row(path, line, [by_name[name] for name in header], cells)
            problems += wrong
            rows.append((line, {**later, **row}))
        return rows, problems
    except UnicodeDecodeError:
        return [], [rules.NOT_UTF8.found().at(path)]
    except csv.Error:
        return [], [rules.NOT_A_TABLE.found().at(path, reader.line_num)]


def not_unique(path: str, shape: TableShape, rows: Sequence[tuple[int, Row]]) -> list[Problem]:
    """Rows that say again what only one row may say."""
    found = []
    for unique in shape.unique:
        first: dict[tuple[Any, ...], int] = {}
        for line, row in rows:
            key = tuple(row.get(name) for name in unique.columns)
            if None in key or (unique.live and row.get("deleted_at") is not None):
                continue
            if key in first:
                told = rules.NOT_UNIQUE.found(first=first[key], columns=", ".join(unique.columns))
                found.append(told.at(path, line))
            first.setdefault(key, line)
    return found


def _header_problems(path: str, columns: Sequence[ColumnShape], header: Sequence[str]) -> list[Problem]:
    wanted = [column.name for column in columns]
    allowed = ", ".join(wanted)
    unknown = [name for name in header if name not in wanted]
    missing = [one.name for one in columns if one.name not in header and one.default is None]
    found = [rules.UNKNOWN_COLUMN.found(name=name[:60], allowed=allowed) for name in unknown]
    found += [rules.MISSING_COLUMN.found(name=name) for name in missing]
    found += [rules.REPEATED_COLUMN.found(name=name) for name in wanted if header.count(name) > 1]
    return [one.at(path, 1) for one in found]


def _row(
    path: str, line: int, columns: Sequence[ColumnShape], cells: Sequence[str]
) -> tuple[Row, list[Problem]]:
    row, problems = {}, []
    for column, cell in zip(columns, cells, strict=True):
        try:
            row[column.name] = from_text(column, cell)
        except CellError as error:
            problems.append(error.rule.found(column.name, **error.values).at(path, line))
    return row, problems
