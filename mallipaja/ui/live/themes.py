"""The codebook of themes: beginnings of words, the words that matched, and the facilitator's corrections."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions import boards, codebook, redaction
from mallipaja.actions.access import Context
from mallipaja.actions.codebook import ThemedCards
from mallipaja.actions.generic_elements import element_names
from mallipaja.actions.minutes import WorkshopEvidence, workshop_evidence
from mallipaja.i18n import Words
from mallipaja.report.disagreement_words import sentence
from mallipaja.store.record import new_id
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.live import board_log, redact, sources, thread, wording
from mallipaja.ui.session import current_project
from mallipaja.workshop.cards import Card
from mallipaja.workshop.codebook import Found, Theme

SAID = "live.themes"
FEW = 12
"""With fewer cards they are all seen at once."""


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """The codebook on the left, the cards with their themes on the right."""
    project = current_project(asked)
    assert project is not None
    said(SAID)
    found = codebook.themed_cards(asked, workshop_id=workshop_id)
    known = workshop_evidence(asked, workshop_id=workshop_id)
    _disagreements(_, asked, known)
    left, right = st.columns([1, 2], gap="large")
    with left:
        st.header(_("Codebook"), anchor=False)
        st.caption(
            _(
                "A card belongs to a theme when one of its words begins with one of the theme's beginnings. "
                "What you say of a card goes before the words."
            )
        )
        for theme in found.themes:
            _theme(_, asked, theme)
        _new(_, asked, project.id)
    with right:
        st.header(_("Cards by theme"), anchor=False)
        _cards(_, asked, found, known)
    board_log.draw(_, asked, workshop_id)


def _disagreements(_: Words, asked: Context, known: WorkshopEvidence) -> None:
    """Where the survey says otherwise than the workshop: said first, since it is to be talked about in the room."""
    if known.disagreements:
        names = element_names(asked, language=_.language)
        said_of = "\n".join(f"- {as_typed(sentence(_, one, names))}" for one in known.disagreements)
        st.warning(f"**{_('Where the survey and the workshop disagree')}**\n\n{said_of}")


def _theme(_: Words, asked: Context, theme: Theme) -> None:
    with st.expander(as_typed(theme.name), key=f"theme.fold.{theme.id}", on_change="rerun"):
        name = st.text_input(_("Name"), theme.name, max_chars=120, key=f"theme.name.{theme.id}")
        stems = st.text_area(
            _("Beginnings of words"), ", ".join(theme.stems), height=80, key=f"theme.stems.{theme.id}"
        )
        save = partial(codebook.change_theme, asked, theme_id=theme.id, name=name, stems=stems)
        remove = partial(codebook.remove_theme, asked, theme_id=theme.id)
        with st.container(horizontal=True):
            st.button(_("Save"), on_click=do, args=(SAID, save), key=f"theme.save.{theme.id}")
            st.button(_("Move to the bin"), on_click=do, args=(SAID, remove), key=f"theme.bin.{theme.id}")


def _new(_: Words, asked: Context, project_id: str) -> None:
    with st.form("theme.new", border=True, clear_on_submit=True):
        st.text_input(_("New theme"), max_chars=120, key="theme.new.name")
        st.text_input(_("Beginnings of words, for example: kuntout, lähet"), key="theme.new.stems")

        def add() -> None:
            name, stems = st.session_state["theme.new.name"], st.session_state["theme.new.stems"]
            do(SAID, partial(codebook.add_theme, asked, project_id=project_id, name=name, stems=stems))

        st.form_submit_button(_("Add the theme"), on_click=add)


def _cards(_: Words, asked: Context, found: ThemedCards, known: WorkshopEvidence) -> None:
    if not found.cards:
        st.write(_("There are no cards yet that everybody has seen. Show the cards of a board first."))
        return
    by_id = {one.id: one for one in found.cards}
    for theme_id, ids in found.by_theme.items():
        theme = next((one for one in found.themes if one.id == theme_id), None)
        name = theme.name if theme else _("No theme yet")
        told = f"{as_typed(name)} ({_.number(len(ids))})"
        few = bool(ids) and len(found.cards) < FEW
        # by a key: it stays open while its cards are corrected one by one; closed it costs nothing to draw
        fold = st.expander(told, expanded=few, key=f"themes.fold.{theme_id}", on_change="rerun")
        with fold:
            for card_id in ids if fold.open else ():
                _card(_, asked, by_id[card_id], found, theme, sources.graded(_, known.by_card[card_id]))


def _card(
    _: Words, asked: Context, card: Card, found: ThemedCards, theme: Theme | None, evidence: str
) -> None:
    symbol, kind = wording.CARD_KINDS[card.kind]
    st.markdown(f"{symbol} {as_typed(card.text)}")
    mine: Found | None = next((one for one in found.found[card.id] if theme and one.theme == theme.id), None)
    told = [_(kind)]
    if mine and mine.words:
        told.append(_("words: {words}", words=_.listing(as_typed(word) for word in mine.words)))
    if mine and mine.by_hand:
        told.append(_("chosen by hand"))
    told.append(evidence)
    st.caption(" · ".join(told))
    with st.container(horizontal=True, vertical_alignment="center"):
        others = [one for one in found.themes if one.id not in {f.theme for f in found.found[card.id]}]
        key = f"say.{card.id}.{theme.id if theme else ''}"
        if theme:
            no = partial(codebook.say_theme, asked, card_id=card.id, theme=theme.id, belongs=False)
            st.button(_("Does not belong here"), on_click=do, args=(SAID, no), key=f"{key}.no")
        if others:
            with st.popover(_("Add to a theme")):
                for other in others:
                    yes = partial(codebook.say_theme, asked, card_id=card.id, theme=other.id, belongs=True)
                    st.button(as_typed(other.name), on_click=do, args=(SAID, yes), key=f"{key}.{other.id}")
        st.button(
            _("Sources and thread"), on_click=thread.open_at, args=(_, f"card:{card.id}"), key=f"{key}.thread"
        )
        with st.popover(_("Split")):
            text = st.text_area(_("One card on each line"), card.text, key=f"{key}.lines")
            split = partial(
                boards.split_card,
                asked,
                workshop_step_id=card.step_id,
                card=card.id,
                text=text,
                move=new_id(),
            )
            st.caption(_(wording.CLIENT_DATA))
            st.button(_("Split the card"), on_click=do, args=(SAID, split), key=f"{key}.split")
        redact.draw(_, partial(redaction.redact_card, asked, card_id=card.id), SAID, key)
