"""Bringing a question into view: its name in the page, links to it, and the mark that `aim.js` goes by."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from urllib.parse import quote

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.survey.form import Place
from mallipaja.survey.steps import Step
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.own_copy import question_of
from mallipaja.ui.as_typed import as_typed


def anchor(place: Place) -> str:
    """The id in the page of what stands under a question, by which links and `aim.js` find it."""
    return "answer-" + "-".join(quote(one, safe="") for one in place)


def questions_at(desk: Desk, step: Step, places: Collection[Place], _: Words) -> dict[Place, str]:
    """The questions of a step that stand in some places, in the order of the page, in words."""
    return {
        field.key: question_of(desk, card, field, _)
        for card in step.cards
        for field in card.fields
        if field.key in places
    }


def draw_held(desk: Desk, step: Step, _: Words) -> None:
    """At the buttons: which answers of the page could not be saved, each a link to its question."""
    if not desk.held:
        return
    desk.held = desk.shown & desk.refused.keys()
    named = questions_at(desk, step, desk.held, _)
    if named:
        said = _.plural(
            "One answer on this page is not saved. Correct it or empty the field:",
            "{count} answers on this page are not saved. Correct them or empty the fields:",
            len(named),
        )
        links = (f"- [{as_typed(' '.join(text.split()))}](#{anchor(place)})" for place, text in named.items())
        st.error("\n".join((said, "", *links)))


def draw_aim(desk: Desk) -> None:
    """Bring the question into view that somebody was sent to, once."""
    if desk.aim is not None:
        st.html(f'<span data-aim="{escape(anchor(desk.aim))}" data-turn="{desk.next_aim()}"></span>')
