"""What was answered, as pictures: bars of choices, numbers as strips or a histogram, rankings.

A series is one group's answers (a round, when two are compared); its name is beside its bars, never only its colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, TypeAlias

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, ACTION_TINT, BRAND, MUTED, TEXT
from mallipaja.i18n import Words
from mallipaja.survey.distributions import Bin, Distribution

Series: TypeAlias = Sequence[tuple[str, Distribution]]
"""Groups with their names; "" when there is only one."""
_LINE = 34
"""Characters of a label before it goes on on the next line."""
_HEADS = 95
"""Characters that fit over the columns of a table, side by side."""
_DARK_CELL = 0.55
"""A cell with this share or more is dark enough for white text."""


def choice_bars(
    series: Series, names: Mapping[str, str], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """A bar for each choice: the share of those who gave it, with the number.

    Parameters
    ----------
    names : labels by code, in the order they are drawn.

    Returns
    -------
    The chart, or ``None`` when nobody has answered.
    """
    if not any(one.answered for _name, one in series):
        return None
    several = len(series) > 1
    rows = []
    for name, one in series:
        counts = dict(one.counts)
        for code, label in names.items():
            share = one.share(counts.get(code, 0)) or 0.0
            text = f"{_.number(counts.get(code, 0), 0)} · {_.percent(share, 0)}"
            row = {"choice": in_lines(label), "series": name, "share": share}
            rows.append({**row, "text": f"{name}: {text}" if several else text})
    size = type_size(projector)
    order = [in_lines(label) for label in names.values()]
    base = labelled(rows, order, "choice", series if several else ())
    scale = alt.Scale(domain=[0, 1.6 if several else 1.35], nice=False)
    x = alt.X("share:Q", scale=scale, axis=None)
    bar = base.mark_bar(cornerRadiusEnd=2, **_shade(several)).encode(x=x, **_colour(series))
    text = base.mark_text(align="left", dx=6, fontSize=size, color=TEXT).encode(x=x, text="text:N")
    lines = sum(max(one.count("\n") + 1, len(series)) for one in order)
    return finished(
        (bar, text), description=description, projector=projector, height=size * (1.5 + 1.75 * lines)
    )


def number_strips(
    strips: Sequence[tuple[str, Distribution]],
    unit: str,
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """For each row a line from the least to the most, a box over the middle half, a mark at the median.

    Returns
    -------
    The chart, or ``None`` when there are no numbers.
    """
    rows: list[dict[str, Any]] = []
    for name, one in strips:
        if (found := one.numbers) is not None:
            told = _("median {median}, n {n}", median=_.number(found.median), n=_.number(one.answered, 0))
            row = {"choice": in_lines(name), "least": found.least, "most": found.most, "median": found.median}
            rows.append({**row, "low": found.lower_quartile, "high": found.upper_quartile, "text": told})
    if not rows:
        return None
    size = type_size(projector)
    order = [row["choice"] for row in rows]
    base = labelled(rows, order, "choice", ())
    most = max(row["most"] for row in rows)
    least = min(0.0, *(row["least"] for row in rows))
    scale = alt.Scale(domain=[least, least + (most - least or 1.0) * 1.5], nice=False)
    axis = alt.Axis(title=unit or None, grid=False, tickCount=6, labelExpr=_decimals(_))
    layers = (
        base.mark_rule(color=MUTED, strokeWidth=2).encode(
            x=alt.X("least:Q", scale=scale, axis=axis), x2="most:Q"
        ),
        base.mark_bar(color=ACTION_TINT, stroke=ACTION, height={"band": 0.5}).encode(
            x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
        ),
        base.mark_tick(color=BRAND, thickness=4, height={"band": 0.6}).encode(
            x=alt.X("median:Q", scale=scale, axis=axis)
        ),
        base.mark_text(align="left", dx=8, fontSize=size, color=TEXT).encode(
            x=alt.X("most:Q", scale=scale, axis=axis), text="text:N"
        ),
    )
    height = size * (4 + 2.2 * sum(one.count("\n") + 1 for one in order))
    return finished(layers, description=description, projector=projector, height=height)


def row_cells(
    rows: Series, names: Mapping[str, str], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """Rows down, choices across: the number in each cell, the fuller the colour the larger its share of the row."""
    drawn = [(name, one) for name, one in rows if one.answered]
    if not drawn:
        return None
    heads = {code: in_lines(label, _HEADS // len(names)) for code, label in names.items()}
    cells = []
    for name, one in drawn:
        counts = dict(one.counts)
        for code, head in heads.items():
            share = one.share(counts.get(code, 0)) or 0.0
            cell = {"choice": in_lines(name), "column": head, "share": share}
            cells.append({**cell, "text": _.number(counts.get(code, 0), 0), "told": _.percent(share, 0)})
    size = type_size(projector)
    order = [in_lines(name) for name, _one in drawn]
    top = alt.Axis(
        title=None, orient="top", labelAngle=0, labelExpr="split(datum.label, '\\n')", labelOverlap=False,
        ticks=False, domain=False,
    )  # fmt: skip
    base = labelled(cells, order, "choice", ()).encode(
        x=alt.X("column:N", sort=list(heads.values()), axis=top),
        tooltip=[
            alt.Tooltip("choice:N", title=_("Row")),
            alt.Tooltip("column:N", title=_("Answer")),
            alt.Tooltip("text:N", title=_("Answers")),
            alt.Tooltip("told:N", title=_("Share")),
        ],
    )
    boxes = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=alt.Scale(domain=[0, 1], range=["#eef4fb", BRAND]), legend=None)
    )
    # a condition: the colours of the boxes have a scale, and a layer beside it without one is not drawn at all
    ink = alt.condition(f"datum.share >= {_DARK_CELL}", alt.value("#ffffff"), alt.value(TEXT))
    text = base.mark_text(fontSize=size).encode(text="text:N", color=ink)
    lines = sum(max(2, one.count("\n") + 1) for one in order) + max(one.count("\n") for one in heads.values())
    return finished(
        (boxes, text), description=description, projector=projector, height=size * (5 + 1.4 * lines)
    )


def histogram(
    bins: Sequence[Bin], median: float, unit: str, _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """How many numbers fall between which, with a line at the median; ``None`` with fewer than two bins."""
    if len(bins) < 2:
        return None
    rows = [
        {"start": one.start, "end": one.end, "count": one.count, "text": str(one.count or "")} for one in bins
    ]
    size = type_size(projector)
    edges = [one.start for one in bins] + [bins[-1].end]
    axis = alt.Axis(
        title=unit or None, grid=False, values=edges, labelOverlap="parity", labelExpr=_decimals(_)
    )
    x = alt.X("start:Q", scale=alt.Scale(nice=False, zero=False), axis=axis)
    most = max(one.count for one in bins)
    y = alt.Y("count:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.25]))
    base = alt.Chart(data(rows))
    layers = (
        base.mark_bar(color=ACTION, binSpacing=1).encode(x=x, x2="end:Q", y=y, y2=alt.datum(0)),
        base.transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(dy=-8, fontSize=size, color=TEXT)
        .encode(x="middle:Q", y=y, text="text:N"),
        alt.Chart(data([{"at": median, "text": _("median {median}", median=_.number(median))}]))
        .mark_rule(color=BRAND, strokeDash=[6, 4], strokeWidth=2)
        .encode(x="at:Q", tooltip=alt.Tooltip("text:N", title=_("Median"))),
    )
    return finished(layers, description=description, projector=projector, height=size * 13)


def month_bars(
    series: Series, _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """Days by month, as bars in the order of time."""
    months = sorted({month for _name, one in series for month, _count in one.counts})
    names = {month: f"{int(month[5:7])}/{month[:4]}" for month in months}
    return choice_bars(series, names, _, description=description, projector=projector)


def ranking_bars(
    ranked: Distribution,
    names: Mapping[str, str],
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Choices by their mean place, best first: the longer the bar, the nearer to the first place."""
    placed = [one for one in ranked.ranking if one.mean_place is not None]
    if not placed:
        return None
    places = max(len(names), 1)
    rows: list[dict[str, Any]] = []
    for one in placed:
        mean = one.mean_place or 0.0
        told = _(
            "mean place {place}, first {first}/{n}", place=_.number(mean, 1), first=_.number(one.first, 0),
            n=_.number(ranked.answered, 0),
        )  # fmt: skip
        rows.append(
            {"choice": in_lines(names.get(one.code, one.code)), "length": places + 1 - mean, "text": told}
        )
    size = type_size(projector)
    order = [row["choice"] for row in rows]
    base = labelled(rows, order, "choice", ())
    x = alt.X("length:Q", scale=alt.Scale(domain=[0, places * 1.8], nice=False), axis=None)
    layers = (
        base.mark_bar(color=ACTION, cornerRadiusEnd=2, height={"band": 0.7}).encode(x=x),
        base.mark_text(align="left", dx=6, fontSize=size, color=TEXT).encode(x=x, text="text:N"),
    )
    height = size * (1.5 + 2.0 * sum(one.count("\n") + 1 for one in order))
    return finished(layers, description=description, projector=projector, height=height)


