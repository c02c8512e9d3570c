"""The walk-through: one element of the generic model at a time, and the stand the pilot takes on it."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.comparison import compare_models
from mallipaja.actions.today import view_today
from mallipaja.actions.variants import view_variant
from mallipaja.ui import own_widgets
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import beside, fields, region, walk
from mallipaja.ui.guard import guard, need_pilot, need_project
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.picture.practice_words import outside_lists
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector, projector_switch

_ = words()
asked = guard(Right.SEE_PILOT)
project, pilot = need_project(asked), need_pilot(asked)
view = view_variant(asked, pilot_id=pilot.id)
st.title(f"{_('Does this suit us?')} · {as_typed(pilot.name)}")
if not projector():
    projector_switch(_)
if view.newer:
    st.warning(_("The generic model has a new version, {version}.", version=view.newer))
    st.page_link(str(PAGES_FOLDER / "facilitate" / "upgrade.py"), label=_("Move to the new version"))
walk.progress(_, view)
key = walk.choose(_, view)
own_widgets.belong_to(pilot)
left, right = st.columns([3, 2])
with left:
    walk.says(_, view, key)
    walk.draw(_, asked, view, key, pilot.id)
with right:
    template = asked.catalogue.templates.get("practices_joint")
    beside.today(_, view_today(asked, pilot_id=pilot.id), key, template, outside_lists(asked))
    beside.others(_, compare_models(asked, project_id=project.id, with_figures=False), key, pilot.key)
if not projector():
    professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
    fields.changes(_, asked, view, key)
    fields.one_field(_, asked, view, key, pilot.id, professions)
    fields.own_element(_, asked, pilot.id)
    region.draw(_, asked, view, project.id, pilot.id)
