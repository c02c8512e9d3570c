"""What people type, drawn by Streamlit's own renderer: the same letters and no markup."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from mallipaja.ui.as_typed import JOINER
from tests.browser.conftest import settle
from tests.browser.stock import stock_streamlit
from tests.browser.typed_texts import ORDINARY, TEXTS

pytestmark = pytest.mark.browser
DRAWN = """count => [...Array(count).keys()].map(number => {
  const box = document.querySelector(`.st-key-text-${number}`), input = box.querySelector('input');
  const places = [...box.querySelectorAll('label [data-testid=stMarkdownContainer], .stMarkdown, h2')];
  return {name: input.getAttribute('aria-label'), texts: places.map(one => one.textContent),
          tags: [...new Set(places.flatMap(one => [...one.querySelectorAll('*')].map(part => part.tagName)))]};
})"""
OURS = {"DIV", "SPAN", "P", "BR", "UL", "LI", "STRONG"}
"""What Streamlit wraps a text in, line ends, and the list and bold type that the page itself writes."""


def plain(text: str) -> str:
    return " ".join(text.replace(JOINER, "").split())


def test_streamlit_draws_what_was_typed_and_nothing_else(desktop: Page) -> None:
    with stock_streamlit("typed_page.py") as address:
        desktop.goto(address)
        settle(desktop)
        desktop.wait_for_selector(f".st-key-text-{len(TEXTS) - 1} li", timeout=60_000)
        found: list[dict[str, Any]] = desktop.evaluate(DRAWN, len(TEXTS))
    wrong = [
        (text, one)
        for text, one in zip(TEXTS, found, strict=True)
        if {plain(each) for each in one["texts"]} != {plain(text)} or not set(one["tags"]) <= OURS
    ]
    assert not wrong, wrong[:3]
    assert [one["name"] for one in found[: len(ORDINARY)]] == list(ORDINARY)
