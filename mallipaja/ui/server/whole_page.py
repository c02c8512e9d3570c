"""What the browser may send of a page this process has never drawn.

After a restart a browser goes on with the page it has, and sends the next answer as a rerun of one card (a
fragment) of it. Streamlit drops such a message: the new process knows no card yet, nothing is saved, and the page
says nothing. Here the whole page is run instead; it saves whatever differs from what is stored.
"""

from __future__ import annotations

import functools

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession


def run_whole_page_for_unknown_cards() -> None:
    """Make it so for every session of this process; may be called again."""
    asked = AppSession.request_rerun
    if hasattr(asked, "__wrapped__"):
        return

    @functools.wraps(asked)
    def request_rerun(self: AppSession, client_state: ClientState | None) -> None:
        if client_state and client_state.fragment_id and not self.has_fragment(client_state.fragment_id):
            client_state.ClearField("fragment_id")
        asked(self, client_state)

    AppSession.request_rerun = request_rerun  # type: ignore[method-assign]
