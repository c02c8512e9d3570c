"""Taking a text with a client's data out for good: said first what it does, since nothing brings it back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.ui.editing import do


def draw(_: Words, clean: Callable[[], object], said_in: str, key: str) -> None:
    """A button that opens what will happen, and in it the button that does it.

    Parameters
    ----------
    said_in : where the page says what went wrong (`ui.editing.said`).
    """
    with st.popover(_("Client data?"), key=f"{key}.redact.why"):
        st.write(
            _(
                "Removing takes the text out of the board, the history, the minutes and every later export. "
                "It cannot be brought back. Backups made earlier still have it."
            )
        )
        st.button(_("Remove the text for good"), on_click=do, args=(said_in, clean), key=f"{key}.redact")
