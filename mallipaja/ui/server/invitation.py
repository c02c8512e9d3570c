"""Links people answer with: the secret goes from the address to a cookie and is not seen again."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mallipaja.actions.links import Invited, open_invitation
from mallipaja.actions.shared_links import Door, Taken, shared_door, take_place
from mallipaja.report.qr_sheet import qr_svg
from mallipaja.ui import installation
from mallipaja.ui.server.cookies import remember_device
from mallipaja.ui.server.dead_link import dead_link
from mallipaja.ui.server.forms import context_of, go, page, posted, words_of
from mallipaja.ui.session import HANDLE_LENGTH
from mallipaja.ui.visitor import DEVICE_COOKIE


async def invitation(request: Request) -> Response:
    """Open what a link leads to. A shared link asks first: a mail filter that looks at links takes no place."""
    token, device = request.path_params["token"], request.cookies.get(DEVICE_COOKIE)
    found = await run_in_threadpool(lambda: open_invitation(context_of(request), token=token, device=device))
    if found is not None:
        return _opened(request, found)
    door = await run_in_threadpool(lambda: shared_door(context_of(request), token=token, device=device))
    if door is None:
        return await dead_link(request)
    if request.method != "POST":
        return _door(request, door)
    fields = await posted(request)
    if own := fields.get("own", ""):
        return await _in_another_language(request, door, own)
    taken = await run_in_threadpool(lambda: take_place(context_of(request), token=token, device=device))
    return _door(request, door) if taken is None else _taken(request, door, taken)


def _opened(request: Request, found: Invited) -> Response:
    if not found.is_open:
        if found.opens_on:
            return page(request, "not_yet.html", opens_on=found.opens_on)
        return page(request, "closed.html")
    response = go("/answer" if found.several else _answer(found.invitation_id))
    remember_device(response, found.secret)
    return response


def _door(request: Request, door: Door) -> Response:
    if door.here is not None:
        return go(_answer(door.here))
    if not door.is_open:
        return page(request, "closed.html")
    return page(request, "full.html" if door.full else "shared.html", door=door)


def _taken(request: Request, door: Door, taken: Taken) -> Response:
    if not taken.token:
        return go(_answer(taken.invitation_id))
    response = _own_link(request, door, taken.invitation_id, taken.token)
    remember_device(response, taken.secret)
    return response


async def _in_another_language(request: Request, door: Door, own: str) -> Response:
    """The page of one's own link again. Only the browser still knows the link: it sends it in the body of a form."""
    device = request.cookies.get(DEVICE_COOKIE)
    found = await run_in_threadpool(lambda: open_invitation(context_of(request), token=own, device=device))
    if found is None or found.invitation_id != door.here:
        return _door(request, door)
    return _own_link(request, door, found.invitation_id, own)


def _own_link(request: Request, door: Door, invitation_id: str, token: str) -> Response:
    base = installation.current().settings.public_address or f"{request.url.scheme}://{request.url.netloc}"
    address, _ = f"{base}/i/{token}", words_of(request)
    letter = urlencode({"subject": f"{_('Your own link')}: {door.title}", "body": address}, quote_via=quote)
    return page(
        request,
        "own_link.html",
        door=door,
        own=token,
        address=address,
        letter=f"mailto:?{letter}",
        qr=qr_svg(address),
        onward=_answer(invitation_id),
    )


def _answer(invitation_id: str) -> str:
    return f"/answer?r={invitation_id[:HANDLE_LENGTH]}"


INVITATION_ROUTES: list[BaseRoute] = [Route("/i/{token}", invitation, methods=["GET", "POST"])]
