"""The team round the client: a seat is filled, asked for, or vacant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.legend import SEAT_STATES, SECTORS, drawn_sector
from mallipaja.charts.palette import BRAND, GROUND, LINE, MUTED, SECTOR_COLOURS, SECTOR_SHAPES, TEXT
from mallipaja.i18n import Words

_STRETCH = 1.4
"""The circle is drawn this much wider than high, since screens are."""
_ABOVE = 0.5
"""Seats higher than this have their text above them, the rest below, clear of the line to the client."""
_X = alt.Scale(domain=[-2.2, 2.2], nice=False, zero=False)
_Y = alt.Scale(domain=[-1.55, 1.55], nice=False, zero=False)
_OPEN = ("vacant", "declined")
_REMOTE = "⌂"


@dataclass(frozen=True, slots=True)
class SeatMark:
    """A seat to draw.

    ``role`` and ``holder`` are labels (``holder`` "" when vacant); ``state`` is a seat state (vacant,
    proposed, requested, named, deputy_named, declined); ``hours_per_month`` is ``None`` when not known;
    ``shared`` and ``remote`` say that the post serves several pilots, or takes part from a distance.
    """

    role: str
    sector: str
    holder: str
    state: str
    hours_per_month: float | None
    shared: bool = False
    remote: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody sits here, so that the seat is drawn dashed."""
        return self.state in _OPEN


def team_picture(
    seats: Sequence[SeatMark], _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """The client in the middle and the seats around, the first at the top, clockwise.

    Returns
    -------
    The chart, or ``None`` without seats. Open seats are hollow with a dashed line to the client.
    """
    if not seats:
        return None
    rows = [_row(seat, number, len(seats), _) for number, seat in enumerate(seats)]
    size = type_size(projector)
    layers = [
        *_spokes(rows),
        *_chairs(rows, seats, _),
        *_labels(rows, size),
        *_client(size, _),
    ]
    return finished(layers, description=description, projector=projector, height=720 if projector else 560)


def _row(seat: SeatMark, number: int, count: int, _: Words) -> dict[str, Any]:
    angle = 2 * pi * number / count
    signs = [_("shared")] if seat.shared else []
    signs += [f"{_REMOTE} {_('remote')}"] if seat.remote else []
    hours = (
        _("{hours} h/month", hours=_.number(seat.hours_per_month, 1))
        if seat.hours_per_month is not None
        else ""
    )
    state = _(SEAT_STATES[seat.state])
    return {
        "x": sin(angle) * _STRETCH,
        "y": cos(angle),
        "x0": 0.0,
        "y0": 0.0,
        "role": seat.role,
        "holder": seat.holder or state,
        "detail": " · ".join(part for part in (hours, state if seat.holder else "", *signs) if part),
        "sector": _(SECTORS[drawn_sector(seat.sector)]),
        "open": seat.is_open,
    }


def _place(chart: alt.Chart, **more: Any) -> alt.Chart:
    return chart.encode(x=alt.X("x:Q", scale=_X, axis=None), y=alt.Y("y:Q", scale=_Y, axis=None), **more)


def _spokes(rows: list[dict[str, Any]]) -> list[alt.Chart]:
    layers = []
    for is_open, mark in ((False, {"color": BRAND}), (True, {"color": LINE, "strokeDash": [6, 5]})):
        chosen = [row for row in rows if row["open"] is is_open]
        layers.append(_place(alt.Chart(data(chosen)).mark_rule(strokeWidth=3, **mark), x2="x0:Q", y2="y0:Q"))
    return layers


def _chairs(rows: list[dict[str, Any]], seats: Sequence[SeatMark], _: Words) -> list[alt.Chart]:
    sectors = [sector for sector in SECTORS if any(drawn_sector(seat.sector) == sector for seat in seats)]
    labels = [_(SECTORS[sector]) for sector in sectors]
    title = _("Sector")
    encoding = {
        "color": alt.Color(
            "sector:N",
            title=title,
            scale=alt.Scale(domain=labels, range=[SECTOR_COLOURS[s] for s in sectors]),
        ),
        "shape": alt.Shape(
            "sector:N", title=title, scale=alt.Scale(domain=labels, range=[SECTOR_SHAPES[s] for s in sectors])
        ),
        "tooltip": [
            alt.Tooltip("role:N", title=_("Seat")),
            alt.Tooltip("holder:N", title=_("Who")),
            alt.Tooltip("detail:N", title=_("More")),
        ],
    }
    layers = []
    for is_open, mark in ((False, {"filled": True}), (True, {"fill": GROUND, "strokeDash": [6, 4]})):
        chosen = [row for row in rows if row["open"] is is_open]
        chart = alt.Chart(data(chosen)).mark_point(size=1400, strokeWidth=3, opacity=1, **mark)
        layers.append(_place(chart, **encoding))
    return layers


def _labels(rows: list[dict[str, Any]], size: int) -> list[alt.Chart]:
    """Three lines by each seat: the role, who sits there, hours and state."""
    layers = []
    for above in (True, False):
        base = alt.Chart(data([row for row in rows if (row["y"] > _ABOVE) is above]))
        places = [(-34 - size * 2.5 if above else 34) + line * size * 1.25 for line in range(3)]
        layers += [
            _place(base.mark_text(fontSize=size, dy=places[0], color=TEXT, fontWeight="bold"), text="role:N"),
            _place(base.mark_text(fontSize=size, dy=places[1], color=TEXT), text="holder:N"),
            _place(base.mark_text(fontSize=size, dy=places[2], color=MUTED), text="detail:N"),
        ]
    return layers


def _client(size: int, _: Words) -> list[alt.Chart]:
    middle = alt.Chart(data([{"x": 0.0, "y": 0.0, "label": _("Client")}]))
    return [
        _place(middle.mark_point(shape="circle", size=5200, filled=True, color=BRAND, opacity=1)),
        _place(middle.mark_text(fontSize=size * 1.1, fontWeight="bold", color=GROUND), text="label:N"),
    ]
