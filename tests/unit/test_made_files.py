"""A file made at a click is there when the browser asks for it, however many pages of others have run since."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import app_session, media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from mallipaja.i18n import N_, Words
from mallipaja.report.chart_process import PictureNotMade
from mallipaja.ui.server import made_files
from mallipaja.ui.server.made_files import KEPT_S, PRESS_AGAIN, FileHandler, keep_made_files


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[MediaFileManager]:
    monkeypatch.setattr(media_file_manager, "MediaFileMetadata", media_file_manager.MediaFileMetadata)
    monkeypatch.setattr(MediaFileManager, "add_deferred", MediaFileManager.add_deferred)
    monkeypatch.setattr(app_session, "DeferredFileHandler", app_session.DeferredFileHandler)
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


def said(manager: MediaFileManager, button: str) -> str:
    """What stands under the button after it was pressed."""
    request = BackendOperationRequest(request_id="1")
    request.deferred_file.file_id = button
    answer = FileHandler(lambda: manager).handle(request, "session")
    with ThreadPoolExecutor(
        1
    ) as pool:  # browser tests in the same process leave a loop running in this thread
        return pool.submit(asyncio.run, answer).result().error_msg


@pytest.fixture
def pressed(
    manager: MediaFileManager, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[], bytes]], str]:
    monkeypatch.setattr(made_files, "words", lambda: Words("fi"))
    return lambda make: said(manager, manager.add_deferred(make, "image/png", "1.2"))


def failing(error: Exception) -> Callable[[], bytes]:
    def make() -> bytes:
        raise error

    return make


def test_a_file_that_cannot_be_made_is_said_in_words(pressed: Callable[[Callable[[], bytes]], str]) -> None:
    assert pressed(lambda: b"a picture") == ""
    assert pressed(failing(PictureNotMade("LATE", N_("Shorten it.")))) == "Lyhentäkää sitä."


def test_what_failed_is_in_the_log_without_its_words(
    pressed: Callable[[Callable[[], bytes]], str], caplog: pytest.LogCaptureFixture
) -> None:
    told = pressed(failing(ValueError("vastaajan oma teksti")))
    assert "vastaajan" not in told + caplog.text
    assert caplog.records[-1].getMessage()[:9] in told


def test_a_button_of_an_older_page_is_pressed_again(manager: MediaFileManager) -> None:
    assert said(manager, "gone") == PRESS_AGAIN
