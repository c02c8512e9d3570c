"""The list of questions: every page with what is on it, and where something is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from mallipaja.catalogue.survey_template import Block, Page, SurveyTemplate
from mallipaja.errors import Finding, Spot
from mallipaja.i18n import Words
from mallipaja.survey.entries import Item, entries
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.templates.choosing import open_survey
from mallipaja.ui.templates.wording import name_of

PAGE = "page:"
"""Before the id of a page, where the address names one instead of a question."""
HEAD = ""
"""The address names no question: the title and purpose of the survey."""
_LONG = 70


def outline(_: Words, template: SurveyTemplate, findings: Iterable[Finding], chosen: str) -> None:
    """Draw the list; choosing a line makes the address name it."""
    every = tuple(entries(template))
    wrong = Counter(found.spot[:n] for found in findings for n in range(1, len(found.spot) + 1))
    with st.container(height=680, key="template-outline"):
        head = sum(count for spot, count in wrong.items() if len(spot) == 1 and spot[0] not in _BELOW)
        _line(_, template, HEAD, _("Title and purpose"), chosen, head)
        for number, page in enumerate(template.pages):
            here = PAGE + page.id == chosen or any(
                chosen == one.item.id and one.page == page.id for one in every
            )
            _page(_, template, page, ("pages", number), chosen, wrong, opened=here)


_BELOW = ("pages", "choice_lists")


def _page(
    _: Words,
    template: SurveyTemplate,
    page: Page,
    spot: Spot,
    chosen: str,
    wrong: Counter[Spot],
    *,
    opened: bool,
) -> None:
    """A page; what is on it when it, or something on it, is chosen: a long survey fits one screen."""
    inside = sum(wrong[(*spot, "items", place)] for place in range(len(page.items)))
    title = f"{spot[1] + 1}. {page.title.get(_.language)}" if isinstance(spot[1], int) else ""
    told = wrong[spot] - (inside if opened else 0)
    _line(_, template, PAGE + page.id, title, chosen, told, page=True)
    for place, item in enumerate(page.items if opened else ()):
        here = (*spot, "items", place)
        questions = item.questions if isinstance(item, Block) else ()
        own = wrong[here] - sum(wrong[(*here, "questions", n)] for n in range(len(questions)))
        _item(_, template, item, chosen, own)
        for n, question in enumerate(questions):
            _item(_, template, question, chosen, wrong[(*here, "questions", n)], inner=True)


def _item(
    _: Words, template: SurveyTemplate, item: Item, chosen: str, wrong: int, *, inner: bool = False
) -> None:
    text = " ".join(name_of(_, item).split())
    short = text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    _line(_, template, item.id, f"{item.id} · {short}", chosen, wrong, inner=inner)


def _line(
    _: Words,
    template: SurveyTemplate,
    name: str,
    text: str,
    chosen: str,
    wrong: int,
    *,
    page: bool = False,
    inner: bool = False,
) -> None:
    label = as_typed(text)
    label = f"**{label}**" if page or name == HEAD else label
    if wrong > 0:
        label += " · " + _.plural("{count} problem", "{count} problems", wrong)
    kind = "here" if name == chosen else "wrong" if wrong > 0 else "line"
    place = "inner" if inner else "outer"
    st.button(
        label,
        type="tertiary",
        width="stretch",
        key=f"template-{kind}-{place}.{name or 'head'}",
        on_click=open_survey,
        args=(template.id, name),
    )
