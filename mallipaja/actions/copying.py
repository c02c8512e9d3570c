"""Copying a project: its structure, without anything people have answered, agreed or recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.projects import new_project
from mallipaja.store import projects as store
from mallipaja.store import record, schema
from mallipaja.store.schema import Table


@action(Right.ADMINISTER, "project_id")
def copy_project(job: Job, *, project_id: str, name: str) -> str:
    """A new project with the same pilots, organisations, actors, rosters and units; returns its id.

    Keys stay the same, so that the two can be compared. Surveys, answers, meetings, drafts, variants and
    people are not copied, and a copy of the example is not an example.
    """
    old = record.get(job, schema.project, project_id)
    languages = tuple(old.languages)
    fresh = new_project(job, name, old.scope, languages, is_example=False, months=old.retention_months)
    copy = _Copy(job, fresh)
    for pilot in store.pilots(job, project_id):
        copy.add(schema.pilot, pilot, "key", "name", "kind", "municipality_code", "position")
    for organisation in store.organisations(job, project_id):
        copy.add(schema.organisation, organisation, "key", "name", "sector", "valid_from", "valid_to")
    for actor in store.actors(job, project_id):
        fields = ("key", "name", "sector", "position", "valid_from", "valid_to", "organisation_id")
        copy.add(schema.actor, actor, *fields)
    for pilot in store.pilots(job, project_id):
        for actor in store.actors(job, project_id, pilot.id):
            copy.link(schema.pilot_actor, pilot_id=pilot.id, actor_id=actor.id)
    for unit in store.units(job, project_id):
        if not {unit.organisation_id, unit.actor_id} <= copy.ids.keys():
            continue  # its employer or actor lies in the bin
        copy.add(schema.unit, unit, "key", "name", "organisation_id", "actor_id")
        for pilot_id in unit.pilots:
            copy.link(schema.unit_pilot, unit_id=unit.id, pilot_id=pilot_id)
    return fresh


class _Copy:
    """A copy under way: knows the new id of everything copied so far."""

    def __init__(self, job: Job, project_id: str) -> None:
        self.job, self.project_id = job, project_id
        self.ids: dict[str, str] = {}

    def add(self, table: Table, one: Any, *fields: str) -> None:
        """Copy a record; fields that name other records name their copies."""
        values = self._renamed({field: getattr(one, field) for field in fields})
        values["project_id"] = self.project_id
        self.ids[one.id] = record.add(self.job, table, values, project_id=self.project_id)

    def link(self, table: Table, **ends: str) -> None:
        """Copy a link between two copied records."""
        record.add(self.job, table, self._renamed(ends), project_id=self.project_id)

    def _renamed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            field: self.ids.get(value) if field.endswith("_id") and value else value
            for field, value in values.items()
        }
