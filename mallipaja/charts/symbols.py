"""A matrix of coloured cells with symbols, so that colour never speaks alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import GROUND, TEXT
from mallipaja.i18n import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell.

    ``row`` and ``column`` are ids, ``kind`` a code of the kinds given to `symbol_matrix`; ``symbol`` is shown
    when it is not the kind's own; ``note`` is the rest of the tooltip. ``outline`` is a colour round the
    cell.
    """

    row: str
    column: str
    kind: str
    symbol: str = ""
    note: str = ""
    outline: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a cell can be: its label, symbol and colour."""

    label: str
    symbol: str
    fill: str


@dataclass(frozen=True, slots=True)
class Side:
    """Rows or columns: ids in their order, with labels (one id one label), and a title."""

    labels: Mapping[str, str]
    title: str


def symbol_matrix(
    marks: Sequence[Mark],
    rows: Side,
    columns: Side,
    kinds: Mapping[str, Kind],
    _: Words,
    *,
    legend_title: str,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Cells with a symbol in each; the legend names every kind that occurs, with its symbol.

    Returns
    -------
    The chart, or ``None`` without cells. Two rows (or columns) with the same label stay apart.
    """
    if not marks:
        return None
    size = type_size(projector)
    found = [code for code in kinds if any(mark.kind == code for mark in marks)]
    base = alt.Chart(data([_row(mark, rows, columns, kinds) for mark in marks])).encode(
        x=alt.X(
            "column:N",
            sort=list(columns.labels),
            title=columns.title,
            axis=_axis(columns, orient="top", labelAngle=-35, labelAlign="left"),
        ),
        y=alt.Y("row:N", sort=list(rows.labels), title=rows.title, axis=_axis(rows)),
        tooltip=[
            alt.Tooltip("row_label:N", title=rows.title),
            alt.Tooltip("column_label:N", title=columns.title),
            alt.Tooltip("what:N", title=legend_title),
            alt.Tooltip("note:N", title=_("More")),
        ],
    )
    boxes = base.mark_rect(strokeWidth=2).encode(
        color=alt.Color(
            "what:N",
            title=legend_title,
            scale=alt.Scale(domain=[_legend(kinds[c]) for c in found], range=[kinds[c].fill for c in found]),
        ),
        stroke=alt.Stroke("outline:N", scale=None, legend=None),
    )
    text = base.mark_text(fontSize=size * 1.2, fontWeight="bold", color=TEXT).encode(text="symbol:N")
    height = max(120, len(rows.labels) * size * 2.1)
    return finished([boxes, text], description=description, projector=projector, height=height)


def _legend(kind: Kind) -> str:
    return f"{kind.symbol} {kind.label}"


def _row(mark: Mark, rows: Side, columns: Side, kinds: Mapping[str, Kind]) -> dict[str, str]:
    kind = kinds[mark.kind]
    return {
        "row": mark.row,
        "column": mark.column,
        "row_label": rows.labels[mark.row],
        "column_label": columns.labels[mark.column],
        "what": _legend(kind),
        "symbol": mark.symbol or kind.symbol,
        "note": mark.note,
        "outline": mark.outline or GROUND,
    }


def _axis(side: Side, **more: Any) -> alt.Axis:
    """An axis that shows labels for ids; the ids stay in the data so that equal labels do not fall
    together."""
    return alt.Axis(
        labelExpr=f"{json.dumps(dict(side.labels))}[datum.value]", domain=False, ticks=False, **more
    )
