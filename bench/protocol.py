"""Streamlit's websocket protocol as a browser tab speaks it, without the socket: bytes out, bytes in.

Needs only what Streamlit installs. Checked with Streamlit 1.67.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
KINDS = (
    "radio",
    "selectbox",
    "text_input",
    "text_area",
    "button_group",
    "checkbox",
    "button",
    "bidi_component",
)


@dataclass(frozen=True, slots=True)
class Widget:
    """An input as it was last drawn: its element, and the fragment it belongs to ("" for the whole page)."""

    kind: str
    element: Any
    fragment: str

    @property
    def id(self) -> str:
        return str(self.element.id)


@dataclass
class Session:
    """What one tab knows: the page, its widgets and what has been put in them.

    Attributes
    ----------
    values : by widget id, the field of the wire format and the value.
    texts : the plain texts and HTML of the last run, in the order they came.
    """

    page: str = ""
    query: str = ""
    page_hash: str = ""
    values: dict[str, tuple[str, Any]] = field(default_factory=dict)
    widgets: dict[str, Widget] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    _cached: set[str] = field(default_factory=set)

    def message(self, fragment: str = "", trigger: str = "") -> bytes:
        """What the browser sends to run the page or a fragment; ``trigger``: the button pressed."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.fragment_id = self.query, fragment
        if self.page_hash:
            run.page_script_hash = self.page_hash
        else:
            run.page_name = self.page
        for widget, (name, value) in self.values.items():
            state = run.widget_states.widgets.add()
            state.id = widget
            if name.endswith("array_value"):
                getattr(state, name).data.extend(value)
            else:
                setattr(state, name, value)
        if trigger:
            state = run.widget_states.widgets.add()
            state.id, state.trigger_value = trigger, True
        run.cached_message_hashes.extend(self._cached)
        self.texts = []
        return message.SerializeToString()

    def read(self, data: bytes) -> bool:
        """Take in one message of the server; whether the run has ended.

        Raises
        ------
        RuntimeError : the page showed an exception.
        """
        message = ForwardMsg.FromString(data)
        if message.hash and message.metadata.cacheable:
            self._cached.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta)
        elif kind == "new_session":
            self.page_hash = self.page_hash or message.new_session.page_script_hash
            if not message.metadata.run.fragment_ids:
                self.widgets = {}
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        return kind == "script_finished" and message.script_finished in DONE

    def _element(self, delta: Any) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        one = getattr(element, kind)
        if kind == "exception" and not one.is_warning:
            raise RuntimeError(one.message)
        if kind in {"markdown", "html"}:
            self.texts.append(one.body)
        if kind in KINDS and not getattr(one, "disabled", False):
            self.widgets[one.id] = Widget(kind, one, delta.fragment_id)
            if getattr(one, "set_value", False):
                self._set(kind, one)

    def _set(self, kind: str, one: Any) -> None:
        """Take over a value the page has put in an input."""
        if kind in {"radio", "selectbox"}:
            self.values[one.id] = ("string_value", one.raw_value)
        elif kind in {"text_input", "text_area"}:
            self.values[one.id] = ("string_value", one.value)
        elif kind == "button_group":
            self.values[one.id] = ("string_array_value", list(one.raw_values))
