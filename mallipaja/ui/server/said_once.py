"""What Streamlit says of its settings with every run, worked out once.

Each run of each card begins with a message that holds the theme and a few settings. Streamlit reads them anew from all
its options every time, which is a good third of what an empty run costs. Here they are kept until the options are read
anew from their file.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from streamlit import config
from streamlit.runtime import app_session

SAID = ("_populate_theme_msg", "_populate_config_msg")
"""Functions that fill an empty part of the message; the theme's take the name of a section too."""


def say_settings_once() -> None:
    """Make it so for every session of this process; may be called again."""
    for name in SAID:
        fill = getattr(app_session, name)
        if not hasattr(fill, "__wrapped__"):
            setattr(app_session, name, once(fill))


def once(fill: Callable[..., None]) -> Callable[..., None]:
    """The same function, copying what it has filled in before with the same options."""
    kept: dict[tuple[str, ...], tuple[object, Any]] = {}

    @functools.wraps(fill)
    def filled(part: Any, *section: str) -> None:
        options = config.get_config_options()
        known = kept.get(section)
        if known is None or known[0] is not options:
            fresh = type(part)()
            fill(fresh, *section)
            known = kept[section] = (options, fresh)
        if known[1].ByteSize():
            part.CopyFrom(known[1])

    return filled
