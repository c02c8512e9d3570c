"""A workshop with three browsers: the facilitator's laptop, a phone, the projector."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.settings import Settings
from mallipaja.ui.installation import open_installation
from tests.browser.conftest import ROOT, Server, press, put, set_up, settle, shot
from tests.workshops import Arranged, arrange

pytestmark = pytest.mark.browser


@pytest.fixture
def workshop(example: Server) -> Iterator[Arranged]:
    """An open workshop of the first pilot of the example project."""
    place = open_installation(
        Settings(f"sqlite:///{example.data / 'mallipaja.sqlite3'}", example.data, ROOT, "")
    )
    context = Context(place.store, cli_actor("test"), place.catalogue(), place.clock)
    project = list_projects(context)[0]
    pilot = list_pilots(context, project_id=project.id)[0]
    yield arrange(context, project.id, pilot.id)
    place.store.close()


def enter(page: Page, server: Server, code: str, nickname: str = "") -> None:
    """Come in with the code and say who one is."""
    page.goto(f"{server.address}/w/{code}")
    settle(page)
    assert code not in page.url
    press(page.get_by_text("Kela", exact=True))
    if nickname:
        put(page.get_by_label("Nimimerkki (vapaaehtoinen)"), nickname)
    press(page.get_by_role("button", name="Liity"))


def write(page: Page, text: str) -> None:
    page.get_by_label("Korttinne: yksi asia kuhunkin").fill(text)
    page.get_by_role("button", name="Vie kortti taululle").click()


def test_a_workshop_from_agenda_to_decision(  # noqa: PLR0915 - one meeting, told in its order
    example: Server, workshop: Arranged, desktop: Page, phone: Page, projector: Page
) -> None:
    set_up(desktop, example)
    here = workshop.workshop_id[:8]
    desktop.goto(f"{example.address}/lead?workshop={here}")
    settle(desktop)
    code = workshop.workshop().join_code or ""
    expect(desktop.get_by_text(code)).to_be_visible()

    # the wall, on a machine where nobody has signed in
    projector.goto(f"{example.address}/w/{code}")
    settle(projector)
    projector.goto(projector.url.replace("take-part", "wall") + "&projector=1")
    settle(projector)
    expect(projector.get_by_text(code, exact=True)).to_be_visible()
    shot(projector, "workshop-wall-join")

    enter(phone, example, code)
    expect(phone.get_by_text("Olette mukana")).to_be_visible()
    expect(projector.get_by_text("1 on liittynyt")).to_be_visible()

    # agenda
    press(desktop.get_by_role("button", name="Aloita: Haasteet"))
    expect(desktop.locator("li.block.running")).to_contain_text("Haasteet")

    # silent brainstorm
    press(desktop.get_by_role("button", name="Siirry tähän vaiheeseen"))
    expect(phone.get_by_role("heading", name="Mikä toimii, mikä ei?")).to_be_visible()
    shot(phone, "workshop-phone-writing")
    settle(phone)
    phone.get_by_text("▲ Haaste").click()
    write(phone, "Terveydenhuollon lääkäriaikoja ei saa 😀 <b>nyt</b> =1+1 عربي")
    expect(phone.locator("li.card")).to_contain_text("<b>nyt</b>")
    write(phone, "Lääkäriaikoja ei saada terveydenhuollosta")
    expect(phone.locator("li.card")).to_have_count(2)
    expect(desktop.get_by_text("2 korttia")).to_be_visible()
    expect(desktop.locator("li.card")).to_have_count(0)
    expect(projector.get_by_text("korttia 1 kirjoittajalta")).to_be_visible()
    shot(projector, "workshop-wall-silent")

    # half-typed text stays while the facilitator reveals
    box = phone.get_by_label("Korttinne: yksi asia kuhunkin")
    box.click()
    box.press_sequentially("Kesken jää")
    press(desktop.get_by_role("button", name="Näytä kortit kaikille"))
    expect(desktop.locator("li.card")).to_have_count(2)
    expect(projector.locator("li.card")).to_have_count(2)
    expect(phone.get_by_text("merkitään myöhässä tulleeksi")).to_be_visible()
    expect(box).to_have_value("Kesken jää")
    assert phone.evaluate("document.activeElement.shadowRoot.activeElement.id") == "text"
    expect(desktop.get_by_text("Muistuttaa korttia").first).to_be_visible()

    # group by keyboard
    desktop.get_by_label("Uusi ryhmä").fill("Terveydenhuolto")
    desktop.get_by_label("Uusi ryhmä").press("Enter")
    column = desktop.locator("section.column").nth(1)
    expect(column.get_by_role("heading")).to_have_text("Terveydenhuolto")
    for count in (1, 2):
        loose = desktop.locator("section.column").first.locator("select").first
        loose.focus()
        loose.press("ArrowDown")
        expect(column.locator("li.card")).to_have_count(count)
        settle(desktop)
    press(desktop.get_by_role("button", name="Kumoa viimeisin siirto"))
    expect(column.locator("li.card")).to_have_count(1)
    shot(desktop, "workshop-lead-board")
    shot(projector, "workshop-wall-board")

    # vote with dots
    choice = desktop.get_by_role("combobox", name=re.compile("Vaihe$")).first
    choice.scroll_into_view_if_needed()
    press(choice)
    press(desktop.get_by_role("option", name=re.compile("Mihin tartutaan")))
    press(desktop.get_by_role("button", name="Siirry tähän vaiheeseen"))
    press(desktop.get_by_role("button", name="Avaa äänestys"))
    give = phone.get_by_role("button", name=re.compile("^Anna yksi piste")).first
    expect(give).to_be_visible()
    press(give)
    expect(phone.get_by_text("Teillä on 2 pistettä jäljellä")).to_be_visible()
    press(give)
    expect(phone.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    expect(give).to_be_disabled()
    expect(desktop.get_by_text("Äänestäneitä 1/1").first).to_be_visible()
    expect(desktop.locator(".result")).to_have_count(0)
    phone.reload()
    settle(phone)
    expect(phone.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    shot(phone, "workshop-phone-vote")
    press(desktop.get_by_role("button", name="Sulje äänestys ja näytä tulos"))
    expect(projector.get_by_text("Laitteella äänesti alle 3")).to_be_visible()
    shot(projector, "workshop-wall-vote")

    # decision
    press(desktop.get_by_role("radio", name="Päätökset ja haasteet"))
    put(desktop.get_by_label("Mitä päätettiin"), "Lääkäriajat sovitaan kuukausittain")
    press(desktop.get_by_role("button", name="Kirjaa"))
    expect(desktop.get_by_text("Lääkäriajat sovitaan kuukausittain").first).to_be_visible()
    shot(desktop, "workshop-decisions")
