"""A server killed while somebody answers: every answer the page had confirmed is there afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from mallipaja.catalogue.load import Catalogue
from tests.browser.answering import confirmed, confirmed_under, invite, stored
from tests.browser.conftest import Server, press, put, settle, shot, start_server

pytestmark = pytest.mark.browser


@pytest.fixture
def running(tmp_path: Path) -> Iterator[list[Server]]:
    """The servers started in the test, the first one already; what still runs at the end is stopped."""
    servers = [start_server(tmp_path)]
    yield servers
    if servers[-1].process.poll() is None:
        servers[-1].stop()


def test_confirmed_answers_survive_a_killed_server(
    running: list[Server], phone: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    server = running[0]
    link = invite(server, catalogue)
    phone.goto(f"{server.address}/i/{link.token}")
    settle(phone)
    press(phone.get_by_role("button", name="Aloita"))
    press(phone.get_by_role("button", name="Seuraava"))
    press(phone.get_by_role("button", name="sairaanhoitaja", exact=True))
    confirmed(phone, 1)
    press(phone.get_by_role("button", name="Seuraava"))
    given = {"K4": ("henkilöä", "3", 3.0), "K5": ("htv", "0,75", 0.75), "K6": ("h/vk", "12.5", 12.5)}
    for count, (placeholder, text, _value) in enumerate(given.values(), 1):
        put(phone.get_by_placeholder(placeholder, exact=True), text)
        confirmed(phone, count)
    shot(phone, "answer-figures-phone")
    here = phone.url
    server.kill()
    assert server.process.returncode == -9

    phone.goto("about:blank")
    running.append(start_server(tmp_path, port=urlsplit(here).port or 0))
    again = running[-1]
    expected = {(question, "", "nurse"): value for question, (_p, _t, value) in given.items()}
    assert stored(again, link, catalogue).items() >= {**expected, ("K3", "", ""): ("nurse",)}.items()
    phone.goto(f"{again.address}/i/{link.token}")
    settle(phone)
    press(phone.get_by_role("button", name="Jatka"))
    phone.goto(here)
    settle(phone)
    for placeholder, text, _value in given.values():
        shown = phone.get_by_placeholder(placeholder, exact=True)
        expect(shown).to_have_value(text.replace(".", ","))


def test_an_answer_being_written_when_the_server_dies_is_saved_when_it_is_back(
    running: list[Server], browser: Browser, catalogue: Catalogue, tmp_path: Path
) -> None:
    server = running[0]
    link = invite(server, catalogue)
    page = browser.new_page(locale="fi-FI")  # its console may complain: the server is gone for a while
    page.goto(f"{server.address}/i/{link.token}")
    settle(page)
    press(page.get_by_role("button", name="Aloita"))
    page.get_by_role("heading", name="Yksikkönne").wait_for()
    page.goto(page.url.replace("at=unit", "at=coordinator"))
    settle(page)
    press(page.get_by_text("Osittain", exact=True))
    confirmed(page, 1)
    box = page.get_by_placeholder("asiakasta", exact=True)
    box.fill("7")
    server.kill()
    expect(box).to_be_disabled()
    running.append(start_server(tmp_path, port=urlsplit(server.address).port or 0))
    expect(box).to_be_enabled()
    expect(box).to_have_value("7")
    box.press("Tab")
    confirmed_under(box)
    answers = stored(running[-1], link, catalogue)
    assert (answers[("K19", "", "")], answers[("K18_clients", "keuruu", "")]) == ("partly", 7.0)
    page.close()
