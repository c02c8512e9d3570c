"""The address a link is opened at."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from mallipaja.ui import installation


def address_of(token: str) -> str:
    """The address a link opens: on the public address, or where this page was opened."""
    base = installation.current().settings.public_address
    if not base:
        here = urlsplit(st.context.url or "")
        base = f"{here.scheme}://{here.netloc}"
    return f"{base}/i/{token}"
