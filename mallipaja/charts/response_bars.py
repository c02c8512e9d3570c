"""Who has answered, as stacked bars by organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ATTENTION, GOOD, LINE, TEXT
from mallipaja.i18n import N_, Words

STATES = {
    "submitted": N_("answered"),
    "under_way": N_("under way"),
    "not_started": N_("not started"),
}
SYMBOLS = {"submitted": "●", "under_way": "◐", "not_started": "○"}
_COLOURS = {"submitted": GOOD, "under_way": ATTENTION, "not_started": LINE}
_ROW, _FRAME = 34, 7.5  # pixels of a bar; the axis and the legend in type sizes
_ROOM = 30  # pixels a number needs; a part too narrow for it (on a phone) is told by the table


def response_bars(
    counts: Mapping[str, Mapping[str, int]],
    _: Words,
    *,
    title: str = "",
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Invitations (or what ``title`` says) of each organisation by state, as stacked bars with numbers and symbols.

    Parameters
    ----------
    counts : by organisation, in the order they are drawn; the number of invitations by key of `STATES`.

    Returns
    -------
    The chart, or ``None`` without organisations.
    """
    rows = [row for name, by_state in counts.items() for row in _rows(name, by_state, _)]
    if not rows:
        return None
    names = [f"{SYMBOLS[state]} {_(text)}" for state, text in STATES.items()]
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("organisation:N", sort=list(counts), title=None),
        tooltip=[
            alt.Tooltip("organisation:N", title=_("Organisation")),
            alt.Tooltip("state:N", title=_("State")),
            alt.Tooltip("count:Q", title=title or _("Invitations")),
        ],
    )
    most = max(sum(by_state.values()) for by_state in counts.values())
    axis = alt.Axis(title=title or _("Invitations"), grid=False, tickMinStep=1, format="d")
    bar = base.mark_bar(height={"band": 0.72}).encode(
        x=alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, max(most, 1)], nice=False)),
        x2="end:Q",
        color=alt.Color(
            "state:N",
            scale=alt.Scale(domain=names, range=list(_COLOURS.values())),
            legend=alt.Legend(title=None),
        ),
    )
    text = base.mark_text(fontSize=type_size(projector), fontWeight=600).encode(
        x=alt.X("middle:Q"),
        text="text:N",
        color=alt.Color("ink:N", scale=None),
        opacity=alt.condition(
            f"{_ROOM} < (datum.end - datum.start) * width / {max(most, 1)}", alt.value(1), alt.value(0)
        ),
    )
    height = _ROW * len(counts) + _FRAME * type_size(projector)
    return finished((bar, text), description=description, projector=projector, height=height)


def _rows(name: str, by_state: Mapping[str, int], _: Words) -> list[dict[str, Any]]:
    rows, start = list[dict[str, Any]](), 0
    for state, text in STATES.items():
        count = by_state.get(state, 0)
        if count:
            rows.append(
                {
                    "organisation": name,
                    "state": f"{SYMBOLS[state]} {_(text)}",
                    "count": count,
                    "start": start,
                    "end": start + count,
                    "middle": start + count / 2,
                    "text": f"{SYMBOLS[state]} {count}",
                    "ink": "#ffffff" if state == "submitted" else TEXT,
                }
            )
        start += count
    return rows
