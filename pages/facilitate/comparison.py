"""Comparison: where the models differ, and why."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.comparison import compare_models, list_models
from mallipaja.actions.projects import list_pilots
from mallipaja.ui import labels
from mallipaja.ui.compare import detail, matrix, picture, summary
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.pages import PAGES_FOLDER, knows_pilot
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector_switch

_ = words()
asked = guard(Right.COMPARE)
project = need_project(asked)
st.title(_("Where do the models differ, and why?"))
pilots = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
models = {one.id: one.name.get(_.language) for one in list_models(asked).described}
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen_pilots = st.multiselect(
        _("Pilots"), list(pilots), default=list(pilots), format_func=lambda one: pilots[one],
        placeholder=_("Choose pilots"), key=f"compare.pilots.{_.language}",
    )  # fmt: skip
    chosen_models = st.multiselect(
        _("Regional models"), list(models), format_func=lambda one: models[one],
        placeholder=_("Choose regional models"), key=f"compare.models.{_.language}",
    )  # fmt: skip
    projector_switch(_)
if not chosen_pilots and not chosen_models:
    st.info(_("Choose at least one pilot or regional model to compare with the generic model."))
    st.stop()
view = compare_models(
    asked, project_id=project.id, pilot_ids=tuple(chosen_pilots), model_ids=tuple(chosen_models)
)
summary.draw(_, view)
if knows_pilot(asked.actor):
    st.page_link(
        str(PAGES_FOLDER / "facilitate" / "walk_through.py"),
        label=_("Go through the generic model with a pilot"),
    )
with st.container(horizontal=True):
    only_differences = st.toggle(_("Only differences"), key="compare.differences")
    only_core = st.toggle(_("Only the core"), value=True, key="compare.core")
groups = st.multiselect(
    _("Groups"), list(labels.GROUPS), format_func=lambda one: _(labels.GROUPS[one]), placeholder=_("All groups"),
    key=f"compare.groups.{_.language}",
)  # fmt: skip
shown = matrix.rows(view.comparison, matrix.Filters(only_differences, only_core, tuple(groups)))
if not shown:
    st.info(_("No element passes the filters. Turn off a filter to see more."))
    st.stop()
picture.draw(_, view.comparison, shown)
keys = {row.key: row for row in shown}
opened = st.selectbox(
    _("Open an element"), list(keys), format_func=lambda key: matrix.label(_, keys[key]),
    key=f"compare.element.{_.language}",
)  # fmt: skip
detail.draw(_, view.comparison, keys[opened], asked.catalogue.described)
