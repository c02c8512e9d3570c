"""The team of one pilot: draft, seats, coordinators, agreement."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.teams import view_team
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.guard import guard, need_pilot, need_project
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, projector_switch
from mallipaja.ui.team import agreement, board, coordinators, papers, parties, responsibilities, seats

_ = words()
asked = guard(Right.SEE_PILOT)
pilot = need_pilot(asked)
views = {
    "team": _("Team"),
    "seats": _("Requests and names"),
    "coordinators": _("Client coordinator"),
    "responsibilities": _("Responsibilities"),
    "agreement": _("Agreement"),
}
titles = {
    "team": _("Who belongs to the team?"),
    "seats": _("Who has been asked, and who has been named?"),
    "coordinators": _("Who answers for the client's services as a whole?"),
    "responsibilities": _("Who does what?"),
    "agreement": _("What do we agree on?"),
}
shown = st.segmented_control(
    _("View"), list(views), default="team", required=True, format_func=lambda one: views[one],
    label_visibility="collapsed", key=f"team.view.{_.language}",
)  # fmt: skip
title, switch = st.columns([3, 1], vertical_alignment="bottom")
title.title(f"{titles[shown]} · {as_typed(pilot.name)}")
if shown in {"team", "responsibilities"} and not projector():
    with switch:
        projector_switch(_)
professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
view = view_team(asked, pilot_id=pilot.id)
if shown == "coordinators":
    coordinators.draw(_, asked, pilot.id)
elif shown == "responsibilities":
    responsibilities.draw(_, asked, pilot.id)
elif view.row is None:
    board.empty(_, asked, view, pilot.id)
elif shown == "team":
    board.draw(_, asked, view, pilot.id, professions)
elif shown == "seats":
    seats.draw(_, asked, view)
else:
    agreement.draw(_, asked, view, pilot.id, professions)
    parties.draw(_, asked, view, pilot.id)
    papers.draw(_, asked, view, need_project(asked), pilot, professions)
    parties.draw_versions(_, asked, view, pilot.id)
st.page_link(
    str(PAGES_FOLDER / "facilitate" / "walk_through.py"), label=_("Go through the generic model with a pilot")
)
