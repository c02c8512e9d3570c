"""Unfilled posts and project money on a line of time: since when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from mallipaja.capacity.temporary import Spell
from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION_TINT, ATTENTION_TINT, LINE, MUTED, TEXT
from mallipaja.i18n import N_, Words

KINDS = {"vacant": N_("post unfilled"), "money": N_("temporary or project-funded")}
_FILLS = {"vacant": ATTENTION_TINT, "money": ACTION_TINT}
_ROW, _FRAME = 38, 110
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
    names = {row["key"]: row["name"] for row in rows}
    first = min([*(row["start"] for row in rows), (today - timedelta(days=_LEAST_DAYS)).isoformat()])
    last = max([*(row["end"] for row in rows), (today + timedelta(days=_LEAST_DAYS)).isoformat()])
    size = type_size(projector)
    quoted = ", ".join(f"'{key}': {_quoted(name)}" for key, name in names.items())
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("key:N", sort=list(names), title=None,
                axis=alt.Axis(labelExpr=f"({{{quoted}}})[datum.value]", labelOverlap=False, ticks=False)),
    )  # fmt: skip
    scale = alt.Scale(domain=[first, last], nice=False)
    what = [_(label) for label in KINDS.values()]
    bar = base.mark_bar(height={"band": 0.6}, stroke=LINE).encode(
        x=alt.X(
            "start:T", title=None, scale=scale, axis=alt.Axis(format="%-m/%Y", labelOverlap=True, grid=True)
        ),
        x2="end:T",
        color=alt.Color("what:N", title=None, scale=alt.Scale(domain=what, range=list(_FILLS.values()))),
        tooltip=[alt.Tooltip("name:N", title=_("Whose")), alt.Tooltip("text:N", title=_("What"))],
    )
    text = base.mark_text(align="left", dx=6, fontSize=size, color=TEXT).encode(x="start:T", text="text:N")
    now = (
        alt.Chart(data([{"day": today.isoformat(), "text": _("today")}]))
        .mark_rule(color=MUTED, strokeDash=[4, 3], strokeWidth=2)
        .encode(x=alt.X("day:T", scale=scale))
    )
    height = _ROW * len(rows) * (size / 15) + _FRAME
    return finished([bar, now, text], description=description, projector=projector, height=height)


def _quoted(text: str) -> str:
    """A Vega string: what people typed stays text."""
    return "'" + " ".join(text.split()).replace("\\", "\\\\").replace("'", "\\'") + "'"


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
