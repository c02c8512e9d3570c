"""Files that are made when a button is pressed: kept until the browser has fetched them, and said in words when they fail.

Streamlit makes such a file at the click, tells the browser its address, and deletes it when the pages of anybody have
run twice since. Where many answer at once that is before the browser asks for it, and the click gives nothing. Here the
file stays a while, whoever else is at work.

A file that cannot be made is an English line under the button, and in the log it is the error's own message, which may
quote what people wrote. Here the line is a sentence in the reader's language, and the log gets what it gets of any error.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session, media_file_manager
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind

from mallipaja.errors import ActionError
from mallipaja.i18n import Words
from mallipaja.ui.errors import note, sentence
from mallipaja.ui.session import words

KEPT_S = 60.0
"""A browser asks for the file at once; a minute is for the slowest line."""
PRESS_AGAIN = "↻"
"""In every language: the page has been drawn anew since, and the button on it works."""
_add_deferred = MediaFileManager.add_deferred


class LastingMetadata(MediaFileMetadata):
    """Of a file to download: it goes when Streamlit has no more use for it and its time is over."""

    def __init__(self, kind: MediaFileKind = MediaFileKind.MEDIA) -> None:
        super().__init__(kind)
        self._made_at = time.monotonic()

    @property
    def is_marked_for_delete(self) -> bool:
        return super().is_marked_for_delete and time.monotonic() - self._made_at >= KEPT_S


class NotMadeError(Exception):
    """A file was not made; the message is what the person who asked for it reads."""


class FileHandler(DeferredFileHandler):
    """Answers a press of a button with the file's address, or with why there is no file."""

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        asked = request.deferred_file.file_id
        try:
            url = await asyncio.to_thread(self._get_media_file_mgr().execute_deferred, asked)
        except Exception as error:
            said = str(error.__cause__) if isinstance(error.__cause__, NotMadeError) else PRESS_AGAIN
            return BackendOperationResponse(request_id=request.request_id, error_msg=said)
        made = DeferredFileResponsePayload(url=url)
        return BackendOperationResponse(request_id=request.request_id, deferred_file=made)


def saying(make: Callable[[], Any], _: Words) -> Callable[[], Any]:
    """The maker of a file, whose failures are sentences for a person."""

    def made() -> Any:
        try:
            return make()
        except ActionError as error:
            raise NotMadeError(sentence(_, error)) from None
        except Exception as error:
            said = _("The file could not be made. Tell the administrator this reference number: {reference}",
                     reference=note(error))  # fmt: skip
            raise NotMadeError(said) from None

    return made


def _add(manager: MediaFileManager, data_callable: Callable[[], Any], *arguments: Any, **options: Any) -> str:
    return _add_deferred(manager, saying(data_callable, words()), *arguments, **options)


def keep_made_files() -> None:
    """Make it so for every file of this process; may be called again."""
    media_file_manager.MediaFileMetadata = LastingMetadata  # type: ignore[misc]
    MediaFileManager.add_deferred = _add  # type: ignore[method-assign,assignment]
    app_session.DeferredFileHandler = FileHandler  # type: ignore[attr-defined]
