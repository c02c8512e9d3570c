"""The comparison as a picture and a table; a long one is folded by groups."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.model.comparison import Comparison, Row
from mallipaja.ui import figure, labels
from mallipaja.ui.compare import matrix
from mallipaja.ui.shell import projector

MOST_COLUMNS = 20
"""More models than this are counted, not drawn one by one."""
MOST_ROWS = 24
"""What fits on a screen; more rows are folded by their groups."""


def draw(_: Words, comparison: Comparison, shown: Sequence[Row]) -> None:
    """Symbols first, then the same in words."""
    if len(shown) <= MOST_ROWS:
        _part(_, comparison, shown, "comparison")
        return
    for group, listed in groupby(shown, key=lambda row: row.group):
        rows = list(listed)
        differing = sum(row.differs for row in rows)
        name = _(labels.GROUPS[group]) if group else _("Added locally")
        counted = _.plural("{count} element", "{count} elements", len(rows))
        told = _(
            "{group}: {elements}, {count} differ", group=name, elements=counted, count=_.number(differing)
        )
        with st.expander(told, key=f"compare.fold.{group}", on_change="rerun") as fold:
            if fold.open:
                _part(_, comparison, rows, f"comparison-{group}")


def _part(_: Words, comparison: Comparison, rows: Sequence[Row], name: str) -> None:
    from mallipaja.charts.comparison import comparison_matrix
    from mallipaja.charts.status_counts import status_counts

    if len(comparison.columns) > MOST_COLUMNS:
        text = _("How many models have each status, by element; the table below has the same figures")
        figure.picture(status_counts(rows, _, projector=projector()), f"{text} ({name})", name)
        figure.table(_, matrix.counts(_, rows), name, folded=True)
        return
    text = _("Matrix of elements and models; the table below has the same content")
    chart = comparison_matrix(comparison, rows, _, projector=projector())
    figure.picture(chart, f"{text} ({name})" if name != "comparison" else text, name, room="broad")
    figure.table(_, matrix.table(_, comparison, rows).set_index(_("Element")), name, folded=True)
