"""The shell in a real browser on a fresh server: refusals, languages, signing in, a clean console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from mallipaja.actions.access import utc_now
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.store import record, schema
from mallipaja.ui.pages import HOME, PAGES
from tests.browser.conftest import Server, press, put, set_up, settle, shot, start_server
from tests.small_project import fill

pytestmark = pytest.mark.browser
OPEN = {"home", "glossary", "accessibility", "privacy"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that only look at it."""
    started = start_server(tmp_path_factory.mktemp("shown"))
    yield started
    started.stop()


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text().strip()


def test_the_first_visitor_of_a_fresh_server_may_follow_any_link(server: Server, desktop: Page) -> None:
    """Cold deep links without rights, each in a session of its own: words, never a page that is not theirs."""
    _ = Words("fi")
    for row in PAGES:
        desktop.goto(f"{server.address}/{'' if row is HOME else row.path}")
        settle(desktop)
        refused = heading(desktop) == _("Sign in to use this page")
        assert refused == (row.path not in OPEN), row.path
        expect(desktop).to_have_title(f"{_(row.title)} – Mallipaja")
        assert desktop.evaluate("document.documentElement.lang") == "fi"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cold_link_speaks_the_language_it_asks_for(shown: Server, phone: Page, language: str) -> None:
    _ = Words(language)
    phone.goto(f"{shown.address}/process?lang={language}")
    settle(phone)
    assert heading(phone) == _("Sign in to use this page")
    assert phone.evaluate("document.documentElement.lang") == language
    phone.goto(f"{shown.address}/privacy")
    settle(phone)
    assert heading(phone) == _("Privacy notice"), "the language is remembered"
    shot(phone, f"privacy-phone-{language}")


def test_the_language_changes_with_a_click_and_keeps_the_page(shown: Server, desktop: Page) -> None:
    desktop.goto(f"{shown.address}/glossary")
    settle(desktop)
    press(desktop.get_by_role("link", name="Svenska"))
    expect(desktop.locator("h1").first).to_have_text(Words("sv")("What do the words mean?"))
    settle(desktop)
    assert desktop.url == f"{shown.address}/glossary"
    assert desktop.evaluate("document.documentElement.lang") == "sv"
    shot(desktop, "glossary-sv")


def test_set_up_sign_out_and_in_by_keyboard_and_mouse(server: Server, desktop: Page) -> None:
    _ = Words("fi")
    set_up(desktop, server)
    assert desktop.url == f"{server.address}/process"
    shot(desktop, "process-empty")
    desktop.get_by_role("link", name=_("Sign out")).click()
    desktop.get_by_role("button", name=_("Sign out")).click()
    settle(desktop)
    desktop.get_by_role("link", name=_("Sign in")).first.click()
    desktop.locator("#login").wait_for()
    shot(desktop, "login")
    desktop.fill("#login", "paula")
    desktop.fill("#password", "väärä salasana on tämä")
    desktop.keyboard.press("Enter")
    alert = desktop.get_by_role("alert")
    alert.wait_for()
    shot(desktop, "login-failed")
    alert.get_by_role("link").click()
    assert desktop.evaluate("document.activeElement.id") == "login", "the error leads to the field"
    desktop.fill("#password", "kevätpuro ja mänty")
    desktop.keyboard.press("Enter")
    settle(desktop)
    expect(desktop.get_by_role("link", name=_("Sign out"))).to_be_visible()
    desktop.goto(server.setup_link)
    desktop.locator("main").wait_for()
    assert heading(desktop) == _("This link does not work")


def test_the_way_in_leads_back_to_where_one_was_going(server: Server, desktop: Page) -> None:
    set_up(desktop, server)
    desktop.context.clear_cookies()
    desktop.goto(f"{server.address}/people")
    settle(desktop)
    desktop.locator("main, [data-testid=stMain]").get_by_role(
        "link", name=Words("fi")("Sign in")
    ).last.click()
    desktop.fill("#login", "paula")
    desktop.fill("#password", "kevätpuro ja mänty")
    desktop.keyboard.press("Enter")
    settle(desktop)
    assert desktop.url == f"{server.address}/people"
    shot(desktop, "people")


