"""Forms over records. What somebody opened stays as they opened it until they have saved it.

A form is drawn from the record as it was when it was opened, however often the page is drawn again while
others save. Saving says which revision that was; when somebody else was first, nothing is written and
`late_save` shows both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from mallipaja.errors import ActionError, LateSave
from mallipaja.i18n import N_
from mallipaja.ui.errors import sentence
from mallipaja.ui.session import context, words

Write = Callable[[Mapping[str, Any], int], object]
"""Saves the values of a form that was opened at a revision."""

SAVED = N_("Saved at {time}.")
_OPEN = "mallipaja.form."
_SAID = "mallipaja.said."
_LATE = "mallipaja.late."


@dataclass(frozen=True, slots=True)
class Form:
    """A record as it was opened.

    Attributes
    ----------
    name : of the form; one record at a time is open in it.
    revision : of the record when it was opened, 0 for a new one.
    values : of its fields then.
    turn : how many times the form has been saved: a saved form gets new, empty or fresh, fields.
    newer : whether somebody has saved the record since.
    """

    name: str
    record_id: str
    revision: int
    values: Mapping[str, Any]
    turn: int = 0
    newer: bool = False

    def key(self, field: str) -> str:
        """The key of the widget of a field."""
        return f"{self.name}.{self.record_id}.{self.revision}.{self.turn}.{field}"

    def typed(self) -> dict[str, Any]:
        """What the widgets of the form hold now."""
        return {field: st.session_state.get(self.key(field), value) for field, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class Late:
    """A save that came too late: what it would have changed, and what another person had changed too."""

    record_id: str
    values: Mapping[str, Any]
    fields: tuple[str, ...]
    by: str


def open_form(name: str, record_id: str, revision: int, values: Mapping[str, Any]) -> Form:
    """The form over a record: as it was opened, or as it is now when another record was open in it."""
    known: Form | None = st.session_state.get(_OPEN + name)
    if known is None or known.record_id != record_id or known.revision < 0:
        turn = known.turn if known else 0
        known = Form(name, record_id, revision, dict(values), turn)
        st.session_state[_OPEN + name] = known
    return replace(known, newer=revision > known.revision)


def close_form(form: Form) -> None:
    """Let the form open its record anew, with fresh fields."""
    st.session_state[_OPEN + form.name] = replace(form, revision=-1, turn=form.turn + 1)


def submit(form: Form, write: Write, *, typed: Callable[[], Mapping[str, Any]] | None = None) -> None:
    """Save what the form holds; the callback of its button.

    Parameters
    ----------
    typed : gives the values when they are not simply those of the widgets.
    """
    values = typed() if typed else form.typed()
    try:
        write(values, form.revision)
    except LateSave as late:
        mine = {field: value for field, value in values.items() if value != form.values.get(field)}
        st.session_state[_LATE + form.name] = Late(form.record_id, mine, tuple(late.theirs), late.by)
        close_form(form)
    except ActionError as error:
        say(form.name, sentence(words(), error), bad=True)
    else:
        _ = words()
        say(form.name, _(SAVED, time=_.time(context().clock())))
        st.session_state.pop(_LATE + form.name, None)
        close_form(form)


def late(name: str, record_id: str) -> Late | None:
    """The late save that waits for a decision on this record."""
    found: Late | None = st.session_state.get(_LATE + name)
    return found if found is not None and found.record_id == record_id else None


def drop_late(name: str) -> None:
    """Give up what a late save would have written."""
    st.session_state.pop(_LATE + name, None)


def say(name: str, text: str, *, bad: bool = False) -> None:
    """Leave a sentence for `said` to show when the page is drawn again."""
    st.session_state[_SAID + name] = (text, bad)


def said(name: str) -> None:
    """Show what the last action of the form had to say, once."""
    text, bad = st.session_state.pop(_SAID + name, ("", False))
    if text:
        (st.error if bad else st.success)(text)


def do(name: str, action: Callable[[], object], done: str = "") -> None:
    """Run an action as a button's callback; says what went wrong, or ``done``."""
    try:
        action()
    except ActionError as error:
        say(name, sentence(words(), error), bad=True)
    else:
        if done:
            say(name, done)
