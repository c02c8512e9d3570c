"""Go through every shipped survey in a real browser on a phone's screen, in Finnish and Swedish, from the link to sending.

``python -m tools.walk_surveys``              print what is wrong by survey and screen, and exit 1 when anything is
``python -m tools.walk_surveys workload …``   these surveys only
``… --shots FOLDER``                          write a picture of every screen too

On each screen it chooses what opens most questions, and looks for what axe-core finds and stock Streamlit has not, for
errors, for anything wider than the screen, and for a way on. The whole takes some three minutes, so it is no test.
"""

from __future__ import annotations

import re
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect, sync_playwright

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.actions.invitations import Link, invite_pilot, invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.i18n import Words
from mallipaja.settings import ROOT
from tests.browser.conftest import FLAGS, PATIENCE_MS, PHONE, Server, settle, start_server
from tests.browser.test_axe import baseline, broken_rules
from tests.small_project import SmallProject, fill
from tools.test_tools import find_browser

MOST_SCREENS = 60
LANGUAGES = ("fi", "sv")


def main() -> None:
    reading = ArgumentParser()
    reading.add_argument("surveys", nargs="*")
    reading.add_argument("--shots", type=Path)
    asked = reading.parse_args()
    templates = checked_catalogue(ROOT).templates
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mallipaja-walk-") as data, sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        server = start_server(Path(data))
        try:
            project = fill(server.store())
            for language in LANGUAGES:
                context = browser.new_context(locale="fi-FI", **PHONE)
                page = context.new_page()
                page.on("pageerror", partial(_note, wrong))
                for template in [templates[one] for one in asked.surveys] or templates.values():
                    link = _link(server, project, template)
                    page.goto(f"{server.address}/lang/{language}?next=/")
                    page.goto(f"{server.address}/i/{link.token}")
                    found = list(_walk(page, template.id, Words(language), asked.shots))
                    print(language, template.id, "; ".join(found) or "ok", flush=True)
                    wrong += found
                context.close()
        finally:
            server.stop()
            browser.close()
    sys.exit(1 if wrong else 0)


def _note(wrong: list[str], error: Error) -> None:
    wrong.append(f"the browser: {error}")


def _link(server: Server, project: SmallProject, template: SurveyTemplate) -> Link:
    asked = Context(server.store(), cli_actor("walk"), checked_catalogue(ROOT))
    pilots = (project.keuruu, project.laukaa)
    round_id = open_round(
        asked, project_id=project.project_id, title=template.id, templates=(template.id,), pilot_ids=pilots
    )
    if template.answered_by == "unit":
        unit = project.employment_unit if template.for_sectors else project.health_unit
        return invite_units(asked, round_id=round_id, unit_ids=(unit,))[0]
    kind = "joint" if template.answered_by == "pilot" else "personal"
    return invite_pilot(asked, round_id=round_id, pilot_id=project.keuruu, kind=kind)


def _walk(page: Page, name: str, _: Words, shots: Path | None) -> Iterator[str]:
    """What is wrong on the way from the first screen to the thanks."""
    send = page.get_by_role("button", name=_("Send the answers"), exact=True)
    ways = [
        page.get_by_role("button", name=_(one), exact=True) for one in ("Start", "Next", "To the summary")
    ]
    for number in range(MOST_SCREENS):
        settle(page)
        yield from (f"screen {number}: {one}" for one in _looked_at(page))
        if shots is not None:
            shots.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=shots / f"{name}-{_.language}-{number:02}.png", full_page=True)
        if send.count():
            break
        _choose(page)
        _write(page, _)
        here = page.url
        next(one for one in ways if one.count()).click()
        page.wait_for_function("here => location.href !== here", arg=here)
    expect(send).to_be_enabled()
    send.click()
    expect(page.get_by_role("heading", name=_("Thank you for your answers"))).to_be_visible()


def _looked_at(page: Page) -> Iterator[str]:
    for rule, places in broken_rules(page).items():
        if rule not in baseline():
            yield f"{rule} at {places[0]}"
    if page.get_by_test_id("stException").count():
        yield page.get_by_test_id("stException").first.inner_text()[:200]
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    if width > room + 1:
        yield f"{width} pixels wide"


def _choose(page: Page) -> None:
    """Choose two of the first question with several choices, and the second choice of the first few others."""
    several = page.get_by_test_id("stButtonGroup")
    if several.count():
        for place in range(min(2, several.first.get_by_role("button").count())):
            button = several.first.get_by_role("button").nth(place)
            if button.get_attribute("aria-pressed") != "true":  # what is filled in stays
                button.focus()
                page.keyboard.press("Space")
                settle(page)
    for place in range(min(3, page.get_by_test_id("stRadio").count())):
        _press(page, page.get_by_test_id("stRadio").nth(place).locator("label").nth(1))
    if page.get_by_test_id("stCheckbox").count() > 1:
        _press(page, page.get_by_test_id("stCheckbox").nth(1).locator("label").first)


def _write(page: Page, _: Words) -> None:
    """Fill in what has to be; a 1 does for numbers and texts, the first choice for lists."""
    mark = re.compile(re.escape(_("{question} (required)", question="").strip()) + "$")
    for box in page.get_by_role("combobox", name=mark).all():
        if not box.input_value():
            box.click()
            page.get_by_role("option").first.click()
            settle(page)
    for box in page.get_by_role("textbox", name=mark).all():
        if not box.input_value():
            box.fill("1")
            box.press("Tab")
            settle(page)


def _press(page: Page, label: Locator) -> None:
    label.click()
    settle(page)


if __name__ == "__main__":
    main()
