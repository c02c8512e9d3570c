"""Rows of plain values as files: CSV as a Finnish Excel reads it, and a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from mallipaja.report.sheet import safe_cell
from mallipaja.report.workbook import MOST_CHARACTERS

Rows = Sequence[Sequence[str | float | int | None]]
_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True,
}  # fmt: skip
_WIDTH, _WIDE = 16, 46
_LOOKED_AT = 40
MOST_ROWS = 1_048_576
"""What a sheet holds; the rest goes on on the next one."""


def csv_of(rows: Rows) -> bytes:
    """Rows as CSV: UTF-8 with a byte order mark, semicolons and decimal commas.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _cell(value: str | float | int | None) -> str:
    if isinstance(value, float):
        text = f"{value:.10g}" if value != int(value) or abs(value) > 1e15 else str(int(value))
        return text.replace(".", ",")
    return safe_cell(value)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook with a sheet for each table: a heading that stays, filters, numbers as numbers, text as text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for name, rows in sheets.items():
            for part in range(max(1, -(-(len(rows) - 1) // (MOST_ROWS - 1)))):
                start = 1 + part * (MOST_ROWS - 1)
                title = name if part == 0 else f"{name} {part + 1}"
                _sheet(book.add_worksheet(title[:31]), rows[0], rows[start : start + MOST_ROWS - 1], head)
    return out.getvalue()


def _sheet(
    sheet: xlsxwriter.worksheet.Worksheet,
    heading: Sequence[str | float | int | None],
    rows: Rows,
    head: xlsxwriter.format.Format,
) -> None:
    for place, title in enumerate(heading):
        texts = [str(row[place]) for row in rows[:_LOOKED_AT] if row[place] is not None]
        sheet.set_column(place, place, _WIDE if any(len(one) > _WIDTH + 8 for one in texts) else _WIDTH)
        sheet.write_string(0, place, str(title), head)
    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(at, place, value[:MOST_CHARACTERS])
            elif value is not None:
                sheet.write_number(at, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heading) - 1)
