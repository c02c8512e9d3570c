"""Rows to a workbook: every cell a text, headings that stay in sight, types to choose from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from mallipaja.errors import Problem, ProblemsError
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import BIND, HEADINGS, TRANSLATED, own_heading
from mallipaja.exchange.xlsform.export import Cells, Sheets
from mallipaja.exchange.xlsform.reading import CHOICES, OWN, SETTINGS, SURVEY

MOST_CHARACTERS = 32_767
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_FIRST = {
    SURVEY: (
        "type", "name", *(own_heading(one, language) for one in ("label", "hint") for language in HEADINGS),
        "required", "relevant", "constraint",
        *(own_heading("constraint_message", language) for language in HEADINGS),
        "calculation", "choice_filter", "default", "appearance", "read_only", "repeat_count",
    ),
    CHOICES: ("list_name", "name", *(own_heading("label", language) for language in HEADINGS)),
    SETTINGS: ("form_title", "form_id", "version", "default_language", "style", "namespaces"),
    OWN: ("where", "text"),
}  # fmt: skip
_ALWAYS = {SURVEY: ("type", "name", "required", "relevant", "constraint"), CHOICES: ("list_name", "name")}
_WIDE, _MIDDLE, _NARROW = 42, 22, 14


def workbook_of(sheets: Sheets, name: str) -> bytes:
    """The rows as an .xlsx file.

    Parameters
    ----------
    name : what the file is called in problems.

    Raises
    ------
    ProblemsError : a text that no cell can hold.
    """
    tables = (
        (SURVEY, sheets.survey),
        (CHOICES, sheets.choices),
        (SETTINGS, sheets.settings),
        (OWN, sheets.own),
    )
    problems = [one for title, rows in tables for one in _unwritable(title, rows, name)]
    if problems:
        raise ProblemsError(problems)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EAF2FA", "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for title, rows in tables:
            _write(book.add_worksheet(title), title, rows, head, text)
    return out.getvalue()


def headings(title: str, rows: Iterable[Cells]) -> list[str]:
    """The columns of a sheet: the usual ones first, in their order, then ours, then those kept."""
    met = {heading: None for row in rows for heading in row}
    met |= dict.fromkeys(_ALWAYS.get(title, ()))
    rank = {heading: place for place, heading in enumerate(_FIRST[title])}
    return sorted(
        met, key=lambda one: (rank.get(one, len(rank)), not one.startswith(TRANSLATED), one.startswith(BIND))
    )


def _write(sheet: Any, title: str, rows: Sequence[Cells], head: Any, text: Any) -> None:
    columns = headings(title, rows)
    for place, heading in enumerate(columns):
        sheet.set_column(place, place, _width(heading), text)
        sheet.write_string(0, place, heading, head)
    for number, row in enumerate(rows, 1):
        for place, heading in enumerate(columns):
            if heading in row:
                sheet.write_string(number, place, row[heading], text)
    sheet.freeze_panes(1, 2)


def _width(heading: str) -> int:
    if heading.startswith(("label", "hint", "text")):
        return _WIDE
    return (
        _MIDDLE
        if heading.startswith(("type", "name", "list_name", "relevant", "constraint", "where", BIND))
        else _NARROW
    )


def _unwritable(title: str, rows: Sequence[Cells], name: str) -> Iterable[Problem]:
    for number, row in enumerate(rows, 2):
        for heading, value in row.items():
            if len(value) > MOST_CHARACTERS or _UNWRITABLE.search(value):
                yield rules.TOO_LONG.found(f"{title}!{number}", heading, most=MOST_CHARACTERS).at(
                    name, number
                )
