"""Ways of working on the wall: phases down, sectors across, and in each cell how many do it, in type a room can read."""

from __future__ import annotations

from typing import Any

from mallipaja.actions.picture import PracticePicture
from mallipaja.charts.legend import (
    ACTIVITIES,
    ACTIVITY_SYMBOLS,
    NOT_KNOWN,
    SECTOR_SYMBOLS,
    SECTORS,
    UNKNOWN_SYMBOL,
    drawn_sector,
)
from mallipaja.i18n import Words
from mallipaja.practice.by_sector import SectorCell, by_sector, sectors

Json = dict[str, Any]
GAP, BROKEN = "!", "↛"


def grid(_: Words, picture: PracticePicture) -> Json | None:
    """The counts as rows of a table; ``None`` where there is nothing to count."""
    order = list(SECTORS)
    shown = sorted(sectors(picture.matrix), key=lambda code: order.index(drawn_sector(code)))
    if not shown or not picture.matrix.cells:
        return None
    found = {(one.phase, one.sector): one for one in by_sector(picture.matrix, picture.records)}
    signs = [
        *(f"{ACTIVITY_SYMBOLS[code]} {_(ACTIVITIES[code])}" for code in ("regularly", "sometimes", "no")),
        f"{UNKNOWN_SYMBOL} {_(NOT_KNOWN)}",
        f"{GAP} {_('the generic model requires this sector here')}",
        f"{BROKEN} {_('the hand-over breaks here')}",
    ]
    return {
        "head": [_("Phase"), *(_sector(_, code) for code in shown)],
        "rows": [
            {
                "name": phase.label.get(_.language),
                "cells": [_cell(_, found[phase.code, code]) for code in shown],
            }
            for phase in picture.matrix.phases
        ],
        "legend": _("The numbers are actors") + ": " + " · ".join(signs),
    }


def _sector(_: Words, code: str) -> str:
    drawn = drawn_sector(code)
    return f"{SECTOR_SYMBOLS[drawn]} {_(SECTORS[drawn])}"


def _cell(_: Words, one: SectorCell) -> Json:
    counts = [
        (ACTIVITY_SYMBOLS["regularly"], _(ACTIVITIES["regularly"]), one.regularly),
        (ACTIVITY_SYMBOLS["sometimes"], _(ACTIVITIES["sometimes"]), one.sometimes),
        (UNKNOWN_SYMBOL, _(NOT_KNOWN), one.unknown),
    ]
    shown = [(sign, name, count) for sign, name, count in counts if count]
    signs = [f"{sign}\u00a0{_.number(count)}" for sign, _name, count in shown]
    words = [f"{name}: {_.number(count)}" for _sign, name, count in shown]
    if not one.actors:
        signs, words = [UNKNOWN_SYMBOL], [_(NOT_KNOWN)]
    elif not shown:
        signs, words = [ACTIVITY_SYMBOLS["no"]], [_(ACTIVITIES["no"])]
    if one.is_gap:
        signs.append(GAP)
        words.append(_("the generic model requires this sector here"))
    if one.is_broken:
        signs.append(BROKEN)
        words.append(_("the hand-over breaks here"))
    return {"text": "  ".join(signs), "label": "; ".join(words), "code": _code(one)}


def _code(one: SectorCell) -> str:
    if one.is_gap:
        return "gap"
    if one.regularly:
        return "regularly"
    return "unknown" if one.unknown or not one.actors else "sometimes" if one.sometimes else "no"
