"""Pages without a browser: the real main script, a real database, and people who have really signed in.

``app(role, page)``   an `AppTest` of the page (its address, "" for the front page) as that person sees it, already
                      run once. Roles are those of ``context_for`` (`tests.small_project`): admin, facilitator,
                      pilot_contact of Keuruu, developer, respondent, anonymous. ``language`` and query parameters
                      can be given: ``app("facilitator", "current-state", language="sv", pilot="laukaa")``.
``example``           the installation with the example project in it, made once per run: for looking only
``place``             the installation the pages use: an SQLite database with the small project in it

Nothing in the service knows of tests. A browser shows its cookies in the websocket handshake; `AppTest` has none, so
`mallipaja.ui.visitor.source` is pointed at the cookies a test put into the session. They are checked against the
database as always: there is no way in here but a session or an invitation that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.links import open_invitation
from mallipaja.actions.sign_in import start_session
from mallipaja.catalogue.load import Catalogue
from mallipaja.settings import ROOT, Settings
from mallipaja.store import people
from mallipaja.store.engine import Store
from mallipaja.ui import installation, visitor
from mallipaja.ui.installation import Installation
from mallipaja.ui.pages import PAGES
from mallipaja.ui.visitor import DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE, Visitor
from tests.databases import Databases
from tests.small_project import TOKEN, Clock, SmallProject

MAIN = ROOT / "mallipaja" / "ui" / "main.py"
COOKIES = "cookies of the test"
PATIENCE_S = 300
"""How long a page may take: only a test that fails waits it out."""


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """Pages are tried on SQLite; what the database does is tried on both in ``tests/store``."""
    return sqlite_store


@pytest.fixture
def place(
    store: Store, small_project: SmallProject, catalogue: Catalogue, clock: Clock
) -> Iterator[Installation]:
    with use(store, catalogue, clock) as made:
        yield made


@contextmanager
def use(store: Store, catalogue: Catalogue, clock: Callable[[], datetime]) -> Iterator[Installation]:
    """Let pages and routes work on this database, with the cookies tests give."""
    url = store.url.render_as_string(hide_password=False)
    made = Installation(Settings(url, ROOT / "data", ROOT, ""), store, lambda: catalogue, clock)
    installation.use(made)
    visitor.source = lambda: Visitor(st.session_state.get(COOKIES, {}))
    yield made
    visitor.source = visitor.of_browser
    installation.use(None)


@pytest.fixture(scope="session")
def shown_example(databases: Databases, example_url: str) -> str:
    return databases.copied(example_url)


@pytest.fixture
def example(shown_example: str, catalogue: Catalogue) -> Iterator[Installation]:
    """The installation with the example project; for looking, not for changing."""
    store = Store(shown_example)
    with use(store, catalogue, Clock()) as made:
        yield made
    store.close()


def open_app(cookies: dict[str, str], language: str = "fi", **query: str) -> AppTest:
    """The main script for somebody with these cookies, not yet run."""
    tried = AppTest.from_file(MAIN, default_timeout=PATIENCE_S)
    tried.session_state[COOKIES] = {**cookies, LANGUAGE_COOKIE: language}
    tried.query_params.update(query)
    return tried


def go_to(tried: AppTest, path: str) -> AppTest:
    """Switch to the page with this address and run it."""
    row = next(row for row in PAGES if row.path == path)
    return tried.switch_page(str(row.source)).run()


def cookies_of(place: Installation, project: SmallProject, role: str) -> dict[str, str]:
    """The cookies of somebody who has signed in or opened their invitation."""
    if role == "anonymous":
        return {}
    context = Context(place.store, ANONYMOUS, place.catalogue(), place.clock)
    if role == "respondent":
        found = open_invitation(context, token=TOKEN)
        assert found is not None
        return {DEVICE_COOKIE: found.secret}
    with place.store.writing("cli:test", place.clock()) as work:
        account = people.account_by_id(work, project.accounts[role])
        assert account is not None
        return {SESSION_COOKIE: start_session(work, account).token}


App = Callable[..., AppTest]


@pytest.fixture
def app(place: Installation, small_project: SmallProject) -> Callable[..., AppTest]:
    """``app(role, page, language="fi", **query)``: the page as that person sees it."""

    def open_page(role: str, page: str = "", *, language: str = "fi", **query: str) -> AppTest:
        tried = open_app(cookies_of(place, small_project, role), language, **query).run()
        return go_to(tried, page) if page else tried

    return open_page
