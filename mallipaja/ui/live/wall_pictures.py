"""Pictures of the meeting's pilot as the wall shows them: few signs in large type, where a drawing would be too small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mallipaja.actions.picture import NetworkPicture
from mallipaja.capacity.totals import Group
from mallipaja.charts.legend import PAIR_STATES, SECTOR_SYMBOLS, SECTORS, drawn_sector
from mallipaja.i18n import Words

Json = dict[str, Any]
_SHAPES = {**SECTOR_SYMBOLS, "other": "★"}
"""As the map draws them: it has a star of five points."""
_LINES = {"confirmed": "━━", "one_sided": "╍╍", "unconfirmed": "┄┄"}


def hours(_: Words, groups: Iterable[Group], names: Mapping[str, str], *, wall: bool) -> list[Json]:
    """Client hours by profession, most first: a name, the share 0-1 of the longest bar, and the figures in words.

    The wall is read from afar: there only the hours, without the person-years.
    """
    from mallipaja.charts.capacity import hours_text

    listed = sorted(groups, key=lambda one: -(one.client_hours_per_week.value or 0.0))
    longest = max((one.client_hours_per_week.value or 0.0 for one in listed), default=0.0) or 1.0
    return [
        {
            "name": names.get(one.key, one.label or one.key),
            "share": round((one.client_hours_per_week.value or 0.0) / longest, 4),
            "text": hours_text(one, _, years=not wall),
        }
        for one in listed
    ]


def map_legend(_: Words, picture: NetworkPicture) -> str:
    """What shapes and lines mean on the map, in one line."""
    drawn = {drawn_sector(node.sector) for node in picture.network.nodes}
    shapes = [f"{_SHAPES[code]}\u00a0{_(SECTORS[code])}" for code in SECTORS if code in drawn]
    lines = [f"{_LINES[code]}\u00a0{_(label)}" for code, label in PAIR_STATES.items()]
    return " · ".join([*shapes, *lines, _("the thicker the line, the more often")])
