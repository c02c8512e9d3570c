"""Reading the history: who saved what and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.schema import history


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history. ``before`` and ``after`` hold the changed fields as JSON gives them."""

    entity_id: str
    at: datetime
    who: str
    change: str
    revision: int | None
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changes(work: Work, project_id: str, entity: str, entity_id: str | None = None) -> list[Change]:
    """The changes of one kind of record in a project, newest first; with ``entity_id`` of one record."""
    query = select(history).where(history.c.project_id == project_id, history.c.entity == entity)
    if entity_id is not None:
        query = query.where(history.c.entity_id == entity_id)
    return all_as(work, Change, query.order_by(history.c.seq.desc()))
