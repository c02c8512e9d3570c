"""Whether the database can do its work; for ``/healthz``."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from mallipaja import __version__
from mallipaja.store.engine import Store
from mallipaja.store.versions import SHIPPED, version_of


@dataclass(frozen=True, slots=True)
class Health:
    """What a monitor needs to know; nothing about the data.

    ``database`` says whether it could be read, ``migrations_current`` whether it is at the version of the code.
    """

    database: bool
    migrations_current: bool
    version: str

    @property
    def is_well(self) -> bool:
        return self.database and self.migrations_current


def health(store: Store) -> Health:
    """The state of the database now; a database that cannot be reached is an answer, not an error."""
    try:
        found = version_of(store)
    except SQLAlchemyError:
        return Health(database=False, migrations_current=False, version=__version__)
    return Health(database=True, migrations_current=found == SHIPPED.newest, version=__version__)
