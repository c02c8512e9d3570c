"""No page says anything in English to a Finn or a Swede: what is drawn is compared with the message ids."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.extract import extract_from_file

from mallipaja.actions.sign_in import start_session
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.settings import ROOT
from mallipaja.store import devices, people, record, schema
from mallipaja.ui.installation import Installation
from mallipaja.ui.pages import HOME, PAGES
from mallipaja.ui.visitor import DEVICE_COOKIE, SESSION_COOKIE
from tests.app.conftest import go_to, open_app
from tests.app.reading import texts_of
from tools.translate import collect

LONG = 24
"""A message this long is looked for inside longer texts, too; shorter ones are words that names may contain."""


NAMES = {"Kela"}
"""Words that are also the names of organisations in the data."""
LETTERS = ROOT / "mallipaja" / "ui" / "surveys" / "letters.py"
"""Texts to send to respondents, which are shown in every language on purpose."""


@cache
def english() -> set[str]:
    ids = [message.id for message in collect() if message.id]
    texts = {text for one in ids for text in (one if isinstance(one, tuple) else (one,))}
    letters = {
        message
        for _line, message, *_rest in extract_from_file("python", LETTERS, keywords={"_": None, "N_": None})
    }
    return texts - NAMES - letters


def untranslated(texts: set[str], _: Words) -> set[str]:
    """The English messages that the texts show although they have a translation."""
    whole = {_bare(text) for text in texts}
    joined = "\n".join(whole)
    found = set()
    for message in english():
        if _(message) == message:
            continue
        fixed = max(re.split(r"\{[^}]*\}", message), key=len).strip()
        if _bare(message) in whole or (len(fixed) >= LONG and fixed in joined):
            found.add(message)
    return found


def _bare(text: str) -> str:
    return text.strip().strip("*").strip()


def cookies(place: Installation) -> dict[str, str]:
    """An administrator who has also opened an invitation: sees the most of every page."""
    secret = new_token()
    with place.store.writing("cli:test", place.clock()) as work:
        account = people.account_by_login(work, "kaikki.näkevä")
        if account is None:
            values = {"login": "kaikki.näkevä", "display_name": "Kaikki Näkevä", "is_admin": True}
            record.add(work, schema.account, values, project_id=None)
            account = people.account_by_login(work, "kaikki.näkevä")
        assert account is not None
        invitation = record.values_of(work, schema.invitation.c.id, schema.invitation.c.kind == "unit")[0]
        lasts = place.clock().replace(year=2030)
        devices.grant(work, token_hash(secret), invitation, since=place.clock(), until=lasts)
        session = start_session(work, account)
    return {SESSION_COOKIE: session.token, DEVICE_COOKIE: secret}


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_page_speaks_the_readers_language(example: Installation, language: str) -> None:
    _ = Words(language)
    page = open_app(cookies(example), language).run()
    shown: dict[str, set[str]] = {}
    for row in PAGES:
        if row is not HOME:
            go_to(page, row.path)
        assert not page.exception, row.path
        found = untranslated(texts_of(page) | {_(row.title)}, _)
        if found:
            shown[row.path] = found
    assert shown == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_those_who_have_not_signed_in(example: Installation, language: str) -> None:
    _ = Words(language)
    page = open_app({}, language).run()
    for row in PAGES:
        if row is not HOME:
            go_to(page, row.path)
        assert not page.exception, row.path
        assert language == "en" or untranslated(texts_of(page), _) == set(), row.path
