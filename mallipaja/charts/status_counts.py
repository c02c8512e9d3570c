"""Of many models: for each element, how many have each status, as stacked bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from mallipaja.charts.comparison import FILLS
from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.legend import STATUS_SYMBOLS, STATUSES
from mallipaja.charts.palette import MUTED, TEXT
from mallipaja.i18n import Words
from mallipaja.model.comparison import Row


def status_counts(
    rows: Sequence[Row], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """A bar an element, a part a status with its count; ``None`` without rows."""
    labels = {row.key: row.element.label.get(_.language) if row.element else row.label for row in rows}
    names = {code: f"{STATUS_SYMBOLS[code]} {_(label)}" for code, label in STATUSES.items()}
    bars: list[dict[str, Any]] = []
    for row in rows:
        found: Counter[str] = Counter(cell.status for cell in row.cells)
        start = 0
        for code in STATUSES:
            count = found[code]
            if count:
                text = f"{STATUS_SYMBOLS[code]} {_.number(count)}"
                bars.append(
                    {"row": labels[row.key], "what": names[code], "start": start, "end": start + count,
                     "middle": start + count / 2, "count": count, "text": text}
                )  # fmt: skip
            start += count
    if not bars:
        return None
    size = type_size(projector)
    most = max(bar["end"] for bar in bars)
    base = alt.Chart(data(bars)).encode(
        y=alt.Y("row:N", sort=list(labels.values()), title=None, axis=alt.Axis(domain=False, ticks=False)),
        tooltip=[
            alt.Tooltip("row:N", title=_("Element")), alt.Tooltip("what:N", title=_("Against the generic model")),
            alt.Tooltip("count:Q", title=_("Models")),
        ],
    )  # fmt: skip
    x = alt.X(
        "start:Q", title=_("Models"), scale=alt.Scale(domain=[0, most], nice=False), axis=alt.Axis(grid=False)
    )
    boxes = base.mark_bar(stroke=MUTED, strokeWidth=0.5).encode(
        x=x,
        x2="end:Q",
        color=alt.Color(
            "what:N", title=None, scale=alt.Scale(domain=list(names.values()), range=[FILLS[code] for code in names])
        ),
    )  # fmt: skip
    text = base.transform_filter(f"datum.count > {most / 16}").mark_text(fontSize=size * 0.9, color=TEXT)
    return finished(
        [boxes, text.encode(x="middle:Q", text="text:N")],
        description=description, projector=projector, height=size * (2 * len(rows) + 8),
    )  # fmt: skip
