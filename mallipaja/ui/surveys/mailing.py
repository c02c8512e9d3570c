"""Sending invitations and reminders by the installation's mail server. Nothing is here when it names none."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.invitations import Link
from mallipaja.actions.recipients import addresses, note_letters
from mallipaja.actions.round_view import RoundView
from mallipaja.exchange.mail import Letter, MailServer, Posted, mail_server, send
from mallipaja.i18n import Words
from mallipaja.store.projects import Project
from mallipaja.ui import installation
from mallipaja.ui.surveys import letters
from mallipaja.ui.surveys.addresses import address_of


def server() -> MailServer | None:
    """The mail server of this installation, when its settings name one that can be read."""
    settings = installation.current().settings
    try:
        return mail_server(settings.mail_server, settings.mail_from)
    except ValueError:
        return None


def post(_: Words, asked: Context, project: Project, view: RoundView, links: Sequence[Link]) -> None:
    """The button that sends the links just made to those of them who have an e-mail address."""
    there, mine = server(), [one for one in links if one.email and one.recipient_id]
    if there is None or not mine:
        return
    label = _.plural("Send {count} e-mail", "Send {count} e-mails", len(mine))
    if st.button(label, type="primary", key="links.post"):
        made = [
            Letter(
                one.recipient_id,
                one.email,
                one.name,
                letters.subject(speak, view),
                letters.invitation(speak, project, view, one, address_of(one.token)),
            )
            for one in mine
            for speak in (Words(one.language),)
        ]
        _send(_, asked, view, there, made, reminder=False)


def remind(_: Words, asked: Context, view: RoundView) -> None:
    """The button that reminds by e-mail those who have not answered and have an address."""
    there = server()
    if there is None:
        return
    known = addresses(asked, round_id=view.round.id)
    waiting = {one.recipient_id for one in view.missing()} & known.keys()
    if not waiting:
        st.caption(_("Nobody of those missing has an e-mail address here."))
        return
    if st.button(
        _.plural("Remind {count} person by e-mail", "Remind {count} people by e-mail", len(waiting)),
        key="remind.post",
    ):
        made = [
            Letter(
                one.recipient_id,
                one.email,
                one.name,
                letters.subject(speak, view),
                letters.own_reminder(speak, view),
            )
            for one in known.values()
            if one.recipient_id in waiting
            for speak in (Words(one.language),)
        ]
        _send(_, asked, view, there, made, reminder=True)


def _send(
    _: Words, asked: Context, view: RoundView, there: MailServer, made: Sequence[Letter], *, reminder: bool
) -> None:
    bar = st.progress(0.0, _("Sending…"))
    posted = send(there, made, lambda count: bar.progress(count / len(made), _("Sending…")))
    bar.empty()
    if posted.sent:
        note_letters(asked, round_id=view.round.id, recipient_ids=posted.sent, reminder=reminder)
        st.success(_.plural("{count} e-mail was sent.", "{count} e-mails were sent.", len(posted.sent)))
    _told(_, posted, made)


def _told(_: Words, posted: Posted, made: Sequence[Letter]) -> None:
    if posted.refused:
        st.error(
            _("The mail server does not answer. Nothing was sent; copy the texts, or ask the administrator.")
        )
    elif posted.failed:
        names = {one.key: one.name or one.to for one in made}
        st.error(_("These were not sent: {names}.", names=_.listing(names[key] for key in posted.failed)))
