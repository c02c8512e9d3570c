"""The theme, read from the configuration once.

Streamlit reads some two hundred options of the theme anew for every rerun of every tab: about a tenth of what a poll
of a live workshop costs. They cannot change while the server runs.
"""

from __future__ import annotations

import functools

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def read_theme_once() -> None:
    """Make it so for every session of this process; may be called again."""
    read = app_session._populate_theme_msg
    if hasattr(read, "__wrapped__"):
        return
    known: dict[str, CustomThemeConfig] = {}

    @functools.wraps(read)
    def remembered(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            theme = CustomThemeConfig()
            read(theme, section)
            known[section] = theme
        if known[section].ByteSize():  # an empty one is left out, as Streamlit does
            message.MergeFrom(known[section])

    app_session._populate_theme_msg = remembered
