"""How a round goes on: shares sent over time, and where people stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, BRAND, LINE, TEXT
from mallipaja.i18n import Words
from mallipaja.survey.progress import Day, Stop

_ROW = 34
_LABEL = 0.07
"""How much of the scale a label at the end of a line takes."""
_FEW_DAYS = 7


def answering_lines(
    days: Sequence[Day],
    expected: Mapping[str, int],
    names: Mapping[str, str],
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """The share of the forms that had been sent by each day, a line for each group with its name at the end.

    Parameters
    ----------
    expected : how many forms each group was asked for; a group without any is not drawn.
    names : the groups drawn; "" is everybody, drawn strongest.

    Returns
    -------
    The chart, or ``None`` before the first day.
    """
    rows = [
        {
            "day": one.day.isoformat(),
            "group": names[one.key],
            "share": min(1.0, one.sent / expected[one.key]),
            "everybody": not one.key,
        }
        for one in days
        if one.key in names and expected.get(one.key)
    ]
    if not rows:
        return None
    size = type_size(projector)
    last = {row["group"]: row for row in rows}
    few = len({row["day"] for row in rows}) <= _FEW_DAYS
    percent = "round(datum.value * 100) + '%'" if _.language == "en" else "round(datum.value * 100) + ' %'"
    base = alt.Chart(data(rows)).encode(
        x=alt.X(
            "day:T",
            title=None,
            axis=alt.Axis(
                format="%-d.%-m." if _.language != "en" else "%-d %b",
                grid=False,
                tickCount="day" if few else 6,
            ),
        ),
        y=alt.Y(
            "share:Q",
            title=_("Share sent"),
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(labelExpr=percent, tickCount=5),
        ),
        detail="group:N",
    )
    strong = alt.condition("datum.everybody", alt.value(BRAND), alt.value("#8fa3b8"))
    # a line of one day is no line: few days have their points
    points = alt.OverlayMarkDef(size=70, filled=True, opacity=1) if few else False
    line = base.mark_line(interpolate="step-after", point=points).encode(
        color=strong,
        strokeWidth=alt.condition("datum.everybody", alt.value(4), alt.value(2)),
        tooltip=[
            alt.Tooltip("group:N", title=_("Group")),
            alt.Tooltip("day:T", title=_("Day"), format="%-d.%-m.%Y"),
            alt.Tooltip("share:Q", title=_("Share sent"), format=".0%"),
        ],
    )
    ends = alt.Chart(data(_apart(list(last.values())))).mark_text(
        align="left", dx=6, fontSize=size - 1, color=TEXT
    )
    labels = ends.encode(x="day:T", y="at:Q", text="label:N")
    return finished((line, labels), description=description, projector=projector, height=size * 20)


def _apart(ends: list[dict[str, object]]) -> list[dict[str, object]]:
    """The labels at the ends of the lines, moved so far apart that they can be read and none above the scale."""
    rows = sorted(ends, key=lambda one: float(str(one["share"])))
    places: list[float] = []
    for row in rows:
        places.append(max(float(str(row["share"])), places[-1] + _LABEL if places else 0.0))
    highest = 1.0
    for n in reversed(range(len(places))):
        places[n] = min(places[n], highest)
        highest = places[n] - _LABEL
    return [
        {**row, "at": at, "label": f"{row['group']} {round(100 * float(str(row['share'])))} %"}
        for row, at in zip(rows, places, strict=True)
    ]


def stop_bars(
    stops: Sequence[Stop], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """Forms that were not sent, by the page their last answer is on; ``None`` when all were sent."""
    counts: dict[str, int] = {}
    for one in stops:
        name = one.page.get(_.language) if one.page is not None else _("No answer of their own yet")
        counts[name] = counts.get(name, 0) + one.count
    if not counts:
        return None
    size = type_size(projector)
    rows = [{"page": name, "count": count, "text": _.number(count, 0)} for name, count in counts.items()]
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("page:N", sort=list(counts), title=None, axis=alt.Axis(ticks=False, domainColor=LINE)),
        x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, max(counts.values()) * 1.2])),
    )
    layers = (
        base.mark_bar(color=ACTION, cornerRadiusEnd=2, height={"band": 0.65}),
        base.mark_text(align="left", dx=6, fontSize=size, color=TEXT).encode(text="text:N"),
    )
    height = _ROW * len(rows) + size
    return finished(layers, description=description, projector=projector, height=height)
