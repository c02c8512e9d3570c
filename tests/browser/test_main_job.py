"""The main job from end to end, as a new user does it: set-up link, survey, phone, capacity, team, variant, comparison."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from mallipaja.i18n import Words
from mallipaja.store import schema
from tests.browser.conftest import Server, press, put, set_up, settle, shot

pytestmark = pytest.mark.browser
_ = Words("fi")
UNIT = "Aikuissosiaalityö, Keuruu"


def test_from_the_set_up_link_to_the_comparison(
    example: Server, desktop: Page, phone: Page, projector: Page
) -> None:
    set_up(desktop, example)
    expect(
        desktop.get_by_role("heading", name=_("Where are the pilots, and what do I do next?"))
    ).to_be_visible()
    shot(desktop, "1-process")
    before = _hours(desktop, example)
    link = _open_round_and_invite(desktop, example)
    _answer_on_the_phone(phone, link)
    after = _hours(desktop, example)
    shot(desktop, "4-capacity")
    # this unit's 12,5 h a week replaces what it said before; the other units' social counsellors stay
    said = _said_before(example)
    assert _number(after["sosiaaliohjaaja"]) - _number(before["sosiaaliohjaaja"]) == pytest.approx(
        12.5 - said
    )
    assert before["terveydenhoitaja"] == after["terveydenhoitaja"]
    _draft_and_agree(desktop, example)
    _compare(desktop, example)
    _on_the_wall(projector, desktop, example)


def _said_before(server: Server) -> float:
    """Hours a week of the unit's social counsellors in the example's own round, 0 when it gave none."""
    store = server.store()
    with store.reading("test", datetime.now(UTC)) as work:
        query = (
            select(schema.answer.c.value)
            .join_from(schema.answer, schema.response)
            .join(schema.unit)
            .where(schema.unit.c.name == UNIT, schema.response.c.source == "example")
            .where(schema.answer.c.question == "K6", schema.answer.c.row == "social_counsellor")
        )
        found = work.connection.execute(query).scalar()
    store.close()
    return float(found or 0)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _go(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.address}/{path}")
    settle(page)


def _press(page: Page, name: str) -> None:
    press(page.get_by_role("button", name=name, exact=True).first)


def _hours(page: Page, server: Server) -> dict[str, str]:
    """Client hours a week by profession, as Keuruu's table shows them."""
    _go(page, server, "current-state?pilot=keuruu")
    expect(page.get_by_role("heading", name=_("Are the hours enough?"))).to_be_visible()
    rows = page.locator("table").first.locator("tr").all()
    head = [cell.inner_text() for cell in rows[0].locator("th").all()]
    place = head.index(_("Client hours a week"))
    found = {}
    for row in rows[1:]:
        cells = [cell.inner_text() for cell in row.locator("th, td").all()]
        found[cells[0]] = cells[place]
    return found


def _choose_only(box: Locator, wanted: str) -> None:
    """Leave one choice in a multiselect."""
    for name in [one.get_attribute("aria-label") or "" for one in box.locator("[data-tag]").all()]:
        if wanted not in name:
            press(box.locator(f'[data-tag][aria-label="{name}"] button'))


def _open_round_and_invite(page: Page, server: Server) -> str:
    """A round of the capacity survey for Keuruu alone; the link of one unit, read as the facilitator would copy it."""
    _go(page, server, "surveys")
    _press(page, _("New round"))
    popover = page.get_by_test_id("stPopoverBody")
    for label, wanted in ((_("Surveys"), "Henkilöstöresurssikysely"), (_("Pilots"), "Keuruu")):
        _choose_only(popover.get_by_test_id("stMultiSelect").filter(has_text=label), wanted)
    put(popover.get_by_label(_("Title (respondents see it)")), "Kuormituskysely")
    press(popover.get_by_role("button", name=_("Open the round")))
    page.keyboard.press("Escape")
    _go(page, server, "surveys")
    shot(page, "2-round")
    single = page.get_by_test_id("stMultiSelect").filter(has_text=_("Only these units"))
    press(single.locator("input"))
    press(page.get_by_role("option", name=UNIT))
    page.keyboard.press("Escape")
    settle(page)
    press(page.get_by_role("button", name=_.plural("Invite {count} unit", "Invite {count} units", 1)))
    shot(page, "2-invited")
    made = page.get_by_role("heading", name=_.plural("{count} new link", "{count} new links", 1))
    expect(made).to_be_in_viewport()  # drawn far above the button
    shown = page.get_by_label(_("Link"), exact=True)
    expect(shown).to_have_value(re.compile(rf"^{re.escape(server.address)}/i/[\w-]{{20,}}$"))
    return shown.input_value()


