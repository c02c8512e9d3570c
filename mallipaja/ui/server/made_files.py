"""Files that are made when a button is pressed, kept until the browser has fetched them.

Streamlit makes such a file at the click, tells the browser its address, and deletes it when the pages of anybody have
run twice since. Where many answer at once that is before the browser asks for it, and the click gives nothing. Here the
file stays a while, whoever else is at work.
"""

from __future__ import annotations

import time

from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind

KEPT_S = 60.0
"""A browser asks for the file at once; a minute is for the slowest line."""


class LastingMetadata(MediaFileMetadata):
    """Of a file to download: it goes when Streamlit has no more use for it and its time is over."""

    def __init__(self, kind: MediaFileKind = MediaFileKind.MEDIA) -> None:
        super().__init__(kind)
        self._made_at = time.monotonic()

    @property
    def is_marked_for_delete(self) -> bool:
        return super().is_marked_for_delete and time.monotonic() - self._made_at >= KEPT_S


def keep_made_files() -> None:
    """Make it so for every file of this process; may be called again."""
    media_file_manager.MediaFileMetadata = LastingMetadata  # type: ignore[misc]
