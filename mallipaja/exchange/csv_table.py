"""A CSV file as lines of named cells, with every problem on its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mallipaja.catalogue import rules as file_rules
from mallipaja.catalogue.shape import listed, nearest
from mallipaja.errors import Finding, Problem
from mallipaja.exchange.text_cells import from_cell
from mallipaja.network import rules


@dataclass(slots=True)
class Table:
    """The lines of a table: their numbers, and their cells by column, without the spaces around them."""

    name: str
    semicolons: bool = False
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, finding: Finding) -> None:
        """A problem on a line of the table."""
        self.problems.append(finding.at(self.name, line))


def read_table(content: bytes, name: str, needed: Sequence[str], known: Sequence[str]) -> Table:
    """The table a file holds; ``needed`` columns are required, ``known`` are those that have a meaning.

    Never raises: what cannot be read is a problem of the table, and lines with one are left out.
    """
    table = Table(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        table.note(line, file_rules.NOT_UTF8.found(byte=f"0x{content[error.start]:02X}"))
        return table
    head = text.partition("\n")[0]
    table.semicolons = head.count(";") > head.count(",")
    lines = _lines(text, table)
    line, columns = next(lines, (1, []))
    missing = [column for column in needed if column not in columns]
    for column in missing:
        near = nearest(column, [other for other in columns if other not in known])
        table.note(line, rules.NO_COLUMN.found(column=column, near=near, allowed=listed(known)))
    for column in {column for column in columns if column and columns.count(column) > 1}:
        table.note(line, rules.SAME_COLUMN.found(column=column))
    if table.problems:
        return table
    for line, cells in lines:
        if len(cells) != len(columns):
            table.note(line, rules.WRONG_COUNT.found(count=len(cells), columns=len(columns)))
        else:
            table.rows.append((line, dict(zip(columns, cells, strict=True))))
    return table


def _lines(text: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Where each line starts that is not empty, and its cells."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if table.semicolons else ",", strict=True
    )
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, [from_cell(cell.strip(" ")) for cell in cells]
            start = reader.line_num + 1
    except csv.Error:
        table.note(start, rules.UNREADABLE_LINE.found())
