"""Elements × models: a symbol for each status, in parentheses where it is not a practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from mallipaja.charts.legend import MODALITIES, STATUS_SYMBOLS, STATUSES
from mallipaja.charts.palette import (
    ACTION_TINT,
    ALARM_TINT,
    ATTENTION_TINT,
    GOOD_TINT,
    LINE,
    SOFT_GROUND,
)
from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix
from mallipaja.i18n import Words
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Comparison, Row

FILLS = {
    "same": GOOD_TINT,
    "adapted_consistent": ACTION_TINT,
    "adapted_inconsistent": ATTENTION_TINT,
    "missing": ALARM_TINT,
    "added": LINE,
    "not_stated": SOFT_GROUND,
}


def comparison_matrix(
    comparison: Comparison,
    rows: Sequence[Row],
    _: Words,
    *,
    names: Mapping[str, str] | None = None,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """The comparison of models.

    Parameters
    ----------
    comparison : the comparison; its columns are the models.
    rows : which of its rows to draw, in this order (filters are the caller's).
    names : labels of the models by id; a model without one has its own name.

    Returns
    -------
    The chart, or ``None`` without rows or models. What is only planned, wished or recommended is in
    parentheses: a wish never looks like a practice.
    """
    models = {column.id: (names or {}).get(column.id, column.name) for column in comparison.columns}
    labels = {row.key: row.element.label.get(_.language) if row.element else row.label for row in rows}
    marks = [
        _mark(row.key, model, cell, _) for row in rows for model, cell in zip(models, row.cells, strict=True)
    ]
    kinds = {code: Kind(_(label), STATUS_SYMBOLS[code], FILLS[code]) for code, label in STATUSES.items()}
    return symbol_matrix(
        marks,
        Side(labels, _("Element")),
        Side(models, _("Model")),
        kinds,
        _,
        legend_title=_("Against the generic model"),
        key=_("( ) only planned, wished for or recommended"),
        description=description,
        projector=projector,
    )


def _mark(key: str, model: str, cell: Cell, _: Words) -> Mark:
    symbol = STATUS_SYMBOLS[cell.status]
    if cell.modality is not None and not cell.is_practice:
        symbol = f"({symbol})"
    return Mark(key, model, cell.status, symbol, _(MODALITIES[cell.modality]) if cell.modality else "")
