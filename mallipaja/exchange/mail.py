"""Sending letters by the installation's own mail server (SMTP). Off unless the settings name one.

Nothing here writes to a log: addresses and links are nobody's business but the server's.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, make_msgid
from urllib.parse import unquote, urlsplit

PATIENCE_S = 20
SCHEMES = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over.

    ``smtp`` begins in the clear and turns to TLS before anything is said, ``smtps`` is TLS from the beginning,
    ``smtp+plain`` has none: for a server on the same machine.
    """

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str

    @property
    def sender_domain(self) -> str:
        return self.sender.rpartition("@")[2] or "localhost"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. ``key`` is for whoever asked: it comes back when the letter was taken."""

    key: str
    to: str = field(repr=False)
    name: str = field(repr=False)
    subject: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Posted:
    """The keys of the letters the server took, and of those it did not; ``refused`` when it took none at all."""

    sent: tuple[str, ...]
    failed: tuple[str, ...]
    refused: bool = False


def mail_server(address: str, sender: str) -> MailServer | None:
    """The server of ``smtp://user:password@host:port``; ``None`` when none is named.

    Raises
    ------
    ValueError : the address is none, or there is no sender.
    """
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.hostname or "@" not in sender:
        raise ValueError(
            "MALLIPAJA_SMTP is smtp://, smtps:// or smtp+plain:// with a host; MALLIPAJA_MAIL_FROM an address"
        )
    port = parts.port or SCHEMES[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, parts.hostname, port, user, password, sender)


def message_of(server: MailServer, letter: Letter) -> EmailMessage:
    """The letter as it goes out: plain text, no pictures, nothing that tells when it is opened."""
    message = EmailMessage(policy=SMTP)
    message["From"] = server.sender
    message["To"] = formataddr((" ".join(letter.name.split()), letter.to)) if letter.name else letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=server.sender_domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def send(
    server: MailServer, letters: Iterable[Letter], progress: Callable[[int], object] = lambda _count: None
) -> Posted:
    """Hand the letters over, one connection for all. A letter that is refused does not keep the others back.

    Parameters
    ----------
    progress : told after each letter how many have been tried.
    """
    waiting = list(letters)
    sent: list[str] = []
    failed: list[str] = []
    try:
        with _connected(server) as connection:
            for count, letter in enumerate(waiting, 1):
                try:
                    connection.send_message(message_of(server, letter))
                    sent.append(letter.key)
                except (
                    smtplib.SMTPRecipientsRefused,
                    smtplib.SMTPDataError,
                    smtplib.SMTPSenderRefused,
                    ValueError,
                ):
                    failed.append(letter.key)
                progress(count)
    except (smtplib.SMTPException, OSError):
        rest = tuple(letter.key for letter in waiting if letter.key not in sent)
        return Posted(tuple(sent), rest, refused=not sent)
    return Posted(tuple(sent), tuple(failed))


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE_S, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE_S)
    if server.scheme == "smtp":
        connection.starttls(context=ssl.create_default_context())
    if server.user:
        connection.login(server.user, server.password)
    return connection
