"""A journey by keyboard alone: Tab until a control has the focus, then Enter, Space, arrows or typing; never a mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle

MOST_TABS = 120
RETRY_MS, PATIENCE_MS = 15_000, 60_000
_SEEN = "node => node.getRootNode().activeElement.matches(':focus-visible')"
_FOCUSED = """node => {
  const at = node.getRootNode().activeElement;
  return at !== null && (at === node || node.contains(at) || (at.matches("summary, button") && at.contains(node)));
}"""


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus, which has to be seen."""
    expect(target).to_be_visible()
    for _press in range(MOST_TABS):
        if target.evaluate(_FOCUSED):
            break
        page.keyboard.press(key)
    assert target.evaluate(_FOCUSED), f"not reached with {key}: {target}"
    assert target.evaluate(_SEEN), f"the focus is not seen: {target}"


def press(page: Page, target: Locator, brings: Locator | None = None, key: str = "Enter") -> None:
    """Reach a control and press it.

    Parameters
    ----------
    brings : what pressing a control of Streamlit's brings; it is pressed once more when a redraw of the page took the
        key. What our own component sends is sent until it has arrived, and needs none.
    """
    if brings is None:
        reach(page, target)
        page.keyboard.press(key)
        return
    for last in (False, True):
        settle(page)
        reach(page, target)
        page.keyboard.press(key)
        try:
            expect(brings).to_be_visible(timeout=PATIENCE_MS if last else RETRY_MS)
        except AssertionError:
            if last or not target.is_visible():
                raise
        else:
            return


def button(page: Page, name: str) -> Locator:
    """A button by its name, from the beginning."""
    return page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first
