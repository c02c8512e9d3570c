"""A workshop with three browsers: the facilitator's laptop, a phone, the projector."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.boards import write_cards
from mallipaja.actions.minutes import view_minutes
from mallipaja.actions.parties import list_organisations
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.actions.workshop_steps import add_step
from mallipaja.settings import Settings
from mallipaja.ui.installation import open_installation
from tests.browser import keys
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
    made = arrange(context, project.id, pilot.id)
    here = {"workshop_id": made.workshop_id}
    add_step(context, **here, kind="picture", title="Kuntamme kuva", values={"picture": "practice"})
    yield made
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


def by_keys(page: Page, text: str) -> None:
    """Write a card and put it on the board without a mouse."""
    keys.reach(page, page.get_by_label("Korttinne: yksi asia kuhunkin"))
    page.keyboard.insert_text(text)
    page.keyboard.press("Control+Enter")


def part(page: Page, name: str) -> None:
    """Go to another part of the facilitator's page."""
    settle(page)
    wanted = page.get_by_role("radio", name=name, exact=True)
    keys.reach(page, page.get_by_role("radio", checked=True).first)  # one stop of Tab; arrows from there
    for _press in range(8):
        if wanted.evaluate("node => document.activeElement === node"):
            break
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
    page.keyboard.press("Space")
    expect(wanted).to_be_checked()
    settle(page)


