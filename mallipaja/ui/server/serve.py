"""`mallipaja serve`: listen, and serve the app until stopped."""

from __future__ import annotations

import importlib
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import uvicorn

from mallipaja.settings import ROOT

PING_S = 30
CLOSING_S = 5


class PortTakenError(Exception):
    """The address cannot be listened on."""


@dataclass(frozen=True, slots=True)
class Listening:
    """The socket the server will use, and the address people open."""

    socket: socket.socket
    address: str


def listen(address: str, port: int) -> Listening:
    """Take the port; 0 takes any that is free.

    Raises
    ------
    PortTakenError : something else listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((address, port))
    except OSError as error:
        taken.close()
        raise PortTakenError(error.strerror or str(error)) from None
    return Listening(taken, f"http://{_host(address)}:{taken.getsockname()[1]}")


def _host(address: str) -> str:
    if address in {"0.0.0.0", "::"}:  # noqa: S104 - every address of the machine; a browser needs one
        return "localhost"
    return f"[{address}]" if ":" in address else address


def serve(listening: Listening, ready: Callable[[], None]) -> None:
    """Serve until interrupted (Ctrl-C or SIGTERM); returns when connections have closed.

    Parameters
    ----------
    ready : called when the server accepts connections.
    """
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml and secrets.toml
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    config = uvicorn.Config(
        importlib.import_module("app").app,
        ws="websockets-sansio",
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=CLOSING_S,
    )
    signal.signal(signal.SIGTERM, _stop)
    try:
        _Server(config, ready).run(sockets=[listening.socket])
    except KeyboardInterrupt:
        return


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)  # uvicorn raises the signal again when it has closed everything


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
