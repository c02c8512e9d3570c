"""The few pages this server draws itself: signing in, links that open something, links that do not work.

They are plain HTML in the reader's language, without scripts but the one that empties the tabs of a device that is
left. A form is accepted only from our own page: the
browser must not say otherwise (``Sec-Fetch-Site``, ``Origin``), and the hidden field must match a strict
cookie.
"""

from __future__ import annotations

import hmac
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mallipaja.actions.access import Context
from mallipaja.actions.sign_in import actor_for_device, actor_for_session, also_on_device
from mallipaja.actions.tokens import new_token
from mallipaja.i18n import LANGUAGE_NAMES, LANGUAGES, Words, known_language
from mallipaja.ui import installation
from mallipaja.ui.server.cookies import FORM_COOKIE, remember_form, remember_language
from mallipaja.ui.visitor import DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE, pick_language

LARGEST_FORM_BYTES = 10_000
LONGEST_PATH = 300

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def words_of(request: Request) -> Words:
    """Words in the language of whoever asks."""
    cookie = request.cookies.get(LANGUAGE_COOKIE)
    return Words(
        pick_language(request.query_params.get("lang"), cookie, request.headers.get("accept-language", ""))
    )


def context_of(request: Request) -> Context:
    """The context of whoever asks, by their cookies. Reads the database: call it in a worker thread."""
    place = installation.current()
    at = place.clock()
    person = actor_for_session(place.store, request.cookies.get(SESSION_COOKIE), at)
    device = actor_for_device(place.store, request.cookies.get(DEVICE_COOKIE), at)
    return Context(place.store, also_on_device(person, device), place.catalogue(), place.clock)


def address_of(request: Request) -> str:
    """The network address attempts are counted by."""
    return request.client.host if request.client else ""


def page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """One of our pages. It is never stored by the browser, and its form carries a fresh secret."""
    _ = words_of(request)
    secret = request.cookies.get(FORM_COOKIE) or new_token()
    languages = [(code, LANGUAGE_NAMES[code], _other_language(request, code)) for code in LANGUAGES]
    body = _templates.get_template(template).render(_=_, form_secret=secret, languages=languages, **values)
    response = HTMLResponse(body, status, {"Cache-Control": "no-store", "Content-Language": _.language})
    remember_form(response, secret)
    if asked := known_language(request.query_params.get("lang")):
        remember_language(response, asked)
    return response


def _other_language(request: Request, code: str) -> str:
    """The same page in another language, as a relative address: a link with a secret stays where it is."""
    kept = {name: value for name, value in request.query_params.items() if name == "next"}
    return "?" + urlencode({**kept, "lang": code})


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form that came from our own page.

    Raises
    ------
    HTTPException : 403 when the form came from elsewhere or is too old, 413 when it is larger than ours.
    """
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST_FORM_BYTES:
        raise HTTPException(413)
    if not _from_here(request):
        raise HTTPException(403)
    async with request.form(max_files=0, max_fields=20) as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
    mine = request.cookies.get(FORM_COOKIE, "")
    if not mine or not hmac.compare_digest(mine.encode(), fields.pop("form_secret", "").encode()):
        raise HTTPException(403)
    return fields


def _from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get(
        "origin", "null"
    )  # "null" is what no-referrer makes of it: the cookie decides
    return origin == "null" or urlsplit(origin).netloc == request.headers.get("host", "")


def local_path(text: str | None) -> str:
    """The path to go to next when it is one of this service; else the front page."""
    if not text or len(text) > LONGEST_PATH or not text.startswith("/") or text.startswith(("//", "/\\")):
        return "/"
    if any(ord(letter) < 33 or letter == "\\" for letter in text):
        return "/"
    parts = urlsplit(text)
    return "/" if parts.scheme or parts.netloc else quote(text, safe="/?&=%-_.~#")


def go(path: str) -> RedirectResponse:
    """On to another page of this service, with GET."""
    return RedirectResponse(path, 303, {"Cache-Control": "no-store"})
