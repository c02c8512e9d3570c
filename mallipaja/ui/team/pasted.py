"""A table pasted on a page: what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from mallipaja.errors import ProblemsError
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving


@contextmanager
def taking(_: Words) -> Iterator[None]:
    """Take a pasted table and draw the page anew; every problem of every line is told instead when there are any."""
    try:
        with saving():
            yield
    except ProblemsError as error:
        for problem in error.problems:
            one = problem.in_language(_)
            line = _("Line {number}: {text}", number=one.line, text=f"{one.message} {one.allowed} {one.fix}")
            st.error(as_typed(line))
