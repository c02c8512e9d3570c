"""Fixtures for every test. The databases are real; see `tests.databases` and `tests.small_project`.

``store``            an empty database with all tables; the test runs once on SQLite and once on PostgreSQL
``small_project``    ids of a small project put into ``store``
``clock``            a clock that stands still until ``clock.advance(minutes=1)``
``context_for``      ``context_for("facilitator")``: a `Context` of that role in the small project (admin,
                     facilitator, pilot_contact of Keuruu, developer, respondent with the one invitation,
                     anonymous)
``sqlite_store``     the same as ``store`` on SQLite only, for tests that are not about the database
``example_url``      address of a database with the example project; copy it
``empty_url``        address of a database without tables, on both databases

What decides whether a change lands must not hang on luck or on how busy the machine is: Hypothesis makes the same cases in
every run and measures no time. MALLIPAJA_SEARCH=1 looks for new cases. Passwords are hashed with little work here, except
where the work is what is tested.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from mallipaja.actions import passwords
from mallipaja.store.engine import Store
from tests.databases import KINDS, NO_SERVER, Databases, NoServerError, stop_server
from tests.small_project import Clock, SmallProject, actor_for, fill

if TYPE_CHECKING:
    from mallipaja.actions.access import Context
    from mallipaja.catalogue.load import Catalogue

settings.register_profile(
    "mallipaja", deadline=None, suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("MALLIPAJA_SEARCH"),
)  # fmt: skip
settings.load_profile("mallipaja")

FOLDER = pytest.StashKey[Path]()
BOTH = [pytest.param(kind, marks=pytest.mark.postgresql if kind == "postgresql" else ()) for kind in KINDS]


def pytest_configure(config: pytest.Config) -> None:
    worker = getattr(config, "workerinput", None)
    if worker is None:
        config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="mallipaja-tests-"))
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server is stopped then too
    else:
        config.stash[FOLDER] = Path(worker["mallipaja_folder"])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist the folder of the run."""
    node.workerinput["mallipaja_folder"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(FOLDER, None)
    if folder is not None and not hasattr(config, "workerinput"):
        stop_server(folder)
        shutil.rmtree(folder, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say once, at the end, that there was no PostgreSQL server: the tests that needed it have failed."""
    said = {str(report.longrepr) for report in terminalreporter.stats.get("error", ())}
    for line in sorted(line for line in said if line.startswith(NO_SERVER)):
        terminalreporter.write_line(line, red=True)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> None:
    """Argon2id with the least work it allows: a hash of today's settings takes 64 MiB and a tenth of a second."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    return Databases(request.config.stash[FOLDER])


def _or_fail(make: Callable[[str], str], kind: str) -> str:
    try:
        return make(kind)
    except NoServerError as error:
        reason = str(error)
    pytest.fail(reason, pytrace=False)


@pytest.fixture(params=BOTH)
def store(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """An empty database with all tables, on SQLite and on PostgreSQL."""
    url = _or_fail(databases.filled, request.param)
    opened = Store(url)
    yield opened
    opened.close()
    databases.give_back(url)


@pytest.fixture
def sqlite_store(databases: Databases) -> Iterator[Store]:
    """An empty SQLite database with all tables."""
    url = databases.filled("sqlite")
    opened = Store(url)
    yield opened
    opened.close()
    databases.give_back(url)


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """Address of a database without tables, on SQLite and on PostgreSQL."""
    url = _or_fail(databases.empty, request.param)
    yield url
    databases.drop(url)


@pytest.fixture
def small_project(store: Store) -> SmallProject:
    return fill(store)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped definitions, as the app uses them."""
    from mallipaja.actions.catalogue import checked_catalogue
    from mallipaja.settings import ROOT

    return checked_catalogue(ROOT)


@pytest.fixture(scope="session")
def example_url(databases: Databases, catalogue: Catalogue) -> str:
    """Address of a database with the example project, made once in a run: ``databases.copied(example_url)`` is yours."""
    from mallipaja.actions.access import Context, cli_actor
    from mallipaja.actions.demo import create_example

    return databases.once(
        "example", lambda store: create_example(Context(store, cli_actor("test"), catalogue, Clock()))
    )


@pytest.fixture
def context_for(
    store: Store, small_project: SmallProject, clock: Clock, catalogue: Catalogue
) -> Callable[[str], Context]:
    """``context_for(role)`` is a `Context` of that role in the small project."""
    from mallipaja.actions.access import Context

    def make(role: str) -> Context:
        return Context(store, actor_for(role, small_project), catalogue, clock)

    return make
