"""Take the pictures of the README anew: the example project on a real server, in Finnish, in a real browser.

``python -m tools.screenshots``            write docs/images/*.png
``python -m tools.screenshots FOLDER``     write them somewhere else
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.invitations import renew_link
from mallipaja.actions.projects import list_projects
from mallipaja.actions.surveys import list_rounds
from mallipaja.settings import ROOT, Settings
from mallipaja.ui.installation import open_installation
from tests.browser.conftest import FLAGS, PHONE, Server, set_up, settle, start_server
from tools.test_tools import find_browser

FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 150_000
COLOURS = 128
WIDTH = 1280
PAGES = {
    "process": ("process", 720),
    "network": ("current-state?pilot=keuruu&view=network", 1320),
    "team": ("team?pilot=viitasaari", 1100),
    "comparison": ("comparison", 1100),
}
"""Address and height of each picture, so that the result of the page is in it."""
UNIT = "Aikuissosiaalityö, Keuruu"
ANSWERING = "form=1&at=figures"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mallipaja-shots-") as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        server = start_server(Path(data), "--example")
        try:
            _desktop(browser, server, folder)
            _phone(browser, server, folder)
        finally:
            server.stop()
            browser.close()


def _desktop(browser: Browser, server: Server, folder: Path) -> None:
    context = browser.new_context(locale="fi-FI")
    page = context.new_page()
    set_up(page, server)
    for name, (path, height) in PAGES.items():
        page.set_viewport_size({"width": WIDTH, "height": height})
        page.goto(f"{server.address}/{path}")
        _save(page, folder / f"{name}.png")
    context.close()


def _phone(browser: Browser, server: Server, folder: Path) -> None:
    context = browser.new_context(locale="fi-FI", **PHONE)
    page = context.new_page()
    page.goto(f"{server.address}/i/{_link(server)}")
    settle(page)
    page.goto(f"{page.url}&{ANSWERING}")
    _save(page, folder / "answer.png")
    context.close()


def _link(server: Server) -> str:
    """A fresh link of a unit that has answered, so that the form has something in it."""
    settings = Settings(f"sqlite:///{server.data / 'mallipaja.sqlite3'}", server.data, ROOT, "")
    place = open_installation(settings)
    context = Context(place.store, cli_actor("screenshots"), place.catalogue(), place.clock)
    project = list_projects(context)[0]
    invited = list_rounds(context, project_id=project.id)[0].invited
    unit = next(one for one in invited if one.name == UNIT)
    token = renew_link(context, invitation_id=unit.invitation_id).token
    place.store.close()
    return token


def _save(page: Page, path: Path) -> None:
    """Wait for the page, its charts too, and write it with few colours."""
    settle(page)
    page.wait_for_timeout(2000)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{path} has {size} bytes; at most {MOST_BYTES} keep the README light")
    print(f"{path.name} {size}")


if __name__ == "__main__":
    main()
