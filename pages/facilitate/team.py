"""The team of one pilot: posts, draft, ways, seats, coordinators, responsibilities, agreement."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.teams import view_team
from mallipaja.ui import own_widgets
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.guard import guard, need_pilot, need_project
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import words
from mallipaja.ui.shell import title_with_switch
from mallipaja.ui.team import (
    agreement,
    alternatives,
    board,
    coordinators,
    in_force,
    papers,
    parties,
    posts,
    repair,
    requests,
    responsibilities,
)

_ = words()
asked = guard(Right.SEE_PILOT)
pilot = need_pilot(asked)
project = need_project(asked)
views = {
    "posts": (_("Posts of units"), _("Who could sit in the team?")),
    "team": (_("Team"), _("Who belongs to the team?")),
    "alternatives": (_("Alternatives"), _("How else could the team be?")),
    "repair": (_("Ways to mend"), _("What would fill the gaps?")),
    "seats": (_("Requests and names"), _("Who has been asked, and who has been named?")),
    "coordinators": (_("Client coordinator"), _("Who answers for the client's services as a whole?")),
    "responsibilities": (_("Responsibilities"), _("Who does what?")),
    "agreement": (_("Agreement"), _("What do we agree on?")),
}
st.session_state.setdefault(f"team.view.{_.language}", "team")  # no default: another view may press for one
shown = st.segmented_control(
    _("View"), list(views), required=True, format_func=lambda one: views[one][0],
    label_visibility="collapsed", key=f"team.view.{_.language}",
) or "team"  # fmt: skip
heading = f"{views[shown][1]} · {as_typed(pilot.name)}"
if shown in {"team", "alternatives", "repair", "coordinators", "responsibilities"}:
    title_with_switch(_, heading)
else:
    st.title(heading)
professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
view = view_team(asked, pilot_id=pilot.id)
own_widgets.belong_to(pilot)
if shown == "coordinators":
    coordinators.draw(_, asked, pilot.id)
elif shown == "responsibilities":
    responsibilities.draw(_, asked, pilot.id)
elif shown == "posts":
    posts.draw(_, asked, view, project, pilot.id, professions)
elif view.row is None:
    board.empty(_, asked, view, pilot.id)
elif shown == "team":
    in_force.beside(_, asked, view)
    board.draw(_, asked, view, project, pilot.id, professions)
elif shown == "alternatives":
    alternatives.draw(_, asked, view, pilot.id)
elif shown == "repair":
    repair.draw(_, asked, view, project, pilot.id, professions)
elif shown == "seats":
    requests.draw(_, asked, view, pilot.id)
else:
    view = in_force.choose(_, asked, view, pilot.id)
    agreement.draw(_, asked, view, pilot.id, professions)
    parties.draw(_, asked, view, pilot.id)
    papers.draw(_, asked, view, project, pilot, professions)
    parties.draw_versions(_, asked, view, pilot.id)
st.page_link(
    str(PAGES_FOLDER / "facilitate" / "walk_through.py"), label=_("Go through the generic model with a pilot")
)