def test_everything_in_the_menu_opens_without_a_complaint(example: Server, desktop: Page) -> None:
    set_up(desktop, example)
    for row in PAGES:
        if row.path == "answer":
            continue
        desktop.goto(f"{example.address}/{'' if row is HOME else row.path}")
        settle(desktop)
        assert (
            desktop.locator('[data-testid="stException"], [data-testid="stAlertContentError"]').count() == 0
        ), row.path
        assert desktop.locator("h1").count() == 1, row.path
        shot(desktop, f"admin-{row.path}")


def test_the_chosen_project_stays_in_every_way_to_a_page(example: Server, desktop: Page) -> None:
    """Over the menu, "back", a page opened anew, another language and a new tab, though another one is newer."""
    _ = Words("fi")
    set_up(desktop, example)
    store = example.store()
    fill(store, "Toinen hanke")
    store.close()
    desktop.goto(f"{example.address}/process")
    settle(desktop)
    shot(desktop, "project-chosen")
    handle = parse_qs(urlsplit(desktop.url).query)["project"]

    def stays(page: Page, path: str) -> None:
        settle(page)
        expect(page).to_have_url(re.compile(rf"/{path}\?(.*&)?project={handle[0]}"))
        shown = page.locator(".st-key-mallipaja-top").get_by_role("combobox").first
        expect(shown).to_have_value("Esimerkkihanke Keski-Suomi")

    menu = desktop.get_by_test_id("stSidebar")
    press(menu.get_by_role("link", name=_("Surveys")))
    stays(desktop, "surveys")
    press(menu.get_by_role("link", name=_("Current state")))
    stays(desktop, "current-state")
    desktop.go_back()
    stays(desktop, "surveys")
    desktop.reload()
    stays(desktop, "surveys")
    press(desktop.get_by_role("link", name="Svenska"))
    expect(desktop.get_by_role("link", name=Words("sv")("Surveys"))).to_be_visible()
    stays(desktop, "surveys")
    tab = desktop.context.new_page()
    tab.goto(f"{example.address}/team")
    stays(tab, "team")


def test_a_projector_has_large_type_and_no_menu(example: Server, projector: Page) -> None:
    set_up(projector, example)
    projector.goto(f"{example.address}/process?projector=1")
    settle(projector)
    assert not projector.get_by_test_id("stSidebar").is_visible()
    assert projector.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 24
    shot(projector, "process-projector")


def test_an_unexpected_error_shows_a_number_and_a_way_back(server: Server, desktop: Page) -> None:
    """Once in the body of a page, once in the callback of a button; neither tells what was written."""
    _ = Words("fi")
    set_up(desktop, server)
    store = server.store()
    with store.writing("cli:test", utc_now()) as work:
        values = {"received_at": work.at, "text": "salainen.teksti", "reply_to": ""}
        record.add(work, schema.feedback, values, project_id=None)
        work.connection.exec_driver_sql("ALTER TABLE history RENAME TO history_gone")
    store.close()
    desktop.goto(f"{server.address}/people")
    settle(desktop)
    put(desktop.get_by_label(_("User name")), "salainen.nimi@kunta.fi")
    desktop.get_by_role("button", name=_("Add"), exact=True).click()
    in_body = number_shown(desktop, _)
    desktop.goto(f"{server.address}/system")
    settle(desktop)
    desktop.get_by_role("button", name=_("Mark as answered")).click()
    in_callback = number_shown(desktop, _)
    shot(desktop, "unexpected-error")
    log = (server.data / "errors.txt").read_text()
    assert in_body in log
    assert in_callback in log
    assert log.count("OperationalError at") >= 2
    assert "salainen" not in log
    assert "INSERT" not in log


def number_shown(page: Page, _: Words) -> str:
    said = page.get_by_test_id("stAlert").filter(
        has_text=_("Something went wrong. What you had saved is safe.")
    )
    said.wait_for()
    expect(page.get_by_role("link", name=_("Back to the front page"))).to_be_visible()
    assert "Traceback" not in page.inner_text("body")
    assert "OperationalError" not in page.inner_text("body")
    return page.locator("strong", has_text="-").first.inner_text()
