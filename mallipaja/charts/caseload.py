"""Clients of the coordinators of each post against how many they may have: a bar in its frame, the numbers beside.

Names stand above their bars, so that the same picture holds on a phone and on a wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, ALARM, TEXT
from mallipaja.i18n import Words

_ROOM = 12.5
"""What the text beside the longest bar needs, in type sizes."""
_STEP, _BAR, _UP, _DOWN = 2.95, 1.0, 0.7, 0.55
"""Of a row, in type sizes: its height, the bar's, and how far from the middle the name and the bar are."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A post's clients ``now`` and ``most`` at one time; ``None`` for what is not known."""

    name: str
    now: int | None
    most: float | None


def caseload_bars(
    gauges: Sequence[Gauge], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """One bar a post: clients now filled, the places as a frame, what goes over the frame in another colour and said.

    Returns
    -------
    The chart, or ``None`` without posts. A post nobody has counted has an empty frame and says so.
    """
    if not gauges:
        return None
    rows = [_row(one, _) for one in gauges]
    longest = max((row["end"] for row in rows), default=0.0) or 1.0
    size = type_size(projector)
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=None),
        tooltip=[alt.Tooltip("name:N", title=_("Post")), alt.Tooltip("text:N", title=_("Clients"))],
    )
    scale = alt.Scale(
        domain=[0, longest], rangeMin=0, rangeMax=alt.ExprRef(f"max(width - {size * _ROOM}, width / 5)")
    )
    place: dict[str, Any] = {"height": size * _BAR, "yOffset": size * _DOWN}

    def x(field: str) -> alt.X:
        return alt.X(field, scale=scale, title=None, axis=None)

    layers = [
        base.mark_bar(color=ACTION, **place).encode(x=x("inside:Q")),
        base.mark_bar(color=ALARM, **place).encode(x=x("inside:Q"), x2="end_now:Q"),
        base.mark_bar(filled=False, stroke=TEXT, strokeWidth=1.5, **place).encode(x=x("most:Q")),
        base.mark_text(align="left", dx=8, dy=size * _DOWN, fontSize=size, color=TEXT).encode(
            x=x("end:Q"), text="text:N"
        ),
        base.mark_text(
            align="left", dy=-size * _UP, fontSize=size, color=TEXT, limit=alt.ExprRef("width")
        ).encode(x=alt.value(0), text="name:N"),
    ]
    height = size * _STEP * len(rows)
    return finished(layers, description=description, projector=projector, height=height)


def said(one: Gauge, _: Words) -> str:
    """The numbers of a bar in words."""
    if one.now is None:
        if one.most is None:
            return _("neither is known")
        return _("not counted; at most {most}", most=_.number(one.most))
    if one.most is None:
        return _("{now}; the most is not known", now=_.number(one.now))
    if one.now > one.most:
        return _(
            "{now} of {most}: {over} over", now=_.number(one.now), most=_.number(one.most),
            over=_.number(one.now - one.most),
        )  # fmt: skip
    if one.now == one.most:
        return _("{now} of {most}: full", now=_.number(one.now), most=_.number(one.most))
    return _("{now} of {most}", now=_.number(one.now), most=_.number(one.most))


def _row(one: Gauge, _: Words) -> dict[str, Any]:
    now, most = float(one.now or 0), one.most or 0.0
    inside = now if one.most is None else min(now, most)
    return {
        "name": one.name,
        "inside": inside,
        "end_now": now,
        "most": most,
        "end": max(now, most),
        "text": said(one, _),
    }
