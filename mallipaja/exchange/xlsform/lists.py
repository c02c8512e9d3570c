"""The sheet choices as lists of choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mallipaja.catalogue.reader import Plain
from mallipaja.errors import Spot
from mallipaja.exchange.xlsform import names as naming
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import Row, Table
from mallipaja.exchange.xlsform.languages import Languages
from mallipaja.exchange.xlsform.taking import Taking
from mallipaja.exchange.xlsform.tree import Tell

_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MEDIA = frozenset({"image", "audio", "video", "media", "big-image", "geometry", "order", "note", "notes"})


@dataclass(slots=True)
class Lists:
    """The lists of a workbook.

    Attributes
    ----------
    choices : the template's own lists by key.
    places : the row each thing of ``choice_lists`` came from.
    keys : what each name on the sheet stands for: the list, and the one whose choices follow it.
    codes : by list, what a choice was called and is called now, where they differ.
    columns : attributes whose names had to change.
    kept : columns that mean nothing here, each with the first row that uses it.
    """

    choices: dict[str, list[dict[str, Plain]]] = field(default_factory=dict)
    places: dict[Spot, Row] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Row] = field(default_factory=dict)

    def add(self, key: str, items: list[dict[str, Plain]], rows: list[Row]) -> None:
        """A list made of something else than the sheet choices."""
        self.choices[key] = items
        self.places[("choice_lists", key)] = rows[0]
        for place, row in enumerate(rows):
            self.places[("choice_lists", key, place)] = row


def lists_of(
    table: Table | None, languages: Languages, ours: bool, refs: Mapping[str, str], problem: Tell, loss: Tell
) -> Lists:
    """The lists of the sheet choices.

    Parameters
    ----------
    ours : the workbook was written by Mallipaja, so that hyphens in names mean what they mean there.
    refs : names of questions that have changed, for texts that refer to them.
    """
    return _Reading(table, languages, ours, refs, problem, loss).lists() if table else Lists()


class _Reading:
    def __init__(
        self,
        table: Table,
        languages: Languages,
        ours: bool,
        refs: Mapping[str, str],
        problem: Tell,
        loss: Tell,
    ) -> None:
        self.table, self.languages, self.ours, self.refs = table, languages, ours, refs
        self.problem, self.loss = problem, loss
        self.found = Lists()
        self.copies: dict[tuple[str, str], tuple[dict[str, Any], str, Row]] = {}

    def lists(self) -> Lists:
        for row in self.table.rows:
            name, code = row.get("list_name"), row.get("name")
            if name and code:
                self.choice(row, name, code)
            elif name or code:
                self.problem(rules.NO_CHOICE_NAME.found("name"), row)
        return self.found

    def choice(self, row: Row, name: str, code: str) -> None:
        taking = Taking(self.table, row, self.languages, self.refs)
        taking.drop("list_name", "name")
        source = taking.word("mallipaja_list")
        key = self.key_of(name, source)
        if key in naming.EXTERNAL.values():
            if not source:
                self.loss(rules.OUTSIDE_CHOICE.found("name", code=code[:60], list=key), row)
            return
        items = self.found.choices.setdefault(key, [])
        self.found.places.setdefault(("choice_lists", key), row)
        item = self.item(taking, key, code)
        known = self.copies.get((key, item["code"]))
        if known and known[1] != name:
            if known[0] != item:
                told = rules.DIFFERENT_COPIES.found("name", code=code[:60], list=key, first=known[2].number)
                self.problem(told, row)
            return
        self.copies.setdefault((key, item["code"]), (item, name, row))
        self.found.places[("choice_lists", key, len(items))] = row
        items.append(item)

    def key_of(self, name: str, source: str) -> str:
        """The list a row belongs to; the name on the sheet may stand for several."""
        if name not in self.found.keys:
            parts = naming.parts_of(name) if self.ours else (name,)
            taken = {one for keys in self.found.keys.values() for one in keys}
            if not self.ours or (len(parts) == 1 and parts[0] not in naming.EXTERNAL.values()):
                plain = naming.key(name, "list")
                parts = (name if name == plain else naming.unused(plain, taken),)
            self.found.keys[name] = parts
        parts = self.found.keys[name]
        return source if source in parts else parts[-1]

    def item(self, taking: Taking, key: str, written: str) -> dict[str, Any]:
        code = naming.choice_code(written)
        if code != written:
            known = self.found.codes.setdefault(key, {})
            code = known.get(written) or naming.unused(code, [*known.values(), *self.codes(key)])
            known[written] = code
            self.loss(rules.NEW_CODE.found("name", old=written[:60], list=key, new=code), taking.row)
        item: dict[str, Any] = {"code": code}
        item["label"] = taking.texts("label")
        if not item["label"]:
            item["label"] = {"fi": written}
            self.loss(rules.NO_LABEL.found("label", name=written[:60]), taking.row)
        sector = taking.word("sector")
        if sector:
            item["sector"] = sector
        kept = taking.rest().get("xlsform", {})
        attributes = {self.attribute(one): kept.pop(one) for one in list(kept) if self.is_attribute(one)}
        if attributes:
            item["attributes"] = attributes
        if kept:
            item["xlsform"] = kept
        for heading in kept:
            self.found.kept.setdefault(heading, taking.row)
        return item

    def codes(self, key: str) -> list[str]:
        return [str(item["code"]) for item in self.found.choices.get(key, ())]

    def is_attribute(self, heading: str) -> bool:
        """Whether a column is one that a filter of choices may name."""
        return bool(_ATTRIBUTE.fullmatch(heading)) and heading.lower() not in _MEDIA

    def attribute(self, heading: str) -> str:
        key = naming.attribute_of(heading) if self.ours else heading
        if key != key.lower():
            self.found.columns[heading] = key.lower()
        return key.lower()
