"""The three pictures of each pilot in a real browser: drawn, taken away as files, one actor looked at, on wall and phone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mallipaja.i18n import Words
from mallipaja.store import projects
from tests.browser.conftest import Server, set_up, settle, shot

pytestmark = pytest.mark.browser
_ = Words("fi")
VIEWS = ("capacity", "network", "practices")
DRAWN = '[data-testid="stVegaLiteChart"] :is(canvas, svg)'


def pilots(server: Server) -> list[str]:
    """The pilots of the example, as their pages' addresses have them."""
    store = server.store()
    with store.reading("test", datetime.now(UTC)) as work:
        (example,) = [one for one in projects.projects(work) if one.is_example]
        found = [one.key for one in projects.pilots(work, example.id)]
    store.close()
    return found


def see(page: Page, server: Server, view: str, pilot: str, more: str = "") -> None:
    page.goto(f"{server.address}/current-state?view={view}&pilot={pilot}{more}")
    settle(page)
    expect(page.locator(DRAWN).first).to_be_visible(timeout=30_000)


def taken(page: Page, label: str) -> bytes:
    """The file a button gives."""
    with page.expect_download(timeout=30_000) as waiting:
        page.get_by_role("button", name=label, exact=True).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_five_pilots_have_three_pictures(
    example: Server, desktop: Page, phone: Page, projector: Page
) -> None:
    set_up(desktop, example)
    found = pilots(example)
    assert len(found) == 5
    for place, pilot in enumerate(found):
        for view in VIEWS:
            see(desktop, example, view, pilot)
            if place < 2:
                shot(desktop, f"state-{place}-{view}")
    see(desktop, example, "network", found[0])
    assert taken(desktop, _("Picture (PNG)")).startswith(b"\x89PNG")
    assert taken(desktop, _("Picture (SVG)")).startswith(b"<svg")
    desktop.get_by_text(_("The network for other programs")).click()
    assert b"<gexf" in taken(desktop, _("GEXF (Gephi)"))
    assert b"<graphml" in taken(desktop, _("GraphML"))
    see(desktop, example, "practices", found[0])
    assert taken(desktop, _("The matrix on paper (A3, PDF)")).startswith(b"%PDF")
    _one_actor(desktop, example, found[0])
    state = desktop.context.cookies()
    for page, name in ((projector, "wall"), (phone, "phone")):
        page.context.add_cookies(state)  # type: ignore[arg-type]
        for view in VIEWS:
            see(page, example, view, found[0], "&projector=1" if name == "wall" else "")
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
            shot(page, f"state-{name}-{view}")


def _one_actor(page: Page, server: Server, pilot: str) -> None:
    """A click on an actor of the map chooses it in the list beside the map."""
    see(page, server, "network", pilot)
    chart = page.locator('[class*="st-key-wide-picture"] :is(canvas, svg)').first
    box = chart.bounding_box()
    assert box is not None
    # the first actor of the circle stands at the top, in the middle
    for down in range(40, 200, 8):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + down)
        page.wait_for_timeout(60)
        settle(page)
        if page.get_by_text(_("all actors"), exact=True).count() == 0:
            break
    assert page.get_by_text(_("all actors"), exact=True).count() == 0
