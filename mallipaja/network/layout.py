"""Where each actor is drawn: on a circle, sector by sector, the same place in every municipality and round.

Give it every actor of the project, then draw only those of the pilot: positions depend on the whole list, not
on who is in the picture or on how they are tied. No randomness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from mallipaja.survey.units import ActorInfo

SECTOR_ORDER = ("health", "social", "employment", "kela", "third", "other")
SECTOR_GAP = 0.5
"""Empty room between two sectors, in actors."""


@dataclass(frozen=True, slots=True)
class Position:
    """``x`` and ``y`` on the unit circle, ``angle`` in radians clockwise from twelve o'clock."""

    actor: str
    x: float
    y: float
    angle: float


def layout(actors: Iterable[ActorInfo]) -> dict[str, Position]:
    """Position of every actor by id.

    Sectors follow each other clockwise in a fixed order, actors of a sector by name. The first actor is at
    the top.
    """
    ordered = sorted(actors, key=_place)
    slots = _slots(ordered)
    around = slots[-1] + 1 + _gap(ordered[-1], ordered[0]) if ordered else 1
    return {
        actor.id: _position(actor.id, 2 * pi * slot / around)
        for actor, slot in zip(ordered, slots, strict=True)
    }


def label_heights(positions: Iterable[Position], least: float) -> dict[str, float]:
    """Heights of names in a column to the right and one to the left of the circle, by actor.

    Names keep the order of their actors from top to bottom and are at least ``least`` apart, as near to their actors
    as that allows. A column with no room for all within the circle reaches past it, as much above as below. Actors on
    the middle line go right at the top and left at the bottom, so that both columns run clockwise.
    """
    columns: tuple[list[Position], list[Position]] = ([], [])
    for place in positions:
        columns[0 if is_right(place) else 1].append(place)
    return {actor: height for column in columns for actor, height in _spread(column, least)}


def is_right(place: Position) -> bool:
    """Whether the name of an actor stands to the right of the circle."""
    return place.x > 1e-9 or (abs(place.x) <= 1e-9 and place.y > 0)


def _spread(column: Sequence[Position], least: float) -> list[tuple[str, float]]:
    """Down first, each no higher than ``least`` under the one above; then up from the bottom the same way."""
    ordered = sorted(column, key=lambda place: (-place.y, place.actor))
    room = max(1.0, least * (len(ordered) - 1) / 2)
    heights: list[float] = []
    for place in ordered:
        heights.append(min(place.y, heights[-1] - least) if heights else min(place.y, room))
    floor = -room
    for position in reversed(range(len(heights))):
        heights[position] = max(heights[position], floor)
        floor = heights[position] + least
    return [(place.actor, height) for place, height in zip(ordered, heights, strict=True)]


def _place(actor: ActorInfo) -> tuple[int, str, str]:
    rank = SECTOR_ORDER.index(actor.sector) if actor.sector in SECTOR_ORDER else len(SECTOR_ORDER)
    return rank, actor.name.casefold(), actor.id


def _slots(ordered: Sequence[ActorInfo]) -> list[float]:
    slots: list[float] = []
    for before, actor in zip((None, *ordered), ordered, strict=False):
        slots.append(0.0 if before is None else slots[-1] + 1 + _gap(before, actor))
    return slots


def _gap(before: ActorInfo, after: ActorInfo) -> float:
    return 0.0 if before.sector == after.sector else SECTOR_GAP


def _position(actor: str, angle: float) -> Position:
    return Position(actor, sin(angle), cos(angle), angle)
