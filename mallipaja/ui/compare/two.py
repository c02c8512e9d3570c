"""Two models side by side: every element they say otherwise, with both texts."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.comparison import ComparisonView
from mallipaja.i18n import Words
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Column, Row
from mallipaja.report.cell_words import source_words, value_words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import matrix
from mallipaja.ui.compare.matrix import cell_text, label

MOST_AT_ONCE = 15


def draw(_: Words, view: ComparisonView, filters: matrix.Filters) -> None:
    """Two columns of texts; the elements neither says anything of are counted, not shown."""
    columns = view.comparison.columns
    if len(columns) < 2:
        st.info(_("Choose at least two models."))
        return
    places = range(len(columns))
    left, right = st.columns(2)
    name = lambda place: columns[place].name  # noqa: E731
    with left:
        first = st.selectbox(_("First model"), places, format_func=name, key=f"two.first.{_.language}")
    with right:
        second = st.selectbox(
            _("Second model"), places, index=1, format_func=name, key=f"two.second.{_.language}"
        )
    rows = matrix.rows(view.comparison, filters)
    silent = [row for row in rows if _silent(row.cells[first]) and _silent(row.cells[second])]
    told = [row for row in rows if row not in silent]
    if filters.only_differences:
        told = [row for row in told if row.cells[first].status != row.cells[second].status]
    page = _page(_, len(told))
    for row in told[page * MOST_AT_ONCE : (page + 1) * MOST_AT_ONCE]:
        with st.container(border=True):
            st.markdown(f"**{as_typed(label(_, row))}**")
            for side, place in zip(st.columns(2), (first, second), strict=True):
                with side:
                    _side(_, view, row, row.cells[place], columns[place])
    if silent:
        st.caption(
            _.plural(
                "Neither says anything of {count} element.",
                "Neither says anything of {count} elements.",
                len(silent),
            )
        )


def _page(_: Words, count: int) -> int:
    pages = (count + MOST_AT_ONCE - 1) // MOST_AT_ONCE
    if pages < 2:
        return 0
    return int(
        st.segmented_control(
            _("Page"), range(pages), default=0, required=True, format_func=lambda one: _.number(one + 1),
            key=f"two.page.{_.language}.{pages}",
        )
    )  # fmt: skip


def _silent(cell: Cell) -> bool:
    return cell.status == "not_stated" and not cell.facts


def _side(_: Words, view: ComparisonView, row: Row, cell: Cell, column: Column) -> None:
    st.caption(f"{as_typed(column.name)} · {cell_text(_, cell)}")
    text = value_words(row, cell, column, _)
    if column.kind == "generic" and row.element:
        text = row.element.text.get(_.language)
    st.text(text or _("says nothing of this"))
    source = source_words(row, cell, column, view.sources, _)
    if source:
        st.caption(as_typed(source))
