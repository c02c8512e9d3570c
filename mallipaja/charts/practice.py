"""Phase × actor: who does what regularly, sometimes or not, where something breaks, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from mallipaja.charts.legend import (
    ACTIVITIES,
    ACTIVITY_SYMBOLS,
    NOT_KNOWN,
    RECORD_SYMBOLS,
    UNKNOWN_SYMBOL,
)
from mallipaja.charts.palette import ACTION_TINT, ALARM, ATTENTION_TINT, GROUND, SOFT_GROUND
from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix
from mallipaja.i18n import N_, Words
from mallipaja.practice.matrix import Cell, Matrix
from mallipaja.practice.records import Practice, doubled
from mallipaja.practice.views import broken_handovers, gaps
from mallipaja.survey.feeds import NOBODY
from mallipaja.survey.given import Known, known

_FILLS = {"regularly": ACTION_TINT, "sometimes": SOFT_GROUND, "no": GROUND}
_BROKEN = "↛"
_GAP = "!"
_DOUBLED = "²"
RECORDS = {
    "practice": N_("a practice is written down"),
    "strength": N_("a strength"),
    "challenge": N_("a challenge"),
}


def practice_matrix(
    matrix: Matrix,
    _: Words,
    *,
    records: Sequence[Practice] = (),
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """The matrix of one pilot: actors down, phases across, in the order of the client's path.

    Parameters
    ----------
    records : what is written down; a cell has the symbol of each kind, and the texts when it is pointed at.

    Returns
    -------
    The chart, or ``None`` without phases or actors. A cell of a sector that is surely missing from a phase
    has ``!`` and a red line round it, a broken hand-over has ``↛``, a practice that two organisations claim
    has ``²``; a cell nobody has answered has ``?``.
    """
    actors = {actor.id: actor for actor in matrix.actors}
    missing = {(gap.phase, gap.sector) for gap in gaps(matrix) if gap.state == "gap"}
    broken = {(one.phase, one.actor) for one in broken_handovers(matrix)}
    broken |= {(one.phase, one.actor) for one in records if one.broken}
    employer = {actor.id: actor.organisation for actor in matrix.actors}
    claimed = {(one.phase, actor) for one in doubled(tuple(records), employer) for actor in one.actors}
    marks = [
        _mark(
            cell,
            matrix,
            is_gap=(cell.phase, actors[cell.actor].sector) in missing,
            is_broken=(cell.phase, cell.actor) in broken,
            is_doubled=(cell.phase, cell.actor) in claimed,
            records=[one for one in records if (one.phase, one.actor) == (cell.phase, cell.actor)],
            _=_,
        )
        for cell in matrix.cells
    ]
    return symbol_matrix(
        marks,
        Side({actor.id: actor.name for actor in matrix.actors}, _("Actor")),
        Side({phase.code: phase.label.get(_.language) for phase in matrix.phases}, _("Phase")),
        _kinds(_),
        _,
        legend_title=_("Takes part"),
        key=" · ".join(
            (
                f"{_GAP} {_('the generic model requires this sector here')}",
                f"{_BROKEN} {_('the hand-over breaks here')}",
                *([f"{_DOUBLED} {_('another organisation does the same')}"] if claimed else []),
                *(
                    f"{symbol} {_(RECORDS[kind])}"
                    for kind, symbol in RECORD_SYMBOLS.items()
                    if any(one.kind == kind for one in records)
                ),
            )
        ),
        description=description,
        projector=projector,
    )


def _kinds(_: Words) -> dict[str, Kind]:
    kinds = {code: Kind(_(label), ACTIVITY_SYMBOLS[code], _FILLS[code]) for code, label in ACTIVITIES.items()}
    return kinds | {"unknown": Kind(_(NOT_KNOWN), UNKNOWN_SYMBOL, ATTENTION_TINT)}


def _mark(
    cell: Cell,
    matrix: Matrix,
    *,
    is_gap: bool,
    is_broken: bool,
    is_doubled: bool,
    records: Sequence[Practice],
    _: Words,
) -> Mark:
    kind = cell.activity.value if isinstance(cell.activity, Known) else "unknown"
    symbol = ACTIVITY_SYMBOLS.get(kind, UNKNOWN_SYMBOL)
    notes = [_receivers(cell, matrix, _)]
    if is_gap:
        symbol += _GAP
        notes.append(_("the generic model requires this sector here"))
    if is_broken:
        symbol += _BROKEN
        notes.append(_("the hand-over breaks here"))
    if is_doubled:
        symbol += _DOUBLED
        notes.append(_("another organisation does the same"))
    for written in dict.fromkeys(one.kind for one in records):
        symbol += " " + RECORD_SYMBOLS[written]
    notes += [f"{RECORD_SYMBOLS[one.kind]} {one.what}" for one in records]
    return Mark(
        cell.actor,
        cell.phase,
        kind,
        symbol,
        "; ".join(note for note in notes if note),
        ALARM if is_gap else None,
    )


def _receivers(cell: Cell, matrix: Matrix, _: Words) -> str:
    names = {actor.id: actor.name for actor in matrix.actors}
    receivers = [names[one] for one in known(cell.handover_to) or () if one in names and one != NOBODY]
    return f"→ {_.listing(receivers)}" if receivers else ""
