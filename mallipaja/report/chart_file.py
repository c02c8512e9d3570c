"""A chart as a file: SVG or PNG, made on this machine, without a browser or a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import vl_convert

if TYPE_CHECKING:
    from mallipaja.charts.frame import Picture

WIDTH = 1100
"""Pixels of a picture that on a page is as wide as the page."""
_SCALE = 2.0


def svg(chart: Picture, width: int = WIDTH) -> str:
    """The chart as SVG text; ``width`` in pixels where the chart has none of its own."""
    made: str = vl_convert.vegalite_to_svg(_spec(chart, width), vl_version=_version(), allowed_base_urls=[])
    return made


def png(chart: Picture, width: int = WIDTH) -> bytes:
    """The chart as PNG, two dots for each pixel so that it is sharp on paper."""
    made: bytes = vl_convert.vegalite_to_png(
        _spec(chart, width), vl_version=_version(), scale=_SCALE, allowed_base_urls=[]
    )
    return made


def _spec(chart: Picture, width: int) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    if spec.get("width") == "container":
        spec["width"] = width
    return spec


def _version() -> str:
    """The newest Vega-Lite the converter knows; what our charts use has been there since version 5."""
    versions: list[str] = vl_convert.get_vegalite_versions()
    return versions[-1]
