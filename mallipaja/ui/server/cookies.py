"""The cookies this service sets: who is signed in, what the device may answer, which language."""

from __future__ import annotations

from starlette.responses import Response

from mallipaja.actions.links import DEVICE_LASTS
from mallipaja.actions.sign_in import SESSION_LASTS
from mallipaja.ui import installation
from mallipaja.ui.visitor import DEVICE_COOKIE, LANGUAGE_COOKIE, LEFT_COOKIE, MOST_MARKS, SESSION_COOKIE

FORM_COOKIE = "mallipaja_form"
_YEAR_S = 365 * 24 * 3600
_HOUR_S = 3600


def _secure() -> bool:
    return installation.current().settings.secure_cookies


def _put(response: Response, name: str, value: str, lasts_s: int, *, strict: bool) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lasts_s,
        path="/",
        httponly=True,
        secure=_secure(),
        samesite="strict" if strict else "lax",
    )


def remember_session(response: Response, token: str) -> None:
    """Strict: no other site's link or form carries it. The page's own websocket does."""
    _put(response, SESSION_COOKIE, token, int(SESSION_LASTS.total_seconds()), strict=True)


def remember_device(response: Response, secret: str) -> None:
    """Lax: a respondent comes from an e-mail or a QR code."""
    _put(response, DEVICE_COOKIE, secret, int(DEVICE_LASTS.total_seconds()), strict=False)


def remember_votes(response: Response, marks: tuple[str, ...]) -> None:
    """Which votes somebody who stops on this device has used: marks only, until those votes are closed."""
    if marks:
        _put(
            response,
            LEFT_COOKIE,
            ".".join(marks[-MOST_MARKS:]),
            int(DEVICE_LASTS.total_seconds()),
            strict=False,
        )
    else:
        forget(response, LEFT_COOKIE)


def remember_form(response: Response, secret: str) -> None:
    """The other half of a form's hidden field: proof that the form was ours."""
    _put(response, FORM_COOKIE, secret, _HOUR_S, strict=True)


def remember_language(response: Response, language: str) -> None:
    _put(response, LANGUAGE_COOKIE, language, _YEAR_S, strict=False)


def forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", httponly=True, secure=_secure(), samesite="lax")


def language_cookie(language: str) -> str:
    """The language cookie as a header value, where there is no response object."""
    response = Response()
    remember_language(response, language)
    return response.headers["set-cookie"]
