"""Hours as bars, with person-years beside and a visible mark where something is not known.

Names stand above their bars, so that the same picture holds on a phone and on a wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from mallipaja.capacity.totals import Group
from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.legend import NOT_KNOWN, UNKNOWN_SYMBOL
from mallipaja.charts.palette import ACTION, ATTENTION, TEXT
from mallipaja.i18n import Words

_ROOM = 12.5
"""What the text beside the longest bar needs, in type sizes."""
_HEAD = 2.5
"""What is over the bars, in type sizes."""
_STEP, _BAR, _UP, _DOWN = 2.95, 1.0, 0.7, 0.55
"""Of a row, in type sizes: its height, the bar's, and how far from the middle the name and the bar are."""


def bars(
    groups: Iterable[Group],
    names: Mapping[str, str],
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Client hours a week of each group as a bar, hours and person-years as text.

    Parameters
    ----------
    groups : totals by profession, organisation, sector or pilot, drawn in this order.
    names : label of each group by its key; a key without a label is shown as it is.

    Returns
    -------
    The chart, or ``None`` without groups. A sum that leaves something out begins with ``≥`` and its bar ends
    in a mark; a group of which no hours are known has a question mark and no bar.
    """
    rows = [_row(group, names, _) for group in groups]
    if not rows:
        return None
    longest = max((row["hours"] or 0.0 for row in rows), default=0.0) or 1.0
    size = type_size(projector)
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=None),
        x=alt.X(
            "end:Q",
            title=_("Client hours a week"),
            scale=alt.Scale(
                domain=[0, longest], rangeMin=0, rangeMax=alt.ExprRef(f"max(width - {size * _ROOM}, width / 5)")
            ),
            axis=alt.Axis(
                orient="top", titleAnchor="start", titleX=0, titleAlign="left", grid=False, labels=False,
                ticks=False, domain=False,
            ),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Group")),
            alt.Tooltip("text:N", title=_("Hours and person-years")),
        ],
    )  # fmt: skip
    bar = base.transform_filter("datum.hours !== null").mark_bar(
        color=ACTION, height=size * _BAR, yOffset=size * _DOWN
    )
    mark = base.transform_filter("datum.hours !== null && datum.partial").mark_tick(
        color=ATTENTION, thickness=6, height=size * _BAR, yOffset=size * _DOWN
    )
    text = base.mark_text(align="left", dx=10, dy=size * _DOWN, fontSize=size, color=TEXT).encode(
        text="text:N"
    )
    name = base.mark_text(
        align="left", dy=-size * _UP, fontSize=size, color=TEXT, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), text="name:N")
    return finished(
        [bar, mark, text, name],
        description=description,
        projector=projector,
        height=size * (_STEP * len(rows) + _HEAD),
    )


def _row(group: Group, names: Mapping[str, str], _: Words) -> dict[str, Any]:
    hours = group.client_hours_per_week
    return {
        "name": names.get(group.key, group.label or group.key),
        "hours": hours.value,
        "end": hours.value or 0.0,
        "partial": not hours.is_complete,
        "text": hours_text(group, _),
    }


def hours_text(group: Group, _: Words, *, years: bool = True) -> str:
    """Hours a week and, unless ``years`` is false, person-years in words; ``≥`` before a sum that leaves something out."""
    hours, htv = group.client_hours_per_week, group.htv
    if hours.value is None:
        first = f"{UNKNOWN_SYMBOL} {_(NOT_KNOWN)}"
    else:
        first = _least(_("{hours} h/week", hours=_.number(hours.value, 1)), hours.is_complete)
    if not years:
        return first
    told = _.fixed(htv.value, 2) if htv.value is not None else UNKNOWN_SYMBOL
    second = _("{htv} person-years", htv=told)
    return f"{first} · {_least(second, htv.value is None or htv.is_complete)}"


def _least(text: str, complete: bool) -> str:
    return text if complete else f"≥ {text}"
