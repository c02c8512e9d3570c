"""The ASGI application: `mallipaja serve` and `streamlit run app.py` both serve this."""

from pathlib import Path

import streamlit as st

from mallipaja.ui.errors import on_script_error
from mallipaja.ui.server.headers import MIDDLEWARE
from mallipaja.ui.server.lifespan import lifespan
from mallipaja.ui.server.light_copies import copy_lightly
from mallipaja.ui.server.made_files import keep_made_files
from mallipaja.ui.server.routes import ROUTES
from mallipaja.ui.server.said_once import say_settings_once
from mallipaja.ui.server.whole_page import run_whole_page_for_unknown_cards

run_whole_page_for_unknown_cards()
say_settings_once()
copy_lightly()
keep_made_files()

app = st.App(
    Path(__file__).parent / "mallipaja" / "ui" / "main.py",
    middleware=MIDDLEWARE,
    routes=ROUTES,
    lifespan=lifespan,
    on_script_error=on_script_error,
)
