"""The forms of a page's heading, and of the survey's title and purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import edit_survey
from mallipaja.catalogue.survey_template import Page, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.i18n import Words
from mallipaja.survey.edits import SaveHead, SavePage
from mallipaja.ui.editing import open_form, said, submit
from mallipaja.ui.templates import texts
from mallipaja.ui.templates.item_form import NAME
from mallipaja.ui.templates.wording import ANSWERED_BY


def page_form(_: Words, asked: Context, project_id: str, template: SurveyTemplate, page: Page) -> None:
    """Heading and condition of a page."""
    values = {"before": (page.title, page.relevant), "relevant": page.relevant or ""}
    form = open_form(
        NAME, f"{template.id}.page.{page.id}", 0, {**values, **texts.values_of("title", page.title)}
    )

    def write(typed: Mapping[str, Any], revision: int) -> None:
        after = (_needed("title", typed), str(typed["relevant"]).strip() or None)
        change = SavePage(page.id, form.values["before"], after)
        edit_survey(asked, project_id=project_id, key=template.id, change=change)

    said(NAME)
    with st.form(NAME, border=False):
        texts.inputs(_, form, {"title": _("Heading of the page")})
        st.text_input(_("Asked only when"), form.values["relevant"], key=form.key("relevant"))
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))


def head_form(_: Words, asked: Context, project_id: str, template: SurveyTemplate) -> None:
    """Title, purpose and minutes of the survey."""
    before = (template.title, template.purpose, template.minutes)
    values = {"before": before, "minutes": template.minutes}
    values |= texts.values_of("title", template.title) | texts.values_of("purpose", template.purpose)
    form = open_form(NAME, f"{template.id}.head", 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        after = (_needed("title", typed), _needed("purpose", typed), int(typed["minutes"] or 1))
        change = SaveHead(form.values["before"], after)
        edit_survey(asked, project_id=project_id, key=template.id, change=change)

    said(NAME)
    st.caption(_(ANSWERED_BY[template.answered_by]))
    with st.form(NAME, border=False):
        texts.inputs(_, form, {"title": _("Title"), "purpose": _("Purpose")}, long="purpose")
        st.number_input(
            _("Minutes"),
            value=form.values["minutes"],
            min_value=1,
            step=1,
            key=form.key("minutes"),
            width=160,
        )
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))


def _needed(name: str, typed: Mapping[str, Any]) -> Text:
    found = texts.text_of(name, typed)
    assert found is not None
    return found
