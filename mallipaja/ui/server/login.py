"""Signing in and out, setting the service up, choosing a password, and ending on a shared device."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mallipaja.actions.links import (
    choose_password,
    forget_device,
    set_up,
    setup_link_works,
    whose_password_link,
)
from mallipaja.actions.passwords import LONGEST, SHORTEST
from mallipaja.actions.sign_in import SignedIn, actor_for_session, sign_in, sign_out
from mallipaja.actions.voting import marks_of_votes
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.ui import installation
from mallipaja.ui.pages import start_of
from mallipaja.ui.server.cookies import (
    FORM_COOKIE,
    forget,
    remember_language,
    remember_session,
    remember_votes,
)
from mallipaja.ui.server.dead_link import dead_link
from mallipaja.ui.server.forms import address_of, context_of, go, local_path, page, posted, words_of
from mallipaja.ui.visitor import DEVICE_COOKIE, LEFT_COOKIE, SESSION_COOKIE, marks_in, organisation_signs_in

STREAMLIT_IDENTITY_COOKIE = "_streamlit_user"
NOT_SAME = N_("The passwords are not the same. Write the same password twice.")


async def login(request: Request) -> Response:
    """The sign-in form, and signing in."""
    onward = local_path(request.query_params.get("next"))
    if request.method != "POST":
        context = await run_in_threadpool(lambda: context_of(request))
        if context.actor.signed_in:
            return go(onward)
        return page(request, "login.html", login="", failed=False, elsewhere=organisation_signs_in())
    fields = await posted(request)
    name, password = fields.get("login", "")[:200], fields.get("password", "")[: LONGEST + 1]
    done = await run_in_threadpool(
        lambda: sign_in(context_of(request), login=name, password=password, address=address_of(request))
    )
    if done is None:
        values = {"login": name, "failed": True, "elsewhere": organisation_signs_in()}
        return page(request, "login.html", 403, **values)
    return await _signed_in(done, onward)


async def logout(request: Request) -> Response:
    """Ask, and end the session here and on the server."""
    if request.method != "POST":
        return page(request, "logout.html")
    await posted(request)
    token = request.cookies.get(SESSION_COOKIE, "")
    await run_in_threadpool(lambda: sign_out(context_of(request), token=token))
    elsewhere = STREAMLIT_IDENTITY_COOKIE in request.cookies
    response = go("/auth/logout" if elsewhere else "/")
    forget(response, SESSION_COOKIE)
    forget(response, FORM_COOKIE)
    return response


async def forget_here(request: Request) -> Response:
    """Ask, and end answering on this device."""
    context = await run_in_threadpool(lambda: context_of(request))
    there = {"workshop": bool(context.actor.participants), "answers": bool(context.actor.invitations)}
    if request.method != "POST":
        return page(request, "forget.html", **there)
    await posted(request)
    secret = request.cookies.get(DEVICE_COOKIE, "")

    def leave() -> tuple[str, ...]:
        marks = marks_of_votes(context, device=secret, left=marks_in(request.cookies.get(LEFT_COOKIE, "")))
        forget_device(context, device=secret)
        return marks

    marks = await run_in_threadpool(leave)
    response = page(request, "forgotten.html", **there)
    forget(response, DEVICE_COOKIE)
    remember_votes(response, marks)
    return response


async def setup(request: Request) -> Response:
    """Make the first administrator with the link the server printed."""
    token = request.path_params["token"]
    works = await run_in_threadpool(lambda: setup_link_works(context_of(request), token=token))
    if not works:
        return await dead_link(request)
    if request.method != "POST":
        return page(request, "setup.html", least=SHORTEST, login="", name="", error="")
    fields = await posted(request)
    kept = {"login": fields.get("login", "")[:200], "name": fields.get("name", "")[:200]}

    def make() -> SignedIn:
        password = _same_twice(fields)
        return set_up(context_of(request), token=token, password=password, **kept)

    return await _with_password(request, make, "setup.html", kept)


async def password(request: Request) -> Response:
    """Choose a password with a one-time link."""
    token = request.path_params["token"]
    owner = await run_in_threadpool(lambda: whose_password_link(context_of(request), token=token))
    if owner is None:
        return await dead_link(request)
    if request.method != "POST":
        return page(request, "password.html", least=SHORTEST, login=owner, error="")
    fields = await posted(request)

    def make() -> SignedIn:
        return choose_password(context_of(request), token=token, password=_same_twice(fields))

    return await _with_password(request, make, "password.html", {"login": owner})


def _same_twice(fields: dict[str, str]) -> str:
    if fields.get("password", "") != fields.get("again", ""):
        raise ActionError("PASSWORD_TWICE", NOT_SAME)
    return fields.get("password", "")


async def _with_password(
    request: Request, make: Callable[[], SignedIn], template: str, kept: dict[str, str]
) -> Response:
    try:
        done = await run_in_threadpool(make)
    except ActionError as error:
        if error.code == "LINK_DEAD":
            return await dead_link(request)
        said = words_of(request)(error.message, **error.values)
        return page(request, template, 422, least=SHORTEST, error=said, **kept)
    return await _signed_in(done, "/")


async def _signed_in(done: SignedIn, onward: str) -> Response:
    """The cookies of a session that has begun, and on to where the person was going or starts from."""
    place = installation.current()
    actor = await run_in_threadpool(lambda: actor_for_session(place.store, done.token, place.clock()))
    response = go(onward if onward != "/" else f"/{start_of(actor)}")
    remember_session(response, done.token)
    if done.language:
        remember_language(response, done.language)
    return response


_BOTH = ["GET", "POST"]
LOGIN_ROUTES: list[BaseRoute] = [
    Route("/login", login, methods=_BOTH),
    Route("/logout", logout, methods=_BOTH),
    Route("/forget", forget_here, methods=_BOTH),
    Route("/setup/{token}", setup, methods=_BOTH),
    Route("/password/{token}", password, methods=_BOTH),
]
