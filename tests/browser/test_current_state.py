"""The three pictures of each pilot in a real browser: drawn, taken away as files, one actor looked at, on wall and phone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from mallipaja.i18n import Words
from mallipaja.store import projects
from tests.browser.conftest import Server, download, press, set_up, settle, shot

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
    expect(page.locator(DRAWN).first).to_be_visible()


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
    assert _taken(desktop, _("Picture (PNG)")).startswith(b"\x89PNG")
    assert _taken(desktop, _("Picture (SVG)")).startswith(b"<svg")
    press(desktop.get_by_text(_("The network for other programs")))
    assert b"<gexf" in _taken(desktop, _("GEXF (Gephi)"))
    assert b"<graphml" in _taken(desktop, _("GraphML"))
    see(desktop, example, "practices", found[0])
    assert _taken(desktop, _("The matrix on paper (A3, PDF)")).startswith(b"%PDF")
    _one_actor(desktop, example, found[0])
    state = desktop.context.cookies()
    for page, name in ((projector, "wall"), (phone, "phone")):
        page.context.add_cookies(state)  # type: ignore[arg-type]
        for view in VIEWS:
            see(page, example, view, found[0], "&projector=1" if name == "wall" else "")
            assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
            shot(page, f"state-{name}-{view}")


def _taken(page: Page, name: str) -> bytes:
    return download(page.get_by_role("button", name=name, exact=True).first)


def _one_actor(page: Page, server: Server, pilot: str) -> None:
    """A click on an actor of the map chooses it in the list beside the map."""
    see(page, server, "network", pilot)
    chart = page.locator('[class*="st-key-broad-picture"] :is(canvas, svg).marks').first
    box = chart.bounding_box()
    assert box is not None
    # the first actor of the circle stands at the top, in the middle
    for down in range(40, 200, 8):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + down)
        settle(page, 500)  # Streamlit tells a selection some time after the click
        if page.get_by_text(_("all actors"), exact=True).count() == 0:
            break
    expect(page.get_by_text(_("all actors"), exact=True)).to_have_count(0)
