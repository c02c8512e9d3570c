"""Where each thing of an imported template stands in the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mallipaja.errors import Finding, Problem, Spot
from mallipaja.exchange.xlsform.columns import Column, Row, Table

_COLUMN_OF = {
    "text": "label",
    "title": "label",
    "id": "name",
    "code": "name",
    "choices": "type",
    "type": "type",
}
_CONSTRAINTS = frozenset({"min", "max", "max_length", "max_choices"})


@dataclass(slots=True)
class Places:
    """Where each thing of the document stands in the workbook."""

    file: str
    tables: Mapping[str, Table] = field(default_factory=dict)
    rows: dict[Spot, tuple[str, Row]] = field(default_factory=dict)

    def problem(self, found: Finding) -> Problem:
        """A finding about the document as a problem of the workbook."""
        spot = found.spot
        while spot and spot not in self.rows:
            spot = spot[:-1]
        if spot not in self.rows:
            return found.at(self.file)
        sheet, row = self.rows[spot]
        return self.at(found, sheet, row, self.column(sheet, found.spot[len(spot) :]))

    def at(self, found: Finding, sheet: str, row: Row, column: Column | str | None = None) -> Problem:
        """A finding about a row, with its cell."""
        where = self.tables[sheet].place(row.number, column)
        return Finding(found.rule, (where,), found.values).at(self.file, row.number)

    def column(self, sheet: str, rest: Spot) -> Column | None:
        """The column in which the last part of a place is written."""
        if sheet not in self.tables or not rest:
            return None
        key, language = str(rest[0]), str(rest[1]) if len(rest) > 1 else ""
        name = "constraint" if key in _CONSTRAINTS else _COLUMN_OF.get(key, key)
        for column in (Column(name, language), Column(name), Column(f"mallipaja:{key}"), Column(name, "fi")):
            if column in self.tables[sheet].headings:
                return column
        return None
