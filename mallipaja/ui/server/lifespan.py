"""What happens when the app starts, whoever serves it (`mallipaja serve` or `streamlit run app.py`)."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit import config

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.links import new_setup_link
from mallipaja.actions.upkeep import tidy_up
from mallipaja.ui import installation
from mallipaja.ui.errors import keep_messages_out_of_the_log
from mallipaja.ui.installation import Installation

FIRST_IMPORTS = ("mallipaja.ui.shell", "mallipaja.ui.guard")
LATER_IMPORTS = ("pandas", "altair")
"""What pages with results need, and the first page does not: almost a second that it would wait for."""
FIRST_PAGE_S = 5
YOUNG_OBJECTS = 7000
"""New objects between two collections: a rerun makes hundreds, and nearly all of them go by themselves."""
COLLECTIONS = (10_000, 10, 10)
"""Garbage is looked for after so many new objects, not after 700: with a hundred people answering that was a quarter of
an answer's CPU, and every few seconds one of them waited for a quarter of a second.
"""


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Make the log safe, and get ready in the background while the first browser loads its scripts."""
    quiet()
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


def quiet() -> None:
    """Keep tokens and answers out of the log: no request lines (they hold tokens), no messages of errors."""
    access = logging.getLogger("uvicorn.access")
    access.disabled, access.propagate = True, False
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    keep_messages_out_of_the_log()


def warm_up() -> None:
    """Open the database, read the definitions and import what the first page needs; a while later the rest.

    Under `streamlit run` this is also where a new installation says how to set it up.
    """
    told_already = installation.is_open()
    place = installation.current()
    if not told_already:
        address = setup_address(place, f"http://localhost:{config.get_option('server.port')}")
        if address:
            sys.stdout.write(f"Set up Mallipaja with this one-time link: {address}\n")
            sys.stdout.flush()
    try:
        tidy_up(_serving(place))
        for name in FIRST_IMPORTS:
            importlib.import_module(name)
        threading.Event().wait(FIRST_PAGE_S)
    finally:
        gc.freeze()  # what was imported stays: later collections need not look at it
        gc.set_threshold(YOUNG_OBJECTS, 20, 20)
        gc.enable()
    for name in LATER_IMPORTS:
        importlib.import_module(name)
    gc.freeze()
    gc.set_threshold(*COLLECTIONS)


def _serving(place: Installation) -> Context:
    return Context(place.store, cli_actor("serve"), place.catalogue(), place.clock)


def setup_address(place: Installation, served_at: str) -> str | None:
    """A fresh one-time link for making the first administrator; ``None`` when there is one."""
    token = new_setup_link(_serving(place))
    return f"{place.settings.public_address or served_at}/setup/{token}" if token else None
