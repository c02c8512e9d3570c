"""A file made at a click is there when the browser asks for it, however many pages of others have run since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from mallipaja.ui.server import made_files
from mallipaja.ui.server.made_files import KEPT_S, keep_made_files


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[MediaFileManager]:
    monkeypatch.setattr(media_file_manager, "MediaFileMetadata", media_file_manager.MediaFileMetadata)
    keep_made_files()
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def made(manager: MediaFileManager) -> str:
    """The name of a file that was just made because somebody pressed its button."""
    button = manager.add_deferred(lambda: b"a picture", "image/png", "1.2", "picture.png")
    return PurePosixPath(manager.execute_deferred(button)).name


def test_others_do_not_take_it_away(manager: MediaFileManager) -> None:
    name = made(manager)
    for _run in range(20):
        manager.remove_orphaned_files()
    found = manager.read_file(name)
    assert found is not None
    assert found.content == b"a picture"


def test_it_goes_when_its_time_is_over(manager: MediaFileManager, monkeypatch: pytest.MonkeyPatch) -> None:
    name = made(manager)
    manager.remove_orphaned_files()
    later = made_files.time.monotonic() + KEPT_S
    monkeypatch.setattr(made_files.time, "monotonic", lambda: later)
    manager.remove_orphaned_files()
    assert manager.read_file(name) is None


def test_pressed_again_it_is_made_again(manager: MediaFileManager) -> None:
    assert made(manager) == made(manager)