def labelled(
    rows: Sequence[Mapping[str, Any]], order: Sequence[str], field: str, series: Series
) -> alt.Chart:
    """A chart of rows with their labels, long ones on several lines; with series, one bar of each beside another."""
    axis = alt.Axis(
        title=None, labelExpr="split(datum.label, '\\n')", ticks=False, domain=False, labelOverlap=False
    )
    base = alt.Chart(data(rows)).encode(y=alt.Y(f"{field}:N", sort=list(order), axis=axis))
    if series:
        names = [name for name, _one in series]
        base = base.encode(yOffset=alt.YOffset("series:N", sort=names))
    return base


def _decimals(_: Words) -> str:
    """An axis' numbers as the reader writes them."""
    return (
        "format(datum.value, '~r')" if _.language == "en" else "replace(format(datum.value, '~r'), '.', ',')"
    )


def _colour(series: Series) -> dict[str, Any]:
    if len(series) < 2:
        return {}
    names = [name for name, _one in series]
    scale = alt.Scale(domain=names, range=[ACTION, "#9fb3c8"][: len(names)])
    return {"color": alt.Color("series:N", scale=scale, legend=alt.Legend(title=None))}


def _shade(several: bool) -> dict[str, Any]:
    return {} if several else {"color": ACTION, "height": {"band": 0.7}}


def in_lines(label: str, most: int = _LINE) -> str:
    """A label with line breaks after at most so many signs, which `labelled` draws."""
    return "\n".join(wrap(label, max(6, most))) or " "
