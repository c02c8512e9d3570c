"""A survey answered on a phone from the first page to the thanks with the keyboard alone, in Finnish and in Swedish."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from tests.browser.answering import FORM, invite, stored
from tests.browser.conftest import Server, settle

pytestmark = pytest.mark.browser
MOST_TABS = 90
NUMBERS = ("Montako henkilöä", "Hur många personer")
FOCUSED = """() => {
  const one = document.activeElement, label = one.getAttribute('aria-label') || one.innerText || '';
  const box = one.closest('[role=radiogroup]');
  return {tag: one.tagName, type: one.type || '', name: label.trim(), value: one.value || '',
          chosen: one.getAttribute('aria-checked') === 'true' || one.checked === true,
          any: box ? !!box.querySelector('input:checked') : false,
          choices: (one.closest('[data-testid=stButtonGroup]') || {innerText: ''}).innerText}
}"""


def next_stop(page: Page) -> dict[str, Any]:
    """Where the focus is after one Tab."""
    page.keyboard.press("Tab")
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


def go_on(page: Page, ways: set[str]) -> str:
    """Press the first button with one of these names that Tab leads to; it is found or the test fails."""
    for _number in range(MOST_TABS):
        stop = next_stop(page)
        if stop["tag"] == "BUTTON" and stop["name"] in ways:
            page.keyboard.press("Enter")
            return str(stop["name"])
    pytest.fail(f"Tab never reaches {ways} on {page.url}")


def answer_screen(page: Page, ways: set[str], profession: str) -> str:
    """Answer what the focus comes to, in the order it comes, and go on."""
    for _number in range(MOST_TABS):
        stop = next_stop(page)
        if stop["tag"] == "BUTTON" and stop["name"] in ways:
            page.keyboard.press("Enter")
            return str(stop["name"])
        if profession in str(stop["choices"]).splitlines():
            _tick(page, profession)
        elif stop["type"] == "radio" and not stop["any"]:
            page.keyboard.press("Space")
            settle(page)
        elif stop["type"] == "text" and not stop["value"] and stop["name"].startswith(NUMBERS):
            page.keyboard.type("2")
    pytest.fail(f"Tab never reaches {ways} on {page.url}")


def _tick(page: Page, name: str) -> None:
    """Go along the choices with the arrows, as screen readers say a group is gone through, and tick the one wanted."""
    for _number in range(40):
        now = page.evaluate(FOCUSED)
        if now["name"] == name:
            if not page.evaluate("() => document.activeElement.getAttribute('aria-pressed') === 'true'"):
                page.keyboard.press("Space")
                settle(page)
            return
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_answering_with_the_keyboard_alone(
    server: Server, phone: Page, catalogue: Catalogue, language: str
) -> None:
    _ = Words(language)
    link = invite(server, catalogue)
    professions = {one.code: one.label.get(language) for one in catalogue.profession_choices}
    phone.goto(f"{server.address}/lang/{language}?next=/")
    phone.goto(f"{server.address}/i/{link.token}")
    settle(phone)
    go_on(phone, {_("Start")})
    ways = {_("Next"), _("To the summary"), _("Send the answers")}
    for _screen in range(20):
        here = phone.url
        settle(phone)
        pressed = answer_screen(phone, ways, professions["social_counsellor"])
        if pressed == _("Send the answers"):
            break
        phone.wait_for_function("here => location.href !== here", arg=here)
        settle(phone)
    settle(phone)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    answers = stored(server, link, catalogue)
    assert answers["K3", "", ""] == ("social_counsellor",)
    assert answers["K4", "", "social_counsellor"] == 2.0
    assert answers["K17", "keuruu", ""] in {
        one.code for one in catalogue.templates[FORM].choice_lists["possible"]
    }
    store = server.store()
    from mallipaja.store import schema
    from tests.small_project import START

    with store.reading("test", START) as work:
        sent = work.connection.execute(schema.response.select()).one().submitted_at
    store.close()
    assert sent is not None
