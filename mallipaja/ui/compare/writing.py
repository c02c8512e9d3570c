"""A model written as an Innokylä page: a field at a time to copy, as files, and where each sentence is from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import Library
from mallipaja.actions.describing import describe_model, describe_pilot
from mallipaja.actions.model_files import FileDescription
from mallipaja.actions.projects import list_pilots
from mallipaja.exchange.innokyla_text import as_text, fields
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import current_project

PILOT = "pilot:"
SHORT = 40


def draw(_: Words, asked: Context, library: Library) -> None:
    """The whole view."""
    offered = {one.id: one.name.get(_.language) for one in library.described}
    offered |= {one.id: one.name.get(_.language) for one in library.adopted}
    project = current_project(asked) if asked.actor.signed_in else None
    pilots = list_pilots(asked, project_id=project.id) if project else []
    offered |= {PILOT + one.id: one.name for one in pilots}
    if not offered:
        st.info(_("There is no model to describe yet."))
        return
    chosen = st.selectbox(
        _("Model"), list(offered), format_func=lambda one: offered[one], key=f"writing.model.{_.language}"
    )
    found = (
        describe_pilot(asked, pilot_id=chosen.removeprefix(PILOT))
        if chosen.startswith(PILOT)
        else describe_model(asked, model_id=chosen)
    )
    st.caption(
        _("In Finnish, in the order of an Innokylä page. The button at the corner of a field copies it.")
    )
    _files(_, found, chosen.removeprefix(PILOT))
    for label, text in fields(found.description):
        st.markdown(f"**{label}**")
        st.code(text, language=None, wrap_lines=True)
    _sources(_, found)


def _files(_: Words, found: FileDescription, name: str) -> None:
    def docx() -> bytes:
        from mallipaja.exchange.innokyla_docx import as_docx

        return as_docx(found.description, found.labels)

    with st.container(horizontal=True):
        st.download_button(
            _("Word document (.docx)"), docx, file_name=f"{name[:SHORT]}.docx", on_click="ignore",
            mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            key=f"writing.docx.{_.language}",
        )  # fmt: skip
        st.download_button(
            _("Text (.txt)"), as_text(found.description).encode(), file_name=f"{name[:SHORT]}.txt", mime="text/plain",
            on_click="ignore", key=f"writing.txt.{_.language}",
        )  # fmt: skip


def _sources(_: Words, found: FileDescription) -> None:
    with st.expander(_("Where is each sentence from?")):
        lines = [
            {
                _("Element"): found.labels.get(one.element, one.element),
                _("Sentence"): as_typed(one.text),
                _("Source"): as_typed(one.source or "–"),
            }
            for one in dict.fromkeys(found.description.sentences())
        ]
        if lines:
            st.table(pd.DataFrame(lines).set_index(_("Element")))
