"""Links that were just made: shown once, to copy, send, print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.invitations import Link
from mallipaja.actions.round_view import RoundView
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, Words
from mallipaja.store.projects import Project
from mallipaja.ui import installation
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.surveys import letters, mailing
from mallipaja.ui.surveys.addresses import address_of
from mallipaja.ui.told_apart import told_apart

if TYPE_CHECKING:
    from mallipaja.report.qr_sheet import Card

_LINKS = "mallipaja.links"


@dataclass(frozen=True, slots=True)
class Fresh:
    """Links made in this session for a round. Nothing else keeps their tokens."""

    round_id: str
    links: tuple[Link, ...]
    turn: int


def keep(round_id: str, links: Sequence[Link]) -> None:
    """Have the links shown when the page is drawn again."""
    before: Fresh | None = st.session_state.get(_LINKS)
    st.session_state[_LINKS] = Fresh(round_id, tuple(links), before.turn + 1 if before else 1)


def forget() -> None:
    """Show the links no more."""
    st.session_state.pop(_LINKS, None)


def ended(key: str) -> None:
    """Show the link of this invitation or person no more: it has stopped working."""
    fresh: Fresh | None = st.session_state.get(_LINKS)
    if fresh is None:
        return
    left = [one for one in fresh.links if key not in (one.invitation_id, one.recipient_id)]
    if not left:
        forget()
    elif len(left) < len(fresh.links):
        keep(fresh.round_id, left)


def fresh_links(_: Words, asked: Context, project: Project, view: RoundView) -> None:
    """The links made last for this round, with texts to send, QR codes and files; nothing when there are none."""
    fresh: Fresh | None = st.session_state.get(_LINKS)
    if fresh is None or fresh.round_id != view.round.id:
        return
    made = tuple(one for one in fresh.links if one.token)
    kept = tuple(one for one in fresh.links if not one.token)
    with st.container(border=True):
        # drawn above what was pressed, so brought into view: see assets/aim.js
        st.html(f'<span id="links-new" data-aim="links-new" data-turn="{fresh.turn}"></span>')
        if kept:
            names = _.listing(as_typed(one.name) for one in kept)
            st.info(_("These people have a link already, and it opens this round too: {names}.", names=names))
        if made:
            st.header(_.plural("{count} new link", "{count} new links", len(made)))
            st.warning(_("The links are shown only now. Copy, send or print them before you leave the page."))
            _files(_, view, made)
            mailing.post(_, asked, project, view, made)
            _one(_, project, view, made, fresh.turn)
        st.button(_("The links are safe, hide them"), on_click=forget, key="links.hide")


def _files(_: Words, view: RoundView, links: tuple[Link, ...]) -> None:
    import pandas as pd

    from mallipaja.report.qr_sheet import Card, qr_sheet
    from mallipaja.report.sheet import csv_bytes

    rows = [(one.organisation, one.email, address_of(one.token)) for one in links]
    index = pd.Index([one.name for one in links], name=_("Unit"))
    frame = pd.DataFrame(rows, columns=[_("Organisation"), _("E-mail"), _("Link")], index=index)
    cards = [Card(one.name, one.organisation, address_of(one.token)) for one in links]
    note = _("Open your own survey by pointing the phone's camera at the code.")
    if view.round.closes_on:
        note = f"{note} {_('The survey is open until {day}.', day=_.date(view.round.closes_on))}"
    title = view.round.title
    with st.container(horizontal=True):
        st.download_button(
            _("QR codes as a file (PDF)"),
            partial(_pdf, _, title, note, cards),
            file_name="qr.pdf",
            mime="application/pdf",
            key="links.pdf",
            on_click="ignore",
        )
        st.download_button(
            _("QR codes to print and cut (web page)"),
            qr_sheet(title, note, cards, _.language),
            file_name="qr.html",
            mime="text/html",
            key="links.qr",
            on_click="ignore",
        )
        st.download_button(
            _("List of links (CSV)"),
            csv_bytes(frame),
            file_name="links.csv",
            mime="text/csv",
            key="links.csv",
            on_click="ignore",
        )


def _pdf(_: Words, title: str, note: str, cards: Sequence[Card]) -> bytes:
    from mallipaja.report.qr_pdf import qr_pdf

    return qr_pdf(title, note, cards, _, installation.current().clock())


def _one(_: Words, project: Project, view: RoundView, links: tuple[Link, ...], turn: int) -> None:
    from mallipaja.report.qr_sheet import qr_svg

    picked = 0
    if len(links) > 1:
        names = told_apart(
            {place: f"{one.name} · {one.organisation}" for place, one in enumerate(links)},
            {place: one.email for place, one in enumerate(links)},
        )
        picked = (
            st.selectbox(
                _("Message to"),
                list(names),
                format_func=names.__getitem__,
                filter_mode=None,
                key="links.picked",
            )
            or 0
        )
    link = links[picked]
    address, mark = address_of(link.token), link.invitation_id or link.recipient_id
    code, text = st.columns([1, 3])
    code.image(qr_svg(address), width=180, alt=_("QR code of the link of {name}", name=link.name))
    with text:
        st.text_input(_("Link"), address, key=f"links.address.{mark}.{turn}")
        # a person's own language first
        order = sorted(LANGUAGES, key=lambda one: one != link.language)
        for tab, language in zip(st.tabs([LANGUAGE_NAMES[one] for one in order]), order, strict=True):
            speak = Words(language)
            message = (
                f"{letters.subject(speak, view)}\n\n{letters.invitation(speak, project, view, link, address)}"
            )
            tab.text_area(
                _("Text for an e-mail ({language})", language=LANGUAGE_NAMES[language]),
                message,
                height=420,
                key=f"links.text.{mark}.{turn}.{language}",
            )
