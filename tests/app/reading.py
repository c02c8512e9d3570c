"""What a person could read on a page drawn without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest


def texts_of(page: AppTest) -> set[str]:
    """Everything a person could read on the page."""
    found: set[str] = set()
    for block in (page.main, page.sidebar):
        for node in block:
            if isinstance(node.proto, Message):
                found |= set(_strings(node.proto))
            if type(node).__name__ in {"Table", "Dataframe"}:
                frame = node.value
                found |= {str(one) for one in [*frame.columns, *frame.index, *frame.to_numpy().ravel()]}
    return found


def _strings(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in {
            "id",
            "form_id",
            "user_key",
            "url_path",
            "page",
            "script",
            "spec",
            "query_string",
            "url",
        }:
            continue
        values: Any = [value] if isinstance(value, str | Message) else value
        if not hasattr(values, "__iter__") or isinstance(value, bytes | dict):
            continue
        for one in values:
            if isinstance(one, str):
                yield one
            elif isinstance(one, Message):
                yield from _strings(one)
