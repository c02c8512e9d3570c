"""The one component of a live workshop: drawn from three lines of JSON, it sends back what people do.

The first line is of this tab (what has been done, what went wrong), the second of this person, the third is the same
for all who see alike and may have been written for somebody else. They go as bytes: Streamlit then looks at nothing in
them, and a poll that finds nothing new costs little more than an empty one.

An operation has an id of its own and is sent again until it is in ``acked``; the actions behind it do each thing
once. What a person typed is text in the JSON and text on the page, never HTML.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypedDict

import streamlit as st

from mallipaja.errors import ActionError
from mallipaja.ui import errors
from mallipaja.ui.session import words

Do = Callable[[Mapping[str, Any]], object]
"""Does one operation; ``ActionError`` is told to whoever sent it."""

_TAB = "mallipaja.live.tab."
_KEPT = 60
_BUSY = "STORE_BUSY"
MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What a page shows, as JSON: ``mine`` is this person's, ``all`` may be shared with others.

    ``now`` is the moment it was told at, in milliseconds as browsers count; it alone makes nothing new.
    """

    mine: bytes
    all: bytes
    now: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page shows and the state it was made at."""

    place: tuple[object, ...]
    told: Told


@dataclass(slots=True)
class Tab:
    """What one tab has; nothing precious: a fresh tab is told everything again.

    Attributes
    ----------
    acked : operations it has got through, the latest ones.
    error : what went wrong with the latest.
    chosen : the step its user went to by themselves.
    brought : how many times everybody had been brought along when it last looked.
    minutes : the state of the minutes then.
    """

    kept: Kept | None = None
    acked: list[str] = field(default_factory=list)
    error: str = ""
    chosen: str | None = None
    brought: int | None = None
    minutes: str | None = None


def tab(key: str) -> Tab:
    """The tab that asks."""
    found: Tab = st.session_state.setdefault(_TAB + key, Tab())
    return found


def whole(told: Mapping[str, Any]) -> Told:
    """What is told to one page alone."""
    return Told(b"{}", as_json(told))


def as_json(value: Any) -> bytes:
    """A line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def draw(key: str, place: tuple[object, ...], tell: Callable[[], Told], do: Do) -> None:
    """Draw the component and do what comes from it.

    Parameters
    ----------
    place : all that what is told depends on; as long as it is the same, nothing is asked and nothing written anew.
    tell : makes what is told.
    """
    here = tab(key)
    kept = here.kept
    if kept is None or kept.place != place:
        told = tell()
        if kept is not None and kept.told == told:
            told = kept.told  # what others did shows nowhere here: the page need not draw anything anew
        kept = here.kept = Kept(place, told)
    tab_line = as_json({"acked": here.acked, "error": here.error, "now": kept.told.now})
    shown = b"\n".join((tab_line, kept.told.mine, kept.told.all))
    _renderer()(key=key, data=shown, on_ops_change=lambda: _receive(key, do))


@cache
def _renderer() -> Any:
    return st.components.v2.component(
        "mallipaja.live", html='<div class="mount"></div>', js="live.js", css="live.css"
    )


def _receive(key: str, do: Do) -> None:
    ops = getattr(st.session_state.get(key), "ops", None)
    here = tab(key)
    done = here.acked
    for op in ops[:MOST_AT_ONCE] if isinstance(ops, list) else ():
        if not isinstance(op, dict) or not isinstance(op.get("id"), str) or op["id"] in done:
            continue
        try:
            do(op)
            here.error = ""
        except ActionError as error:
            here.error = words()(error.message, **error.values)
            if error.code == _BUSY:  # nothing was saved: it is sent again
                continue
        except Exception as error:
            _ = words()
            reference = errors.note(error)
            here.error = _(
                "Something went wrong. Tell the administrator this reference number: {reference}",
                reference=reference,
            )
        done.append(op["id"])
    del done[:-_KEPT]


def text_of(op: Mapping[str, Any], name: str) -> str:
    """A text of an operation; "" when it has none."""
    value = op.get(name)
    return value if isinstance(value, str) else ""


class NewPlace(TypedDict, total=False):
    """Where a card is moved; what is left out stays as it is."""

    phase: str
    actor: str
    group: str | None


def place_of(op: Mapping[str, Any]) -> NewPlace:
    """Where an operation moves a card: a phase or an actor of a matrix, else a group."""
    if "phase" in op:
        return {"phase": text_of(op, "phase")}
    return {"actor": text_of(op, "actor")} if "actor" in op else {"group": text_of(op, "group") or None}


def texts_of(op: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of texts of an operation."""
    value = op.get(name)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def count_of(op: Mapping[str, Any], name: str) -> int:
    """A whole number of an operation; 0 when it has none."""
    value = op.get(name)
    return int(value) if isinstance(value, int) else 0
