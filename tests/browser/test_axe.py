"""axe-core over every page a person meets: nothing beyond what stock Streamlit itself has.

`axe_baseline.json` lists the rules that a page of Streamlit's own widgets (`stock_page.py`) breaks, measured again in
every run: a rule that Streamlit has mended meanwhile goes from the list, and nothing may be added to it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.projects import list_projects
from mallipaja.actions.surveys import close_round, list_rounds
from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from tests.browser.answering import invite
from tests.browser.conftest import Server, press, set_up, settle
from tests.browser.stock import stock_streamlit

pytestmark = pytest.mark.browser
_ = Words("fi")
BASELINE = Path(__file__).with_name("axe_baseline.json")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADMIN_PAGES = (
    "process", "surveys", "results?form=practices_own", "results?form=capacity_basic&at=figures",
    "current-state?view=capacity&pilot=keuruu", "current-state?view=network&pilot=keuruu",
    "current-state?view=practices&pilot=keuruu", "team?pilot=keuruu", "comparison", "models", "project", "glossary",
    "edit-survey?survey=capacity_basic&q=K17", "try-survey?survey=network_basic",
)  # fmt: skip


def broken_rules(page: Page) -> dict[str, list[str]]:
    """The rules a page breaks, each with the places."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return {one["id"]: [node["html"][:160] for node in one["nodes"]] for one in found}


@pytest.fixture(scope="module")
def stock_address() -> Iterator[str]:
    """Stock Streamlit with our theme and nothing else of ours."""
    with stock_streamlit("stock_page.py") as address:
        yield address


def baseline() -> set[str]:
    return set(json.loads(BASELINE.read_text(encoding="utf-8")))


def test_the_baseline_is_what_stock_streamlit_breaks(stock_address: str, desktop: Page) -> None:
    desktop.goto(stock_address)
    settle(desktop)
    assert baseline() <= set(broken_rules(desktop))


def test_pages_of_those_who_run_the_project(example: Server, desktop: Page, catalogue: Catalogue) -> None:
    store = example.store()
    asked = Context(store, cli_actor("test"), catalogue)
    for one in list_rounds(asked, project_id=list_projects(asked)[0].id):
        close_round(asked, round_id=one.round.id)
    store.close()
    set_up(desktop, example)
    worse: dict[str, dict[str, list[str]]] = {}
    for path in ADMIN_PAGES:
        desktop.goto(f"{example.address}/{path}")
        settle(desktop)
        if path == "surveys":
            press(desktop.get_by_text(_("How answering goes on"), exact=True))
            expect(desktop.get_by_text(_("What the analyses need"))).to_be_visible()
            settle(desktop)  # what is drawn anew is pale until it has been drawn
        found = broken_rules(desktop)
        if set(found) - baseline():
            worse[path] = {rule: places for rule, places in found.items() if rule not in baseline()}
    assert not worse, json.dumps(worse, indent=1, ensure_ascii=False)


def test_answering_from_the_first_page_to_the_thanks(
    server: Server, phone: Page, catalogue: Catalogue
) -> None:
    link = invite(server, catalogue)
    phone.goto(f"{server.address}/i/{link.token}")
    settle(phone)
    worse: dict[str, dict[str, list[str]]] = {}
    for number in range(14):
        found = broken_rules(phone)
        if set(found) - baseline():
            worse[f"{number} {phone.url}"] = {k: v for k, v in found.items() if k not in baseline()}
        ways = [_("Start"), _("Next"), _("To the summary"), _("Send the answers")]
        buttons = [phone.get_by_role("button", name=name, exact=True) for name in ways]
        forward = next((one for one in buttons if one.count()), None)
        if forward is None or forward == buttons[3]:
            break
        profession = phone.get_by_role("button", name="sosiaaliohjaaja", exact=True)
        if profession.count():
            profession.focus()
            phone.keyboard.press("Space")
            settle(phone)
        here = phone.url
        forward.click()
        phone.wait_for_function("here => location.href !== here", arg=here)
        settle(phone)
    expect(phone.get_by_role("button", name=_("Send the answers"), exact=True)).to_have_count(1)
    assert not worse, json.dumps(worse, indent=1, ensure_ascii=False)
