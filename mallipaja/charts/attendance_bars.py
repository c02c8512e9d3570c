"""At how many meetings each organisation was, and at how many of them with a supervisor."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.palette import ACTION, ACTION_TINT, TEXT
from mallipaja.i18n import Words
from mallipaja.workshop.attendance import AttendanceSum

_ROW, _FRAME = 34, 60


def attendance_bars(
    sums: Sequence[tuple[str, AttendanceSum]], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """A pale bar for the meetings attended, a dark one inside it for those with a supervisor.

    Parameters
    ----------
    sums : each organisation's name and sums, drawn in this order.

    Returns
    -------
    The chart, or ``None`` when no attendance has been recorded.
    """
    of = max((one.of for _name, one in sums), default=0)
    if not of:
        return None
    rows = [
        {
            "organisation": name,
            "meetings": one.meetings,
            "supervisor": one.with_supervisor,
            "text": _(
                "{count} / {of}, supervisor {supervisor}",
                count=_.number(one.meetings),
                of=_.number(one.of),
                supervisor=_.number(one.with_supervisor),
            ),
        }
        for name, one in sums
    ]
    scale = alt.Scale(domain=[0, of * 1.45], nice=False)
    axis = alt.Axis(title=_("Meetings"), grid=False, values=list(range(of + 1)), format="d")
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("organisation:N", sort=[name for name, _sum in sums], title=None)
    )
    layers = (
        base.mark_bar(color=ACTION_TINT, height={"band": 0.72}).encode(
            x=alt.X("meetings:Q", scale=scale, axis=axis)
        ),
        base.mark_bar(color=ACTION, height={"band": 0.36}).encode(
            x=alt.X("supervisor:Q", scale=scale, axis=axis)
        ),
        base.mark_text(align="left", dx=6, color=TEXT, fontSize=type_size(projector)).encode(
            x=alt.X("meetings:Q", scale=scale), text="text:N"
        ),
    )
    height = _ROW * len(rows) + _FRAME
    return finished(layers, description=description, projector=projector, height=height)