def test_a_workshop_from_agenda_to_picture_by_keyboard_alone(  # noqa: PLR0915 - one meeting, told in its order
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

    # joining
    phone.goto(f"{example.address}/w/{code}")
    settle(phone)
    assert code not in phone.url
    organisations = phone.get_by_role("radiogroup", name="Organisaatio").get_by_role("radio")
    keys.reach(phone, organisations.first)
    phone.keyboard.press("Space")
    keys.press(phone, phone.get_by_role("button", name="Liity"), phone.get_by_text("Olette mukana"))
    expect(projector.get_by_text("1 on liittynyt")).to_be_visible()

    # agenda: another order, and the first part begins; the focus stays on the button that was pressed
    parts = desktop.locator("li.block .title")
    expect(parts).to_have_text(["Ennakkotehtävä", "Avaus", "Haasteet", "Tauko"])
    later = desktop.get_by_role("button", name="Myöhemmäksi: Avaus")
    keys.press(desktop, later)
    expect(parts).to_have_text(["Ennakkotehtävä", "Haasteet", "Avaus", "Tauko"])
    expect(later).to_be_focused()
    running = desktop.locator("li.block.running")
    keys.press(desktop, desktop.get_by_role("button", name="Aloita: Haasteet"))
    expect(running).to_contain_text("Haasteet")
    expect(running.locator("[data-focus^=run-]")).to_be_focused()

    # silent brainstorm
    keys.press(
        desktop,
        keys.button(desktop, "Siirry tähän vaiheeseen"),
        phone.get_by_role("heading", name="Mikä toimii, mikä ei?"),
    )
    shot(phone, "workshop-phone-writing")
    keys.reach(phone, phone.get_by_role("radio", name="■ Käytäntö"))
    for _time in range(2):
        phone.keyboard.press("ArrowDown")
    expect(phone.get_by_role("radio", name="▲ Haaste")).to_be_checked()
    by_keys(phone, "Terveydenhuollon lääkäriaikoja ei saa 😀 <b>nyt</b> =1+1 عربي")
    expect(phone.locator("li.card")).to_contain_text("<b>nyt</b>")
    by_keys(phone, "Lääkäriaikoja ei saada terveydenhuollosta")
    expect(phone.locator("li.card")).to_have_count(2)
    expect(desktop.get_by_text("2 korttia")).to_be_visible()
    assert desktop.locator("li.card").count() == 0
    expect(projector.get_by_text("korttia 1 kirjoittajalta")).to_be_visible()
    shot(projector, "workshop-wall-silent")

    # half-typed text and focus stay while the facilitator reveals
    box = phone.get_by_label("Korttinne: yksi asia kuhunkin")
    keys.reach(phone, box)
    phone.keyboard.type("Kesken jää")
    expect(phone.get_by_text("10/2000 merkkiä")).to_be_visible()
    keys.press(desktop, keys.button(desktop, "Näytä kortit kaikille"), desktop.locator("li.card").nth(1))
    expect(projector.locator("li.card")).to_have_count(2)
    expect(phone.get_by_text("merkitään myöhässä tulleeksi")).to_be_visible()
    expect(box).to_have_value("Kesken jää")
    expect(box).to_be_focused()
    expect(desktop.get_by_text("Muistuttaa korttia").first).to_be_visible()

    # grouping: a card that moves takes the focus along
    keys.reach(desktop, desktop.get_by_label("Uusi ryhmä"))
    desktop.keyboard.type("Terveydenhuolto")
    desktop.keyboard.press("Enter")
    column = desktop.locator("section.column").nth(1)
    expect(column.get_by_role("heading")).to_have_text("Terveydenhuolto")
    for count in (1, 2):
        loose = desktop.locator("section.column").first.locator("select").first
        keys.reach(desktop, loose)
        desktop.keyboard.press("ArrowDown")
        expect(column.locator("li.card")).to_have_count(count)
        expect(column.locator("select:focus")).to_have_count(1)
    keys.press(desktop, keys.button(desktop, "Kumoa viimeisin siirto"))
    expect(column.locator("li.card")).to_have_count(1)
    shot(desktop, "workshop-lead-board")
    shot(projector, "workshop-wall-board")

    # vote with dots
    to_step(desktop, "Mihin tartutaan")
    keys.press(
        desktop, keys.button(desktop, "Siirry tähän vaiheeseen"), keys.button(desktop, "Avaa äänestys")
    )
    give = phone.get_by_role("button", name=re.compile("^Anna yksi piste")).first
    keys.press(desktop, keys.button(desktop, "Avaa äänestys"), give)
    keys.press(phone, give)
    expect(phone.get_by_text("Teillä on 2 pistettä jäljellä")).to_be_visible()
    expect(give).to_be_focused()
    keys.press(phone, give)
    expect(phone.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    expect(give).to_be_disabled()
    expect(give).to_be_focused()
    expect(desktop.get_by_text("Äänestäneitä 1/1").first).to_be_visible()
    assert desktop.locator(".result").count() == 0
    phone.reload()
    settle(phone)
    expect(phone.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    shot(phone, "workshop-phone-vote")
    settle(desktop)
    keys.press(
        desktop,
        keys.button(desktop, "Sulje äänestys ja näytä tulos"),
        projector.get_by_text("Laitteella äänesti alle 3"),
    )
    shot(projector, "workshop-wall-vote")

    # the municipality's picture, in the same meeting
    to_step(desktop, "Kuntamme kuva")
    drawing = projector.locator(".wall .drawing img")
    keys.press(desktop, keys.button(desktop, "Siirry tähän vaiheeseen"), drawing)
    assert drawing.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    expect(phone.locator(".drawing img")).to_be_visible()
    keys.press(phone, phone.get_by_text("Sama taulukkona"))
    expect(phone.get_by_role("rowheader", name="Kelan asiakaspalvelu")).to_be_visible()
    shot(projector, "workshop-wall-picture")


AT_OPTION = """() => {
  const id = document.activeElement.getAttribute("aria-activedescendant");
  return id ? document.getElementById(id)?.textContent : "";
}"""


def to_step(page: Page, name: str) -> None:
    """Choose a step of the workshop in the list of steps."""
    settle(page)
    chosen = page.get_by_role("combobox", name=re.compile("Vaihe$")).first
    listed = page.get_by_role("option", name=re.compile(name))
    keys.press(page, chosen, listed, key="ArrowDown")
    for _press in range(9):
        if name in str(page.evaluate(AT_OPTION)):
            break
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(100)
    assert name in str(page.evaluate(AT_OPTION))
    page.keyboard.press("Enter")
    settle(page)


def test_decision_and_minutes_by_keyboard_alone(  # noqa: PLR0915 - one paper, told in its order
    example: Server, workshop: Arranged, desktop: Page
) -> None:
    """A decision; the draft, remarks, the final minutes; then the Word document holds what was done."""
    page, asked = desktop, workshop.context
    text = "Terveydenhuollon lääkäriaikoja ei saa 😀 <b>nyt</b> =1+1 عربي\nLähete viipyy"
    write_cards(asked, workshop_step_id=workshop.board, text=text, kind="challenge")
    kela = next(
        one for one in list_organisations(asked, project_id=workshop.project_id) if one.name == "Kela"
    )
    workshop.guest(kela.id)
    set_up(page, example)
    page.goto(f"{example.address}/lead?workshop={workshop.workshop_id[:8]}")
    settle(page)
    part(page, "Päätökset ja haasteet")
    keys.reach(page, page.get_by_label("Mitä päätettiin"))
    page.keyboard.insert_text("Lääkäriajat sovitaan kuukausittain")
    decided = page.get_by_test_id("stMarkdown").get_by_text("Lääkäriajat sovitaan kuukausittain")
    keys.press(page, page.get_by_role("button", name="Kirjaa", exact=True), decided)
    shot(page, "workshop-decisions")
    part(page, "Muistio")
    expect(page.get_by_text("Muistion luonnos")).to_be_visible()
    keys.press(
        page, keys.button(page, "Lähetä huomautettavaksi"), keys.button(page, "Vahvista muistio lopulliseksi")
    )
    who = page.get_by_label("Kenen huomautus")
    keys.press(page, page.get_by_text("Kirjaa huomautus"), who)
    keys.reach(page, who)
    page.keyboard.type("Kela")
    keys.reach(page, page.get_by_label("Huomautus", exact=True))
    page.keyboard.type("Kelan edustaja puuttui alusta.")
    said = page.get_by_test_id("stMarkdown").get_by_text("Kelan edustaja puuttui alusta.")
    keys.press(page, page.get_by_role("button", name="Tallenna").last, said.first)
    keys.reach(page, page.get_by_label("Vastaus: mitä muutettiin tai miksi ei"))
    page.keyboard.type("Lisättiin.")
    settle(page)
    keys.press(page, keys.button(page, "Vastaa huomautukseen"), page.get_by_role("cell", name="Lisättiin."))
    settle(page)
    keys.press(
        page, keys.button(page, "Vahvista muistio lopulliseksi"), page.get_by_text("Lopullinen muistio")
    )
    settle(page)
    word = page.get_by_role("button", name="Word-asiakirja")
    keys.press(page, keys.button(page, "Tee tiedostot"), word)
    settle(page)
    keys.reach(page, word)
    with page.expect_download() as caught:
        page.keyboard.press("Enter")
    document = Document(str(caught.value.path()))
    shot(page, "workshop-minutes")
    texts = [one.text for one in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    cards = [text for text in texts if text.startswith(("Terveydenhuollon lääkäri", "Lähete"))]
    assert sorted(cards) == [
        "Lähete viipyy (Haaste; 1)",
        "Terveydenhuollon lääkäriaikoja ei saa 😀 <b>nyt</b> =1+1 عربي (Haaste; 1)",
    ]
    assert ["Kela", "1", "0", "0"] in rows
    blocks = ["Ennakkotehtävä", "Avaus", "Haasteet", "Tauko"]
    assert [row[0] for row in rows if row[0] in blocks] == blocks
    assert any(row[:2] == ["Päätös", "Lääkäriajat sovitaan kuukausittain"] for row in rows)
    assert ["Kela", "Kelan edustaja puuttui alusta.", "Lisättiin."] in rows
    kept = view_minutes(workshop.context, workshop_id=workshop.workshop_id)
    assert (kept.state, [one.text for one in kept.body.decisions]) == (
        "final", ["Lääkäriajat sovitaan kuukausittain"],
    )  # fmt: skip
