"""A real server and a real browser.

``server``        a fresh `mallipaja serve` of its own: own port, own data, no example. ``server.address``,
                  ``server.setup_link``, ``server.store()`` (the same database, for looking and arranging)
``example``       the same with the example project in it (made once per test run, copied for each server)
``browser``       Chromium; ``desktop``, ``phone`` and ``projector`` are pages of their own, in Finnish

``settle(page)``      wait until Streamlit has drawn everything and nothing on the page moves any more
``press(button)``     click once the page stands still, and settle again: no click of a test is made otherwise
``put(box, text)``    the same for typing
``download(button)``  the same for a button that gives a file

A click is lost when what is clicked moves between the pointer going down and coming up: an expander that is still opening,
a picture that is drawn late. A person waits for that without a thought; a test has to be told to.

A test that fails is run once more and named in the summary: that is a fault to mend, not luck.

Every page collects its console errors in ``page.console_errors``; the fixtures fail a test that leaves any.
Screenshots go to the folder ``shots/`` when MALLIPAJA_SHOTS is set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as Late

from mallipaja.i18n import LANGUAGES, Words
from mallipaja.settings import ROOT
from mallipaja.store.engine import Store
from tests.databases import Databases, locked

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
PROJECTOR = {"viewport": {"width": 1280, "height": 720}}
READY_S = 60
PATIENCE_MS = 60_000
"""How long anything is waited for: only a test that fails waits it out, and a busy machine is slow."""
STILL_MS = 200
STILL = """([call, still_ms]) => {
  const app = document.querySelector('[data-testid="stApp"]'), now = performance.now();
  const moves = !app || document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    || document.getAnimations().some(
      one => one.playState === 'running' && isFinite(one.effect?.getComputedTiming().endTime));
  const roots = [document, ...[...document.querySelectorAll('div')].map(one => one.shadowRoot).filter(one => one)];
  const places = moves ? '' : roots.flatMap(root => [...root.querySelectorAll(
    'button, input, textarea, summary, a, label, canvas, h1, h2, h3')]).map(one => {
      const box = one.getBoundingClientRect();
      return [box.x, box.y, box.width, box.height].map(Math.round);
    }).join();
  const was = window.mallipajaStill;
  if (moves || !was || was.call !== call || was.places !== places) {
    window.mallipajaStill = {call, places, since: now, looks: 0};
    return false;
  }
  if (app.dataset.testScriptState !== 'notRunning') return false;
  was.looks += 1;
  return was.looks > 2 && now - was.since >= still_ms;
}"""
WENT_WRONG = re.compile(
    "|".join(
        re.escape(Words(language)("Something went wrong. What you had saved is safe."))
        for language in LANGUAGES
    )
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Server:
    """A running `mallipaja serve`."""

    process: subprocess.Popen[str]
    data: Path
    address: str = ""
    setup_link: str = ""
    printed: list[str] = field(default_factory=list)
    database: str = ""

    def store(self) -> Store:
        """The server's database; close it when done."""
        return Store(self.database or f"sqlite:///{self.data / 'mallipaja.sqlite3'}")

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.process.kill()
        self._close()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._close()

    def _close(self) -> None:
        self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()


