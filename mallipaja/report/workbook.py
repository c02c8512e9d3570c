"""The comparison of models as a workbook: matrix, adaptations, challenges with their solutions, and versions.

Every cell is written as text, so nothing anybody typed is ever a formula or a link. The names of the sheets are the same
in every language, so that other workbooks and programs find them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mallipaja.i18n import Words
from mallipaja.model.comparison import Comparison
from mallipaja.model.word_difference import word_difference
from mallipaja.report.cell_words import Sources
from mallipaja.report.workbook_rows import (
    Differing,
    adaptation_rows,
    challenge_rows,
    matrix_rows,
    version_rows,
)

MATRIX, ADAPTATIONS, CHALLENGES, VERSIONS = "Matriisi", "Mukautukset", "Haasteet → ratkaisut", "Versiot"
MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds; a longer text is cut, with an ellipsis."""
_MOST_PIECES = 500
_NARROW, _WIDTH, _WIDE = 9, 18, 46
_LINE, _TALLEST = 15.0, 400.0
_A3, _A4, _MOST_ON_A4 = 8, 9, 12
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}

Value = str | float | int | Differing | None


def comparison_workbook(
    comparison: Comparison,
    sources: Sources,
    _: Words,
    *,
    only_differences: bool = False,
    names: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The workbook as bytes.

    Parameters
    ----------
    comparison : its columns are the models; statuses are against its generic version.
    sources : the sources of each model, by model and id.
    only_differences : leave out of the matrix elements in which no model differs from the generic one.
    names : what the codes in values are called, such as professions.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet = _Sheets(book)
        sheet.add(MATRIX, matrix_rows(comparison, _, only_differences=only_differences), frozen=2)
        sheet.add(ADAPTATIONS, adaptation_rows(comparison, sources, _, names), frozen=2)
        sheet.add(CHALLENGES, challenge_rows(comparison, sources, _), frozen=1)
        sheet.add(VERSIONS, version_rows(comparison, sources, _), frozen=1)
    return out.getvalue()


class _Sheets:
    """Sheets of one workbook, all laid out alike: a heading row that stays, filters, wrapped text."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._gone = book.add_format({"font_strikeout": True})
        self._new = book.add_format({"bold": True, "underline": 1})

    def add(self, name: str, rows: Sequence[Sequence[Value]], frozen: int) -> None:
        """A sheet of rows; the first one is the heading, and the first ``frozen`` columns stay in view."""
        sheet = self._book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                self._write(sheet, at, place, value, self._text if at else self._head)
        width = len(rows[0])
        widths = [_column_width([row[place] for row in rows[1:]]) for place in range(width)]
        for place, characters in enumerate(widths):
            sheet.set_column(place, place, characters)
        for at, row in enumerate(rows):
            sheet.set_row(at, _row_height(row, widths))
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, len(rows) - 1, width - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(_A3 if width > _MOST_ON_A4 else _A4)
        sheet.fit_to_pages(1, 0)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, style: Format) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, Differing):
            self._write_difference(sheet, row, column, value)
        elif isinstance(value, str):
            sheet.write_string(row, column, _cut(value), style)
        else:
            sheet.write_number(row, column, value, style)

    def _write_difference(self, sheet: Worksheet, row: int, column: int, value: Differing) -> None:
        """The local text with its own words bold and underlined; or the generic one with its own struck through."""
        mine, mark = ("after", self._new) if value.shows == "after" else ("before", self._gone)
        runs = _runs(value, mine)
        parts: list[object] = []
        for is_own, text in runs:
            parts += [mark, text] if is_own else [text]
        if len(runs) < 2 or len(runs) > _MOST_PIECES or len(value.text) > MOST_CHARACTERS:
            sheet.write_string(row, column, _cut(value.text), self._text)
        else:
            sheet.write_rich_string(row, column, *parts, self._text)


def _runs(value: Differing, mine: str) -> list[tuple[bool, str]]:
    """The shown text in runs, each its own or shared with the other text, no two of a kind in a row."""
    runs: list[tuple[bool, str]] = []
    for one in word_difference(value.before, value.after):
        if one.kind not in {"same", mine}:
            continue
        is_own = one.kind == mine
        if runs and runs[-1][0] == is_own:
            runs[-1] = (is_own, runs[-1][1] + one.text)
        else:
            runs.append((is_own, one.text))
    return runs


def _column_width(values: Sequence[Value]) -> int:
    """Wide for long texts, narrow where nothing stands."""
    if any(isinstance(one, Differing) or (isinstance(one, str) and len(one) > 60) for one in values):
        return _WIDE
    return _WIDTH if any(one not in {None, ""} for one in values) else _NARROW


def _row_height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points for the longest cell when it is wrapped: not every program grows the row by itself."""
    lines = [
        sum(max(1, -(-len(line) // characters)) for line in _text_of(value).split("\n"))
        for value, characters in zip(row, widths, strict=True)
    ]
    return min(_LINE * max(lines), _TALLEST)


def _text_of(value: Value) -> str:
    return value.text if isinstance(value, Differing) else str(value if value is not None else "")


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
