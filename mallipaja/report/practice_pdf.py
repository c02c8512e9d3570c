"""The matrix of phases and actors on paper: A3 for the wall, with what is missing in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from mallipaja.charts.legend import ACTIVITIES, ACTIVITY_SYMBOLS, NOT_KNOWN, RECORD_SYMBOLS, UNKNOWN_SYMBOL
from mallipaja.charts.palette import ACTION_TINT, ALARM_TINT, ATTENTION_TINT
from mallipaja.i18n import Words
from mallipaja.practice.matrix import Cell, Matrix
from mallipaja.practice.records import Practice
from mallipaja.practice.views import broken_handovers, gaps
from mallipaja.report.pdf import Heading, Items, Paragraph, Table, pdf
from mallipaja.survey.given import Known

_MOST_FINDINGS = 12


def practice_pdf(
    name: str,
    matrix: Matrix,
    records: Sequence[Practice],
    on: date,
    findings: Sequence[str],
    at: datetime,
    _: Words,
) -> bytes:
    """The document of one pilot as it was ``on`` a day; ``findings`` are said under the matrix."""
    missing = {(gap.phase, gap.sector) for gap in gaps(matrix) if gap.state == "gap"}
    broken = {(one.phase, one.actor) for one in broken_handovers(matrix)}
    broken |= {(one.phase, one.actor) for one in records if one.broken}
    rows, fills = [], []
    for row, actor in enumerate(matrix.actors):
        texts = [actor.name]
        for column, phase in enumerate(matrix.phases, start=1):
            cell = matrix.cell(phase.code, actor.id)
            is_gap = (phase.code, actor.sector) in missing
            is_broken = (phase.code, actor.id) in broken
            texts.append(_text(cell, records, _, is_gap=is_gap, is_broken=is_broken))
            colour = ALARM_TINT if is_gap else _fill(cell)
            if colour:
                fills.append((row, column, colour))
        rows.append(tuple(texts))
    head = (_("Actor"), *(phase.label.get(_.language) for phase in matrix.phases))
    known = sum(isinstance(cell.activity, Known) for cell in matrix.cells)
    return pdf(
        _("What is done in each phase, and by whom?"),
        [
            Table(head, tuple(rows), (1.4, *(1.0,) * len(matrix.phases)), tuple(fills)),
            Paragraph(_key(_), muted=True),
            Heading(_("What the matrix shows")),
            Items(tuple(findings[:_MOST_FINDINGS])),
            Paragraph(
                _("{known} of {all} cells are known.", known=_.number(known), all=_.number(len(matrix.cells)))
                + " "
                + _("Survey question T24 and practices written down by the pilot."),
                muted=True,
            ),
        ],
        _.language,
        at,
        subtitle=f"{name} · {_.date(on)}",
        paper="a3",
        landscape=True,
    )


def _text(cell: Cell, records: Sequence[Practice], _: Words, *, is_gap: bool, is_broken: bool) -> str:
    if isinstance(cell.activity, Known):
        said = f"{ACTIVITY_SYMBOLS[cell.activity.value]} {_(ACTIVITIES[cell.activity.value])}"
    else:
        said = f"{UNKNOWN_SYMBOL} {_(NOT_KNOWN)}"
    signs = [said]
    if is_gap:
        signs.append(f"! {_('the generic model requires this sector here')}")
    if is_broken:
        signs.append(f"↛ {_('the hand-over breaks here')}")
    own = [one for one in records if (one.phase, one.actor) == (cell.phase, cell.actor)]
    return "\n".join([*signs, *(f"{RECORD_SYMBOLS[one.kind]} {one.what}" for one in own)])


def _fill(cell: Cell) -> str:
    if not isinstance(cell.activity, Known):
        return ATTENTION_TINT
    return ACTION_TINT if cell.activity.value == "regularly" else ""


def _key(_: Words) -> str:
    signs = [f"{ACTIVITY_SYMBOLS[code]} {_(label)}" for code, label in ACTIVITIES.items()]
    return " · ".join([*signs, f"{UNKNOWN_SYMBOL} {_(NOT_KNOWN)}"])