def start_server(data: Path, *arguments: str, port: int = 0, database: str = "") -> Server:
    """Start a server on its data folder and wait until it answers; port 0 takes a free one.

    ``database`` is the address of a PostgreSQL database to use instead of a file in the folder.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MALLIPAJA_")}
    if database:
        environment["MALLIPAJA_DATABASE_URL"] = database
    command = [sys.executable, "-m", "mallipaja", "serve", "--port", str(port), *arguments]
    with (data / "errors.txt").open("a") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**environment, "MALLIPAJA_DATA": str(data)}, text=True,
            stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
    server = Server(process, data, database=database)
    try:
        _wait_until_started(server)
    except BaseException:
        server.kill()
        raise
    return server


def _wait_until_started(server: Server) -> None:
    process, data = server.process, server.data
    assert process.stdout is not None
    for line in process.stdout:  # the last line says how to stop
        server.printed.append(line.strip())
        found = re.search(r"http://\S+", line)
        if found and "/setup/" in found.group():
            server.setup_link = found.group()
        elif found:
            server.address = found.group()
        if "Ctrl-C" in line:
            break
    assert server.address, f"the server did not start: {server.printed} {(data / 'errors.txt').read_text()}"
    wait_until_healthy(server.address)


def wait_until_healthy(address: str) -> None:
    deadline = time.monotonic() + READY_S
    while True:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        assert time.monotonic() < deadline, "the server does not answer /healthz with 200"
        time.sleep(0.1)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = start_server(tmp_path)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def example_data(databases: Databases) -> Path:
    """The data folder of a server with the example project, made once in a run."""
    data = databases.folder / "served-example"
    with locked(databases.folder / "served-example.lock"):
        if not data.exists():
            unfinished = data.with_suffix(".unfinished")
            unfinished.mkdir()
            start_server(unfinished, "--example").stop()
            unfinished.rename(data)
    return data


@pytest.fixture
def example(tmp_path: Path, example_data: Path) -> Iterator[Server]:
    shutil.copytree(example_data, tmp_path, dirs_exist_ok=True)
    started = start_server(tmp_path)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = (
        os.environ.get("MALLIPAJA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE_MS)
        yield started
        started.close()


class WatchedPage:
    """Opens pages and keeps what their consoles complain about."""

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context: BrowserContext = browser.new_context(locale="fi-FI", **options)
        self.errors: list[str] = []
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _console(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        # a page of ours that says no (403, 404, 422) is a line in the console, and meant to be
        own_page = address == self.page.url and message.text.startswith("Failed to load resource")
        # Streamlit looks for <page>/_stcore/health before /_stcore/health on a deep link: a 404 of its own
        if message.type == "error" and "/_stcore/h" not in address and not own_page:
            self.errors.append(f"{message.text} {address}")


def _watched(browser: Browser, options: dict[str, Any]) -> Iterator[Page]:
    watched = WatchedPage(browser, options)
    yield watched.page
    watched.context.close()
    assert not watched.errors, "\n".join(watched.errors)


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    yield from _watched(browser, DESKTOP)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from _watched(browser, PHONE)


@pytest.fixture
def projector(browser: Browser) -> Iterator[Page]:
    yield from _watched(browser, PROJECTOR)


def settle(page: Page, still_ms: int = STILL_MS) -> None:
    """Wait until Streamlit has run the page and drawn it, and nothing on it has moved for a while."""
    # polling by itself: a page in the background has no animation frames
    page.wait_for_function(STILL, arg=[time.monotonic_ns(), still_ms], polling=50, timeout=PATIENCE_MS)
    assert page.get_by_text(WENT_WRONG).count() == 0, f"the page failed: {page.url}"


def press(button: Locator) -> None:
    """Click when the page stands still, and wait until what the click brought is drawn."""
    settle(button.page)
    button.click()
    settle(button.page)


def put(box: Locator, text: str) -> None:
    """Type when the page stands still, leave the box, and wait until what that brought is drawn."""
    settle(box.page)
    box.fill(text)
    box.press("Tab")
    settle(box.page)


def download(button: Locator) -> bytes:
    """The file that a button gives; what the button says went wrong, when there is none."""
    page = button.page
    settle(page)
    try:
        with page.expect_download(timeout=PATIENCE_MS) as waiting:
            button.click()
    except Late:
        said = page.get_by_test_id("stDownloadButtonError").all_inner_texts()
        pytest.fail(f"{button} gave no file: {said or 'it said nothing'}")
    content = Path(waiting.value.path()).read_bytes()
    settle(page)
    return content


def shot(page: Page, name: str) -> None:
    """A screenshot for people to look at, when MALLIPAJA_SHOTS names a folder."""
    folder = os.environ.get("MALLIPAJA_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def set_up(page: Page, server: Server, login: str = "paula", password: str = "kevätpuro ja mänty") -> None:
    """Make the first administrator with the printed link; ends signed in."""
    page.goto(server.setup_link)
    page.fill("#login", login)
    page.fill("#name", "Paula Pääkäyttäjä")
    page.fill("#password", password)
    page.fill("#again", password)
    page.click("button[type=submit]")
    settle(page)
