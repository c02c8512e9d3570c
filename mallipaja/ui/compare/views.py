"""The views of the comparison: matrix, two models, required parties, similarity."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import ComparisonView
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Project
from mallipaja.ui.compare import composition, detail, downloads, filters, matrix, picture, similarity, two
from mallipaja.ui.picture import more
from mallipaja.ui.shell import projector

VIEWS = {
    "matrix": N_("Matrix"),
    "two": N_("Two models"),
    "parties": N_("Required parties"),
    "similarity": N_("Similarity"),
}


_WIDE = "compare.wide"


def chosen(_: Words, asked: Context, project: Project) -> str:
    """The view; similarity is among them where more methods are asked for, and for those who develop models.

    The room sees what was asked for at the desk.
    """
    left, right = st.columns([3, 1], vertical_alignment="center")
    if not asked.actor.is_developer and not projector():
        with right:
            st.session_state[_WIDE] = more.switch(_, project, "compare")
    wide = asked.actor.is_developer or st.session_state.get(_WIDE, project.scope == "wide")
    offered = [one for one in VIEWS if wide or one != "similarity"]
    return str(
        left.segmented_control(
            _("View"), offered, default="matrix", required=True, format_func=lambda one: _(VIEWS[one]),
            label_visibility="collapsed", key=f"compare.view.{_.language}.{wide}",
        )
    )  # fmt: skip


@st.fragment
def draw(_: Words, asked: Context, view: ComparisonView, shown: str, project_id: str) -> None:
    """One view. A filter draws only this again: the comparison itself stays as it was computed."""
    if shown == "parties":
        composition.draw(_, asked, view)
        return
    if shown == "similarity":
        similarity.draw(_, view.comparison)
        return
    passing = filters.choose(_, view.comparison)
    if shown == "two":
        two.draw(_, view, passing)
        return
    _matrix(_, asked, view, passing, project_id)


def _matrix(_: Words, asked: Context, view: ComparisonView, passing: matrix.Filters, project_id: str) -> None:
    rows = matrix.rows(view.comparison, passing)
    if not rows:
        st.info(_("No element passes the filters. Turn off a filter to see more."))
        return
    picture.draw(_, view.comparison, rows)
    keys = {row.key: row for row in rows}
    opened = st.selectbox(
        _("Open an element"), list(keys), format_func=lambda key: matrix.label(_, keys[key]),
        key=f"compare.element.{_.language}",
    )  # fmt: skip
    detail.draw(_, asked, view, keys[opened], project_id)
    downloads.draw(_, view, detail.codes(_, asked))
