"""The phone beside the editor: the page of the chosen question with a respondent's own inputs, read by nobody."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.template_editing import Trial
from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    ChoiceItem,
    Page,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, Words
from mallipaja.survey.entries import Item, entry
from mallipaja.survey.form import LIST, OWN_ROWS, Field
from mallipaja.ui.answering.address import STYLE
from mallipaja.ui.answering.entry import BLANK
from mallipaja.ui.answering.inputs import Asked, draw
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.templates.outline import PAGE

WIDTH = 390
_LANGUAGE = "template.preview.language"


def preview(_: Words, trial: Trial, chosen: str) -> None:
    """Draw the page the chosen question is on, in the language chosen above it."""
    st.html(STYLE)
    language = (
        st.segmented_control(
            _("Language of the preview"),
            LANGUAGES,
            format_func=LANGUAGE_NAMES.__getitem__,
            default=_.language,
            key=_LANGUAGE,
            label_visibility="collapsed",
        )
        or _.language
    )
    words = Words(language)
    with (
        st.container(width=WIDTH, border=True, height=700, key="template-phone"),
        st.container(key="answering"),
    ):
        if chosen == "":
            _head(words, trial.template)
            return
        page = _page_of(trial.template, chosen)
        if page is not None:
            _draw(words, trial, page, chosen)


def _page_of(template: SurveyTemplate, chosen: str) -> Page | None:
    found = entry(template, chosen)
    wanted = found.page if found else chosen.removeprefix(PAGE)
    return next((one for one in template.pages if one.id == wanted), next(iter(template.pages), None))


def _head(_: Words, template: SurveyTemplate) -> None:
    st.header(as_typed(template.title.get(_.language)), anchor=False)
    st.write(as_typed(template.purpose.get(_.language)))
    st.caption(_.plural("About {count} minute", "About {count} minutes", template.minutes))


def _draw(_: Words, trial: Trial, page: Page, chosen: str) -> None:
    st.header(as_typed(page.title.get(_.language)), anchor=False)
    _condition(_, page.relevant)
    for item in page.items:
        with st.container(border=item.id == chosen):
            _item(_, trial, item, chosen)


def _item(_: Words, trial: Trial, item: Item, chosen: str) -> None:
    if isinstance(item, Calculation):
        st.caption(_("Worked out, not asked: {calculation}", calculation=as_typed(item.calculation)))
        return
    if isinstance(item, Question):
        _question(_, trial, item, None)
        return
    text = as_typed(item.text.get(_.language)) if item.text else ""
    if isinstance(item, Section):
        st.header(text, anchor=False)
    else:
        st.markdown(f"**{text}**" if isinstance(item, Block) else text)
    _condition(_, item.relevant)
    if isinstance(item, Block):
        _block(_, trial, item, chosen)


def _block(_: Words, trial: Trial, block: Block, chosen: str) -> None:
    """The first row of a block: the others are alike."""
    if block.hint:
        st.caption(as_typed(block.hint.get(_.language)))
    with st.container(border=True):
        name = _row(trial, block, _.language)
        first = block.questions[0].text.get(_.language) if block.questions else ""
        st.header(as_typed(name) if name else f"{as_typed(first)} 1", anchor=False)
        for question in block.questions:
            with st.container(border=question.id == chosen):
                _question(_, trial, question, block)


def _row(trial: Trial, block: Block, language: str) -> str:
    """The name of the first row; "" for rows the respondent adds."""
    template = trial.template
    if block.for_each == OWN_ROWS:
        return ""
    if block.for_each.startswith(LIST):
        items = template.choice_lists.get(block.for_each.removeprefix(LIST), ())
    else:
        asked = entry(template, block.for_each)
        items = _choices(trial, asked.item) if asked and isinstance(asked.item, Question) else ()
    return items[0].label.get(language) if items else "…"


def _choices(trial: Trial, question: Question) -> tuple[ChoiceItem, ...]:
    """The choices, none left out by a filter; none of a list that is not there (yet)."""
    try:
        return trial.template.choices_of(question, trial.lists)
    except KeyError:
        return ()


def _question(_: Words, trial: Trial, question: Question, block: Block | None) -> None:
    field = Field(question, "", "", block)
    draw(
        Asked(field, _choices(trial, question), f"preview.{question.id}.{_.language}", BLANK, touch=_nothing),
        _,
    )
    _condition(_, question.relevant)


def _condition(_: Words, condition: str | None) -> None:
    if condition:
        st.caption(_("Asked only when: {condition}", condition=as_typed(condition)))


def _nothing() -> None:
    """Nobody reads what is tried in the preview."""
