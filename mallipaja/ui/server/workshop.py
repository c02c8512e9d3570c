"""Joining a workshop: by the address in its QR code, or by writing its short code."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mallipaja.actions.taking_part import enter, tidy_code
from mallipaja.ui.server.cookies import remember_device
from mallipaja.ui.server.dead_link import dead_link
from mallipaja.ui.server.forms import context_of, go, page
from mallipaja.ui.session import HANDLE_LENGTH
from mallipaja.ui.visitor import DEVICE_COOKIE


async def join(request: Request) -> Response:
    """The page where the code is written; with a code on to the workshop."""
    code = tidy_code(request.query_params.get("code", ""))
    return go(f"/w/{code}") if code.isalnum() else page(request, "join.html")


async def workshop(request: Request) -> Response:
    """Let the device in: who it is goes to a cookie, the address keeps a handle that is worth nothing to others."""
    code, device = request.path_params["code"], request.cookies.get(DEVICE_COOKIE)
    found = await run_in_threadpool(lambda: enter(context_of(request), code=code, device=device))
    if found is None:
        return await dead_link(request, "dead_code.html")  # ended or never given: no guesser learns which
    response = go(f"/take-part?w={found.participant_id[:HANDLE_LENGTH]}")
    remember_device(response, found.secret)
    return response


WORKSHOP_ROUTES: list[BaseRoute] = [Route("/join", join), Route("/w/{code}", workshop)]
