"""The form of one item: a question, a note, a heading, a calculation or a block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import edit_survey
from mallipaja.catalogue.survey_template import (
    EXTERNAL_LISTS,
    MISSING_REASONS,
    Block,
    Calculation,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.i18n import Words
from mallipaja.survey.check import APPLIES
from mallipaja.survey.edits import SaveItem
from mallipaja.survey.entries import Item
from mallipaja.survey.feeds import FEEDS, accepts
from mallipaja.survey.form import LIST, OWN_ROWS
from mallipaja.ui.answering.inputs import REASONS
from mallipaja.ui.editing import Form, open_form, said, submit
from mallipaja.ui.templates import texts
from mallipaja.ui.templates.wording import DISCLOSURES, LISTS

NAME = "template.item"
_NUMBERS = ("min", "max", "step")
_WHOLES = ("max_length", "max_choices", "max_rows")
_FLAGS = ("required", "read_only", "per_pilot", "integer", "long")
_CONDITIONS = ("relevant", "constraint", "choice_filter", "default", "calculation")
_CHOSEN = ("choices", "extra_choices", "other", "feeds", "disclosure", "for_each")


def item_form(_: Words, asked: Context, project_id: str, template: SurveyTemplate, item: Item) -> None:
    """Draw the form; saving it changes the draft."""
    form = open_form(NAME, f"{template.id}.{item.id}", 0, {"before": item, **_values(item)})

    def write(typed: Mapping[str, Any], revision: int) -> None:
        before: Item = form.values["before"]
        change = SaveItem(before, before.model_copy(update=_fields(before, typed)))
        edit_survey(asked, project_id=project_id, key=template.id, change=change)

    with st.form(NAME, border=False):
        said(NAME)  # inside: what comes and goes here moves nothing that stands open below
        _texts(_, form, item)
        if isinstance(item, Question):
            _question(_, form, template, item)
        elif isinstance(item, Block):
            _block(_, form, template, item)
        _condition(_, form, item)
        if isinstance(item, Question):
            with st.expander(_("More settings")):
                _more(_, form, template, item)
        st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))


def _values(item: Item) -> dict[str, Any]:
    """The fields of an item as values of a form."""
    found: dict[str, Any] = {}
    for key in type(item).model_fields:
        value = getattr(item, key)
        if key in ("text", "hint", "unit", "required_message", "constraint_message"):
            found |= texts.values_of(key, value)
        elif key in (*_NUMBERS, *_WHOLES, *_FLAGS, *_CHOSEN):
            found[key] = value
        elif key in _CONDITIONS:
            found[key] = value or ""
        elif key == "cannot_say":
            found[key] = list(value)
    return found


def _fields(before: Item, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the form holds, as fields of an item."""
    found: dict[str, Any] = {}
    for key in type(before).model_fields:
        if f"{key}.fi" in typed:
            needed = key == "text" and not isinstance(before, Section)
            found[key] = texts.text_of(key, typed, needed=needed)
        elif key in _CONDITIONS:
            found[key] = str(typed[key]).strip() or (getattr(before, key) if key == "calculation" else None)
        elif key == "cannot_say":
            found[key] = tuple(one for one in MISSING_REASONS if one in typed[key])
        elif key in _WHOLES:
            found[key] = None if typed[key] is None else int(typed[key])
        elif key in (*_NUMBERS, *_FLAGS, *_CHOSEN):
            found[key] = typed[key] or None if key in ("extra_choices", "other", "feeds") else typed[key]
    return found


def _texts(_: Words, form: Form, item: Item) -> None:
    labels = {"text": _("Heading") if isinstance(item, Section) else _("Text")}
    if isinstance(item, Question | Block):
        labels["hint"] = _("Note under it")
    if isinstance(item, Question) and item.type == "number":
        labels["unit"] = _("Unit")
    if isinstance(item, Question) and item.required:
        labels["required_message"] = _("What is said when it is left blank")
    if isinstance(item, Question) and item.constraint:
        labels["constraint_message"] = _("What is said when the answer is not accepted")
    if not isinstance(item, Calculation):
        texts.inputs(_, form, labels, long="text")


def _question(_: Words, form: Form, template: SurveyTemplate, question: Question) -> None:
    if question.type in APPLIES["choices"]:
        own = {name: _of_list(template, name, _.language) for name in template.choice_lists}
        outside = {} if question.type == "scale" else {one: _(LISTS[one]) for one in EXTERNAL_LISTS}
        _one_of(form, "choices", _("Choices"), own | outside)
    if question.type == "number":
        _limits(_, form)
    if question.type == "text":
        _flag(form, "long", _("Several lines"))
    with st.container(horizontal=True):
        _flag(form, "required", _("Must be answered"))
        if template.answered_by == "unit":
            _flag(form, "per_pilot", _("Asked for each pilot apart"))
    _one_of(form, "disclosure", _("What it asks for"), {one: _(text) for one, text in DISCLOSURES.items()})


