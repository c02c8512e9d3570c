"""A table pasted on a page: the box for it, and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from mallipaja.errors import ProblemsError
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving

LENGTH = 20_000


def draw(_: Words, key: str, label: str, press: str, take: Callable[[str], object]) -> None:
    """A box whose text is taken at the press, and the page drawn anew; every problem of every line is told instead when
    there are any.
    """
    with st.form(key, border=False):
        text = st.text_area(label, height=160, max_chars=LENGTH)
        sent = st.form_submit_button(press)
    if not sent:
        return
    try:
        with saving():
            take(text)
    except ProblemsError as error:
        for problem in error.problems:
            one = problem.in_language(_)
            line = _("Line {number}: {text}", number=one.line, text=f"{one.message} {one.allowed} {one.fix}")
            st.error(as_typed(line))
