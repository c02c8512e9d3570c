"""Statements answered on one scale, as bars that part from the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import MUTED, TEXT
from mallipaja.charts.survey_results import in_lines, labelled
from mallipaja.i18n import Words
from mallipaja.survey.distributions import Distribution

_FILLS = {
    2: ("#c0502d", "#1f5fa8"),
    3: ("#c0502d", "#d5d8da", "#1f5fa8"),
    4: ("#c0502d", "#efc0ab", "#b5d2ee", "#1f5fa8"),
    5: ("#c0502d", "#efc0ab", "#dfe2e4", "#b5d2ee", "#1f5fa8"),
    6: ("#9e3d1f", "#d98a6c", "#efc0ab", "#b5d2ee", "#6fa3d8", "#1f5fa8"),
    7: ("#9e3d1f", "#d98a6c", "#efc0ab", "#dfe2e4", "#b5d2ee", "#6fa3d8", "#1f5fa8"),
}
"""From the low end to the high one; the middle of an odd scale is grey. The ends have white text on them."""
_DARK = {"#c0502d", "#1f5fa8", "#9e3d1f"}
MOST_STEPS = max(_FILLS)
_SMALLEST_LABEL = 0.07
"""A part narrower than this has no number in it; the table has."""


def scale_bars(
    statements: Sequence[tuple[str, Distribution]],
    steps: Mapping[str, str],
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Statements on one scale: low answers to the left of the middle, high ones to the right.

    Parameters
    ----------
    statements : text and answers of each, drawn in this order.
    steps : labels of the scale by code, from the low end to the high one; 2 to `MOST_STEPS` of them.

    Returns
    -------
    The chart, or ``None`` when nobody has answered any of them.
    """
    drawn = [(text, one) for text, one in statements if one.answered]
    if not drawn:
        return None
    fills = dict(zip(steps, _FILLS[len(steps)], strict=True))
    rows = [row for text, one in drawn for row in _diverging(text, one, steps, fills, _)]
    order = [in_lines(text) for text, _one in drawn]
    size = type_size(projector)
    base = labelled(rows, order, "choice", ()).encode(
        tooltip=[
            alt.Tooltip("choice:N", title=_("Question")),
            alt.Tooltip("step:N", title=_("Answer")),
            alt.Tooltip("told:N", title=_("Answers")),
        ]
    )
    widest = max(max(abs(row["start"]), abs(row["end"])) for row in rows) or 1.0
    x_scale = alt.Scale(domain=[-widest, widest], nice=False)
    bar = base.mark_bar(height={"band": 0.7}).encode(
        x=alt.X("start:Q", scale=x_scale, axis=None),
        x2="end:Q",
        color=alt.Color(
            "step:N",
            scale=alt.Scale(domain=list(steps.values()), range=list(fills.values())),
            legend=alt.Legend(title=None, columns=2),
        ),
    )
    text = base.mark_text(fontSize=size - 1, fontWeight=600).encode(
        x=alt.X("middle:Q", scale=x_scale, axis=None), text="text:N", color=alt.Color("ink:N", scale=None)
    )
    zero = (
        alt.Chart(data([{"at": 0}])).mark_rule(color=MUTED).encode(x=alt.X("at:Q", scale=x_scale, axis=None))
    )
    lines = sum(max(2, one.count("\n") + 1) for one in order)
    legend = 2.0 * ((len(steps) + 1) // 2)
    return finished(
        (zero, bar, text),
        description=description,
        projector=projector,
        height=size * (1.5 + 1.4 * lines + legend),
    )


def _diverging(
    text: str, one: Distribution, steps: Mapping[str, str], fills: Mapping[str, str], _: Words
) -> list[dict[str, Any]]:
    counts = dict(one.counts)
    codes = list(steps)
    shares = [(one.share(counts.get(code, 0)) or 0.0) for code in codes]
    half = len(codes) // 2
    left = sum(shares[:half]) + (shares[half] / 2 if len(codes) % 2 else 0.0)
    rows, start = [], -left
    for code, share in zip(codes, shares, strict=True):
        count = counts.get(code, 0)
        end = start + share
        rows.append(
            {
                "choice": in_lines(text),
                "step": steps[code],
                "start": start,
                "end": end,
                "middle": (start + end) / 2,
                "text": _.number(count, 0) if share >= _SMALLEST_LABEL else "",
                "told": f"{_.number(count, 0)} · {_.percent(share, 0)}",
                "ink": "#ffffff" if fills[code] in _DARK else TEXT,
            }
        )
        start = end
    return rows
