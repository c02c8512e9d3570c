"""Comparison: where the models differ, and why."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.comparison import compare_models, list_models
from mallipaja.actions.projects import list_pilots
from mallipaja.ui.compare import summary, views
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.pages import PAGES_FOLDER, knows_pilot
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, projector_switch

_ = words()
asked = guard(Right.COMPARE)
project = need_project(asked)
st.title(_("Where do the models differ, and why?"))
pilots = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
library = list_models(asked)
models = {one.id: one.name.get(_.language) for one in (*library.adopted, *library.described)}
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
shown = views.chosen(_, asked, project)
day = None
if shown == "parties":
    day = st.date_input(
        _("By the rule of the day"), "today", format="DD.MM.YYYY", key="compare.day", width=200
    )
view = compare_models(
    asked, project_id=project.id, pilot_ids=tuple(chosen_pilots), model_ids=tuple(chosen_models), on=day,
    with_generic=shown == "two",
)  # fmt: skip
if shown != "parties" and not projector():
    summary.draw(_, view)
if knows_pilot(asked.actor) and not projector():
    st.page_link(
        str(PAGES_FOLDER / "facilitate" / "walk_through.py"),
        label=_("Go through the generic model with a pilot"),
    )
views.draw(_, asked, view, shown, project.id)
if shown != "parties" and projector():
    summary.draw(_, view)
st.page_link(str(PAGES_FOLDER / "facilitate" / "follow_up.py"), label=_("Monthly counts of the service"))
