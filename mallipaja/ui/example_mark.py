"""The mark of example data, in the row above every page of an example project."""

from __future__ import annotations

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.store.projects import Project


def example_mark(_: Words, project: Project) -> None:
    """Say that what the page shows is invented, when it is."""
    words = example_words(_, project)
    if words:
        st.badge(words, color="orange")


def example_words(_: Words, project: Project) -> str:
    """The mark of example data; "" for a real project."""
    return _("Example data: everything in this project is invented") if project.is_example else ""
