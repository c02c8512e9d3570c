"""A workshop with three browsers: the facilitator's laptop, a phone, the projector."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from playwright.sync_api import Locator, Page, expect

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.boards import write_cards
from mallipaja.actions.minutes import view_minutes
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
    add_step(context, **here, kind="decide", title="Mitä sovittiin?")
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
    page.get_by_role("radio", name="■ Käytäntö").check()
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
        if wanted.evaluate(FOCUSED):
            break
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(150)
    page.keyboard.press("Space")
    expect(wanted).to_be_checked()
    settle(page)


FOCUSED = "node => document.activeElement === node"
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


@dataclass(frozen=True)
class Room:
    """The three browsers of one meeting: the facilitator's laptop, a participant's phone, the projector."""

    lead: Page
    phone: Page
    wall: Page

    @property
    def box(self) -> Locator:
        """Where the participant writes."""
        return self.phone.get_by_label("Korttinne: yksi asia kuhunkin")

    def seen(self, station: str) -> None:
        """Pictures of all three, for people to look at."""
        for name in ("lead", "phone", "wall"):
            shot(getattr(self, name), f"workshop-{station}-{name}")


FIRST = "Terveydenhuollon lääkäriaikoja ei saa 😀 <b>nyt</b> =1+1 عربي"
SECOND = "Lääkäriaikoja ei saada terveydenhuollosta"
DECIDED = "Lääkäriajat sovitaan kuukausittain"


def test_a_workshop_from_agenda_to_final_minutes_by_keyboard_alone(
    example: Server, workshop: Arranged, desktop: Page, phone: Page, projector: Page
) -> None:
    """One meeting in three browsers that stay open; what is done in one is seen in the others."""
    room = Room(desktop, phone, projector)
    comes_in(room, example, workshop)
    agenda(room)
    brainstorm(room)
    reveal(room, workshop)
    group(room)
    vote(room)
    picture(room)
    decision(room)
    document = final_minutes(room)
    is_what_was_done(document, workshop)


def comes_in(room: Room, example: Server, workshop: Arranged) -> None:
    lead, phone, wall = room.lead, room.phone, room.wall
    set_up(lead, example)
    lead.goto(f"{example.address}/lead?workshop={workshop.workshop_id[:8]}")
    settle(lead)
    code = workshop.workshop().join_code or ""
    expect(lead.get_by_text(code)).to_be_visible()
    # the wall, on a machine where nobody has signed in
    wall.goto(f"{example.address}/w/{code}")
    settle(wall)
    wall.goto(wall.url.replace("take-part", "wall") + "&projector=1")
    settle(wall)
    expect(wall.get_by_text(code, exact=True)).to_be_visible()
    phone.goto(f"{example.address}/w/{code}")
    settle(phone)
    assert code not in phone.url
    keys.reach(phone, phone.get_by_role("radiogroup", name="Organisaatio").get_by_role("radio").first)
    for _press in range(9):
        if phone.get_by_role("radio", name="Kela", exact=True).evaluate(FOCUSED):
            break
        phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Space")
    keys.press(phone, phone.get_by_role("button", name="Liity"), phone.get_by_text("Olette mukana"))
    expect(wall.get_by_text("1 on liittynyt")).to_be_visible()
    room.seen("1-join")


def agenda(room: Room) -> None:
    """Another order, and its first part begins: the focus stays on what was pressed, and the wall tells the same."""
    lead, wall = room.lead, room.wall
    parts = lead.locator("li.block .title")
    expect(parts).to_have_text(["Ennakkotehtävä", "Avaus", "Haasteet", "Tauko"])
    later = lead.get_by_role("button", name="Myöhemmäksi: Avaus")
    keys.press(lead, later)
    expect(parts).to_have_text(["Ennakkotehtävä", "Haasteet", "Avaus", "Tauko"])
    expect(later).to_be_focused()
    running = lead.locator("li.block.running")
    keys.press(lead, lead.get_by_role("button", name="Aloita: Haasteet"))
    expect(running).to_contain_text("Haasteet")
    expect(running.locator("[data-focus^=run-]")).to_be_focused()
    on_wall = lead.get_by_role("radiogroup", name="Seinällä").get_by_role("radio")
    keys.press(lead, keys.button(lead, "Huone"), on_wall.first)
    keys.reach(lead, on_wall.first)
    lead.keyboard.press("ArrowDown")
    lead.keyboard.press("Space")
    expect(wall.locator(".lines .text")).to_have_text(["Haasteet", "Avaus", "Tauko"])
    expect(wall.locator(".lines .running")).to_contain_text("Haasteet")
    settle(lead)
    lead.keyboard.press("Escape")
    room.seen("2-agenda")


def brainstorm(room: Room) -> None:
    """Silent: the phone sees its own cards, the facilitator and the wall only how many there are."""
    lead, phone, wall = room.lead, room.phone, room.wall
    asked = phone.get_by_role("heading", name="Mikä toimii, mikä ei?")
    keys.press(lead, keys.button(lead, "Siirry tähän vaiheeseen"), asked)
    expect(wall.get_by_role("heading", name="Mikä toimii, mikä ei?")).to_be_visible()
    keys.reach(phone, phone.get_by_role("radio", name="■ Käytäntö"))
    for _time in range(2):
        phone.keyboard.press("ArrowDown")
    expect(phone.get_by_role("radio", name="▲ Haaste")).to_be_checked()
    by_keys(phone, FIRST)
    expect(phone.locator("li.card")).to_contain_text("<b>nyt</b>")
    by_keys(phone, SECOND)
    expect(phone.locator("li.card")).to_have_count(2)
    expect(lead.get_by_text("2 korttia")).to_be_visible()
    expect(wall.get_by_text("korttia 1 kirjoittajalta")).to_be_visible()
    assert (lead.locator("li.card").count(), wall.locator("li.card").count()) == (0, 0)
    room.seen("3-brainstorm")


def reveal(room: Room, workshop: Arranged) -> None:
    """Half-typed text and the focus stay on the phone and on the laptop while others write and the cards are shown."""
    lead, phone, wall = room.lead, room.phone, room.wall
    keys.reach(phone, room.box)
    phone.keyboard.type("Lähete vii")
    expect(phone.get_by_text("10/2000 merkkiä")).to_be_visible()
    write_cards(workshop.context, workshop_step_id=workshop.board, text="Paperilta", kind="idea")
    expect(lead.get_by_text("3 korttia")).to_be_visible()
    keys.press(lead, keys.button(lead, "Näytä kortit kaikille"), lead.locator("li.card").nth(2))
    expect(wall.locator("li.card")).to_have_count(3)
    expect(phone.locator("li.card")).to_have_count(3)
    expect(phone.get_by_text("merkitään myöhässä tulleeksi")).to_be_visible()
    expect(room.box).to_have_value("Lähete vii")
    expect(room.box).to_be_focused()
    expect(lead.get_by_text("Muistuttaa korttia").first).to_be_visible()
    room.seen("4-reveal")
    new_group = lead.get_by_label("Uusi ryhmä")
    keys.reach(lead, new_group)
    lead.keyboard.type("Terveyden")
    phone.keyboard.type("pyy")
    phone.keyboard.press("Control+Enter")
    for page in (lead, phone, wall):
        late = page.locator("li.card", has_text="Lähete viipyy")
        expect(late).to_contain_text("myöhässä")
    # what all have seen is only the facilitator's to change; a late card is still one's own
    expect(phone.locator("li.card", has_text=SECOND).get_by_role("button")).to_have_count(0)
    expect(phone.locator("li.card", has_text="Lähete viipyy").get_by_role("button")).to_have_count(2)
    expect(new_group).to_have_value("Terveyden")
    expect(new_group).to_be_focused()


def group(room: Room) -> None:
    """A card that moves takes the focus along; the last move is taken back."""
    lead, phone, wall = room.lead, room.phone, room.wall
    lead.keyboard.type("huolto")
    lead.keyboard.press("Enter")
    column = lead.locator("section.column").nth(1)
    expect(column.get_by_role("heading")).to_have_text("Terveydenhuolto")
    for count in (1, 2):
        loose = lead.locator("section.column").first.locator("select").first
        keys.reach(lead, loose)
        lead.keyboard.press("ArrowDown")
        expect(column.locator("li.card")).to_have_count(count)
        expect(column.locator("select:focus")).to_have_count(1)
    keys.press(lead, keys.button(lead, "Kumoa viimeisin siirto"))
    for page in (lead, phone, wall):
        grouped = page.locator("section.column", has=page.get_by_role("heading", name="Terveydenhuolto"))
        expect(grouped.locator("li.card")).to_have_count(1)
    room.seen("5-group")


def vote(room: Room) -> None:
    """Dots: hidden from everybody until the vote is closed, and kept over a reload."""
    lead, phone, wall = room.lead, room.phone, room.wall
    to_step(lead, "Mihin tartutaan")
    keys.press(lead, keys.button(lead, "Siirry tähän vaiheeseen"), keys.button(lead, "Avaa äänestys"))
    give = phone.get_by_role("button", name=re.compile("^Anna yksi piste")).first
    keys.press(lead, keys.button(lead, "Avaa äänestys"), give)
    keys.press(phone, give)
    expect(phone.get_by_text("Teillä on 2 pistettä jäljellä")).to_be_visible()
    expect(give).to_be_focused()
    keys.press(phone, give)
    expect(phone.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    expect(give).to_be_disabled()
    expect(give).to_be_focused()
    for page in (lead, wall):
        expect(page.get_by_text("Äänestäneitä 1/1").first).to_be_visible()
        assert page.locator(".result").count() == 0
    phone.reload()
    settle(phone)
    expect(phone.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    room.seen("6-vote")
    settle(lead)
    few = wall.get_by_text("Alle kolme äänesti laitteella")
    keys.press(lead, keys.button(lead, "Sulje äänestys ja näytä tulos"), few)


def picture(room: Room) -> None:
    """The municipality's picture, in the same meeting."""
    lead, phone, wall = room.lead, room.phone, room.wall
    to_step(lead, "Kuntamme kuva")
    # on the wall counts by sector, in type that is read from the back of the room
    counts = wall.get_by_role("table").get_by_role("row")
    keys.press(lead, keys.button(lead, "Siirry tähän vaiheeseen"), counts.first)
    expect(counts).to_have_count(9)
    size = counts.last.get_by_role("cell").last.evaluate(
        "node => parseFloat(getComputedStyle(node).fontSize)"
    )
    assert size >= 20
    drawing = phone.locator(".drawing img")
    expect(drawing).to_be_visible()
    assert drawing.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    keys.press(phone, phone.get_by_text("Sama taulukkona"))
    expect(phone.get_by_role("rowheader", name="Kelan asiakaspalvelu")).to_be_visible()
    room.seen("7-picture")


