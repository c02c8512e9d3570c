"""The bin: what was removed, and bringing it back."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import one_of
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import bin as store
from mallipaja.store import record, schema
from mallipaja.store.bin import Binned

PARENT_BINNED = N_("What this belongs to is in the bin too. Bring that back first.")
_PARENTS = {
    "unit": (("organisation_id", schema.organisation), ("actor_id", schema.actor)),
    "actor": (("organisation_id", schema.organisation),),
    "task": (("pilot_id", schema.pilot),),
    "meeting": (("pilot_id", schema.pilot),),
}


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
    ActionError : what it belongs to is in the bin too.
    """
    one_of(entity, store.TABLES)
    if (entity, record_id) not in {(one.entity, one.id) for one in store.binned(job, project_id)}:
        raise NotFound(entity)
    table, _ = store.TABLES[entity]
    row = record.get(job, table, record_id, binned=True)
    for column, parent in _PARENTS.get(entity, ()):
        parent_id = row._mapping[column]
        if parent_id and record.get(job, parent, parent_id, binned=True).deleted_at is not None:
            raise ActionError("PARENT_BINNED", PARENT_BINNED)
    record.take_from_bin(job, table, record_id, project_id=project_id)


@action(Right.ADMINISTER, writes=False)
def list_binned_projects(job: Job) -> list[Binned]:
    """The projects in the bin, the latest first."""
    return store.binned_projects(job)


@action(Right.ADMINISTER, "project_id")
def restore_project(job: Job, *, project_id: str) -> None:
    """Bring a whole project back from the bin."""
    record.take_from_bin(job, schema.project, project_id, project_id=project_id)
