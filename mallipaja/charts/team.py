"""The team round the client: a seat is filled, asked for, or vacant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.legend import SEAT_STATES, SECTORS, drawn_sector
from mallipaja.charts.palette import (
    ATTENTION,
    BRAND,
    GROUND,
    LINE,
    MUTED,
    SECTOR_COLOURS,
    SECTOR_SHAPES,
    TEXT,
)
from mallipaja.i18n import Words

_X = alt.Scale(domain=[-2.3, 2.3], nice=False, zero=False)
_Y = alt.Scale(domain=[-1.25, 1.25], nice=False, zero=False)
_ARC = 0.62
_SIDES = ("right", "left")
_LINES = 4.4
"""Height of a seat with its three lines of text, in heights of the type."""
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
        return self.state in _OPEN or not self.holder


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
        *_shared(rows),
        *_labels(rows, size),
        *_client(size, _),
    ]
    tallest = max(sum(row["side"] == side for row in rows) for side in _SIDES)
    return finished(
        layers,
        description=description,
        projector=projector,
        height=max(6 * size, tallest * _LINES * size) + 110,
    )


def _row(seat: SeatMark, number: int, count: int, _: Words) -> dict[str, Any]:
    signs = [_("shared")] if seat.shared else []
    signs += [f"{_REMOTE} {_('remote')}"] if seat.remote else []
    hours = (
        _("{hours} h/month", hours=_.number(seat.hours_per_month, 1))
        if seat.hours_per_month is not None
        else _("hours not known")
    )
    state = _(SEAT_STATES[seat.state])
    side, x, y = _chair(number, count)
    return {
        "x": x,
        "y": y,
        "x0": 0.0,
        "y0": 0.0,
        "side": side,
        "role": seat.role,
        "holder": seat.holder or state,
        "detail": " · ".join(part for part in ((hours, state) if seat.holder else ()) + tuple(signs)),
        "sector": _(SECTORS[drawn_sector(seat.sector)]),
        "open": seat.is_open,
        "shared": seat.shared and not seat.is_open,
    }


def _chair(number: int, count: int) -> tuple[str, float, float]:
    """Side and place of a seat: down the right side of the client first, then down the left.

    Each side is a shallow arc, so that labels stand beside their seats one under another and never on each other.
    """
    right = (count + 1) // 2
    side, place, many = (
        ("right", number, right) if number < right else ("left", number - right, count - right)
    )
    y = 0.0 if many == 1 else 1 - 2 * place / (many - 1)
    x = _ARC * (1 - 0.35 * y * y)
    return side, x if side == "right" else -x, y


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


def _shared(rows: list[dict[str, Any]]) -> list[alt.Chart]:
    """A seat shared with others has a second colour in its middle; the text beside says so too."""
    chosen = [row for row in rows if row["shared"]]
    if not chosen:
        return []
    mark = alt.Chart(data(chosen)).mark_point(
        shape="circle", size=380, filled=True, color=ATTENTION, stroke=GROUND, strokeWidth=2, opacity=1
    )
    return [_place(mark)]


def _labels(rows: list[dict[str, Any]], size: int) -> list[alt.Chart]:
    """Three lines outside each seat: the role, who sits there, hours and state."""
    lines: tuple[tuple[str, dict[str, Any]], ...] = (
        ("role", {"fontWeight": "bold", "color": TEXT}),
        ("holder", {"color": TEXT}),
        ("detail", {"color": MUTED}),
    )
    layers = []
    for side, align, dx in (("right", "left", 28), ("left", "right", -28)):
        base = alt.Chart(data([row for row in rows if row["side"] == side]))
        for line, (field, look) in enumerate(lines):
            place: dict[str, Any] = {
                "align": align,
                "dx": dx,
                "dy": (line - 1) * size * 1.2,
                "limit": 24 * size,
            }
            layers.append(_place(base.mark_text(fontSize=size, **place, **look), text=f"{field}:N"))
    return layers


def _client(size: int, _: Words) -> list[alt.Chart]:
    middle = alt.Chart(data([{"x": 0.0, "y": 0.0, "label": _("Client")}]))
    return [
        _place(middle.mark_point(shape="circle", size=5200, filled=True, color=BRAND, opacity=1)),
        _place(middle.mark_text(fontSize=size * 1.1, fontWeight="bold", color=GROUND), text="label:N"),
    ]
