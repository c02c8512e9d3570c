"""The front page's picture of the path, and the way in for each kind of person."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Actor
from mallipaja.i18n import N_, Words
from mallipaja.ui.guard import organisation_sign_in
from mallipaja.ui.pages import HOME, PAGES, PAGES_FOLDER, WORK, PageRow, responds

STEPS = (
    (N_("Surveys"), N_("Each organisation tells about its people, its cooperation and its ways of working.")),
    (N_("Current state"), N_("The answers become a picture: hours, network, who does what in which phase.")),
    (N_("Workshop"), N_("The generic model is gone through: what fits, what is changed, and why.")),
    (N_("Team and responsibilities"), N_("Who belongs to the team, and who is the client's coordinator.")),
    (N_("Comparison"), N_("Where the models of the pilots differ, and what could be taken from each.")),
)


def draw_path(_: Words) -> None:
    """The five steps side by side; below each other on a phone."""
    st.header(_("The path"))
    for number, (column, (name, meaning)) in enumerate(zip(st.columns(5), STEPS, strict=True), start=1):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{number}  {_(name)}**")
            st.write(_(meaning))


def draw_entry(_: Words, actor: Actor) -> None:
    """Where to go next: one's survey, one's own pages, or signing in."""
    if actor.invitations:
        st.header(_("You have a survey to answer"))
        _link(_, next((row for row in PAGES if row.in_menu_of is responds), None))
    if actor.participants:
        st.header(_("You are taking part in a workshop"))
        st.page_link(str(PAGES_FOLDER / "respond/take_part.py"), label=_("Back to the workshop"))
    if actor.signed_in:
        st.header(_("Go on from here"))
        with st.container(horizontal=True):
            for row in PAGES:
                if row.section == WORK and row not in {HOME} and row.in_menu_of(actor):
                    _link(_, row)
    elif not actor.invitations:
        st.header(_("Where to start"))
        st.write(
            _("**You were sent a survey:** open the link or the QR code you were sent. You need no account.")
        )
        st.write(_("**You work in the project:** sign in."))
        organisation_sign_in(_)
        st.html(f'<p><a href="/login" target="_self">{_("Sign in")}</a></p>')


def _link(_: Words, row: PageRow | None) -> None:
    if row is not None:
        st.page_link(str(row.source), label=_(row.title))
