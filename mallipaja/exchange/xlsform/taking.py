"""A row while it is being turned into an item: what has been taken of it, and what is left to be kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mallipaja.exchange.xlsform.columns import Column, Row, Table
from mallipaja.exchange.xlsform.languages import Languages

_REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_LISTS = frozenset({"cannot_say", "calculations"})


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with the names in ``${…}`` as they are now."""
    return _REFERENCE.sub(lambda found: f"${{{names.get(found[1], found[1])}}}", text) if names else text


class Taking:
    """One row. Whatever is not taken of it is left over, and nothing is lost without being told."""

    def __init__(self, table: Table, row: Row, languages: Languages, names: Mapping[str, str]) -> None:
        self.row = row
        self._table = table
        self._languages = languages
        self._names = names
        self._left = {column: text for column, text in row.cells.items() if text.strip()}

    def word(self, name: str) -> str:
        """The text of a column, without spaces around; "" when it is empty."""
        return self._left.pop(Column(name), "").strip()

    def expression(self, name: str) -> str:
        """An expression, with the names of questions as they are now."""
        return renamed(self._left.pop(Column(name), ""), self._names)

    def texts(self, name: str) -> dict[str, str]:
        """The texts of a column in our languages; Finnish is there when any is."""
        given = {column.language: text for column, text in self._left.items() if column.name == name}
        for language in given:
            del self._left[Column(name, language)]
        return {one: renamed(text, self._names) for one, text in self._languages.ours(given).items()}

    def peek(self, name: str) -> dict[str, str]:
        """The texts of a column as they are, left where they are."""
        return self.row.texts(name)

    def own(self, key: str) -> str:
        """What only Mallipaja knows of the row."""
        return self._left.pop(Column("mallipaja:" + key), "")

    def drop(self, *names: str) -> None:
        """Let columns go that say nothing by themselves."""
        for name in names:
            for column in [one for one in self._left if one.name == name]:
                del self._left[column]

    def give_back(self, name: str, text: str) -> None:
        """Put something back that turned out to be of no use."""
        if text:
            self._left[Column(name)] = text

    def rest(self) -> dict[str, Any]:
        """What is left: our own keys as keys of the item, everything else under ``xlsform`` by its heading."""
        item: dict[str, Any] = {}
        kept: dict[str, str] = dict(self.row.unknown)
        headings = {place: heading for heading, place in self._table.written.items()}
        for column, text in self._left.items():
            if not column.name.startswith("mallipaja:"):
                kept[headings[self._table.headings[column]]] = text
                continue
            key = column.name.removeprefix("mallipaja:")
            item[key] = _value(key, text)
        if kept:
            item["xlsform"] = kept
        return item


def _value(key: str, text: str) -> Any:
    """What one of our own columns says: a list of words, or nothing at all where a list or group is empty."""
    if key in _LISTS:
        return [] if text == "[]" else text.split()
    return {} if (key, text) == ("xlsform", "{}") else text
