"""The map of ties: actors on a circle by sector, the thicker the line the more often they are in touch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from mallipaja.charts.frame import data, finished, type_size
from mallipaja.charts.legend import FREQUENCIES, NOT_KNOWN, PAIR_STATES, SECTORS, drawn_sector
from mallipaja.charts.palette import BRAND, GROUND, MUTED, SECTOR_COLOURS, SECTOR_SHAPES, TEXT
from mallipaja.i18n import Words
from mallipaja.network.layout import Position
from mallipaja.network.network import Network, Node
from mallipaja.network.symmetry import Pair, Rule, edges

_WIDTHS = {1: 1.0, 2: 2.0, 3: 3.5, 4: 5.0, 5: 7.0}
_UNKNOWN_WIDTH = 1.5
_DASHES = {"confirmed": [1, 0], "one_sided": [8, 5], "unconfirmed": [2, 4]}
_STRETCH = 1.45
"""The circle is drawn this much wider than high, since screens are."""
_X = alt.Scale(domain=[-2.4, 2.4], nice=False, zero=False)
_Y = alt.Scale(domain=[-1.25, 1.25], nice=False, zero=False)
_SIDE = 0.25
"""Actors nearer the middle line than this have their name above or below, the rest beside."""


def network_map(
    network: Network,
    positions: Mapping[str, Position],
    rule: Rule,
    _: Words,
    *,
    focus: str | None = None,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """The pilot's actors and the ties between them.

    Parameters
    ----------
    network : the network of one pilot.
    positions : a place for every actor (`layout.layout` of all the project's actors).
    rule : ``any`` draws a tie that either side reports (dashed when one-sided), ``confirmed`` only those both
        report.
    focus : id of an actor; the ties of others are faded.

    Returns
    -------
    The chart, or ``None`` without actors. Actors that have not answered are hollow. A click selects under the
    name ``focus`` (field ``id``), for ``on_select``.
    """
    if not network.nodes:
        return None
    layers = [
        _ties(network, rule, positions, focus, _),
        *_actors(network, positions, _),
        *_names(network, positions, projector, _),
    ]
    return finished(layers, description=description, projector=projector, height=720 if projector else 560)


def _ties(
    network: Network, rule: Rule, positions: Mapping[str, Position], focus: str | None, _: Words
) -> alt.Chart:
    frequencies = [_(FREQUENCIES[level]) for level in _WIDTHS]
    rows = [_tie(network, pair, positions, focus, _) for pair in edges(network, rule)]
    lines = alt.Chart(data(rows)).mark_rule(color=BRAND, strokeCap="round")
    chart: alt.Chart = lines.encode(
        x=alt.X("x:Q", scale=_X, axis=None),
        y=alt.Y("y:Q", scale=_Y, axis=None),
        x2="x2:Q",
        y2="y2:Q",
        strokeWidth=alt.StrokeWidth(
            "frequency:O",
            title=_("How often"),
            sort=[*frequencies, _(NOT_KNOWN)],
            legend=alt.Legend(columns=2),
            scale=alt.Scale(
                type="ordinal",
                domain=[*frequencies, _(NOT_KNOWN)],
                range=[*_WIDTHS.values(), _UNKNOWN_WIDTH],
            ),
        ),
        strokeDash=alt.StrokeDash(
            "state:N",
            title=_("Who reports it"),
            legend=alt.Legend(columns=1),
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
    network: Network, pair: Pair, positions: Mapping[str, Position], focus: str | None, _: Words
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
        "opacity": 0.12 if faded else 0.75,
    }


def _actors(network: Network, positions: Mapping[str, Position], _: Words) -> list[alt.Chart]:
    """Answered actors filled, the others hollow; the same shapes and colours in both."""
    sectors = [
        sector for sector in SECTORS if any(drawn_sector(node.sector) == sector for node in network.nodes)
    ]
    labels = [_(SECTORS[sector]) for sector in sectors]
    colours = alt.Scale(domain=labels, range=[SECTOR_COLOURS[sector] for sector in sectors])
    shapes = alt.Scale(domain=labels, range=[SECTOR_SHAPES[sector] for sector in sectors])
    title = _("Sector")
    above = alt.Legend(orient="top", columns=len(sectors))
    selection = alt.selection_point(name="focus", fields=["id"])
    layers = []
    for answered in (True, False):
        rows = [_actor(node, positions, _) for node in network.nodes if node.responded is answered]
        mark = alt.Chart(data(rows)).mark_point(size=520, opacity=1, strokeWidth=3, filled=answered)
        if not answered:
            mark = alt.Chart(data(rows)).mark_point(size=520, opacity=1, strokeWidth=3, fill=GROUND)
        layers.append(
            mark.encode(
                x=alt.X("x:Q", scale=_X, axis=None),
                y=alt.Y("y:Q", scale=_Y, axis=None),
                color=alt.Color("sector:N", title=title, scale=colours, legend=above),
                shape=alt.Shape("sector:N", title=title, scale=shapes, legend=above),
                tooltip=[
                    alt.Tooltip("name:N", title=_("Actor")),
                    alt.Tooltip("employer:N", title=_("Organisation")),
                    alt.Tooltip("sector:N", title=title),
                    alt.Tooltip("answered:N", title=_("Units that answered")),
                ],
            )
        )
    layers[0] = layers[0].add_params(selection)
    return layers


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


def _names(network: Network, positions: Mapping[str, Position], projector: bool, _: Words) -> list[alt.Chart]:
    """Names outside the circle: to the right of it, to the left of it, above and below it."""
    sides: dict[str, list[dict[str, Any]]] = {"left": [], "right": [], "top": [], "bottom": []}
    for node in network.nodes:
        place = positions[node.id]
        side = _side(place)
        name = node.name if node.responded else _("{name} (no answer)", name=node.name)
        sides[side].append(
            {"x": place.x * _STRETCH, "y": place.y, "label": name, "muted": not node.responded}
        )
    marks: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "dx": 18},
        "left": {"align": "right", "dx": -18},
        "top": {"align": "center", "dy": -22},
        "bottom": {"align": "center", "dy": 24},
    }
    return [
        alt.Chart(data(rows))
        .mark_text(fontSize=type_size(projector), baseline="middle", **marks[side])
        .encode(
            x=alt.X("x:Q", scale=_X, axis=None),
            y=alt.Y("y:Q", scale=_Y, axis=None),
            text="label:N",
            color=alt.when("datum.muted").then(alt.value(MUTED)).otherwise(alt.value(TEXT)),
        )
        for side, rows in sides.items()
        if rows
    ]


def _side(place: Position) -> str:
    if abs(place.x) > _SIDE:
        return "right" if place.x > 0 else "left"
    return "top" if place.y > 0 else "bottom"
