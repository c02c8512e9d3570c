"""The comparison as a table of symbols and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from mallipaja.i18n import N_, Words
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Comparison, Row
from mallipaja.ui import labels

NOT_HANDLED = N_("not discussed yet")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows are shown. ``groups`` empty = all; ``keys`` are those of one phase or role, ``None`` = all."""

    only_differences: bool = False
    only_core: bool = False
    groups: tuple[str, ...] = ()
    keys: frozenset[str] | None = None

    def keep(self, row: Row) -> bool:
        if self.only_differences and not row.differs:
            return False
        if self.only_core and row.level != "core":
            return False
        if self.keys is not None and row.key not in self.keys:
            return False
        return not self.groups or row.group in self.groups


def rows(comparison: Comparison, filters: Filters) -> list[Row]:
    """The rows that pass the filters, in the comparison's order."""
    return [row for row in comparison.rows if filters.keep(row)]


def label(_: Words, row: Row) -> str:
    """What an element is called."""
    return row.element.label.get(_.language) if row.element else row.label


def cell_text(_: Words, cell: Cell) -> str:
    """A cell in words: symbol, status and how firmly. A wish never reads as a practice."""
    symbol = labels.STATUS_SYMBOLS[cell.status]
    if cell.reason == "not_handled":
        return f"{symbol} {_(NOT_HANDLED)}"
    text = f"{symbol} {_(labels.STATUSES[cell.status])}"
    return f"{text} ({_(labels.MODALITIES[cell.modality])})" if cell.modality else text


def counts(_: Words, shown: Iterable[Row]) -> pd.DataFrame:
    """One line per element, how many models have each status."""
    lines = []
    for row in shown:
        found: Counter[str] = Counter(cell.status for cell in row.cells)
        told = {
            f"{labels.STATUS_SYMBOLS[code]} {_(text)}": _.number(found[code])
            for code, text in labels.STATUSES.items()
        }
        lines.append({_("Element"): label(_, row), **told})
    return pd.DataFrame(lines).set_index(_("Element")) if lines else pd.DataFrame()


def table(_: Words, comparison: Comparison, shown: Iterable[Row]) -> pd.DataFrame:
    """One line per element, one column per model, the same content as the picture."""
    lines = [
        {
            _("Group"): _(labels.GROUPS[row.group]) if row.group else "",
            _("Element"): label(_, row),
            _("Level"): _(labels.LEVELS[row.level]),
            **{
                column.name: cell_text(_, cell)
                for column, cell in zip(comparison.columns, row.cells, strict=True)
            },
        }
        for row in shown
    ]
    columns = [_("Group"), _("Element"), _("Level"), *(column.name for column in comparison.columns)]
    return pd.DataFrame(lines, columns=columns)
