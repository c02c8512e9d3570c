"""Who sees which page, without a browser."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest


def titles(page: AppTest) -> list[str]:
    return [title.value for title in page.title]


def test_front_page_is_for_everybody(app: Callable[..., AppTest]) -> None:
    page = app("anonymous")
    assert not page.exception
    assert titles(page) == ["Nykytilasta omaan toimintamalliin"]
