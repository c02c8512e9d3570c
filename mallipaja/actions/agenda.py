"""The agenda of a workshop: its blocks, their order, and how they are run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.actions.workshops import checked_minutes, let_run, put_in_order
from mallipaja.store import record, schema
from mallipaja.store import workshops as store
from mallipaja.workshop import agenda


@action(Right.RUN_PROJECT, "workshop_id")
def add_block(
    job: Job, *, workshop_id: str, title: str, minutes: int = 15, kind: str = "block", note: str = ""
) -> str:
    """Add a block to the end of the agenda."""
    values = _checked_block({"kind": kind, "title": title, "minutes": minutes, "note": note})
    position = store.next_position(job, "blocks", workshop_id)
    block_id = record.add(
        job,
        schema.agenda_block,
        {"workshop_id": workshop_id, "position": position, **values},
        project_id=job.project_id,
    )
    store.touch(job, workshop_id)
    return block_id


@action(Right.RUN_PROJECT, "block_id")
def change_block(job: Job, *, block_id: str, values: Mapping[str, Any], revision: int | None) -> None:
    """Change a block's kind, title, minutes or note."""
    fresh = _checked_block({k: v for k, v in values.items() if k in {"kind", "title", "minutes", "note"}})
    _change_block(job, block_id, fresh, revision)


@action(Right.RUN_PROJECT, "block_id")
def remove_block(job: Job, *, block_id: str) -> None:
    """Move a block to the bin."""
    workshop_id = record.get(job, schema.agenda_block, block_id).workshop_id
    record.put_in_bin(job, schema.agenda_block, block_id, project_id=job.project_id)
    store.touch(job, workshop_id)


@action(Right.RUN_PROJECT, "workshop_id")
def order_blocks(job: Job, *, workshop_id: str, order: tuple[str, ...]) -> None:
    """Put the blocks in this order; those left out come after, as they were."""
    mine = [one.id for one in store.blocks(job, workshop_id)]
    put_in_order(job, schema.agenda_block, mine, order)
    store.touch(job, workshop_id)


@action(Right.RUN_PROJECT, "block_id")
def run_block(job: Job, *, block_id: str) -> None:
    """Begin a block: the one that runs ends."""
    let_run(job, record.get(job, schema.agenda_block, block_id).workshop_id, block_id)


@action(Right.RUN_PROJECT, "block_id")
def end_block(job: Job, *, block_id: str) -> None:
    """End a block."""
    block = record.get(job, schema.agenda_block, block_id)
    _change_block(job, block_id, {"started_at": block.started_at or job.at, "ended_at": job.at})


def _change_block(job: Job, block_id: str, values: Mapping[str, Any], revision: int | None = None) -> None:
    record.change(job, schema.agenda_block, block_id, values, revision=revision, project_id=job.project_id)
    store.touch(job, record.get(job, schema.agenda_block, block_id).workshop_id)


def _checked_block(values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    if "kind" in found:
        one_of(found["kind"], agenda.BLOCK_KINDS)
    if "title" in found:
        found["title"] = tidy_name(found["title"])
    if "note" in found:
        found["note"] = long_text(found["note"])
    if "minutes" in found:
        found["minutes"] = checked_minutes(found["minutes"])
    return found
