"""The current state of one pilot: capacity, network, practices."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.guard import guard, need_pilot, need_project
from mallipaja.ui.picture import capacity, network, practice
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, title_with_switch

_ = words()
asked = guard(Right.SEE_PILOT)
pilot = need_pilot(asked)
project = need_project(asked)
views = {
    "capacity": _("Resources"),
    "network": _("Network"),
    "practices": _("Practices"),
}
titles = {
    "capacity": _("Are the hours enough?"),
    "network": _("Who works with whom, and where does cooperation break?"),
    "practices": _("What is done in each phase, and by whom?"),
}
shown = st.query_params.get("view", "capacity")
place = st.columns([3, 2], vertical_alignment="center") if projector() else (st.container(), st.container())
view = place[1 if projector() else 0].segmented_control(
    _("View"), list(views), default=shown if shown in views else "capacity", required=True,
    format_func=lambda one: views[one], label_visibility="collapsed", key=f"current.view.{_.language}",
)  # fmt: skip
with place[0 if projector() else 1].container(key="picture-title"):
    title_with_switch(_, f"{titles[view]} · {as_typed(pilot.name)}")
if view == "capacity":
    capacity.show(_, asked, project, pilot)
elif view == "network":
    network.show(_, asked, project, pilot)
else:
    practice.show(_, asked, project, pilot)
