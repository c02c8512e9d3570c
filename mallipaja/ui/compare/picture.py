"""The comparison as a picture and a table."""

from __future__ import annotations

from collections.abc import Sequence

from mallipaja.i18n import Words
from mallipaja.model.comparison import Comparison, Row
from mallipaja.ui import figure
from mallipaja.ui.compare import matrix
from mallipaja.ui.shell import projector


def draw(_: Words, comparison: Comparison, shown: Sequence[Row]) -> None:
    """Symbols first, then the same in words."""
    from mallipaja.charts.comparison import comparison_matrix

    text = _("Matrix of elements and models; the table below has the same content")
    chart = comparison_matrix(comparison, shown, _, projector=projector())
    figure.picture(chart, text)
    frame = matrix.table(_, comparison, shown).set_index(_("Element"))
    figure.table(_, frame, "comparison", folded=True)
