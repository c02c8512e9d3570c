"""Which language is spoken, and where one may be sent on to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.i18n import LANGUAGES
from mallipaja.ui.server.forms import local_path
from mallipaja.ui.visitor import pick_language


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "spoken"),
    [
        (None, None, "", "fi"),
        ("sv", "en", "fi", "sv"),
        ("xx", "en", "fi", "en"),
        (None, "xx", "sv-FI,fi;q=0.8", "sv"),
        (None, None, "de,en;q=0.3,sv;q=0.9", "sv"),
        (None, None, "de-DE", "fi"),
        (None, None, "en-US,en;q=0.9", "en"),
        (None, None, "sv;q=nonsense,fi", "fi"),
        (None, None, "en,sv", "en"),
    ],
)
def test_the_language(query: str | None, cookie: str | None, accepted: str, spoken: str) -> None:
    assert pick_language(query, cookie, accepted) == spoken


@given(st.text(max_size=600))
def test_any_header_gives_a_language(header: str) -> None:
    assert pick_language(None, None, header) in LANGUAGES


@pytest.mark.parametrize(
    "path", ["/", "/process", "/answer?r=0123abcd&projector=1", "/current-state?pilot=keuruu"]
)
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None, "", "process", "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)",
        "/a\nSet-Cookie: x=1", "/a b", "/\tx", "/" + "x" * 400, "\\\\evil.example", "/x\\..\\y",
    ],
)  # fmt: skip
def test_anywhere_else_is_the_front_page(path: str | None) -> None:
    assert local_path(path) == "/"


@given(st.text(max_size=80))
def test_no_text_leads_out_of_the_service(text: str) -> None:
    for tried in (text, "/" + text):
        path = local_path(tried)
        assert path.startswith("/")
        assert not path.startswith(("//", "/\\"))
        assert not any(ord(letter) < 33 for letter in path)
