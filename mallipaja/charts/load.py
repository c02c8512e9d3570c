"""How much of each post's hours the team takes, as a bar: taken and left, with the numbers beside.

Names stand above their bars, so that the same picture holds on a phone and on a wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, TEXT
from mallipaja.i18n import Words

_ROOM = 14
"""What the text beside the longest bar needs, in type sizes."""
_STEP, _BAR, _UP, _DOWN = 2.95, 1.0, 0.7, 0.55
"""Of a row, in type sizes: its height, the bar's, and how far from the middle the name and the bar are."""


@dataclass(frozen=True, slots=True)
class Load:
    """A post's hours a month: taken by the team, and all it offered (``None`` when not known)."""

    name: str
    taken: float
    offered: float | None


def load_bars(
    loads: Sequence[Load], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """One bar a post: the part taken filled, all that is offered as a frame.

    Returns
    -------
    The chart, or ``None`` without posts. A post whose hours are not known has no frame and says so.
    """
    if not loads:
        return None
    rows = [_row(one, _) for one in loads]
    longest = max((row["end"] for row in rows), default=0.0) or 1.0
    size = type_size(projector)
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=None),
        tooltip=[alt.Tooltip("name:N", title=_("Post")), alt.Tooltip("text:N", title=_("Hours a month"))],
    )
    scale = alt.Scale(
        domain=[0, longest], rangeMin=0, rangeMax=alt.ExprRef(f"max(width - {size * _ROOM}, width / 5)")
    )
    place: dict[str, Any] = {"height": size * _BAR, "yOffset": size * _DOWN}

    def x(field: str) -> alt.X:
        return alt.X(field, scale=scale, title=None, axis=None)

    layers = [
        base.mark_bar(color=ACTION, **place).encode(x=x("taken:Q")),
        base.mark_bar(filled=False, stroke=TEXT, strokeWidth=1.5, **place).encode(x=x("offered:Q")),
        base.mark_text(align="left", dx=8, dy=size * _DOWN, fontSize=size, color=TEXT).encode(
            x=x("end:Q"), text="text:N"
        ),
        base.mark_text(
            align="left", dy=-size * _UP, fontSize=size, color=TEXT, limit=alt.ExprRef("width")
        ).encode(x=alt.value(0), text="name:N"),
    ]
    return finished(layers, description=description, projector=projector, height=size * _STEP * len(rows))


def _row(one: Load, _: Words) -> dict[str, Any]:
    taken = _.number(one.taken, 1)
    text = (
        _("{taken} of {offered} h", taken=taken, offered=_.number(one.offered, 1))
        if one.offered is not None
        else _("{taken} h; hours not known", taken=taken)
    )
    return {
        "name": one.name,
        "taken": one.taken,
        "offered": one.offered or 0.0,
        "end": max(one.taken, one.offered or 0.0),
        "text": text,
    }
