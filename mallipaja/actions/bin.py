"""The bin: what was removed, and bringing it back."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.store import bin as store
from mallipaja.store import record, schema
from mallipaja.store.bin import Binned


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_bin(job: Job, *, project_id: str) -> list[Binned]:
    """What of the project lies in the bin, the latest first."""
    return store.binned(job, project_id)


@action(Right.RUN_PROJECT, "project_id")
def restore(job: Job, *, project_id: str, entity: str, record_id: str) -> None:
    """Bring a thing back from the project's bin.

    Raises
    ------
    NotFound : the bin of the project has no such thing.
    ActionError : what it belongs to is in the bin too, or the same has been added again.
    """
    store.bring_back(job, entity, record_id, project_id=project_id)


@action(Right.ADMINISTER, writes=False)
def list_binned_projects(job: Job) -> list[Binned]:
    """The projects in the bin, the latest first."""
    return store.binned_projects(job)


@action(Right.ADMINISTER, "project_id")
def restore_project(job: Job, *, project_id: str) -> None:
    """Bring a whole project back from the bin."""
    record.take_from_bin(job, schema.project, project_id, project_id=project_id)
