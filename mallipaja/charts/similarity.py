"""How alike models are: an ordered heat map with the share and its n in every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION_TINT, GROUND, LINE, TEXT
from mallipaja.i18n import Words
from mallipaja.model.similarity import Similarity, ordered

_DEEP = "#7fb0e0"


def similarity_map(
    pairs: Sequence[Similarity],
    names: Mapping[str, str],
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """The pairs as a half matrix, the models so ordered that like stands beside like.

    Parameters
    ----------
    pairs : every pair of the models (`similarity.similarities`).
    names : labels of the models by id.

    Returns
    -------
    The chart, or ``None`` with fewer than two models. A pair without an element both state has a question mark.
    """
    order = ordered(pairs)
    if len(order) < 2:
        return None
    place = {model: number for number, model in enumerate(order)}
    rows = []
    for one in pairs:
        first, second = sorted((one.first, one.second), key=lambda model: place[model])
        share = "?" if one.share is None else _.percent(one.share, 0)
        rows.append(
            {
                "row": names[second],
                "column": names[first],
                "share": one.share,
                "text": share,
                "n": _("n = {n}", n=_.number(one.n)),
            }
        )
    size = type_size(projector)
    labels = [names[model] for model in order]
    base = alt.Chart(data(rows)).encode(
        x=alt.X(
            "column:N", sort=labels, title=None,
            axis=alt.Axis(
                orient="top", labelAngle=-25, labelAlign="left", labelOverlap=False, domain=False, ticks=False
            ),
        ),
        y=alt.Y("row:N", sort=labels, title=None, axis=alt.Axis(domain=False, ticks=False)),
        tooltip=[
            alt.Tooltip("row:N", title=_("Model")), alt.Tooltip("column:N", title=_("Model")),
            alt.Tooltip("text:N", title=_("Similarity")), alt.Tooltip("n:N", title=_("Elements both state")),
        ],
    )  # fmt: skip
    boxes = base.mark_rect(stroke=GROUND, strokeWidth=2).encode(
        color=alt.condition(
            "datum.share === null",
            alt.value(LINE),
            alt.Color(
                "share:Q",
                scale=alt.Scale(domain=[0, 1], range=[GROUND, ACTION_TINT, _DEEP]),
                legend=None,
            ),
        )
    )
    shares = base.mark_text(fontSize=size * 1.1, fontWeight="bold", color=TEXT, dy=-size * 0.5).encode(
        text="text:N"
    )
    counts = base.mark_text(fontSize=size * 0.9, color=TEXT, dy=size * 0.7).encode(text="n:N")
    height = size * (4.2 * (len(order) - 1) + 6)
    return finished([boxes, shares, counts], description=description, projector=projector, height=height)
