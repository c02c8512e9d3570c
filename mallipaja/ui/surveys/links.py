"""Links that were just made: shown once, to copy, send, print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from mallipaja.actions.invitations import Link
from mallipaja.actions.round_view import RoundView
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, Words
from mallipaja.store.projects import Project
from mallipaja.ui import installation
from mallipaja.ui.surveys import letters

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


def address_of(token: str) -> str:
    """The address a link opens: on the public address, or where this page was opened."""
    base = installation.current().settings.public_address
    if not base:
        here = urlsplit(st.context.url or "")
        base = f"{here.scheme}://{here.netloc}"
    return f"{base}/i/{token}"


def fresh_links(_: Words, project: Project, view: RoundView) -> None:
    """The links made last for this round, with texts to send, QR codes and files; nothing when there are none."""
    fresh: Fresh | None = st.session_state.get(_LINKS)
    if fresh is None or fresh.round_id != view.round.id:
        return
    with st.container(border=True):
        count = len(fresh.links)
        st.subheader(_.plural("{count} new link", "{count} new links", count))
        st.warning(_("The links are shown only now. Copy, send or print them before you leave the page."))
        _files(_, view, fresh.links)
        _one(_, project, view, fresh)
        st.button(_("The links are safe, hide them"), on_click=forget, key="links.hide")


def _files(_: Words, view: RoundView, links: tuple[Link, ...]) -> None:
    import pandas as pd

    from mallipaja.report.qr_sheet import Card, qr_sheet
    from mallipaja.report.sheet import csv_bytes

    rows = [(one.organisation, address_of(one.token)) for one in links]
    index = pd.Index([one.name for one in links], name=_("Unit"))
    frame = pd.DataFrame(rows, columns=[_("Organisation"), _("Link")], index=index)
    cards = [Card(one.name, one.organisation, address_of(one.token)) for one in links]
    note = _("Open your own survey by pointing the phone's camera at the code.")
    sheet = qr_sheet(view.round.title, note, cards, _.language)
    with st.container(horizontal=True):
        st.download_button(
            _("QR sheet to print"),
            sheet,
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


def _one(_: Words, project: Project, view: RoundView, fresh: Fresh) -> None:
    from mallipaja.report.qr_sheet import qr_svg

    links, turn = fresh.links, fresh.turn
    picked = 0
    if len(links) > 1:
        picked = (
            st.selectbox(
                _("Message to"),
                range(len(links)),
                format_func=lambda place: f"{links[place].name} · {links[place].organisation}",
                filter_mode=None,
                key="links.picked",
            )
            or 0
        )
    link = links[picked]
    address = address_of(link.token)
    code, text = st.columns([1, 3])
    code.image(qr_svg(address), width=180, alt=_("QR code of the link of {name}", name=link.name))
    with text:
        st.text_input(_("Link"), address, key=f"links.address.{link.invitation_id}.{turn}")
        for tab, language in zip(st.tabs([LANGUAGE_NAMES[one] for one in LANGUAGES]), LANGUAGES, strict=True):
            speak = Words(language)
            message = (
                f"{letters.subject(speak, view)}\n\n{letters.invitation(speak, project, view, link, address)}"
            )
            tab.text_area(
                _("Text for an e-mail ({language})", language=LANGUAGE_NAMES[language]),
                message,
                height=420,
                key=f"links.text.{link.invitation_id}.{turn}.{language}",
            )
