"""Trying a survey out as a respondent would see it; nothing is saved."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.template_editing import try_survey
from mallipaja.settings import ROOT
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.session import words
from mallipaja.ui.templates.choosing import choose_survey
from mallipaja.ui.templates.trying import draw_trial

asked = guard(Right.RUN_PROJECT)
project = need_project(asked)
_ = words()
st.title(_("How does the survey look to a respondent?"))
survey = choose_survey(_, asked, project)
trial = try_survey(asked, project_id=project.id, key=survey.template.id)
with st.container(horizontal=True, vertical_alignment="center"):
    st.write(as_typed(survey.template.title.get(_.language)))
    st.page_link(
        str(ROOT / "pages" / "facilitate" / "edit_survey.py"),
        label=_("Edit the survey"),
        query_params={"survey": survey.template.id},
    )
draw_trial(_, trial)