def _more(_: Words, form: Form, template: SurveyTemplate, question: Question) -> None:
    """What is seldom needed."""
    st.multiselect(
        _("Reasons for no answer that are offered"),
        MISSING_REASONS,
        form.values["cannot_say"],
        format_func=lambda one: _(REASONS[one]),
        placeholder=_("None"),
        filter_mode=None,
        key=form.key("cannot_say"),
    )
    if question.type in APPLIES["extra_choices"]:
        _extra(_, form, template, question)
    if question.type in APPLIES["max_choices"]:
        _whole(form, "max_choices", _("How many may be chosen"))
    if question.type == "text":
        _whole(form, "max_length", _("Most characters"))
    feeds = {"": _("Nothing: shown as it was answered"), **{one: one for one in _feeds(question)}}
    _one_of(form, "feeds", _("What the answer becomes in the analyses"), feeds)
    labels = {"constraint": _("Accepted only when (the answer is a point)"), "default": _("Opens with")}
    if question.type in APPLIES["choices"]:
        labels["choice_filter"] = _("Choices offered only when")
    for key, label in labels.items():
        st.text_input(label, form.values[key], key=form.key(key))


def _feeds(question: Question) -> list[str]:
    """What an answer of this type may become; what it becomes now is among them."""
    found = [one for one in FEEDS if accepts(one, question.type, question.integer)]
    return [*found, question.feeds] if question.feeds and question.feeds not in found else found


def _extra(_: Words, form: Form, template: SurveyTemplate, question: Question) -> None:
    own = {name: _of_list(template, name, _.language) for name in template.choice_lists}
    _one_of(form, "extra_choices", _("Choices after them"), {"": _("None"), **own})
    names = (question.choices, question.extra_choices)
    codes = {item.code: item for name in names for item in template.choice_lists.get(name or "", ())}
    other = {"": _("None"), **{code: item.label.get(_.language) for code, item in codes.items()}}
    _one_of(form, "other", _("Choice that asks which other"), other)


def _of_list(template: SurveyTemplate, name: str, language: str) -> str:
    labels = ", ".join(item.label.get(language) for item in template.choice_lists[name])
    return f"{name}: {labels if len(labels) < 60 else labels[:59] + '…'}"


def _limits(_: Words, form: Form) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for key, label in (("min", _("Smallest")), ("max", _("Largest")), ("step", _("In steps of"))):
            value = form.values[key]
            st.number_input(
                label,
                value=None if value is None else float(value),
                format="%g",
                key=form.key(key),
                width=130,
            )
        _flag(form, "integer", _("Whole numbers only"))


def _block(_: Words, form: Form, template: SurveyTemplate, block: Block) -> None:
    asked = [
        question for question, inside in template.questions() if question.type == "multiple" and not inside
    ]
    rows = {OWN_ROWS: _("Rows the respondent adds")}
    rows |= {one.id: _("What is chosen in {question}", question=one.id) for one in asked}
    rows |= {LIST + name: _of_list(template, name, _.language) for name in template.choice_lists}
    _one_of(form, "for_each", _("Repeated for"), rows)
    _whole(form, "max_rows", _("Most rows (when the respondent adds them)"))
    if template.answered_by == "unit":
        _flag(form, "per_pilot", _("Asked for each pilot apart"))


def _condition(_: Words, form: Form, item: Item) -> None:
    if isinstance(item, Calculation):
        st.text_input(_("Calculation"), form.values["calculation"], key=form.key("calculation"))
    st.text_input(
        _("Asked only when"),
        form.values["relevant"],
        key=form.key("relevant"),
        help=_(
            "A condition refers to earlier questions: ${K4} > 0, selected(${K3}, 'nurse'), ${K17} = 'yes' and ${K4} != ''."
        ),
    )


def _flag(form: Form, key: str, label: str) -> None:
    st.checkbox(label, form.values[key], key=form.key(key))


def _whole(form: Form, key: str, label: str) -> None:
    st.number_input(label, value=form.values[key], min_value=1, step=1, key=form.key(key), width=260)


def _one_of(form: Form, key: str, label: str, options: Mapping[str, str]) -> None:
    value = form.values[key] or ""
    known = list(options)
    st.selectbox(
        label,
        known,
        known.index(value) if value in known else None,
        format_func=options.__getitem__,
        key=form.key(key),
        filter_mode=None,
        placeholder="–",
    )
