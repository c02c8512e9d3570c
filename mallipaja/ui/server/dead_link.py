"""The one answer to every link that does not work."""

from __future__ import annotations

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from mallipaja.actions.links import count_miss
from mallipaja.ui.server.forms import address_of, context_of, page


async def dead_link(request: Request, template: str = "dead_link.html") -> Response:
    """Say that a link does not work; after a few from one address, slowly."""
    wait_s = await run_in_threadpool(lambda: count_miss(context_of(request), address=address_of(request)))
    await asyncio.sleep(wait_s)
    return page(request, template, 404)
