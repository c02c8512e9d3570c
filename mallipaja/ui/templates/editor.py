"""The editor: what is chosen, with its problems beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.template_editing import edit_survey
from mallipaja.catalogue.survey_template import Page, Question, SurveyTemplate
from mallipaja.errors import Finding, Spot
from mallipaja.i18n import Words
from mallipaja.survey.edits import Retype
from mallipaja.survey.entries import Item, entry
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import close_form, do, open_form
from mallipaja.ui.templates.choices import choices
from mallipaja.ui.templates.conditions import builder
from mallipaja.ui.templates.faults import told
from mallipaja.ui.templates.heads import head_form, page_form
from mallipaja.ui.templates.item_form import NAME, item_form
from mallipaja.ui.templates.outline import HEAD, PAGE
from mallipaja.ui.templates.placing import Desk
from mallipaja.ui.templates.wording import TYPES, kind_of


def editor(
    _: Words,
    asked: Context,
    project_id: str,
    template: SurveyTemplate,
    findings: Iterable[Finding],
    chosen: str,
) -> None:
    """Draw the form of what is chosen: a question, a page, or the survey's title and purpose."""
    found = tuple(findings)
    desk = Desk(_, asked, project_id, template)
    here = entry(template, chosen)
    page = next((one for one in template.pages if PAGE + one.id == chosen), None)
    if here is not None:
        st.header(f"{as_typed(here.item.id)} · {kind_of(_, here.item)}", anchor=False)
        _problems(_, found, here.spot)
        _item(_, asked, project_id, template, here.item, found)
        desk.of_item(here.item)
    elif page is not None:
        _page(_, asked, project_id, template, page, found)
        desk.of_page(page)
    else:
        st.header(_("Title and purpose"), anchor=False)
        _problems(_, found, HEAD_SPOT)
        head_form(_, asked, project_id, template)


HEAD_SPOT: Spot = (HEAD,)


def _page(
    _: Words,
    asked: Context,
    project_id: str,
    template: SurveyTemplate,
    page: Page,
    found: tuple[Finding, ...],
) -> None:
    st.header(_("Page"), anchor=False)
    _problems(_, found, ("pages", template.pages.index(page)), inside=False)
    page_form(_, asked, project_id, template, page)


def _item(
    _: Words,
    asked: Context,
    project_id: str,
    template: SurveyTemplate,
    item: Item,
    found: tuple[Finding, ...],
) -> None:
    if isinstance(item, Question):
        _type(_, asked, project_id, template, item)
    item_form(_, asked, project_id, template, item)
    names = (getattr(item, "choices", None), getattr(item, "extra_choices", None))
    rows = str(getattr(item, "for_each", "")).removeprefix("list:")
    for name in dict.fromkeys(one for one in (*names, rows) if one in template.choice_lists):
        with st.expander(_("Choices: {list}", list=as_typed(str(name))), expanded=True):
            _problems(_, found, ("choice_lists", str(name)))
            choices(_, asked, project_id, template, str(name), item.id)
    with st.expander(_("Put a condition together")):
        builder(_, asked, project_id, template, item)


def _type(_: Words, asked: Context, project_id: str, template: SurveyTemplate, question: Question) -> None:
    """The type of a question; choosing another one changes it at once, and with it what the form asks."""
    key = f"template.type.{template.id}.{question.id}.{question.type}"

    def write() -> None:
        change = Retype(question.id, st.session_state[key])
        edit_survey(asked, project_id=project_id, key=template.id, change=change)
        close_form(open_form(NAME, f"{template.id}.{question.id}", 0, {}))

    kinds = list(TYPES)
    st.selectbox(
        _("Type"),
        kinds,
        kinds.index(question.type),
        format_func=lambda one: _(TYPES[one]),
        key=key,
        on_change=partial(do, NAME, write),
        filter_mode=None,
    )


def _problems(_: Words, findings: Iterable[Finding], spot: Spot, *, inside: bool = True) -> None:
    """What is wrong here, in words; of a page not what is wrong in its questions, of a block not in its."""
    lines: dict[str, None] = {}
    for found in findings:
        rest = found.spot[len(spot) :]
        mine = found.spot[: len(spot)] == spot and rest[:1] not in (("questions",), ("items",))
        if spot == HEAD_SPOT:
            mine = found.spot[:1] not in (("pages",), ("choice_lists",))
        if mine:
            lines[f"- {as_typed(told(_, found))}"] = None
    if lines:
        st.warning("\n".join(lines))
