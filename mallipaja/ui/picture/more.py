"""“More methods”: what most pilots never need, out of sight until it is asked for, and not computed before."""

from __future__ import annotations

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.store.projects import Project
from mallipaja.ui.shell import projector


def more_methods(_: Words, project: Project, view: str) -> bool:
    """The switch under a view; on from the start in a project whose scope is wide. Never on a projector."""
    if projector():
        return False
    st.divider()
    return switch(_, project, view)


def switch(_: Words, project: Project, view: str) -> bool:
    """The same without a line over it."""
    return st.toggle(
        _("More methods"),
        value=project.scope == "wide",
        key=f"more.{view}.{project.id}",
        help=_("For those who know the methods: each figure has its definition and source beside it."),
    )
