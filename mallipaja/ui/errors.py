"""What people see when something fails, and what the log gets.

An `ActionError` is a sentence for the person. Anything else is unexpected: the person sees a reference
number and a
way back, the log gets the same number, the type of the exception and where in the code it happened. The
message of an
unexpected exception is never logged: a database error, for one, quotes the values of its statement, and
those may be
answers. The frames (file, line, function) are what finding the fault needs.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import FragmentHandledException

from mallipaja.errors import ActionError
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import words

log = logging.getLogger("mallipaja")

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are mistaken for another when read aloud


@dataclass(slots=True)
class Outcome:
    """How a `told` block went."""

    ok: bool = False


@contextmanager
def told() -> Iterator[Outcome]:
    """Run actions; an `ActionError` becomes a sentence on the page instead of stopping it.

    ``with told() as done: rename(...)`` and then ``if done.ok: ...``.
    """
    done = Outcome()
    try:
        yield done
        done.ok = True
    except ActionError as error:
        st.error(sentence(words(), error))


@contextmanager
def saving() -> Iterator[None]:
    """Run actions and draw the page anew with what they did; an `ActionError` becomes a sentence on this one."""
    with told() as done:
        yield
    if done.ok:
        st.rerun()


@contextmanager
def caught() -> Iterator[None]:
    """Run a page; whatever it raises is shown in words."""
    try:
        yield
    except FragmentHandledException:  # on_script_error has shown it already
        raise
    except Exception as error:
        show(error)


def on_script_error(error: Exception) -> bool:
    """Streamlit's hook for exceptions in callbacks and fragments; always shown by us."""
    show(error)
    return True


def show(error: Exception) -> None:
    """Show the error on the page, and log it when it is unexpected."""
    _ = words()
    if isinstance(error, ActionError):
        st.error(sentence(_, error))
        return
    reference = note(error)
    st.error(_("Something went wrong. What you had saved is safe."))
    st.markdown(_("Tell the administrator this reference number: **{reference}**", reference=reference))
    st.html(f'<p><a href="/" target="_self">{_("Back to the front page")}</a></p>')


def sentence(_: Words, error: ActionError) -> str:
    """The message of an action error in the reader's language, as Markdown: what people typed stays as typed."""
    return _(error.message, **{name: _value(_, value) for name, value in error.values.items()})


def _value(_: Words, value: object) -> object:
    if isinstance(value, tuple):
        return _.listing(_(one) for one in value)
    return as_typed(value) if isinstance(value, str) else value


def note(error: BaseException) -> str:
    """Log an unexpected exception without its message; returns the reference number it was logged with."""
    reference = f"{_four()}-{_four()}"
    log.error("%s %s", reference, trail(error))
    return reference


def _four() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(4))


def trail(error: BaseException) -> str:
    """Types and places of an exception and its causes, without any message."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 8:
        frames = traceback.extract_tb(seen.__traceback__)
        places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        parts.append(f"{type(seen).__module__}.{type(seen).__qualname__} at {places or 'unknown'}")
        seen = seen.__cause__ or seen.__context__
    return " | caused by ".join(parts)


class _WithoutMessages(logging.Filter):
    """Drops Streamlit's own log line of an uncaught exception: it holds the message, and `show` logs the
    rest.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return record.exc_info is None


def keep_messages_out_of_the_log() -> None:
    """Make Streamlit's error log safe; called once where a process starts."""
    logger = logging.getLogger("streamlit.error_util")
    if not any(isinstance(one, _WithoutMessages) for one in logger.filters):
        logger.addFilter(_WithoutMessages())
