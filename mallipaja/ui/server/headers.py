"""Security headers on every response, and the page's language in its first HTML.

Streamlit sends the same English page to everybody; `PageLanguage` puts the reader's language, our name and
our icon into it before it leaves, so that a screen reader speaks Finnish from the first word.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mallipaja.i18n import N_, Words, known_language
from mallipaja.ui.server.cookies import language_cookie
from mallipaja.ui.visitor import LANGUAGE_COOKIE, pick_language

NEEDS_SCRIPT = N_(
    "This service needs JavaScript. Allow it in the browser's settings, or use another browser."
)
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


@cache
def content_security_policy() -> str:
    """The policy: everything from this server only. Streamlit's own inline script is allowed by its hash."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    hashes = "".join(f" '{_hash(one)}'" for one in _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8")))
    rules = (
        "default-src 'self'",
        f"script-src 'self' 'wasm-unsafe-eval'{hashes}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
    return "; ".join(rules)


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def security_headers() -> dict[str, str]:
    """Headers every response has."""
    return {
        "Content-Security-Policy": content_security_policy(),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


class SecurityHeaders:
    """Adds `security_headers` to every response, also those of Streamlit and of errors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(security_headers())
            await send(message)

        await self.app(scope, receive, send_with_headers)


class PageLanguage:
    """Rewrites Streamlit's HTML page for the reader; ``?lang=`` is remembered in a cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or _is_file(scope["path"]):
            await self.app(scope, receive, send)
            return
        await self.app(_plain(scope), receive, _Rewriter(scope, send))


def _is_file(path: str) -> bool:
    return path.startswith(("/static/", "/_stcore/", "/media/", "/component/", "/assets/"))


def _plain(scope: Scope) -> Scope:
    """The request without what would make the answer compressed, partial or "not modified"."""
    dropped = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in dropped]}


class _Rewriter:
    """Holds back Streamlit's page until all of it is there; passes everything else on as it comes."""

    def __init__(self, scope: Scope, send: Send) -> None:
        headers = Headers(scope=scope)
        self._asked = known_language(parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0])
        cookie = cookie_parser(headers.get("cookie", "")).get(LANGUAGE_COOKIE)
        self._words = Words(pick_language(self._asked, cookie, headers.get("accept-language", "")))
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_streamlit_page(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        body = for_reader(self._body.decode(), self._words).encode() if self._body else b""
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified", "accept-ranges"):
            if name in headers:
                del headers[name]
        headers["Cache-Control"] = "no-cache"
        headers["Vary"] = "Cookie, Accept-Language"
        headers["Content-Language"] = self._words.language
        if body:
            headers["Content-Length"] = str(len(body))
        if self._asked:
            headers.append("set-cookie", language_cookie(self._asked))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_streamlit_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    ours = "content-language" in headers  # our own pages say their language themselves
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html") and not ours


def for_reader(page: str, _: Words) -> str:
    """Streamlit's page with the reader's language, our name, our icon and our scripts: for phones' keyboards, for
    leaving nothing on a device that is left, for staying in the project that was chosen, and for bringing questions
    into view."""
    page = page.replace('<html lang="en">', f'<html lang="{_.language}">', 1)
    page = page.replace("<title>Streamlit</title>", "<title>Mallipaja</title>", 1)
    page = page.replace('href="./favicon.png"', 'href="./assets/icon.svg" type="image/svg+xml"', 1)
    scripts = "".join(
        f'<script src="/assets/{name}" defer></script>'
        for name in ("keyboard.js", "forget.js", "project.js", "aim.js")
    )
    page = page.replace("</head>", f"{scripts}</head>", 1)
    return _NOSCRIPT.sub(f"<noscript><p>{_(NEEDS_SCRIPT)}</p></noscript>", page, count=1)


MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(PageLanguage)]
