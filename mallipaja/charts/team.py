"""The team round the client: a seat is filled, asked for, or vacant."""

from __future__ import annotations

import textwrap
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
    SECTOR_COLOURS,
    SECTOR_SHAPES,
    TEXT,
)
from mallipaja.i18n import Words

_X = alt.Scale(domain=[-2.5, 2.5], nice=False, zero=False)
_Y = alt.Scale(domain=[-1.25, 1.25], nice=False, zero=False)
_ARC = 0.62
_SIDES = ("right", "left")
_LINE = 1.2
"""Height of a line of text, in heights of the type."""
_BETWEEN = 0.8
"""Heights of the type between the texts of two seats."""
_WIDEST = 36
"""Letters in a line beside a seat: as many as a projector has room for."""
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
    lines = max(row["beside"].count("\n") + 1 for row in rows) * _LINE + _BETWEEN
    return finished(
        layers,
        description=description,
        projector=projector,
        height=max(6 * size, tallest * lines * size) + 110,
    )


def _row(seat: SeatMark, number: int, count: int, _: Words) -> dict[str, Any]:
    signs = [_("shared")] if seat.shared and seat.holder else []
    signs += [f"{_REMOTE} {_('remote')}"] if seat.remote and seat.holder else []
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
        "detail": " · ".join([*([hours, state] if seat.holder else []), *signs]),
        "beside": _beside(seat.role, seat.holder or state, [hours, state] if seat.holder else [], signs),
        "sector": _(SECTORS[drawn_sector(seat.sector)]),
        "open": seat.is_open,
        "sign": _("shared with other teams") if seat.shared and not seat.is_open else "",
    }


def _beside(role: str, holder: str, known: list[str], signs: list[str]) -> str:
    """What stands beside a seat: its role in one line, then who sits there and the rest, broken where there is no room."""
    first = textwrap.shorten(role, _WIDEST, placeholder="…")
    details = [" · ".join(known), " · ".join(signs)]
    if len(" · ".join([*known, *signs])) <= _WIDEST:
        details = [" · ".join([*known, *signs])]
    broken = textwrap.wrap(holder, _WIDEST, max_lines=2, placeholder="…")
    return "\n".join([first, *broken, *(one for one in details if one)])


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
    """A seat shared with others has a second colour in its middle, which the legend and the text beside name too."""
    chosen = [row for row in rows if row["sign"]]
    if not chosen:
        return []
    fill = alt.Fill(
        "sign:N",
        title=None,
        scale=alt.Scale(domain=[chosen[0]["sign"]], range=[ATTENTION]),
        legend=alt.Legend(symbolType="circle", symbolStrokeWidth=0, symbolFillColor=ATTENTION),
    )
    mark = alt.Chart(data(chosen)).mark_point(
        shape="circle", size=380, stroke=GROUND, strokeWidth=2, opacity=1
    )
    return [_place(mark, fill=fill)]


def _labels(rows: list[dict[str, Any]], size: int) -> list[alt.Chart]:
    """Beside each seat its role, and under it who sits there, hours and state, as high above its middle as under it."""
    texts = []
    for row in rows:
        first, _break, rest = row["beside"].partition("\n")
        texts.append({**row, "first": first, "rest": rest, "under": rest.count("\n") + 1})
    layers = []
    for side, align, dx in (("right", "left", 28), ("left", "right", -28)):
        for under in sorted({row["under"] for row in texts}):
            chosen = [row for row in texts if (row["side"], row["under"]) == (side, under)]
            base = alt.Chart(data(chosen))
            top = -under * size * _LINE / 2
            look: dict[str, Any] = {
                "align": align,
                "dx": dx,
                "fontSize": size,
                "color": TEXT,
                "limit": 24 * size,
            }
            layers.append(_place(base.mark_text(**look, dy=top, fontWeight="bold"), text="first:N"))
            more = base.mark_text(**look, dy=top + size * _LINE, lineHeight=size * _LINE, lineBreak="\n")
            layers.append(_place(more, text="rest:N"))
    return layers


def _client(size: int, _: Words) -> list[alt.Chart]:
    area = (5.2 * size) ** 2 * 0.785
    middle = alt.Chart(data([{"x": 0.0, "y": 0.0, "label": _("Client")}]))
    return [
        _place(middle.mark_point(shape="circle", size=area, filled=True, color=BRAND, opacity=1)),
        _place(middle.mark_text(fontSize=size * 1.1, fontWeight="bold", color=GROUND), text="label:N"),
    ]
