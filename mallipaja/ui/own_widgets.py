"""What is chosen and typed for one pilot stays with it.

Streamlit takes a widget with the key of one that was there before for the same widget, so what was typed for one pilot
stood in the fields of the next one chosen, and a press saved it there. The key of a page goes into the identity of its
widgets: here the pilot goes into that of the page. Written for Streamlit 1.67.
"""

from __future__ import annotations

from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from mallipaja.store.projects import Pilot


def belong_to(pilot: Pilot) -> None:
    """From here to the end of the page's run every widget is this pilot's, whatever its key."""
    page = ThreadState.get().active_script_hash.partition("/")[0]
    ThreadState.update(active_script_hash=f"{page}/{pilot.id}")
