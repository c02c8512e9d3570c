"""What people type by mistake or by malice, and connections that break, against a real server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import make_url

from mallipaja.actions.access import Actor, Context
from mallipaja.actions.answering import save_answer, start_form, welcome
from mallipaja.actions.invitations import Link
from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from mallipaja.survey.clean import NOT_COUNT, NOT_DATE, NOT_NUMBER, TOO_LONG
from mallipaja.ui.answering.saving import NOT_YET
from tests.browser.answering import confirmed, confirmed_under, invite, stored
from tests.browser.conftest import Server, settle, shot, start_server
from tests.databases import Databases
from tests.wire import wire

pytestmark = pytest.mark.browser
_ = Words("fi")
NASTY = "=HYPERLINK(1) <script>alert(1)</script> 😀 **x**"
NUMBERS = (
    ("henkilöä", "abc", NOT_COUNT), ("henkilöä", "1e309", NOT_COUNT), ("htv", "kaksi", NOT_NUMBER),
    (_("day.month.year"), "30.2.2026", NOT_DATE),
)  # fmt: skip
GONE_MS = 1000
"""Tried by hand with 10,000: saving is tried again every three seconds for a minute."""
GOOD = (("htv", "0,75", "K5", 0.75), ("h/vk", "12.5", "K6", 12.5), ("h/vk", "1\u00a0000,5", "K6", 1000.5))


def begun(server: Server, link: Link, catalogue: Catalogue) -> None:
    """Start the form and say that there are nurses and a vacancy, so that their numbers and its day are asked."""
    actor = Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,))
    asked = Context(server.store(), actor, catalogue)
    (form,) = welcome(asked, invitation_id=link.invitation_id).forms
    opened = start_form(asked, invitation_id=link.invitation_id, document_id=form.document_id)
    save_answer(asked, response_id=opened.response_id, question="K3", value=("nurse",))
    save_answer(asked, response_id=opened.response_id, question="K7", row="nurse", value=1)
    asked.store.close()


def open_at(page: Page, address: str, link: Link, at: str) -> None:
    page.goto(f"{address}/i/{link.token}")
    settle(page)
    page.goto(f"{address}/answer?r={link.invitation_id[:8]}&form=1&at={at}")
    settle(page)


def test_what_cannot_be_stored_is_said_and_nothing_else_is_lost(
    server: Server, phone: Page, catalogue: Catalogue
) -> None:
    link = invite(server, catalogue)
    begun(server, link, catalogue)
    open_at(phone, server.address, link, "unit")
    name = phone.get_by_label("Mitä organisaatiota ja yksikköä")
    name.fill(NASTY)
    name.press("Tab")
    confirmed(phone, 1)
    name.fill("x" * 1_000_000)
    name.press("Tab")
    alert = phone.get_by_test_id("stAlert")
    expect(alert).to_contain_text(_(TOO_LONG, length=_.number(1_000_000), most=_.number(200)))
    open_at(phone, server.address, link, "figures")
    for placeholder, keyboard in (("henkilöä", "numeric"), ("htv", "decimal")):
        box = phone.get_by_placeholder(placeholder, exact=True).first
        expect(box).to_have_attribute("inputmode", keyboard)  # the keys a phone shows
    for placeholder, text, why in NUMBERS:
        box = phone.get_by_placeholder(placeholder, exact=True).first
        box.fill(text)
        box.press("Tab")
        expect(alert).to_contain_text(_(why))
        expect(box).to_have_value(text)
        box.fill("")
        box.press("Tab")
        expect(alert).to_have_count(0)
    for placeholder, text, question, value in GOOD:
        box = phone.get_by_placeholder(placeholder, exact=True)
        box.fill(text)
        box.press("Tab")
        confirmed_under(box)
        settle(phone)
        assert stored(server, link, catalogue)[(question, "", "nurse")] == value
    assert stored(server, link, catalogue)[("K1", "", "")] == NASTY


def test_an_answer_being_typed_when_the_connection_breaks_is_saved_when_it_is_back(
    server: Server, browser: Browser, catalogue: Catalogue
) -> None:
    link = invite(server, catalogue)
    begun(server, link, catalogue)
    page = browser.new_page(locale="fi-FI")  # its console may complain of the connection
    with wire(("127.0.0.1", urlsplit(server.address).port or 0)) as line:
        open_at(page, f"http://127.0.0.1:{line.port}", link, "coordinator")
        box = page.get_by_placeholder("asiakasta", exact=True)
        box.fill("7")
        line.cut()
        expect(box).to_be_disabled()
        line.mend()
        expect(box).to_be_enabled()
        expect(box).to_have_value("7")
        box.press("Tab")
        confirmed_under(box)
        page.close()
    assert stored(server, link, catalogue)[("K18_clients", "keuruu", "")] == 7.0


@pytest.mark.postgresql
def test_an_answer_waits_for_a_database_that_is_gone(
    databases: Databases, tmp_path: Path, phone: Page, catalogue: Catalogue
) -> None:
    url = make_url(databases.filled("postgresql"))
    folder, port = str(url.query.get("host", "")), url.port or 5432
    with wire(f"{folder}/.s.PGSQL.{port}" if folder else (str(url.host), port)) as line:
        through = url.set(host="127.0.0.1", port=line.port, query={})
        server = start_server(tmp_path, database=through.render_as_string(hide_password=False))
        link = invite(server, catalogue)
        begun(server, link, catalogue)
        open_at(phone, server.address, link, "coordinator")
        line.cut()
        box = phone.get_by_placeholder("asiakasta", exact=True)
        box.fill("7")
        box.press("Tab")
        alert = phone.get_by_test_id("stAlert")
        expect(alert).to_contain_text(_(NOT_YET).replace("*", "")[:30])
        shot(phone, "answer-database-gone-phone")
        expect(box).to_have_value("7")
        phone.wait_for_timeout(GONE_MS)
        line.mend()
        confirmed_under(box)
        expect(alert).to_have_count(0)
        assert stored(server, link, catalogue)[("K18_clients", "keuruu", "")] == 7.0
        server.stop()
    databases.drop(url.render_as_string(hide_password=False))
