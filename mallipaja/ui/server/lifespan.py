"""What happens when the app starts, whoever serves it (`mallipaja serve` or `streamlit run app.py`)."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mallipaja.ui import installation
from mallipaja.ui.errors import keep_messages_out_of_the_log

SLOW_IMPORTS = ("mallipaja.ui.shell", "mallipaja.ui.guard", "pandas", "altair")


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
    """Open the database, read the definitions and import what the first page needs."""
    installation.current().catalogue()
    for name in SLOW_IMPORTS:
        importlib.import_module(name)
