"""The mark of example data, above every page of an example project."""

from __future__ import annotations

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.store.projects import Project


def example_mark(_: Words, project: Project | None) -> None:
    """Say that what the page shows is invented, when it is."""
    if project is not None and project.is_example:
        st.info(_("Example data: the units, people and answers of this project are invented."))
