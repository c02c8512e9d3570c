"""A box for a file of the person's, in the page's language as far as Streamlit lets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.ui.as_typed import in_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

MOST_MEGABYTES = 10
"""As in ``.streamlit/config.toml``."""


def file_box(_: Words, label: str, endings: Sequence[str], *, key: str) -> UploadedFile | None:
    """The file that was chosen. Streamlit's own button and limit are English only: ours stand in their place."""
    words = in_style(_("Choose a file"))
    st.html(f'<style>:root {{ --choose-a-file: "{words}"; }}</style>')
    given = st.file_uploader(label, type=list(endings), key=key)
    st.caption(_("At most {count} megabytes.", count=_.number(MOST_MEGABYTES)))
    return given
