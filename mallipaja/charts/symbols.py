"""A matrix of coloured cells with symbols, so that colour never speaks alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.heads import lines
from mallipaja.charts.palette import GROUND, MUTED, TEXT
from mallipaja.i18n import Words

_STRAIGHT = 6
"""Up to this many columns their labels are level, above it they slant unless all are short."""
_LETTERS, _LETTERS_PROJECTOR = 96, 92
"""Letters that fit beside each other over all the columns: what does not is broken into lines."""
_SMALL = 0.87
_MANY_ROWS = 10
"""Above so many rows they are lower, so that a room sees them all."""


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
    key: str = "",
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Cells with a symbol in each; the legend names every kind that occurs, with its symbol.

    ``key`` is a line under the chart that explains signs the legend does not.

    Returns
    -------
    The chart, or ``None`` without cells. Two rows (or columns) with the same label stay apart.
    """
    if not marks:
        return None
    size = type_size(projector)
    heads = _Heads(columns, projector)
    found = [code for code in kinds if any(mark.kind == code for mark in marks)]
    base = alt.Chart(data([_row(mark, rows, columns, kinds) for mark in marks])).encode(
        x=alt.X(
            "column:N",
            sort=list(columns.labels),
            title=None,
            axis=_axis(heads.labels, orient="top", **heads.style),
        ),
        y=alt.Y("row:N", sort=list(rows.labels), title=None, axis=_axis(rows.labels)),
        tooltip=[
            alt.Tooltip("row_label:N", title=rows.title),
            alt.Tooltip("column_label:N", title=columns.title),
            alt.Tooltip("what:N", title=legend_title),
            alt.Tooltip("note:N", title=_("More")),
        ],
    )
    boxes = base.mark_rect(stroke=GROUND, strokeWidth=2).encode(
        color=alt.Color(
            "what:N",
            title=legend_title,
            scale=alt.Scale(domain=[_legend(kinds[c]) for c in found], range=[kinds[c].fill for c in found]),
        ),
    )
    outlines = (
        base.transform_filter("datum.outline !== ''")
        .mark_rect(filled=False, strokeWidth=3)
        .encode(stroke=alt.Stroke("outline:N", scale=None, legend=None))
    )
    text = base.mark_text(fontSize=size * 1.2, fontWeight="bold", color=TEXT).encode(text="symbol:N")
    each = 1.55 if projector and len(rows.labels) > _MANY_ROWS else 2
    height = size * (each * len(rows.labels) + heads.height + 2.2 * (3 + len(found) // 3))
    chart = finished([boxes, outlines, text], description=description, projector=projector, height=height)
    below = alt.Title(
        key, orient="bottom", anchor="start", fontSize=size, fontWeight="normal", color=MUTED, offset=size
    )
    return chart.properties(title=below) if key else chart


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
        "outline": mark.outline or "",
    }


def _axis(labels: Mapping[str, str | list[str]], **more: Any) -> alt.Axis:
    """An axis that shows labels for ids; the ids stay in the data so that equal labels do not fall
    together."""
    return alt.Axis(
        labelExpr=f"{json.dumps(dict(labels))}[datum.value]",
        domain=False,
        ticks=False,
        labelOverlap=False,
        **more,
    )


class _Heads:
    """Labels of the columns: level where they fit, in several lines if need be, else slanted."""

    def __init__(self, columns: Side, projector: bool) -> None:
        count = max(1, len(columns.labels))
        few = count <= _STRAIGHT
        room = int(max(4, (_LETTERS_PROJECTOR if projector else _LETTERS) / count))
        self.labels: dict[str, str | list[str]] = {
            key: label if few else lines(label, room) for key, label in columns.labels.items()
        }
        shown = [label for label in self.labels.values() if isinstance(label, list)]
        slanted = any(len(line) > room * 1.25 for label in shown for line in label)
        self.style: dict[str, Any] = (
            {"labelAngle": -35, "labelAlign": "left"} if slanted else {"labelAngle": 0}
        )
        most = max((len(label) for label in shown), default=1)
        if slanted:
            self.labels = dict(columns.labels)
        elif (
            not few
        ):  # Vega draws further lines under the first, so the first is lifted and all end on one line
            small = type_size(projector) * _SMALL
            self.labels = {
                key: ["\u00a0"] * (most - len(label)) + list(label) for key, label in self.labels.items()
            }
            self.style |= {"labelFontSize": small, "labelPadding": (most - 1) * (small + 2) + 4}
        longest = max((len(label) for label in columns.labels.values()), default=0)
        self.height = 2 + (0.33 * longest if slanted else 1.1 * (most - 1))
        """In type sizes: slanted labels need room by the longest, level ones by their lines."""
