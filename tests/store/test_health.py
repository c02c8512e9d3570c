"""The health of the database, as a monitor asks for it."""

from __future__ import annotations

from pathlib import Path

from mallipaja import __version__
from mallipaja.store.engine import Store
from mallipaja.store.health import Health, health


def test_a_prepared_database_is_well(store: Store) -> None:
    found = health(store)
    assert found == Health(database=True, migrations_current=True, version=__version__)
    assert found.is_well


def test_an_empty_database_is_not_current(empty_url: str) -> None:
    store = Store(empty_url)
    found = health(store)
    assert (found.database, found.migrations_current, found.is_well) == (True, False, False)
    store.close()


def test_a_database_that_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"this is not a database" * 500)
    for url in (f"sqlite:///{broken}", "postgresql+psycopg://nobody@/none?host=/nowhere&connect_timeout=2"):
        store = Store(url)
        assert health(store) == Health(database=False, migrations_current=False, version=__version__)
        store.close()
