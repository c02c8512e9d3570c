"""Unfilled posts and project money on a line of time: since when, until when.

Whose it is and the days stand above each bar, so that the same picture holds on a phone and on a wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt

from mallipaja.capacity.temporary import Spell
from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION_TINT, ATTENTION_TINT, LINE, MUTED, TEXT
from mallipaja.i18n import N_, Words

KINDS = {"vacant": N_("post unfilled"), "money": N_("temporary or project-funded")}
_FILLS = {"vacant": ATTENTION_TINT, "money": ACTION_TINT}
_STEP, _BAR, _AXIS = 3.9, 0.9, 8.5
"""In type sizes: a row, its bar, and the line of time and the legend under them."""
_WHOSE, _DAYS, _DOWN = -1.25, -0.05, 1.1
"""How far from a row's middle, in type sizes, whose it is, the days, and the bar."""
_LEAST_DAYS = 45


def staffing_time(
    spells: Sequence[Spell],
    labels: Sequence[str],
    today: date,
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """A bar for each post unfilled (to today) and each share of money with an end (from today).

    Parameters
    ----------
    spells : what there is; those without a day are left to the table.
    labels : whose, in the order of the spells.

    Returns
    -------
    The chart, or ``None`` when no day is known.
    """
    rows = [
        _row(spell, f"{number}", label, today, _)
        for number, (spell, label) in enumerate(zip(spells, labels, strict=True))
        if spell.day is not None
    ]
    if not rows:
        return None
    first = min([*(row["start"] for row in rows), (today - timedelta(days=_LEAST_DAYS)).isoformat()])
    last = max([*(row["end"] for row in rows), (today + timedelta(days=_LEAST_DAYS)).isoformat()])
    size = type_size(projector)
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("key:N", sort=[row["key"] for row in rows], title=None, axis=None)
    )
    scale = alt.Scale(domain=[first, last], nice=False)
    what = [_(label) for label in KINDS.values()]
    bar = base.mark_bar(height=size * _BAR, yOffset=size * _DOWN, stroke=LINE).encode(
        x=alt.X(
            "start:T",
            title=None,
            scale=scale,
            axis=alt.Axis(format="%-m/%Y", tickCount="month", labelOverlap=True, grid=False),
        ),
        x2="end:T",
        color=alt.Color(
            "what:N",
            title=None,
            scale=alt.Scale(domain=what, range=list(_FILLS.values())),
            legend=alt.Legend(columns=1),
        ),
        tooltip=[alt.Tooltip("name:N", title=_("Whose")), alt.Tooltip("text:N", title=_("What"))],
    )

    def line(field: str, up: float, weight: Literal["normal", "bold"]) -> alt.Chart:
        written: alt.Chart = base.mark_text(
            align="left",
            dy=size * up,
            fontSize=size,
            color=TEXT,
            limit=alt.ExprRef("width"),
            fontWeight=weight,
        ).encode(x=alt.value(0), text=field)
        return written

    whose, days = line("name:N", _WHOSE, "bold"), line("text:N", _DAYS, "normal")
    now = (
        alt.Chart(data([{"day": today.isoformat(), "text": _("today")}]))
        .mark_rule(color=MUTED, strokeDash=[4, 3], strokeWidth=2)
        .encode(x=alt.X("day:T", scale=scale))
    )
    height = size * (_STEP * len(rows) + _AXIS)
    return finished([bar, now, whose, days], description=description, projector=projector, height=height)


def _row(spell: Spell, key: str, name: str, today: date, _: Words) -> dict[str, Any]:
    assert spell.day is not None
    start, end = sorted((spell.day, today))
    if spell.kind == "vacant":
        text = _("{posts} unfilled since {day}", posts=_.number(spell.amount, 2), day=_.date(spell.day))
    else:
        text = _("{share} until {day}", share=_.percent(spell.amount / 100, 0), day=_.date(spell.day))
    return {
        "key": key, "name": name, "what": _(KINDS[spell.kind]), "text": text,
        "start": start.isoformat(), "end": end.isoformat(),
    }  # fmt: skip
