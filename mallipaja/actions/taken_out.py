"""The record of exports: who has taken the project's data out, when and how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mallipaja.actions.access import Job, Right, action
from mallipaja.store import history, whole

MOST = 500


@dataclass(frozen=True, slots=True)
class Export:
    """Data taken out: ``what`` names the kind of file, ``rows`` how many rows of data it had."""

    at: datetime
    who: str
    what: str
    rows: int


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_exports(job: Job, *, project_id: str) -> list[Export]:
    """The exports of a project, the latest first, at most `MOST`."""
    found = whole.exports(job, project_id, MOST)
    names = history.names_of(job, {who.removeprefix("account:") for _, who, _, _ in found})
    return [
        Export(at, names.get(who.removeprefix("account:"), who), what, rows) for at, who, what, rows in found
    ]
