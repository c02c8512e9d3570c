"""A chart as a file: SVG or PNG, made on this machine, without a browser or a network, and beside the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mallipaja.report.chart_process import PICTURES
from mallipaja.report.chart_program import job

if TYPE_CHECKING:
    from mallipaja.charts.frame import Picture

WIDTH = 1100
"""Pixels of a picture that on a page is as wide as the page."""


def svg(chart: Picture, width: int = WIDTH) -> str:
    """The chart as SVG text; ``width`` in pixels where the chart has none of its own.

    Raises
    ------
    PictureNotMade : it could not be made, or not in time (`chart_process`).
    """
    return PICTURES.made(job("svg", spec(chart, width))).decode()


def png(chart: Picture, width: int = WIDTH) -> bytes:
    """The chart as PNG, two dots for each pixel so that it is sharp on paper; as `svg` otherwise."""
    return PICTURES.made(job("png", spec(chart, width)))


def spec(chart: Picture, width: int = WIDTH) -> dict[str, Any]:
    """The chart as Vega-Lite at a width in pixels."""
    made: dict[str, Any] = chart.to_dict()
    if made.get("width") == "container":
        made["width"] = width
    return made
