"""Names of the columns of an XLSForm: what each means, in which language, and how ours are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mallipaja.catalogue.text import LANGUAGES
from mallipaja.errors import Problem
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.reading import Sheet, cell_name

NAMESPACE = 'mallipaja="urn:mallipaja:xlsform:1"'
BIND = "bind::mallipaja:"
"""Before the name of a column that holds what only Mallipaja knows; ODK lets it pass."""
HEADINGS = {"fi": "Suomi (fi)", "sv": "Svenska (sv)", "en": "English (en)"}
TRANSLATED = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
_ALIASES = {
    "caption": "label",
    "value": "name",
    "tag": "name",
    "command": "type",
    "relevance": "relevant",
    "calculate": "calculation",
    "calculation": "calculation",
    "readonly": "read_only",
    "read only": "read_only",
    "list name": "list_name",
    "list": "list_name",
    "constraint message": "constraint_message",
    "constraint_msg": "constraint_message",
    "constraining message": "constraint_message",
    "required message": "required_message",
    "requiredmsg": "required_message",
    "choice filter": "choice_filter",
    "choice-filter": "choice_filter",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "jr:noapperrorstring": "no_app_error_string",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "title": "form_title",
    "set form title": "form_title",
    "set form id": "form_id",
    "id_string": "form_id",
    "bind::type": "bind::type",
}
_LANGUAGE_NAMES = {
    "suomi": "fi", "finnish": "fi", "finska": "fi", "fi": "fi",
    "svenska": "sv", "swedish": "sv", "ruotsi": "sv", "sv": "sv",
    "english": "en", "englanti": "en", "engelska": "en", "en": "en",
}  # fmt: skip
_CODE = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)?\)\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its name in small letters, and the language of a text ("" when none is said)."""

    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its cells say by column, the ones with names nobody knows as they are written."""

    number: int
    cells: Mapping[Column, str]
    unknown: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The text of a column without a language, without spaces around; "" when there is none."""
        return self.cells.get(Column(name), "").strip()

    def texts(self, name: str) -> dict[str, str]:
        """The texts of a column by language."""
        return {
            column.language: text
            for column, text in self.cells.items()
            if column.name == name and text.strip()
        }

    def own(self, key: str) -> str:
        """What only Mallipaja knows of this row, as written; "" when there is none."""
        return self.cells.get(Column("mallipaja:" + key), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its columns understood."""

    name: str
    rows: tuple[Row, ...]
    headings: Mapping[Column, int]
    written: Mapping[str, int]

    def place(self, number: int, column: Column | str | None = None) -> str:
        """Where something is, as Excel says it: ``survey!C12``; without a column ``survey!12``."""
        found = self.written.get(column) if isinstance(column, str) else None
        if isinstance(column, Column):
            found = self.headings.get(column)
        return f"{self.name}!{number if found is None else cell_name(found, number)}"


def own_heading(name: str, language: str = "") -> str:
    """How a column is written in our workbooks: ``label::Suomi (fi)``."""
    return f"{name}::{HEADINGS[language]}" if language else name


def table_of(sheet: Sheet, known: frozenset[str], file: str) -> tuple[Table, list[Problem]]:
    """A sheet with its columns understood.

    Parameters
    ----------
    known : the names that mean something on this sheet; columns with others are kept as they are.
    file : what the workbook is called in problems.
    """
    problems: list[Problem] = []
    by_place: dict[int, Column] = {}
    headings: dict[Column, int] = {}
    for place, written in sheet.columns.items():
        column = column_of(written)
        if column.name not in known and not column.name.startswith("mallipaja:"):
            continue
        if column in headings:
            first = sheet.columns[headings[column]]
            found = rules.SAME_COLUMN.found(
                f"{sheet.name}!{cell_name(place, 1)}", first=first[:60], column=written[:60]
            )
            problems.append(found.at(file, 1))
            continue
        headings[column], by_place[place] = place, column
    rows = tuple(
        Row(
            line.number,
            {by_place[place]: text for place, text in line.cells.items() if place in by_place},
            {
                sheet.columns[place]: text
                for place, text in line.cells.items()
                if place in sheet.columns and place not in by_place and text.strip()
            },
        )
        for line in sheet.lines
    )
    return Table(sheet.name, rows, headings, {w: p for p, w in sheet.columns.items()}), problems


def column_of(written: str) -> Column:
    """What a heading means: ``label::Suomi (fi)``, ``label:English``, ``Relevance``, ``bind::mallipaja:feeds``."""
    text = " ".join(written.split())
    if text.lower().startswith(BIND):
        return Column("mallipaja:" + text[len(BIND) :])
    lowered = text.lower()
    if lowered in _ALIASES:
        return Column(_ALIASES[lowered])
    name, sign, language = text.partition("::")
    if not sign and text.lower().partition(":")[0].strip() in TRANSLATED:
        name, sign, language = text.partition(":")
    name = name.strip().lower()
    name = _ALIASES.get(name, name)
    if sign and name in TRANSLATED:
        return Column(name, language_of(language))
    return Column(_ALIASES.get(lowered, lowered))


def language_of(written: str) -> str:
    """The code of a language as a heading names it: ``Suomi (fi)``, ``English``, ``Français (fr)``."""
    code = _CODE.search(written)
    if code:
        return code[1].lower()
    word = written.strip().lower()
    return _LANGUAGE_NAMES.get(word, word)


def is_ours(language: str) -> bool:
    """Whether surveys have texts in the language."""
    return language in LANGUAGES
