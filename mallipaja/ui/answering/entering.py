"""Going to write answers for others: the answer page, in the name of who writes."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Actor
from mallipaja.actions.on_behalf import Entry, find_entry
from mallipaja.actions.projects import list_projects
from mallipaja.errors import Refused
from mallipaja.i18n import Words
from mallipaja.store.joint import Writing
from mallipaja.ui.answering.address import come_from_elsewhere
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.pages import PAGES_FOLDER, facilitates, responds
from mallipaja.ui.session import HANDLE_LENGTH, context


def enter(entry: Entry, *, projector: bool = False) -> None:
    """Show the answer page with this form."""
    query = {"r": entry.invitation_id[:HANDLE_LENGTH]} | ({"projector": "1"} if projector else {})
    come_from_elsewhere()
    st.switch_page(str(PAGES_FOLDER / "respond" / "answer.py"), query_params=query)


def may_write(actor: Actor) -> bool:
    """Whether the person has a link of their own, or writes for others on what the page's address names."""
    return responds(actor) or named_entry(actor) is not None


def named_entry(actor: Actor) -> Writing | None:
    """The joint or paper form the page's address names, of a project the person runs."""
    handle = st.query_params.get("r", "")
    if not facilitates(actor) or len(handle) < HANDLE_LENGTH:
        return None
    asked = context()
    for project in list_projects(asked):
        try:
            found = find_entry(asked, project_id=project.id, handle=handle)
        except Refused:
            continue  # a project one belongs to without running it
        if found is not None:
            return found
    return None


def draw_writing(writing: Writing, _: Words) -> None:
    """Whose form somebody writes in, and the way back to the surveys."""
    if writing.paper:
        st.info(_("You write in what was answered on paper: {name}.", name=as_typed(writing.name)))
    st.page_link(str(PAGES_FOLDER / "facilitate" / "surveys.py"), label=_("Back to the surveys"))
