"""The current state of one pilot: capacity, network, practices."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.picture import capacity_picture, network_picture, practice_picture
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.guard import guard, need_pilot
from mallipaja.ui.picture import capacity, network, practice
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, projector_switch

_ = words()
asked = guard(Right.SEE_PILOT)
pilot = need_pilot(asked)
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
view = st.segmented_control(
    _("View"), list(views), default=shown if shown in views else "capacity", required=True,
    format_func=lambda one: views[one], label_visibility="collapsed", key=f"current.view.{_.language}",
)  # fmt: skip
title, switch = st.columns([3, 1], vertical_alignment="bottom")
title.title(f"{titles[view]} · {as_typed(pilot.name)}")
if not projector():
    with switch:
        projector_switch(_)
if view == "capacity":
    professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
    capacity.draw(_, capacity_picture(asked, pilot_id=pilot.id), professions)
elif view == "network":
    network.draw(_, network_picture(asked, pilot_id=pilot.id))
else:
    template = asked.catalogue.templates.get("practices_joint")
    practice.draw(_, practice_picture(asked, pilot_id=pilot.id), template, practice.outside_lists(asked))
