"""One browser tab without a browser: speaks Streamlit's websocket protocol.

Needs only what Streamlit installs and `websockets`. Checked with Streamlit 1.67.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

PATIENCE_S = 30.0
DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass(frozen=True, slots=True)
class Radio:
    """Buttons of which one is chosen, and the fragment they belong to."""

    id: str
    options: tuple[str, ...]
    fragment: str


class Tab:
    """A page that has been opened: it runs once when made, and again with each `rerun` or `choose`."""

    def __init__(self, address: str, page: str = "", query: str = "", cookie: str = "") -> None:
        parts = urlsplit(address)
        self._query = query
        self._page_name, self._page_hash = page, ""
        self._values: dict[str, str] = {}
        self._cached: set[str] = set()
        self.radios: dict[str, Radio] = {}
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

    def close(self) -> None:
        self._socket.close()

    def rerun(self, fragment: str = "") -> None:
        """Run the page, or a fragment of it, and read until it has been drawn."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.fragment_id = self._query, fragment
        if self._page_hash:
            run.page_script_hash = self._page_hash
        else:
            run.page_name = self._page_name
        for widget, value in self._values.items():
            state = run.widget_states.widgets.add()
            state.id, state.string_value = widget, value
        run.cached_message_hashes.extend(self._cached)
        self._socket.send(message.SerializeToString())
        while not self._read():
            pass

    def choose(self, radio: Radio) -> None:
        """Choose another of the radio's options and let its fragment run."""
        now = self._values.get(radio.id)
        options = cycle(radio.options)
        value = next(options)
        if now is not None:
            while value != now:
                value = next(options)
            value = next(options)
        self._values[radio.id] = value
        self.rerun(radio.fragment)

    def _read(self) -> bool:
        message = ForwardMsg.FromString(self._socket.recv(PATIENCE_S))
        if message.hash and message.metadata.cacheable:
            self._cached.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta)
        elif kind == "new_session":
            self._page_hash = self._page_hash or message.new_session.page_script_hash
            if not message.metadata.run.fragment_ids:
                self.radios.clear()
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        return kind == "script_finished" and message.script_finished in DONE

    def _element(self, delta: Any) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" and not element.exception.is_warning:
            raise RuntimeError(element.exception.message)
        if kind == "radio" and not element.radio.disabled:
            one = element.radio
            self.radios[one.id] = Radio(one.id, tuple(one.options), delta.fragment_id)
