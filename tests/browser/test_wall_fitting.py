"""The wall fits a 1280 × 720 screen whatever is on it: the component's own scripts in a browser, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from mallipaja.settings import ROOT
from tests.browser.conftest import PROJECTOR

pytestmark = pytest.mark.browser
ASSETS = ROOT / "mallipaja" / "ui" / "live" / "assets"
TYPES = {".js": "text/javascript", ".css": "text/css", "": "text/html"}
SMALLEST_PX = 20
SHOW = """async (told) => {
  document.body.innerHTML = "";
  document.body.style.margin = "48px 48px 0";
  const style = document.createElement("link");
  style.rel = "stylesheet"; style.href = "/live.css";
  document.body.append(style);
  await new Promise((done) => { style.onload = done; });
  const { wall } = await import("/wall.js");
  const root = document.createElement("div");
  root.className = "live wall";
  document.body.append(root);
  wall({ now: () => 0, root }, root, { wall: told });
  const body = root.querySelector(".body");
  const units = [...body.querySelectorAll(".card, .item, .lines > li, .findings > li")];
  const headed = (list) => [...list.children].every((one) => one.hidden) || list.parentElement.getClientRects().length;
  const more = root.querySelector(".more");
  const shown = units.filter((one) => !one.hidden);
  const pages = [];
  do {
    const at = units.flatMap((one, n) => (one.hidden ? [] : [n]));
    const lists = [...body.querySelectorAll("ul.cards")];
    const [column] = body.querySelectorAll("section.column");
    const cards = [...column?.querySelectorAll(".card:not([hidden])") || []];
    const left = (one) => one.getBoundingClientRect().left;
    const tops = cards.filter((one, n) => n && !body.matches(".single") && left(one) > left(cards[n - 1]) + 1);
    const again = tops.every((one) => one.previousElementSibling.textContent === column.querySelector("h2").textContent);
    pages.push({ at, again, fits: body.scrollHeight <= body.clientHeight + 1, headed: lists.every(headed) });
    if (!more.hidden) more.click();
  } while (!units.length || (pages.length < 20 && !more.hidden && units[0].hidden));
  return {
    fits: body.scrollHeight <= body.clientHeight + 1 && root.getBoundingClientRect().bottom <= window.innerHeight,
    size: parseFloat(root.style.getPropertyValue("--size")),
    shown: shown.length,
    pages,
    more: more.hidden ? "" : more.textContent,
    wide: shown.every((one) => one.getBoundingClientRect().right <= window.innerWidth),
  };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**PROJECTOR)
    opened = context.new_page()

    def asset(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        file = ASSETS / name
        kind = TYPES.get(file.suffix, "text/plain")
        route.fulfill(body=file.read_text() if name else "<!doctype html>", content_type=kind)

    opened.route("http://wall.test/**", asset)
    opened.goto("http://wall.test/")
    yield opened
    context.close()


def told(**more: Any) -> dict[str, Any]:
    texts = {"page": "Sivu {page}/{pages}", "next": "Seuraava sivu"}
    return {"title": "Mikä toimii, mikä ei?", "prompt": "", "timer": None, "foot": "30 on liittynyt", "code": "",
            "more": texts, **more}  # fmt: skip


def board(count: int, groups: int) -> dict[str, Any]:
    columns = [{"id": str(n), "title": f"Ryhmä {n + 1}"} for n in range(groups)]
    cards = [
        {"id": f"{n:032x}", "code": "challenge", "symbol": "▲", "kind": "Haaste", "actor": "", "actorId": "", "sign": "",
         "text": f"Haaste {n}: lähete viipyy, eikä kukaan tiedä missä se on", "column": str(n % groups), "row": "",
         "marks": [], "own": False, "late": False, "faded": False, "hidden": False, "merged": [], "hint": ""}
        for n in range(count)
    ]  # fmt: skip
    can = {"move": False, "lead": False, "takeBack": False}
    words = dict.fromkeys(
        ("move", "pick", "merge", "hide", "show", "takeBack", "change", "save", "merged"), "x"
    )
    return {"step": "s", "cards": cards, "columns": columns, "rows": None, "actors": None, "can": can, "undo": None,
            "empty": "", "words": words, "most": 2000}  # fmt: skip


@pytest.mark.parametrize(
    ("count", "groups", "whole"), [(3, 1, True), (12, 4, True), (16, 3, True), (90, 6, False), (40, 2, False)]
)
def test_cards_fit_the_wall(page: Page, count: int, groups: int, whole: bool) -> None:
    seen = page.evaluate(SHOW, told(board=board(count, groups)))
    assert seen["fits"]
    assert seen["wide"]
    assert seen["size"] >= SMALLEST_PX
    assert (seen["shown"] == count) == whole
    assert seen["more"] == ("" if whole else f"Sivu 1/{len(seen['pages'])}")  # and it comes round again
    assert [n for one in seen["pages"] for n in one["at"]] == list(range(count))  # each once, in order
    assert all(one["fits"] and one["headed"] and (groups == 1 or one["again"]) for one in seen["pages"])


def test_a_long_agenda_and_a_picture_with_findings_fit(page: Page) -> None:
    lines = [
        {"time": "9.00–9.15", "text": f"Osa {n} asialistasta", "state": "coming", "said": ""}
        for n in range(14)
    ]
    seen = page.evaluate(SHOW, told(lines=lines))
    assert (seen["fits"], seen["shown"]) == (True, 14)
    drawing = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='800' height='900'/>"
    said = [
        "Aukko vaiheessa ”Tunnistaminen ja puheeksi otto”: sektorilla ”Kela” ei ole säännöllistä toimintaa."
    ] * 4
    picture = {"title": "x", "image": drawing, "alt": "Kuva", "said": said, "source": "96/120", "table": None}
    seen = page.evaluate(SHOW, told(picture=picture))
    assert (seen["fits"], seen["shown"]) == (True, 4)


HEADS = """() => [...document.querySelectorAll(".column")].filter((one) => one.getClientRects().length).map((one) => {
  const [head, first] = [one.querySelector("h2"), one.querySelector(".card:not([hidden])")];
  return [head.getClientRects().length, head.getBoundingClientRect().left < first.getBoundingClientRect().right
    && head.getBoundingClientRect().right > first.getBoundingClientRect().left];
})"""
UNDER_A_BADGE = SHOW.replace("48px 48px 0", "150px 48px 0")
PHASES = (
    "Tunnistaminen ja puheeksi otto", "Ohjautuminen ja suostumus", "Palvelutarpeen sekä työ- ja toimintakyvyn arviointi",
    "Monialainen tapaaminen", "Yhteinen suunnitelma ja asiakasvastaavan nimeäminen",
    "Palvelujen toteutus ja yhteensovittaminen", "Seuranta ja arviointi", "Siirto saattaen vaihtaen tai päättäminen",
)  # fmt: skip


@pytest.mark.parametrize("count", [9, 11, 15, 16])
def test_a_heading_is_whole_and_stands_over_its_first_card(page: Page, count: int) -> None:
    shown = board(count, 8)
    for column, title in zip(shown["columns"], PHASES, strict=True):
        column["title"] = title
    page.evaluate(SHOW, told(board=shown, prompt="Yksi asia kuhunkin korttiin. Valitkaa vaihe."))
    heads = page.evaluate(HEADS)
    assert heads
    assert all(one == [1, True] for one in heads)


def test_a_picture_of_counts_tells_its_findings_on_the_same_wall(page: Page) -> None:
    cells = [{"code": "regularly", "text": "● 3 ◐ 1 ? 1", "label": "x"}] * 6
    grid = {
        "head": ["Vaihe", "● Terveydenhuolto", "■ Sosiaalipalvelut", "▲ Työllisyyspalvelut", "◆ Kela", "✚ Kolmas sektori",
                 "✱ Muu"],
        "rows": [{"name": one, "cells": cells} for one in PHASES],
        "legend": "Luvut ovat toimijoita: ● säännöllisesti · ◐ joskus · – ei osallistu · ? ei tiedossa · ! yleinen malli "
                  "edellyttää tätä sektoria tässä vaiheessa · katkos: asiakkaan siirto katkeaa tässä",
    }  # fmt: skip
    said = [
        f"Aukko vaiheessa ”{one}”: sektorilla ”Kela” ei ole säännöllistä toimintaa." for one in PHASES[:4]
    ]
    picture = {"title": "x", "image": "", "alt": "Kuva", "said": said, "source": "Ruutuja, joista on tieto: 104/120.",
               "table": None, "grid": grid}  # fmt: skip
    prompt = "Kuva syntyy äsken annetuista vastauksista ja yksiköiden kyselyistä."
    seen = page.evaluate(
        UNDER_A_BADGE, told(picture=picture, prompt=prompt, code="Liity: 127.0.0.1:8747/join, koodi MNX7NN")
    )
    assert seen["size"] >= SMALLEST_PX
    assert [n for one in seen["pages"] for n in one["at"]] == [0, 1, 2, 3]
    assert all(one["fits"] for one in seen["pages"])
