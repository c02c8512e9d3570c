"""Keuruu's team from survey answers to the comparison: a pin, a veto, an alternative, a way to mend, names, agreement."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLateError

from mallipaja.i18n import Words
from tests.browser.conftest import Server, press, put, set_up, settle, shot

pytestmark = pytest.mark.browser
_ = Words("fi")


def _view(page: Page, name: str) -> None:
    press(page.get_by_text(name, exact=True).first)


def _press(page: Page, name: str | re.Pattern[str]) -> None:
    press(page.get_by_role("button", name=name).first)


def _choose(page: Page, label: str, number: int) -> None:
    box = page.get_by_test_id("stSelectbox").filter(has_text=label)
    settle(page)
    option = page.get_by_role("option").nth(number)
    for _again in range(5):  # a list that was opened while the page was drawn anew closes with it
        press(box.locator("input"))
        with suppress(TooLateError):
            option.wait_for(timeout=3000)
            break
    press(option)


def _decide(page: Page, number: int, decision: str) -> Locator:
    opened = page.get_by_text(_("Keep somebody in a seat, or rule somebody out")).first
    if not page.get_by_text(_("Unit and role"), exact=True).is_visible():
        press(opened)
    _choose(page, _("Unit and role"), number)
    press(page.get_by_text(decision, exact=True).first)
    expect(page.get_by_role("radio", name=decision, exact=True)).to_be_checked()
    _press(page, _("Save the decision and draft again"))
    return page.get_by_text(re.compile(f"^{decision}: "))


def _confirm_the_survey(page: Page) -> None:
    """Agree on what the survey answers to THL's questions: until then it is a proposal."""
    _view(page, _("Client coordinator"))
    confirm = page.get_by_role("button", name=_("We agree on this answer"))
    expect(confirm.first).to_be_visible()
    for left in reversed(range(confirm.count())):
        press(confirm.first)
        expect(confirm).to_have_count(left)


def _agree(page: Page) -> None:
    _view(page, _("Agreement"))
    put(page.get_by_label(_("Who decided")), "Keuruun työpaja")
    why = page.get_by_label(_("Why does the team differ from the generic model?"))
    if why.count():
        put(why, "Tunteja ei ole enempää.")
    sure = page.get_by_text(
        re.compile(_("We agree on the team although this is missing: {parties}.", parties=".*"))
    )
    press(sure)
    _press(page, _("Agree on this team"))
    agreed = re.compile(_("Agreed on {day}. The pilot's own model has been updated.", day=".*"))
    expect(page.get_by_text(agreed)).to_be_visible()


def test_keuruus_team_from_answers_to_the_comparison(
    example: Server, desktop: Page, phone: Page, projector: Page
) -> None:
    page = desktop
    set_up(page, example)
    page.goto(f"{example.address}/team?pilot=keuruu")
    settle(page)
    _press(page, _("Draft a team"))
    expect(page.get_by_role("heading", name=_("What is missing?"))).to_be_visible()
    expect(_decide(page, 1, _("Keep here"))).to_be_visible()
    expect(_decide(page, 3, _("Not in this task"))).to_be_visible()
    shot(page, "team-1-decided")
    _view(page, _("Alternatives"))
    expect(page.get_by_role("heading", name=_("How else could the team be?"))).to_be_visible()
    take = page.get_by_role("button", name=re.compile(_("Take this into use: {name}", name=".*")))
    expect(take.first).to_be_visible()
    shot(page, "team-2-alternatives")
    press(take.first)
    _view(page, _("Ways to mend"))
    use = page.get_by_role("button", name=_("Use this: {title}", title=_("The cheapest way")))
    expect(use).to_be_visible()
    shot(page, "team-3-repairs")
    press(use)
    expect(page.get_by_text(_("Nothing the generic model requires is missing."))).to_be_visible()
    _view(page, _("Requests and names"))
    press(page.get_by_text(_("named"), exact=True).first)
    put(page.get_by_label(_("Person"), exact=True), "Aino Esimerkki")
    put(page.get_by_label(_("Deputy"), exact=True), "Eero Esimerkki")
    _press(page, _("Save"))
    _view(page, _("Team"))
    expect(page.locator("table").first).to_contain_text("Aino Esimerkki")
    shot(page, "team-4-mended")
    _confirm_the_survey(page)
    _agree(page)
    page.goto(f"{example.address}/comparison")
    settle(page)
    keuruu = page.locator("table").first.locator("tr", has_text="Keuruu")
    expect(keuruu).to_contain_text(re.compile(r"\d+/\d+"))
    expect(keuruu).not_to_contain_text(_("nothing stated yet"))
    for wall, name in ((phone, "phone"), (projector, "projector")):
        wall.context.add_cookies(page.context.cookies())
        wall.goto(f"{example.address}/team?pilot=keuruu" + ("&projector=1" if name == "projector" else ""))
        settle(wall)
        expect(wall.get_by_role("heading", name=_("What is missing?"))).to_be_visible()
        shot(wall, f"team-5-{name}")
        assert not wall.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
