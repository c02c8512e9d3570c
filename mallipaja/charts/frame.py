"""What every chart shares: data without pandas, type large enough to read, a text alternative."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt

# Altair looks pandas up in sys.modules without importing it, and fails on one that another thread (the warm-up of the
# server) is halfway through importing. Importing it here waits until it is whole.
import pandas  # noqa: F401

from mallipaja.charts.palette import GROUND, LINE, MUTED, TEXT

Row: TypeAlias = Mapping[str, Any]
Picture: TypeAlias = alt.LayerChart
"""A finished chart, for those who only pass it on."""
PAGE_TYPE, PROJECTOR_TYPE = 15, 20


def type_size(projector: bool) -> int:
    """Pixels of ordinary text in a chart."""
    return PROJECTOR_TYPE if projector else PAGE_TYPE


def data(rows: Iterable[Row]) -> alt.InlineData:
    """Rows as inline data."""
    return alt.InlineData(values=[dict(row) for row in rows])


def finished(
    layers: Sequence[alt.Chart], *, description: str, projector: bool, height: float
) -> alt.LayerChart:
    """The layers as one chart with its size, text alternative and type."""
    size = type_size(projector)
    chart: alt.LayerChart = (
        alt.LayerChart(layer=list(layers))
        .properties(width="container", height=height, description=description, background=GROUND)
        # a reader gets the chart's text alternative and its table; marks one by one, some without a name, help nobody
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=size,
            titleFontSize=size,
            labelColor=TEXT,
            titleColor=MUTED,
            titleFontWeight="normal",
            gridColor=LINE,
            domainColor=LINE,
            tickColor=LINE,
            labelLimit=28 * size,
            labelFlush=False,
        )
        .configure_legend(
            labelFontSize=size,
            titleFontSize=size,
            labelColor=TEXT,
            titleColor=MUTED,
            titleFontWeight="normal",
            symbolSize=160,
            labelLimit=24 * size,
            titleLimit=24 * size,
            orient="bottom",
            direction="horizontal",
            columns=3,
        )
    )
    return chart
