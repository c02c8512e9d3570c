"""Which survey the page is about: the one its address names, else the first."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import EditedTemplate, view_survey
from mallipaja.errors import NotFound
from mallipaja.i18n import Words
from mallipaja.settings import ROOT
from mallipaja.store.projects import Project

SURVEY, QUESTION = "survey", "q"
"""What a page's address calls the survey it is about, and the question of it."""


def choose_survey(_: Words, asked: Context, project: Project) -> EditedTemplate:
    """The survey the page's address names; without one, the page says what to do and stops."""
    wanted = st.query_params.get(SURVEY, "")
    try:
        return view_survey(asked, project_id=project.id, key=wanted)
    except NotFound:
        st.info(_("Choose a survey on the page “Surveys”."))
        st.page_link(str(ROOT / "pages" / "facilitate" / "surveys.py"), label=_("Surveys"))
        st.stop()


def open_survey(key: str, question: str = "") -> None:
    """Make the address name a survey, and a question of it; a callback."""
    st.query_params[SURVEY] = key
    if question:
        st.query_params[QUESTION] = question
    else:
        st.query_params.pop(QUESTION, None)
