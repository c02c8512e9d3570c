"""A button that acts on what the page's inputs hold when it is pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from mallipaja.ui.editing import do

Kind = Literal["primary", "secondary", "tertiary"]


def button(
    label: str,
    name: str,
    action: Callable[[], object],
    done: str = "",
    *,
    key: str,
    kind: Kind = "secondary",
    disabled: bool = False,
    run: Callable[[str, Callable[[], object], str], None] = do,
) -> None:
    """Draw the button; pressed, it runs ``action`` and draws the page again with what there is to say.

    A callback would hold the inputs as they were when the page was last drawn, and lose what was typed just before the
    button was pressed.

    Parameters
    ----------
    name : of the form whose `editing.said` tells how it went.
    run : what runs the action and keeps its sentence.
    """
    if st.button(label, key=key, type=kind, disabled=disabled):
        run(name, action, done)
        st.rerun()
