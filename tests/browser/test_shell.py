"""The shell in a real browser: headers, language, signing in, a clean console."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server, set_up, settle, shot

pytestmark = pytest.mark.browser


def test_first_page_has_a_clean_console_and_speaks_finnish(server: Server, desktop: Page) -> None:
    desktop.goto(server.address)
    settle(desktop)
    shot(desktop, "home-desktop")
    assert desktop.evaluate("document.documentElement.lang") == "fi"


def test_set_up_sign_out_and_in(server: Server, desktop: Page) -> None:
    set_up(desktop, server)
    desktop.get_by_role("link", name="Kirjaudu ulos").click()
    desktop.get_by_role("button", name="Kirjaudu ulos").click()
    settle(desktop)
    desktop.get_by_role("link", name="Kirjaudu sisään").click()
    desktop.fill("#login", "paula")
    desktop.fill("#password", "väärä salasana on tämä")
    desktop.click("button[type=submit]")
    assert desktop.get_by_role("alert").is_visible()
    desktop.fill("#password", "kevätpuro ja mänty")
    desktop.click("button[type=submit]")
    settle(desktop)
    assert desktop.get_by_role("link", name="Kirjaudu ulos").is_visible()
