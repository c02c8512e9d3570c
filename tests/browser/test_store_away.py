"""The database held by somebody else while a respondent answers: said, waited for, saved."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from mallipaja.ui.answering.saving import NOT_YET
from tests.browser.answering import confirmed, invite, stored
from tests.browser.conftest import Server, press, settle

pytestmark = pytest.mark.browser
SAID = Words("fi")(NOT_YET).replace("*", "")[:30]


def test_an_answer_waits_for_the_database_and_is_saved_when_it_is_back(
    server: Server, phone: Page, catalogue: Catalogue
) -> None:
    link = invite(server, catalogue)
    phone.goto(f"{server.address}/i/{link.token}")
    settle(phone)
    press(phone.get_by_role("button", name="Aloita"))
    phone.get_by_role("heading", name="Yksikkönne").wait_for()
    phone.goto(phone.url.replace("at=unit", "at=coordinator"))
    settle(phone)
    box = phone.get_by_placeholder("asiakasta", exact=True)
    with closing(sqlite3.connect(server.data / "mallipaja.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        box.fill("7")
        box.press("Tab")
        alert = phone.get_by_test_id("stAlert")
        expect(alert).to_contain_text(SAID)
        expect(box).to_have_value("7")
        other.execute("ROLLBACK")
    confirmed(phone, 1)
    expect(alert).to_have_count(0)
    assert stored(server, link, catalogue)[("K18_clients", "keuruu", "")] == 7.0
