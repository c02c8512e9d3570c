"""Addresses of this service as people outside it write them."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from mallipaja.ui import installation


def public_link(path: str) -> str:
    """The path on the public address, or where this page was opened when none has been set."""
    base = installation.current().settings.public_address
    if not base:
        here = urlsplit(st.context.url or "")
        base = f"{here.scheme}://{here.netloc}"
    return f"{base}/{path.lstrip('/')}"
