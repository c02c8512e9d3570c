"""The municipality's yearly cost under each ladder, as a band from the least to the most."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, ACTION_TINT, TEXT
from mallipaja.i18n import Words
from mallipaja.model.benefit_cost import Range


def cost_bands(
    costs: Sequence[tuple[str, Range]], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """Euros a year of each named case: a bar to the least, a lighter one on to the most.

    Returns
    -------
    The chart, or ``None`` without cases. A band of no width has one figure beside it.
    """
    if not costs:
        return None
    longest = max(high for _name, (_low, high) in costs) or 1.0
    rows = [
        {"name": name, "low": low, "high": high, "text": _text(low, high, _)} for name, (low, high) in costs
    ]
    order = [name for name, _range in costs]
    size = type_size(projector)
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=[alt.Tooltip("name:N", title=_("Case")), alt.Tooltip("text:N", title=_("€ a year"))],
    )
    scale = alt.Scale(domain=[0, longest * 1.6])
    x = alt.X("low:Q", title=_("€ a year"), scale=scale, axis=alt.Axis(grid=False, labels=False, ticks=False))
    sure = base.mark_bar(color=ACTION, height={"band": 0.6}).encode(x=x)
    unsure = base.mark_bar(color=ACTION_TINT, stroke=ACTION, height={"band": 0.6}).encode(x=x, x2="high:Q")
    text = base.mark_text(align="left", dx=10, fontSize=size, color=TEXT).encode(
        x=alt.X("high:Q", scale=scale), text="text:N"
    )
    return finished(
        [sure, unsure, text], description=description, projector=projector, height=size * (3 + 3 * len(rows))
    )


def _text(low: float, high: float, _: Words) -> str:
    if low == high:
        return _("{amount} €", amount=_.number(low, 0))
    return _("{low}–{high} €", low=_.number(low, 0), high=_.number(high, 0))
