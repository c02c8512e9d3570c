"""Where in the survey the respondent is, as the page's address says it: ``?r=<handle>&form=1&at=figures``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parents[1] / "assets" / "answering.css"
WELCOME, FIRST, GO_ON, REVIEW, THANKS, COPY = "", "first", "go-on", "review", "thanks", "copy"


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
