"""What a cell of the comparison says, in words: the same in tables, workbooks and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mallipaja.catalogue.operating_model import Fact
from mallipaja.catalogue.text import Source
from mallipaja.charts.legend import MODALITIES, STATUS_SYMBOLS, STATUSES
from mallipaja.i18n import Words
from mallipaja.model.cell import PRACTICE, Cell
from mallipaja.model.comparison import Column, Row

Sources = Mapping[str, Mapping[str, Source]]
"""The sources of each model by their ids, by the model's id."""


def status_words(cell: Cell, _: Words) -> str:
    """Symbol and status; in parentheses what is only planned, wished for or recommended."""
    said = f"{STATUS_SYMBOLS[cell.status]} {_(STATUSES[cell.status])}"
    if cell.modality is None or cell.is_practice or cell.status == "missing":
        return said
    return f"({said}: {_(MODALITIES[cell.modality])})"


def value_words(row: Row, cell: Cell, column: Column, _: Words) -> str | None:
    """What the model says of the element; ``None`` where it says nothing.

    Of a described model its facts in our words, each that is no practice with how firm it is; of a pilot's variant
    the generic text where it is taken as it is, else the changes in force.
    """
    if cell.status == "not_stated" and not cell.facts:
        return None
    if column.kind == "described":
        return "; ".join(_fact_words(fact, _) for fact in cell.facts) or None
    if cell.status == "same":
        return row.element.text.get(_.language) if row.element else row.label
    changes = [one for one in cell.adaptations if one.is_active] or list(cell.adaptations)
    said = [
        text for one in changes for text in [one.value if isinstance(one.value, str) else one.what] if text
    ]
    told = list(dict.fromkeys(said))  # several fields may have been changed for one and the same reason
    between = " " if all(text.endswith(".") for text in told) else "; "
    return between.join(told) or (cell.stance.note if cell.stance else "") or None


def source_words(row: Row, cell: Cell, column: Column, sources: Sources, _: Words) -> str | None:
    """Where it is from: page, section and date of facts; who decided a pilot's changes. ``None`` where unknown."""
    known = sources.get(column.id, {})
    if column.kind == "generic":
        cited = row.element.sources if row.element else ()
        return _joined(known[key].title for key in cited if key in known)
    if column.kind == "described":
        return _joined(_fact_source(fact, known) for fact in cell.facts)
    return _joined(one.decided_by for one in cell.adaptations if one.decided_by)


def _fact_words(fact: Fact, _: Words) -> str:
    text = fact.text.get(_.language).rstrip(".")
    return text if fact.modality in PRACTICE else f"{text} ({_(MODALITIES[fact.modality])})"


def _fact_source(fact: Fact, known: Mapping[str, Source]) -> str:
    title = known[fact.source].title if fact.source in known else fact.source
    return ", ".join(part for part in (title, fact.section, fact.date) if part)


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(parts)) or None
