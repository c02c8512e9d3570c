"""Phase × actor: who does what regularly, sometimes or not, where something breaks, and what is not known."""

from __future__ import annotations

import altair as alt

from mallipaja.charts.legend import ACTIVITIES, ACTIVITY_SYMBOLS, NOT_KNOWN, UNKNOWN_SYMBOL
from mallipaja.charts.palette import ACTION_TINT, ALARM, ATTENTION_TINT, GROUND, SOFT_GROUND
from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix
from mallipaja.i18n import Words
from mallipaja.practice.matrix import Cell, Matrix
from mallipaja.practice.views import broken_handovers, gaps
from mallipaja.survey.feeds import NOBODY
from mallipaja.survey.given import Known, known

_FILLS = {"regularly": ACTION_TINT, "sometimes": SOFT_GROUND, "no": GROUND}
_BROKEN = "↛"
_GAP = "!"


def practice_matrix(
    matrix: Matrix, _: Words, *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """The matrix of one pilot.

    Returns
    -------
    The chart, or ``None`` without phases or actors. A cell of a sector that is surely missing from a phase
    has ``!`` and a red line round it, a broken hand-over has ``↛``; a cell nobody has answered has ``?``.
    """
    actors = {actor.id: actor for actor in matrix.actors}
    missing = {(gap.phase, gap.sector) for gap in gaps(matrix) if gap.state == "gap"}
    broken = {(one.phase, one.actor) for one in broken_handovers(matrix)}
    marks = [
        _mark(
            cell,
            matrix,
            is_gap=(cell.phase, actors[cell.actor].sector) in missing,
            is_broken=(cell.phase, cell.actor) in broken,
            _=_,
        )
        for cell in matrix.cells
    ]
    return symbol_matrix(
        marks,
        Side({phase.code: phase.label.get(_.language) for phase in matrix.phases}, _("Phase")),
        Side({actor.id: actor.name for actor in matrix.actors}, _("Actor")),
        _kinds(_),
        _,
        legend_title=_("Takes part"),
        key=" · ".join(
            (
                f"{_GAP} {_('the generic model requires this sector here')}",
                f"{_BROKEN} {_('the hand-over breaks here')}",
            )
        ),
        description=description,
        projector=projector,
    )


def _kinds(_: Words) -> dict[str, Kind]:
    kinds = {code: Kind(_(label), ACTIVITY_SYMBOLS[code], _FILLS[code]) for code, label in ACTIVITIES.items()}
    return kinds | {"unknown": Kind(_(NOT_KNOWN), UNKNOWN_SYMBOL, ATTENTION_TINT)}


def _mark(cell: Cell, matrix: Matrix, *, is_gap: bool, is_broken: bool, _: Words) -> Mark:
    kind = cell.activity.value if isinstance(cell.activity, Known) else "unknown"
    symbol = ACTIVITY_SYMBOLS.get(kind, UNKNOWN_SYMBOL)
    notes = [_receivers(cell, matrix, _)]
    if is_gap:
        symbol += _GAP
        notes.append(_("the generic model requires this sector here"))
    if is_broken:
        symbol += _BROKEN
        notes.append(_("the hand-over breaks here"))
    return Mark(
        cell.phase,
        cell.actor,
        kind,
        symbol,
        "; ".join(note for note in notes if note),
        ALARM if is_gap else None,
    )


def _receivers(cell: Cell, matrix: Matrix, _: Words) -> str:
    names = {actor.id: actor.name for actor in matrix.actors}
    receivers = [names[one] for one in known(cell.handover_to) or () if one in names and one != NOBODY]
    return f"→ {_.listing(receivers)}" if receivers else ""
