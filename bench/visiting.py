"""One browser tab without a browser: the websocket protocol of `bench.protocol` over a blocking socket."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.protocol import Session, Widget

PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class Door:
    """A page to open: the server's address, the page, its query and a cookie."""

    address: str
    page: str = ""
    query: str = ""
    cookie: str = ""


class Tab:
    """A page that has been opened: it runs once when made, and again with each `rerun` or `choose`."""

    def __init__(self, address: str, page: str = "", query: str = "", cookie: str = "") -> None:
        parts = urlsplit(address)
        self.session = Session(page, query)
        self._socket = connect(
            f"ws://{parts.netloc}/_stcore/stream",
            origin=Origin(address),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": cookie} if cookie else {},
            compression=None,
            max_size=None,
            open_timeout=PATIENCE_S,
        )
        self.rerun()

    @property
    def radios(self) -> dict[str, Widget]:
        """Buttons of which one is chosen, by widget id."""
        return {one.id: one for one in self.session.widgets.values() if one.kind == "radio"}

    def close(self) -> None:
        self._socket.close()

    def rerun(self, fragment: str = "") -> None:
        """Run the page, or a fragment of it, and read until it has been drawn."""
        self._socket.send(self.session.message(fragment))
        while not self.session.read(self._received()):
            pass

    def _received(self) -> bytes:
        data = self._socket.recv(PATIENCE_S)
        return data if isinstance(data, bytes) else data.encode()

    def choose(self, radio: Widget) -> None:
        """Choose another of the radio's options and let its fragment run."""
        _name, now = self.session.values.get(radio.id, ("", None))
        options = cycle(radio.element.options)
        value = next(options)
        if now is not None:
            while value != now:
                value = next(options)
            value = next(options)
        self.session.values[radio.id] = ("string_value", value)
        self.rerun(radio.fragment)
