"""The filters of the comparison: only differences, only the core, groups, one phase or role."""

from __future__ import annotations

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.model.comparison import Comparison
from mallipaja.model.related import related
from mallipaja.ui import labels
from mallipaja.ui.compare.matrix import Filters, label


def choose(_: Words, comparison: Comparison) -> Filters:
    """The filters as they are set."""
    elements = {row.key: row.element for row in comparison.rows if row.element is not None}
    names = {row.key: label(_, row) for row in comparison.rows}
    about = ["", *(key for key, one in elements.items() if one.phase or one.role)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        only_differences = st.toggle(_("Only differences"), key="compare.differences")
        only_core = st.toggle(_("Only the core"), value=True, key="compare.core")
        groups = st.multiselect(
            _("Groups"), list(labels.GROUPS), format_func=lambda one: _(labels.GROUPS[one]),
            placeholder=_("All groups"), key=f"compare.groups.{_.language}",
        )  # fmt: skip
        one = st.selectbox(
            _("Phase or role"), about, format_func=lambda key: names.get(key, _("All")),
            key=f"compare.about.{_.language}",
        )  # fmt: skip
    return Filters(only_differences, only_core, tuple(groups), related(elements, one) if one else None)
