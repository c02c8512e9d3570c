"""Writing a survey: the list of questions, the form of one of them, and a phone beside it."""

import streamlit as st

from mallipaja.actions.access import Right
from mallipaja.actions.template_editing import survey_problems, try_survey
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.session import words
from mallipaja.ui.shell import ASSETS
from mallipaja.ui.templates.choosing import QUESTION, choose_survey
from mallipaja.ui.templates.editor import editor
from mallipaja.ui.templates.outline import outline
from mallipaja.ui.templates.preview import preview
from mallipaja.ui.templates.state import state, told_of_excel

asked = guard(Right.RUN_PROJECT)
project = need_project(asked)
_ = words()
st.html(ASSETS / "templates.css")
st.title(_("What does the survey ask?"))
view = choose_survey(_, asked, project)
template = view.template
here = {"project_id": project.id, "key": template.id}
findings = survey_problems(asked, **here)
chosen = st.query_params.get(QUESTION, "")

st.header(as_typed(template.title.get(_.language)), anchor=False)
state(_, asked, project.id, view, len(findings))
told_of_excel(_, template.id)
questions, form, phone = st.columns([5, 7, 9], gap="medium")
with questions:
    outline(_, template, findings, chosen)
with form:
    editor(_, asked, project.id, template, findings, chosen)
with phone:
    preview(_, try_survey(asked, **here), chosen)
