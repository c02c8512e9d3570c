"""Letters over SMTP, to a real server on this machine."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

import pytest

from mallipaja.exchange.mail import Letter, MailServer, mail_server, message_of, send

REFUSED = "ei.ole@esimerkki.fi"


@dataclass
class PostOffice:
    """An SMTP server that takes one connection at a time and keeps what it gets."""

    listener: socket.socket
    got: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    dies_after: int | None = None

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")

        def say(text: str) -> None:
            connection.sendall(text.encode() + b"\r\n")

        say("220 here")
        for raw in lines:
            line = raw.decode().strip()
            self.said.append(line)
            verb = line.split(":")[0].split()[0].upper() if line else ""
            if verb == "QUIT":
                say("221 bye")
                return
            if verb == "DATA":
                say("354 go on")
                body = b"".join(iter(lines.readline, b".\r\n"))
                self.got.append(body)
                say("250 taken")
                if self.dies_after == len(self.got):
                    return
            elif verb == "RCPT" and REFUSED in line:
                say("550 no such person")
            else:
                say("250 fine")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    listener = socket.create_server(("127.0.0.1", 0))
    made = PostOffice(listener)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    yield made
    listener.close()


def server(office: PostOffice) -> MailServer:
    found = mail_server(f"smtp+plain://127.0.0.1:{office.port}", "hanke@esimerkki.fi")
    assert found is not None
    return found


def letter(key: str, to: str = "aino@esimerkki.fi") -> Letter:
    return Letter(
        key, to, "Aino Äijälä", "Kysely: Säädöt", f"Hei,\n\nlinkkisi: http://x/i/{key}\n\n.\nkiitos"
    )


def test_a_letter_arrives_as_it_was_written(office: PostOffice) -> None:
    posted = send(server(office), [letter("salaisuus")])
    assert (posted.sent, posted.failed, posted.refused) == (("salaisuus",), (), False)
    message = message_from_bytes(office.got[0].replace(b"\r\n..", b"\r\n."), policy=default)
    assert message["To"].addresses[0].addr_spec == "aino@esimerkki.fi"
    assert message["To"].addresses[0].display_name == "Aino Äijälä"
    assert message["Subject"] == "Kysely: Säädöt"
    assert message.get_content().splitlines() == letter("salaisuus").text.splitlines()
    assert message.get_content_type() == "text/plain"


def test_one_that_is_refused_keeps_nobody_else_back(office: PostOffice) -> None:
    seen: list[int] = []
    letters = [letter("a"), letter("b", REFUSED), letter("c")]
    posted = send(server(office), letters, seen.append)
    assert (posted.sent, posted.failed, posted.refused) == (("a", "c"), ("b",), False)
    assert (len(office.got), seen) == (2, [1, 2, 3])


def test_a_server_that_goes_away_says_what_is_left(office: PostOffice) -> None:
    office.dies_after = 1
    posted = send(server(office), [letter("a"), letter("b"), letter("c")])
    assert (posted.sent, posted.failed, posted.refused) == (("a",), ("b", "c"), False)


def test_no_server_at_all() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    there = mail_server(f"smtp+plain://127.0.0.1:{port}", "hanke@esimerkki.fi")
    assert there is not None
    posted = send(there, [letter("a")])
    assert (posted.sent, posted.failed, posted.refused) == ((), ("a",), True)


def test_nothing_is_logged(office: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        send(server(office), [letter("salaisuus"), letter("b", REFUSED)])
    assert "salaisuus" not in caplog.text
    assert "esimerkki.fi" not in caplog.text
    assert "esimerkki.fi" not in repr(letter("x"))


def test_a_name_cannot_add_a_line_to_the_head(office: PostOffice) -> None:
    sly = Letter("k", "aino@esimerkki.fi", "Aino\r\nBcc: kaikki@esimerkki.fi", "Hei\nBcc: x@y.fi", "x")
    message = message_of(server(office), sly)
    assert message["Bcc"] is None
    assert "\n" not in str(message["Subject"])


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.example.fi", ("smtp", "mail.example.fi", 587, "", "")),
        ("smtps://user:p%40ss@mail.example.fi:4650", ("smtps", "mail.example.fi", 4650, "user", "p@ss")),
    ],
)
def test_the_address_of_a_server(address: str, expected: tuple[str, str, int, str, str]) -> None:
    found = mail_server(address, "a@b.fi")
    assert found is not None
    assert (found.scheme, found.host, found.port, found.user, found.password) == expected
    assert "p@ss" not in repr(found)


def test_without_an_address_nothing_is_sent() -> None:
    assert mail_server("", "") is None


@pytest.mark.parametrize(
    ("address", "sender"), [("mail.fi", "a@b"), ("http://mail.fi", "a@b"), ("smtp://mail.fi", "")]
)
def test_a_wrong_address_is_told(address: str, sender: str) -> None:
    with pytest.raises(ValueError, match="MALLIPAJA_SMTP"):
        mail_server(address, sender)
