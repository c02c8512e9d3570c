"""The list of choices of a question, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import edit_survey
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.i18n import Words
from mallipaja.survey.choice_lines import as_lines, from_lines
from mallipaja.survey.edits import SaveChoices
from mallipaja.survey.entries import used_by
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import open_form, said, submit

NAME = "template.choices"


def choices(_: Words, asked: Context, project_id: str, template: SurveyTemplate, name: str, own: str) -> None:
    """Draw the form of a list of the template.

    Parameters
    ----------
    name : of the list.
    own : the question it is drawn beside; others that use the list are named.
    """
    items = template.choice_lists[name]
    form = open_form(
        f"{NAME}.{name}", f"{template.id}.{name}", 0, {"before": items, "lines": as_lines(items)}
    )

    def write(typed: Mapping[str, Any], revision: int) -> None:
        before: tuple[ChoiceItem, ...] = form.values["before"]
        change = SaveChoices(name, before, from_lines(str(typed["lines"]), before))
        edit_survey(asked, project_id=project_id, key=template.id, change=change)

    said(form.name)
    others = [one for one in used_by(template, name) if one != own]
    if others:
        names = as_typed(", ".join(others))
        st.caption(_("The same list is used by: {questions}. A change shows there too.", questions=names))
    with st.form(form.name, border=False):
        st.text_area(
            _("A choice on each line: code | Finnish | Swedish | English"),
            form.values["lines"],
            key=form.key("lines"),
            height=min(60 + 26 * max(3, len(items)), 400),
            help=_(
                "Cells copied from Excel can be pasted here. A line with a text only gets a number as its code."
            ),
        )
        st.form_submit_button(_("Save the choices"), on_click=submit, args=(form, write))
