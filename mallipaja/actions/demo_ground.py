"""What the example project stands on: its pilots, organisations, actors and units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from mallipaja.actions.access import Job
from mallipaja.actions.projects import new_project
from mallipaja.catalogue.example import ExampleProject, ExampleUnit
from mallipaja.store import record, schema
from mallipaja.store import surveys as survey_store


@dataclass(slots=True)
class Ground:
    """The project while it is made: ids of its pilots, organisations and actors by key, and the units in order.

    ``rng`` is drawn from in the order things are made: the same seed gives the same project.
    """

    job: Job
    definition: ExampleProject
    rng: Random
    project_id: str = ""
    pilots: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    units: list[tuple[str, ExampleUnit]] = field(default_factory=list)

    def lay(self) -> None:
        """Make the project and all these."""
        languages = ("fi", "sv", "en")
        self.project_id = new_project(self.job, self.definition.name, "basic", languages, is_example=True)
        self._places()
        self._units()

    def add(self, table: schema.Table, **values: object) -> str:
        """A record of the project; returns its id."""
        return record.add(self.job, table, values, project_id=self.project_id)

    def link(self, table: schema.Table, **values: object) -> None:
        """A row that only joins two records."""
        survey_store.add_links(self.job, [(table, {"id": record.new_id(), **values})])

    def moment(self, days: int = 0) -> datetime:
        """So many days after the round opened, in the morning."""
        day = self.ago(self.definition.opened_days_ago) + timedelta(days=days)
        return datetime.combine(day, time(9, 0), UTC)

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.job.today - timedelta(days=days)

    def _places(self) -> None:
        for n, pilot in enumerate(self.definition.pilots):
            self.pilots[pilot.key] = self.add(
                schema.pilot,
                project_id=self.project_id,
                key=pilot.key,
                name=pilot.name,
                kind=pilot.kind,
                municipality_code=pilot.municipality,
                position=n,
            )
        for one in self.definition.organisations:
            self.organisations[one.key] = self.add(
                schema.organisation, project_id=self.project_id, key=one.key, name=one.name, sector=one.sector
            )
        for n, actor in enumerate(self.definition.actors):
            self.actors[actor.key] = self.add(
                schema.actor,
                project_id=self.project_id,
                key=actor.key,
                name=actor.name,
                sector=actor.sector,
                position=n,
                organisation_id=self.organisations.get(actor.organisation),
            )
            for pilot_id in self.pilots.values():
                self.add(schema.pilot_actor, pilot_id=pilot_id, actor_id=self.actors[actor.key])

    def _units(self) -> None:
        names = {actor.key: actor.name for actor in self.definition.actors}
        local = [
            ExampleUnit(name=f"{names[key]}, {pilot.name}", actor=key, pilots=(pilot.key,))
            for pilot in self.definition.pilots
            for key in self.definition.local_units
        ]
        for n, unit in enumerate((*local, *self.definition.shared_units), start=1):
            unit_id = self.add(
                schema.unit,
                project_id=self.project_id,
                key=f"unit_{n:02}",
                name=unit.name,
                organisation_id=self._employer(unit),
                actor_id=self.actors[unit.actor],
            )
            for key in unit.pilots:
                self.add(schema.unit_pilot, unit_id=unit_id, pilot_id=self.pilots[key])
            self.units.append((unit_id, unit))

    def _employer(self, unit: ExampleUnit) -> str:
        employer = next(actor.organisation for actor in self.definition.actors if actor.key == unit.actor)
        key = f"kunta_{unit.pilots[0]}" if employer == "kunta" else employer
        return self.organisations[key]
