"""Whether the database can serve."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from mallipaja.store.engine import Store
from mallipaja.store.versions import is_current


@dataclass(frozen=True, slots=True)
class Health:
    """``database``: it answers; ``migrations``: it has the version of the code."""

    database: bool
    migrations: bool

    @property
    def ok(self) -> bool:
        return self.database and self.migrations


def check_health(store: Store) -> Health:
    """Ask the database now; never raises."""
    try:
        return Health(True, is_current(store))
    except (SQLAlchemyError, OSError):
        return Health(False, False)
