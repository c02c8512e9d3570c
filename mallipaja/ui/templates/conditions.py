"""Putting a condition together without writing it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import edit_survey
from mallipaja.catalogue.survey_template import Question, SurveyTemplate
from mallipaja.i18n import N_, Words
from mallipaja.survey.chosen_condition import Test, askable, condition, tests_of
from mallipaja.survey.edits import SaveItem
from mallipaja.survey.entries import Item
from mallipaja.ui.editing import close_form, do, open_form
from mallipaja.ui.templates.item_form import NAME

TESTS: dict[Test, str] = {
    "is": N_("is"),
    "is_not": N_("is not"),
    "over": N_("is over"),
    "under": N_("is under"),
    "answered": N_("has been answered"),
    "blank": N_("has been left blank"),
}


def builder(_: Words, asked: Context, project_id: str, template: SurveyTemplate, item: Item) -> None:
    """Choose a question, what is asked of its answer and a value; a button makes it the condition."""
    questions = {one.id: one for one in askable(template, item.id)}
    if not questions:
        st.caption(_("There is no earlier question a condition could refer to."))
        return
    key = f"template.condition.{template.id}.{item.id}"
    picked = st.selectbox(
        _("Asked only when the answer to"),
        list(questions),
        format_func=lambda one: f"{one} · {questions[one].text.get(_.language)[:60]}",
        key=f"{key}.question",
        filter_mode=None,
    )
    question = questions[picked]
    tests = tests_of(question)
    test = st.selectbox(
        _("fulfils"),
        tests,
        format_func=lambda one: _(TESTS[one]),
        key=f"{key}.test.{picked}",
        filter_mode=None,
    )
    value = (
        _value(_, template, question, f"{key}.value.{picked}") if test not in ("answered", "blank") else "-"
    )
    if value is None:
        return
    made = condition(question, test, value)
    st.code(made, language=None)

    def write() -> None:
        change = SaveItem(item, item.model_copy(update={"relevant": made}))
        edit_survey(asked, project_id=project_id, key=template.id, change=change)
        close_form(open_form(NAME, f"{template.id}.{item.id}", 0, {}))

    st.button(_("Use as the condition"), on_click=partial(do, NAME, write), key=f"{key}.use")


def _value(_: Words, template: SurveyTemplate, question: Question, key: str) -> str | None:
    """The value an answer is compared with."""
    if question.type == "number":
        number = st.number_input(_("Number"), value=0.0, key=key)
        return f"{number:g}"
    names = (question.choices, question.extra_choices)
    items = [one for name in names for one in template.choice_lists.get(name or "", ())]
    if not items:
        return st.text_input(_("Code of the choice"), key=key) or None
    labels = {one.code: one.label.get(_.language) for one in items}
    return st.selectbox(_("Choice"), list(labels), format_func=labels.__getitem__, key=key, filter_mode=None)
