"""Charts as the browser's own compiler takes them."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert


def spec_of(chart: alt.LayerChart) -> dict[str, Any]:
    """The chart as Vega-Lite. What its compiler refuses, no browser draws: such a chart fails here."""
    spec: dict[str, Any] = chart.to_dict()
    vl_convert.vegalite_to_vega({**spec, "width": 600})
    return spec
