"""The respondent's own answers on one page, to read or print."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mallipaja.actions.answering import welcome
from mallipaja.i18n import Words
from mallipaja.survey.form import Card, Field
from mallipaja.ui.answering.address import THANKS, go
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.in_words import answer_in_words, filled_field, when
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import respondent_context


def draw_copy(desk: Desk, number: int, _: Words) -> None:
    """Every answer given, page by page."""
    form, opened = desk.form, desk.opened
    found = welcome(respondent_context(desk.invitation_id), invitation_id=desk.invitation_id)
    st.title(as_typed(form.template.title.get(_.language)), anchor=False)
    st.write(f"{as_typed(found.round_title)} · {as_typed(found.project)}")
    sent = when(opened.submitted_at, _, anonymous=opened.is_anonymous)
    st.caption(_("Sent {moment}", moment=sent) if opened.submitted_at else _("Not sent"))
    st.write(_("Print this page with your browser's print command."))
    for page in form.template.pages:
        rows = [(text, said) for text, said in rows_of(desk, form.cards(page), _) if said]
        if rows:
            st.header(as_typed(page.title.get(_.language)), anchor=False)
            st.markdown(table(rows, _))
    if st.button(_("Back"), key="answering.back"):
        go(number, THANKS)


def table(rows: list[tuple[str, str]], _: Words) -> str:
    """A table of questions and answers in Markdown: a real table for print and screen readers."""
    lines = [(_("Question"), _("Answer")), ("---", "---"), *((_cell(one), _cell(two)) for one, two in rows)]
    return "\n".join(f"| {question} | {answer} |" for question, answer in lines)


def _cell(text: str) -> str:
    return as_typed(" ".join(text.split()))


def rows_of(desk: Desk, cards: Sequence[Card], _: Words) -> list[tuple[str, str]]:
    """The questions of cards in words, each with its answer in words; "" when it has none."""
    return [
        (question_of(desk, card, field, _), answer_in_words(desk.form, field, _))
        for card in cards
        for field in card.fields
    ]


def question_of(desk: Desk, card: Card, field: Field, _: Words) -> str:
    """A question in words, after the pilot and the row it is about."""
    about = [desk.opened.pilot_names.get(card.pilot, "")] if len(desk.opened.pilot_names) > 1 else []
    if card.block:
        about.append(card.label.get(_.language) if card.label else card.row)
    before = ", ".join(one for one in about if one)
    text = filled_field(desk.form, field, _).question.text.get(_.language)
    return f"{before}: {text}" if before else text
