"""What a browser shows of its user: cookies, languages, and what the sign-in service says.

This is only what is *presented*; who it is, is checked against the database in `session`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from mallipaja.i18n import DEFAULT_LANGUAGE, LANGUAGES, known_language

SESSION_COOKIE = "mallipaja_session"
DEVICE_COOKIE = "mallipaja_device"
LANGUAGE_COOKIE = "mallipaja_language"
LEFT_COOKIE = "mallipaja_left"
MOST_MARKS = 12
_MARK = re.compile(r"[0-9a-f]{64}")
PROJECT_COOKIE = "mallipaja_project"
"""The beginning of the id of the project shown last, and after a dot the key of the pilot shown in it; they open nothing.
`project.js` sets it.
"""
COOKIES = (SESSION_COOKIE, DEVICE_COOKIE, LANGUAGE_COOKIE, LEFT_COOKIE, PROJECT_COOKIE)


@dataclass(frozen=True, slots=True)
class Visitor:
    """``claims`` are those of the organisation's sign-in service, as Streamlit verified them; else empty."""

    cookies: Mapping[str, str] = field(default_factory=dict)
    accept_language: str = ""
    claims: Mapping[str, object] = field(default_factory=dict)


def of_browser() -> Visitor:
    """The visitor of the running session, as its websocket handshake presented them."""
    shown = {name: st.context.cookies.get(name) for name in COOKIES}
    # where there is no browser (AppTest) these are not text: nobody is signed in
    cookies = {name: value for name, value in shown.items() if isinstance(value, str)}
    accepted = st.context.headers.get("Accept-Language")
    claims = dict(st.user.to_dict()) if organisation_signs_in() else {}
    return Visitor(cookies, accepted if isinstance(accepted, str) else "", claims)


@cache
def organisation_signs_in() -> bool:
    """Whether `.streamlit/secrets.toml` names a sign-in service (``[auth]``); looked up once.

    Without that file Streamlit looks for it again whenever it is asked about the user.
    """
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def marks_in(cookie: str) -> tuple[str, ...]:
    """The marks of votes used by whoever stopped on this device before; what is no mark is left out."""
    return tuple(one for one in cookie.split(".")[:MOST_MARKS] if _MARK.fullmatch(one))


source: Callable[[], Visitor] = of_browser
"""Where the visitor comes from. Tests of pages have no browser: they give the cookies of a real sign-in."""


def pick_language(query: str | None, cookie: str | None, accept_language: str) -> str:
    """The language to speak, by the address, else the cookie, else the browser's wishes, else Finnish."""
    asked = known_language(query) or known_language(cookie)
    return asked or _accepted(accept_language) or DEFAULT_LANGUAGE


def _accepted(header: str) -> str | None:
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.strip().partition(";")
        language = tag.strip().split("-", 1)[0].lower()
        if language in LANGUAGES:
            wishes.append((-_weight(weight), position, language))
    return min(wishes)[2] if wishes else None


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