def decision(room: Room) -> None:
    """What is written down on the laptop is on the wall at once."""
    lead, phone, wall = room.lead, room.phone, room.wall
    to_step(lead, "Mitä sovittiin")
    asked = wall.get_by_role("heading", name="Mitä sovittiin?")
    keys.press(lead, keys.button(lead, "Siirry tähän vaiheeseen"), asked)
    expect(phone.get_by_role("heading", name="Mitä sovittiin?")).to_be_visible()
    part(lead, "Päätökset ja haasteet")
    keys.reach(lead, lead.get_by_label("Mitä päätettiin"))
    lead.keyboard.insert_text(DECIDED)
    decided = lead.get_by_test_id("stMarkdown").get_by_text(DECIDED)
    keys.press(lead, lead.get_by_role("button", name="Kirjaa", exact=True), decided)
    expect(wall.locator(".lines")).to_contain_text(DECIDED)
    room.seen("8-decision")


def final_minutes(room: Room) -> DocxDocument:
    """The draft, a remark with its answer, the final minutes; the Word document they give."""
    page = room.lead
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
    room.seen("9-minutes")
    return Document(str(caught.value.path()))


def is_what_was_done(document: DocxDocument, workshop: Arranged) -> None:
    """The file holds what the room did, as the database does."""
    texts = [one.text for one in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    for card in (FIRST, SECOND, "Lähete viipyy", "Paperilta"):
        assert len([text for text in texts if text.startswith(card)]) == 1
    assert ["Kela", "1", "0", "0"] in rows
    blocks = ["Ennakkotehtävä", "Haasteet", "Avaus", "Tauko"]
    assert [row[0] for row in rows if row[0] in blocks] == blocks
    assert any(row[:2] == ["Päätös", DECIDED] for row in rows)
    assert ["Kela", "Kelan edustaja puuttui alusta.", "Lisättiin."] in rows
    kept = view_minutes(workshop.context, workshop_id=workshop.workshop_id)
    assert (kept.state, [one.text for one in kept.body.decisions]) == ("final", [DECIDED])
