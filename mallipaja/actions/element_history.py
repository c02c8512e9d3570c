"""How one element has changed over time: versions of the generic model, and what each pilot has said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.model_editor import versions_of
from mallipaja.actions.projects import visible_pilots
from mallipaja.store import history as history_store
from mallipaja.store import variants as store

Kind = Literal["version", "stance", "change"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an element.

    ``pilot`` is the pilot's name, "" for a version of the generic model. ``change`` is add, change, bin or restore;
    ``after`` the fields that were written, as the history has them. Of a version ``after`` has ``version``, ``note`` and
    the ``parts`` that changed.
    """

    at: datetime
    kind: Kind
    pilot: str
    change: str
    after: Mapping[str, Any]


@action(Right.COMPARE, "project_id", writes=False)
def element_history(job: Job, *, project_id: str, element: str) -> tuple[Event, ...]:
    """What has happened to an element, oldest first: of the pilots those the actor may see."""
    return tuple(
        sorted([*_versions(job, element), *_pilots(job, project_id, element)], key=lambda one: one.at)
    )


def _versions(job: Job, element: str) -> Iterator[Event]:
    for version in versions_of(job):
        for change in version.changes:
            if change.element == element:
                told = {"version": version.version, "note": version.note, "parts": change.parts}
                yield Event(version.created_at, "version", "", change.kind, told)


def _pilots(job: Job, project_id: str, element: str) -> Iterator[Event]:
    names: dict[str, str] = {}
    variants = {row.pilot_id: row.id for row in store.variants(job, project_id)}
    for pilot in visible_pilots(job, project_id):
        if pilot.id in variants:
            for record_id in store.records_of_element(job, variants[pilot.id], element):
                names[record_id] = pilot.name
    kinds: tuple[tuple[str, Kind], ...] = (("stance", "stance"), ("adaptation", "change"))
    for entity, kind in kinds:
        for line in reversed(history_store.changes(job, project_id, entity)):
            if line.entity_id in names:
                yield Event(line.at, kind, names[line.entity_id], line.change, line.after or {})
