"""The map of ties: actors on a circle by sector, the thicker the line the more often they are in touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.legend import FREQUENCIES, NOT_KNOWN, PAIR_STATES, SECTORS, drawn_sector
from mallipaja.charts.palette import BRAND, GROUND, LINE, MUTED, SECTOR_COLOURS, SECTOR_SHAPES, TEXT
from mallipaja.i18n import Words
from mallipaja.network.layout import Position, is_right, label_heights
from mallipaja.network.network import Network, Node
from mallipaja.network.symmetry import Pair, Rule, edges

_WIDTHS = {1: 1.0, 2: 2.0, 3: 3.5, 4: 5.0, 5: 7.0}
_UNKNOWN_WIDTH = 1.5
_DASHES = {"confirmed": [1, 0], "one_sided": [8, 5], "unconfirmed": [2, 4]}
_STRETCH = 1.35
"""The circle is drawn this much wider than high, since screens are."""
_COLUMN = _STRETCH + 0.2
"""Where the names begin; a thin line leads to each from its actor."""
_WIDE = 2.95
_X = alt.Scale(domain=[-_WIDE, _WIDE], nice=False, zero=False)
_HEIGHT, _PROJECTOR_HEIGHT = 460, 390
"""Of the circle; legends come on top of it."""
_LEGENDS, _NO_LEGENDS = 230, 30
"""Pixels over and under the circle, with legends and without."""
_LEGEND_TYPE = 15
_FEW, _MANY = 24, 40
"""Up to the one the type is at its full size and marks are large; above the other both are smallest."""
_LINE = 1.3
"""Distance of two names, in type sizes."""
_TWO_LINES = 2.2
"""The same where long names stand on two lines: on the wall, where nobody can point at one that is cut."""
_LONG = 18
"""Letters of a name that has room on one line of the wall."""
_NAME_WIDTH = f"width * {(_WIDE - _COLUMN) / (2 * _WIDE):.3f}"
"""Room of a name beside the circle; a longer one is cut, and whole in the table and when pointed at."""


class _Room:
    """Sizes that fit so many actors: type, marks, height of the picture, scale of the heights."""

    def __init__(
        self, network: Network, positions: Mapping[str, Position], *, projector: bool, legends: bool
    ) -> None:
        self.legends = legends
        count = len(network.nodes)
        self.type = type_size(projector) - (0 if count <= _FEW else 2 if count <= _MANY else 4)
        self.mark = 520 if count <= _FEW else 300 if count <= _MANY else 170
        base = _PROJECTOR_HEIGHT if projector else _HEIGHT
        here = [positions[node.id] for node in network.nodes]
        right = sum(is_right(place) for place in here)
        line = self.type * (_LINE if legends else _TWO_LINES)
        self.height = max(base, (max(right, count - right) + 1) * line)
        least = 2.3 * line / self.height
        self.labels = label_heights(here, least)
        far = max([1.0, *(abs(height) for height in self.labels.values())]) * 1.1
        self.y = alt.Scale(domain=[-far, far], nice=False, zero=False)


def network_map(
    network: Network,
    positions: Mapping[str, Position],
    rule: Rule,
    _: Words,
    *,
    focus: str | None = None,
    description: str = "",
    projector: bool = False,
    legends: bool = True,
) -> alt.LayerChart | None:
    """The pilot's actors and the ties between them.

    Parameters
    ----------
    network : the network of one pilot.
    positions : a place for every actor (`layout.layout` of all the project's actors).
    rule : ``any`` draws a tie that either side reports (dashed when one-sided), ``confirmed`` only those both
        report.
    legends : whether the chart says what its shapes and lines mean; else the page beside it does.
    focus : id of an actor; the ties of others and those it has no tie with are faded.

    Returns
    -------
    The chart, or ``None`` without actors. Actors that have not answered are hollow. A click selects under the
    name ``focus`` (field ``id``), for ``on_select``. Names never lie on each other, up to 60 actors and beyond: they
    stand in two columns, a thin line to each.
    """
    if not network.nodes:
        return None
    room = _Room(network, positions, projector=projector, legends=legends)
    near = _near(network, rule, focus)
    layers = [
        _leaders(network, positions, room),
        _ties(network, rule, positions, focus, room, _),
        *_actors(network, positions, room, _),
        *_names(network, positions, room, near, _),
        _clicks(network, positions, room, _),
    ]
    made = finished(
        layers,
        description=description,
        projector=projector,
        height=room.height + (_LEGENDS if legends else _NO_LEGENDS),
    )
    made.config.legend.labelFontSize = made.config.legend.titleFontSize = _LEGEND_TYPE
    return made


def _near(network: Network, rule: Rule, focus: str | None) -> set[str]:
    """The actors that are not faded: all, or the one in focus and its contacts."""
    if focus is None:
        return {node.id for node in network.nodes}
    ends = [(pair.first, pair.second) for pair in edges(network, rule)]
    return {focus, *(end for pair in ends if focus in pair for end in pair)}


def _ties(
    network: Network, rule: Rule, positions: Mapping[str, Position], focus: str | None, room: _Room, _: Words
) -> alt.Chart:
    frequencies = [_(FREQUENCIES[level]) for level in _WIDTHS]
    listed = edges(network, rule)
    strong = 0.75 if len(listed) <= _MANY else 0.5
    rows = [_tie(network, pair, positions, focus, strong, _) for pair in listed]
    lines = alt.Chart(data(rows)).mark_rule(color=BRAND, strokeCap="round")
    chart: alt.Chart = lines.encode(
        x=alt.X("x:Q", scale=_X, axis=None),
        y=alt.Y("y:Q", scale=room.y, axis=None),
        x2="x2:Q",
        y2="y2:Q",
        strokeWidth=alt.StrokeWidth(
            "frequency:O",
            title=_("How often"),
            sort=[*frequencies, _(NOT_KNOWN)],
            legend=alt.Legend(columns=3) if room.legends else None,
            scale=alt.Scale(
                type="ordinal",
                domain=[*frequencies, _(NOT_KNOWN)],
                range=[width * (1 if strong > 0.6 else 0.7) for width in (*_WIDTHS.values(), _UNKNOWN_WIDTH)],
            ),
        ),
        strokeDash=alt.StrokeDash(
            "state:N",
            title=_("Who reports it"),
            legend=alt.Legend(columns=1) if room.legends else None,
            scale=alt.Scale(
                domain=[_(label) for label in PAIR_STATES.values()], range=list(_DASHES.values())
            ),
        ),
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("between:N", title=_("Between")),
            alt.Tooltip("frequency:N", title=_("How often")),
            alt.Tooltip("state:N", title=_("Who reports it")),
        ],
    )
    return chart


def _tie(
    network: Network,
    pair: Pair,
    positions: Mapping[str, Position],
    focus: str | None,
    strong: float,
    _: Words,
) -> dict[str, Any]:
    start, end = positions[pair.first], positions[pair.second]
    faded = focus is not None and focus not in {pair.first, pair.second}
    return {
        "x": start.x * _STRETCH,
        "y": start.y,
        "x2": end.x * _STRETCH,
        "y2": end.y,
        "between": f"{network.node(pair.first).name} – {network.node(pair.second).name}",
        "frequency": _(FREQUENCIES[pair.frequency]) if pair.frequency else _(NOT_KNOWN),
        "state": _(PAIR_STATES[pair.state]),
        "opacity": 0.08 if faded else 0.85 if focus else strong,
    }


def _leaders(network: Network, positions: Mapping[str, Position], room: _Room) -> alt.Chart:
    """Thin lines from actors to their names."""
    rows = []
    for node in network.nodes:
        place = positions[node.id]
        side = 1 if is_right(place) else -1
        end = (_COLUMN - 0.03) * side
        rows.append({"x": place.x * _STRETCH, "y": place.y, "x2": end, "y2": room.labels[node.id]})
    chart: alt.Chart = (
        alt.Chart(data(rows))
        .mark_rule(color=LINE, strokeWidth=1)
        .encode(
            x=alt.X("x:Q", scale=_X, axis=None), y=alt.Y("y:Q", scale=room.y, axis=None), x2="x2:Q", y2="y2:Q"
        )
    )
    return chart


def _actors(network: Network, positions: Mapping[str, Position], room: _Room, _: Words) -> list[alt.Chart]:
    """Answered actors filled, the others hollow; the same shapes and colours in both."""
    sectors = [
        sector for sector in SECTORS if any(drawn_sector(node.sector) == sector for node in network.nodes)
    ]
    labels = [_(SECTORS[sector]) for sector in sectors]
    colours = alt.Scale(domain=labels, range=[SECTOR_COLOURS[sector] for sector in sectors])
    shapes = alt.Scale(domain=labels, range=[SECTOR_SHAPES[sector] for sector in sectors])
    title = _("Sector")
    above = alt.Legend(orient="top", columns=len(sectors)) if room.legends else None
    layers = []
    for answered in (True, False):
        rows = [_actor(node, positions, _) for node in network.nodes if node.responded is answered]
        style = {"filled": True} if answered else {"fill": GROUND}
        mark = alt.Chart(data(rows)).mark_point(size=room.mark, opacity=1, strokeWidth=3, **style)
        layers.append(
            mark.encode(
                x=alt.X("x:Q", scale=_X, axis=None),
                y=alt.Y("y:Q", scale=room.y, axis=None),
                color=alt.Color("sector:N", title=title, scale=colours, legend=above),
                shape=alt.Shape("sector:N", title=title, scale=shapes, legend=above),
            )
        )
    return layers


def _clicks(network: Network, positions: Mapping[str, Position], room: _Room, _: Words) -> alt.Chart:
    """Discs nobody sees, over the actors, answered or not: what is pointed at and clicked."""
    chart: alt.Chart = (
        alt.Chart(data([_actor(node, positions, _) for node in network.nodes]))
        .mark_point(size=max(room.mark, 500), opacity=0, filled=True)
        .encode(
            x=alt.X("x:Q", scale=_X, axis=None),
            y=alt.Y("y:Q", scale=room.y, axis=None),
            tooltip=[
                alt.Tooltip("name:N", title=_("Actor")),
                alt.Tooltip("employer:N", title=_("Organisation")),
                alt.Tooltip("sector:N", title=_("Sector")),
                alt.Tooltip("answered:N", title=_("Units that answered")),
            ],
        )
        .add_params(alt.selection_point(name="focus", fields=["id"], on="click", empty=False))
    )
    return chart


def _actor(node: Node, positions: Mapping[str, Position], _: Words) -> dict[str, Any]:
    place = positions[node.id]
    return {
        "id": node.id,
        "x": place.x * _STRETCH,
        "y": place.y,
        "name": node.name,
        "employer": node.organisation_name,
        "sector": _(SECTORS[drawn_sector(node.sector)]),
        "answered": f"{_.number(node.units_responded)}/{_.number(node.units)}",
    }


def _names(
    network: Network, positions: Mapping[str, Position], room: _Room, near: set[str], _: Words
) -> list[alt.Chart]:
    """Names in a column on either side of the circle."""
    columns: dict[tuple[int, bool], list[dict[str, Any]]] = {}
    for node in network.nodes:
        side = 1 if is_right(positions[node.id]) else -1
        name = node.name if node.responded else _("{name} (no answer)", name=node.name)
        faded = not node.responded or node.id not in near
        label = name if room.legends else _parted(name)
        row = {"x": _COLUMN * side, "y": room.labels[node.id], "label": label, "muted": faded}
        columns.setdefault((side, "\n" in label), []).append(row)
    return [
        alt.Chart(data(rows))
        .mark_text(
            fontSize=room.type,
            baseline="middle",
            align="left" if side > 0 else "right",
            limit=alt.ExprRef(_NAME_WIDTH),
            lineBreak="\n",
            lineHeight=room.type,
            dy=-room.type / 2 if on_two_lines else 0,
        )
        .encode(
            x=alt.X("x:Q", scale=_X, axis=None),
            y=alt.Y("y:Q", scale=room.y, axis=None),
            text="label:N",
            color=alt.when("datum.muted").then(alt.value(MUTED)).otherwise(alt.value(TEXT)),
        )
        for (side, on_two_lines), rows in columns.items()
    ]


def _parted(name: str) -> str:
    """A long name on two lines, parted at the space nearest to its middle; one without a space stays as it is."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if len(name) <= _LONG or not spaces:
        return name
    at = min(spaces, key=lambda one: abs(one - len(name) / 2))
    return f"{name[:at]}\n{name[at + 1 :]}"
