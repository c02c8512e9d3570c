"""Monthly counts as lines: one measure, a line a pilot, a gap where nobody has counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, ALARM, ATTENTION, BRAND, GOOD, MUTED
from mallipaja.i18n import Words
from mallipaja.model.follow_up import Count

_COLOURS = (BRAND, "#b45309", GOOD, ALARM, ACTION, MUTED, ATTENTION)
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "stroke")


def follow_up_lines(
    counts: Sequence[Count],
    names: Mapping[str, str],
    _: Words,
    *,
    title: str,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """One measure over the months.

    Parameters
    ----------
    counts : of one measure; months without a count leave a gap in the line.
    names : labels of the pilots by key; those without counts are not drawn.
    title : what is counted and its unit, for the tooltips.

    Returns
    -------
    The chart, or ``None`` without counts.
    """
    if not counts:
        return None
    months = _between(min(one.month for one in counts), max(one.month for one in counts))
    order = [f"{month.month}/{month.year}" for month in months]
    values = {(one.pilot, one.month): one.value for one in counts}
    drawn = [key for key in names if any(one.pilot == key for one in counts)]
    rows = [
        {
            "pilot": names[key],
            "month": label,
            "value": values.get((key, month)),
            "text": _.number(values[key, month], 1) if (key, month) in values else "",
            "run": _run(key, month, values, months),
        }
        for key in drawn
        for month, label in zip(months, order, strict=True)
    ]
    labels = [names[key] for key in drawn]
    most = max((one.value for one in counts), default=0) or 1
    base = alt.Chart(data([row for row in rows if row["value"] is not None])).encode(
        x=alt.X("month:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, most * 1.15]), axis=alt.Axis(tickCount=4)),
        color=alt.Color(
            "pilot:N", title=None, scale=alt.Scale(domain=labels, range=_cycled(_COLOURS, len(labels)))
        ),
        detail="run:N",
        tooltip=[
            alt.Tooltip("pilot:N", title=_("Pilot")), alt.Tooltip("month:N", title=_("Month")),
            alt.Tooltip("text:N", title=title),
        ],
    )  # fmt: skip
    lines = base.mark_line(strokeWidth=2)
    points = base.mark_point(filled=True, size=110).encode(
        shape=alt.Shape(
            "pilot:N", title=None, scale=alt.Scale(domain=labels, range=_cycled(_SHAPES, len(labels)))
        )
    )
    return finished(
        [lines, points], description=description, projector=projector, height=type_size(projector) * 22
    )


def _between(first: date, last: date) -> list[date]:
    found = [first]
    while found[-1] < last:
        month = found[-1]
        found.append(date(month.year + month.month // 12, month.month % 12 + 1, 1))
    return found


def _run(pilot: str, month: date, values: Mapping[tuple[str, date], float], months: Sequence[date]) -> str:
    """Which unbroken run of counted months a count belongs to, so that a line never crosses a gap."""
    gaps = sum((pilot, one) not in values for one in months if one < month)
    return f"{pilot} {gaps}"


def _cycled(items: Sequence[str], length: int) -> list[str]:
    return [items[number % len(items)] for number in range(length)]
