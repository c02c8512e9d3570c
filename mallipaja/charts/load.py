"""How much of each post's hours the team takes, as a bar: taken and left, with the numbers beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, LINE, TEXT
from mallipaja.i18n import Words

_ROOM = 1.7
"""The axis runs this many times past the longest bar, so that the text beside it has room."""


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
    base = alt.Chart(data(rows)).encode(
        y=alt.Y(
            "name:N", sort=[row["name"] for row in rows], title=None,
            axis=alt.Axis(labelOverlap=False, ticks=False, labelLimit=320),
        ),
        tooltip=[alt.Tooltip("name:N", title=_("Post")), alt.Tooltip("text:N", title=_("Hours a month"))],
    )  # fmt: skip
    scale = alt.Scale(domain=[0, longest * _ROOM])
    axis = alt.Axis(grid=False, labels=False, ticks=False, domain=False)
    size = type_size(projector)
    layers = [
        base.mark_bar(filled=False, stroke=TEXT, strokeWidth=1.5, height={"band": 0.6}).encode(
            x=alt.X("offered:Q", scale=scale, title=None, axis=axis)
        ),
        base.mark_bar(color=ACTION, height={"band": 0.6}).encode(
            x=alt.X("taken:Q", scale=scale, title=None, axis=axis)
        ),
        base.mark_rule(color=LINE).encode(x=alt.datum(0, scale=scale)),
        base.mark_text(align="left", dx=8, fontSize=size, color=TEXT).encode(
            x=alt.X("end:Q", scale=scale, title=None, axis=axis), text="text:N"
        ),
    ]
    return finished(layers, description=description, projector=projector, height=size * (2 + 2.4 * len(rows)))


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
