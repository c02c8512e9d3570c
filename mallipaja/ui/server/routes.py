"""Routes beside Streamlit's own: health, language, invitation links, signing in, and our few static files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mallipaja.actions.sign_in import choose_language
from mallipaja.i18n import known_language
from mallipaja.store.health import health
from mallipaja.ui import installation
from mallipaja.ui.server.cookies import remember_language
from mallipaja.ui.server.forms import context_of, go, local_path
from mallipaja.ui.server.invitation import INVITATION_ROUTES
from mallipaja.ui.server.login import LOGIN_ROUTES
from mallipaja.ui.server.workshop import WORKSHOP_ROUTES

ASSETS = Path(__file__).parents[1] / "assets"
PUBLIC_ASSETS = (
    "aim.js",
    "forget.js",
    "forms.css",
    "icon.svg",
    "keyboard.js",
    "logo.svg",
    "own_link.js",
    "project.js",
)


async def healthz(request: Request) -> Response:
    """Whether this process can serve: the database answers and has the version of the code."""
    found = await run_in_threadpool(lambda: health(installation.current().store))
    said = {"ok": found.is_well, **asdict(found)}
    return JSONResponse(said, 200 if found.is_well else 503, {"Cache-Control": "no-store"})


async def asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in PUBLIC_ASSETS:
        raise HTTPException(404)
    return FileResponse(ASSETS / name, headers={"Cache-Control": "public, max-age=3600"})


async def language(request: Request) -> Response:
    """Change the language and come back."""
    code = known_language(request.path_params["code"])
    if code is None:
        raise HTTPException(404)

    def remember() -> None:
        context = context_of(request)
        if context.actor.signed_in:
            choose_language(context, language=code)

    await run_in_threadpool(remember)
    response = go(local_path(request.query_params.get("next")))
    remember_language(response, code)
    return response


ROUTES: list[BaseRoute] = [
    Route("/healthz", healthz),
    Route("/assets/{name}", asset),
    Route("/lang/{code}", language),
    *INVITATION_ROUTES,
    *WORKSHOP_ROUTES,
    *LOGIN_ROUTES,
]
