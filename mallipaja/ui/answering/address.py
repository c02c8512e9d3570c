"""Where in the survey the respondent is, as the page's address says it: ``?r=<handle>&form=1&at=figures``."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

STYLE = Path(__file__).parents[1] / "assets" / "answering.css"
WELCOME, FIRST, GO_ON, REVIEW, THANKS, COPY = "", "first", "go-on", "review", "thanks", "copy"

_SHOWN = "mallipaja.answering.shown"
_BLANK_S = 0.08


def form_number() -> int:
    """The form being answered, from 1; 0 on the welcome screen."""
    text = st.query_params.get("form", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def screen() -> str:
    """The name of the screen: a step's id or one of the names above."""
    return st.query_params.get("at", WELCOME)


def go(form: int = 0, at: str = WELCOME) -> None:
    """Show another screen now."""
    for name, value in (("form", str(form) if form else ""), ("at", at)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    st.rerun()


def come_from_elsewhere() -> None:
    """Have the next screen begin at its top: the page one comes from has been scrolled."""
    st.session_state[_SHOWN] = ()


def sheet() -> DeltaGenerator:
    """The container of a screen. A screen that was not shown before begins at its top.

    Streamlit keeps the scroll position when everything on a page changes. Being blank for a moment makes the page
    short, and the browser goes to its top.
    """
    now = (st.query_params.get("r", ""), form_number(), screen())
    if st.session_state.get(_SHOWN) in (None, now):
        st.session_state[_SHOWN] = now
        return st.container(key="answering")
    st.session_state[_SHOWN] = now
    slot = st.empty()
    time.sleep(_BLANK_S)
    return slot.container(key="answering")