def _answer_on_the_phone(page: Page, link: str) -> None:
    page.goto(link)
    settle(page)
    assert "/i/" not in page.url  # the token has left the address
    shot(page, "3-phone-welcome")
    _press(page, _("Start"))
    for number in range(30):
        # the screen is there when one of its ways on is: until then the page may be between two screens
        ways = [
            page.get_by_role("button", name=_(name), exact=True)
            for name in ("Next", "To the summary", "Send the answers")
        ]
        forward = ways[0].or_(ways[1]).or_(ways[2])
        expect(forward).to_be_visible()
        if ways[2].count():
            break
        _fill_screen(page)
        shot(page, f"3-phone-{number}")
        here = page.url
        forward.click()
        page.wait_for_function("here => location.href !== here", arg=here)
        settle(page)
    shot(page, "3-phone-review")
    _press(page, _("Send the answers"))
    shot(page, "3-phone-thanks")


def _fill_screen(page: Page) -> None:
    """What a supervisor would give, on whichever screen it is asked."""
    profession = page.get_by_role("button", name="sosiaaliohjaaja", exact=True)
    if profession.count():
        profession.focus()
        page.keyboard.press("Space")
        _saved(page)
    hours = page.get_by_label(re.compile("^Montako tuntia viikossa"))
    if hours.count():
        put(hours.first, "12,5")
        _saved(page)
    able = page.get_by_role("radio", name="Kyllä", exact=True)
    if able.count():
        able.first.focus()
        page.keyboard.press("Space")
        _saved(page)


def _saved(page: Page) -> None:
    expect(page.get_by_text(re.compile(_("Saved at {time}", time=".*"))).first).to_be_visible()
    settle(page)


def _draft_and_agree(page: Page, server: Server) -> None:
    _go(page, server, "team?pilot=keuruu")
    _press(page, _("Draft a team"))
    expect(page.get_by_role("heading", name=_("What is missing?"))).to_be_visible()
    shot(page, "5-team")
    _confirm_the_survey(page)
    press(page.get_by_text(_("Agreement"), exact=True))
    put(page.get_by_label(_("Who decided")), "Keuruun työpaja")
    why = page.get_by_label(_("Why does the team differ from the generic model?"))
    if why.count():
        put(why, "Tunteja ei ole enempää.")
    sure = page.get_by_text(
        re.compile(_("We agree on the team although this is missing: {parties}.", parties=".*"))
    )
    press(sure)
    _press(page, _("Agree on this team"))
    expect(
        page.get_by_text(re.compile(_("Agreed on {day}. The pilot's own model has been updated.", day=".*")))
    ).to_be_visible()
    shot(page, "6-agreed")


def _confirm_the_survey(page: Page) -> None:
    """What the survey says of THL's five questions is a proposal until it is agreed on."""
    press(page.get_by_text(_("Client coordinator"), exact=True))
    confirm = page.get_by_role("button", name=_("We agree on this answer"))
    expect(confirm.first).to_be_visible()
    for left in reversed(range(confirm.count())):
        press(confirm.first)
        expect(confirm).to_have_count(left)


def _compare(page: Page, server: Server) -> None:
    _go(page, server, "comparison")
    table = page.locator("table").first
    names = ("Hankasalmi", "Keuruu", "Laukaa", "Viitasaari", "Jyväskylä/Sampoharju")
    for name in names:
        expect(table).to_contain_text(name)
    keuruu = table.locator("tr", has_text="Keuruu")
    expect(keuruu).to_contain_text(re.compile(r"\d+/\d+ \(\d+\s%\)"))  # core elements as in the model
    expect(table.locator("tr", has_text="Laukaa")).to_contain_text(_("nothing stated yet"))
    shot(page, "7-comparison")
    press(page.get_by_role("link", name=_("Go through the generic model with a pilot")))
    expect(page.get_by_role("heading", name=_("Does this suit us?"))).to_be_visible()


def _on_the_wall(projector: Page, desktop: Page, server: Server) -> None:
    projector.context.add_cookies(desktop.context.cookies())
    for view in ("current-state?view=network&pilot=keuruu", "team?pilot=keuruu", "comparison", "process"):
        mark = "&" if "?" in view else "?"
        _go(projector, server, f"{view}{mark}projector=1")
        shot(projector, "8-projector-" + re.sub(r"\W+", "-", view))
        expect(projector.get_by_test_id("stException")).to_have_count(0)
