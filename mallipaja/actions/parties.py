"""Who is in a project: organisations (employers), actors (nodes of the network), units (who answers)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import ELSEWHERE, key_of, one_of, tidy_name
from mallipaja.actions.unit_list import read_units
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import projects as store
from mallipaja.store import record, schema
from mallipaja.store.projects import NetworkActor, Organisation, Unit
from mallipaja.store.schema import Table

SECTORS = ("health", "social", "employment", "kela", "third", "other")

NAME_TAKEN = N_("“{name}” is in the project already.")
NO_PILOT = N_("The unit serves no pilot. Choose at least one.")
STILL_USED = N_("“{name}” still has units. Remove them or move them elsewhere first.")
STILL_EMPLOYS = N_("“{name}” still has actors. Remove them or move them elsewhere first.")
DAYS_BACKWARDS = N_("The last day is before the first day. Change one of them.")


@action(Right.SEE_PROJECT, "project_id", writes=False)
def list_organisations(job: Job, *, project_id: str) -> list[Organisation]:
    """The project's organisations."""
    return store.organisations(job, project_id)


@action(Right.SEE_PROJECT, "project_id", writes=False)
def list_actors(job: Job, *, project_id: str) -> list[NetworkActor]:
    """The project's actors."""
    return store.actors(job, project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_rosters(job: Job, *, project_id: str) -> dict[str, tuple[str, ...]]:
    """For each actor's id the ids of the pilots on whose roster it is."""
    rosters = {one.id: store.actors(job, project_id, one.id) for one in store.pilots(job, project_id)}
    return {
        actor.id: tuple(pilot for pilot, there in rosters.items() if actor.id in {one.id for one in there})
        for actor in store.actors(job, project_id)
    }


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def pilot_actors(job: Job, *, pilot_id: str) -> list[NetworkActor]:
    """The actors on the pilot's roster."""
    return store.actors(job, job.project_id, pilot_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_units(job: Job, *, project_id: str) -> list[Unit]:
    """The project's units with the pilots they serve."""
    return store.units(job, project_id)


@action(Right.RUN_PROJECT, "project_id")
def add_organisation(job: Job, *, project_id: str, name: str, sector: str) -> str:
    """Add an organisation (employer)."""
    tidy = _free_name(name, store.organisations(job, project_id))
    values = {
        "project_id": project_id,
        "name": tidy,
        "sector": one_of(sector, SECTORS),
        "key": key_of(tidy, _keys(job, schema.organisation, project_id)),
    }
    return record.add(job, schema.organisation, values, project_id=project_id)


@action(Right.RUN_PROJECT, "organisation_id")
def change_organisation(
    job: Job, *, organisation_id: str, values: Mapping[str, Any], revision: int | None
) -> int:
    """Change an organisation's name, sector, or first and last day; returns the new revision."""
    fresh = {k: v for k, v in values.items() if k in {"name", "sector", "valid_from", "valid_to"}}
    others = [one for one in store.organisations(job, job.project_id) if one.id != organisation_id]
    _check(fresh, others)
    table, project_id = schema.organisation, job.project_id
    return record.change(job, table, organisation_id, fresh, revision=revision, project_id=project_id)


@action(Right.RUN_PROJECT, "organisation_id")
def remove_organisation(job: Job, *, organisation_id: str) -> None:
    """Move an organisation to the bin; not while it has actors or units."""
    name = record.get(job, schema.organisation, organisation_id).name
    units = [one for one in store.units(job, job.project_id) if one.organisation_id == organisation_id]
    if units:
        raise ActionError("STILL_USED", STILL_USED, name=name)
    actors = [one for one in store.actors(job, job.project_id) if one.organisation_id == organisation_id]
    if actors:
        raise ActionError("STILL_USED", STILL_EMPLOYS, name=name)
    record.put_in_bin(job, schema.organisation, organisation_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id")
def add_actor(
    job: Job,
    *,
    project_id: str,
    name: str,
    sector: str,
    organisation_id: str | None = None,
    pilot_ids: tuple[str, ...] | None = None,
) -> str:
    """Add an actor to the project and to the rosters of the named pilots (all when ``None``)."""
    existing = store.actors(job, project_id)
    tidy = _free_name(name, existing)
    if organisation_id:
        _belongs(job, schema.organisation, organisation_id)
    values = {
        "project_id": project_id,
        "name": tidy,
        "sector": one_of(sector, SECTORS),
        "organisation_id": organisation_id,
        "key": key_of(tidy, _keys(job, schema.actor, project_id)),
        "position": max((one.position for one in existing), default=0) + 1,
    }
    actor_id = record.add(job, schema.actor, values, project_id=project_id)
    everywhere = tuple(one.id for one in store.pilots(job, project_id))
    _link(job, schema.pilot_actor, "actor_id", actor_id, everywhere if pilot_ids is None else pilot_ids)
    return actor_id


@action(Right.RUN_PROJECT, "actor_id")
def change_actor(
    job: Job,
    *,
    actor_id: str,
    values: Mapping[str, Any],
    revision: int | None,
    pilot_ids: tuple[str, ...] | None = None,
    seen: tuple[str, ...] | None = None,
) -> int:
    """Change an actor's name, sector, employer or days, and the rosters it is on (``None`` leaves them).

    ``seen`` are the pilots it had when it was read: what others have added or removed since stays.
    """
    fields = {"name", "sector", "organisation_id", "valid_from", "valid_to"}
    fresh = {k: v for k, v in values.items() if k in fields}
    _check(fresh, [one for one in store.actors(job, job.project_id) if one.id != actor_id])
    if fresh.get("organisation_id"):
        _belongs(job, schema.organisation, fresh["organisation_id"])
    if pilot_ids is not None:
        _link(job, schema.pilot_actor, "actor_id", actor_id, pilot_ids, seen)
    return record.change(job, schema.actor, actor_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "actor_id")
def remove_actor(job: Job, *, actor_id: str) -> None:
    """Move an actor to the bin; not while it has units."""
    units = [one for one in store.units(job, job.project_id) if one.actor_id == actor_id]
    if units:
        name = record.get(job, schema.actor, actor_id).name
        raise ActionError("STILL_USED", STILL_USED, name=name)
    record.put_in_bin(job, schema.actor, actor_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id")
def add_unit(
    job: Job, *, project_id: str, name: str, organisation_id: str, actor_id: str, pilot_ids: tuple[str, ...]
) -> str:
    """Add a unit that answers for the pilots it serves."""
    return _new_unit(job, name, organisation_id, actor_id, pilot_ids)


@action(Right.RUN_PROJECT, "project_id")
def add_units(job: Job, *, project_id: str, text: str) -> int:
    """Add every unit of a pasted list; see `read_units`. Returns how many there were.

    Raises
    ------
    ProblemsError : with every problem of the list; nothing is added then.
    """
    rows = read_units(
        text,
        organisations={one.name: one.id for one in store.organisations(job, project_id)},
        actors={one.name: one.id for one in store.actors(job, project_id)},
        pilots={one.name: one.id for one in store.pilots(job, project_id)},
        taken={(one.organisation_id, one.name.casefold()) for one in store.units(job, project_id)},
    )
    for row in rows:
        _new_unit(job, row.name, row.organisation_id, row.actor_id, row.pilot_ids)
    return len(rows)


@action(Right.RUN_PROJECT, "unit_id")
def change_unit(
    job: Job,
    *,
    unit_id: str,
    values: Mapping[str, Any],
    revision: int | None,
    pilot_ids: tuple[str, ...],
    seen: tuple[str, ...] | None = None,
) -> int:
    """Change a unit's name, organisation or actor, and the pilots it serves; returns the new revision.

    ``seen`` are the pilots it served when it was read: what others have added or removed since stays.
    """
    fresh = {k: v for k, v in values.items() if k in {"name", "organisation_id", "actor_id"}}
    row = {**record.get(job, schema.unit, unit_id)._mapping, **fresh}
    others = [one for one in store.units(job, job.project_id) if one.id != unit_id]
    tidy = _check_unit(
        job, row["name"], row["organisation_id"], row["actor_id"], pilot_ids=pilot_ids, others=others
    )
    if "name" in fresh:
        fresh["name"] = tidy
    _link(job, schema.unit_pilot, "unit_id", unit_id, pilot_ids, seen)
    return record.change(job, schema.unit, unit_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "unit_id")
def remove_unit(job: Job, *, unit_id: str) -> None:
    """Move a unit to the bin; its answers go and come back with it."""
    record.put_in_bin(job, schema.unit, unit_id, project_id=job.project_id)


def _new_unit(job: Job, name: str, organisation_id: str, actor_id: str, pilot_ids: tuple[str, ...]) -> str:
    others = store.units(job, job.project_id)
    tidy = _check_unit(job, name, organisation_id, actor_id, pilot_ids=pilot_ids, others=others)
    values = {
        "project_id": job.project_id,
        "name": tidy,
        "organisation_id": organisation_id,
        "actor_id": actor_id,
        "key": key_of(tidy, _keys(job, schema.unit, job.project_id)),
    }
    unit_id = record.add(job, schema.unit, values, project_id=job.project_id)
    _link(job, schema.unit_pilot, "unit_id", unit_id, pilot_ids)
    return unit_id


def _check_unit(
    job: Job,
    name: str,
    organisation_id: str,
    actor_id: str,
    *,
    pilot_ids: tuple[str, ...],
    others: list[Unit],
) -> str:
    _belongs(job, schema.organisation, organisation_id)
    _belongs(job, schema.actor, actor_id)
    if not pilot_ids:
        raise ActionError("UNIT_NO_PILOT", NO_PILOT)
    return _free_name(name, [one for one in others if one.organisation_id == organisation_id])


def _link(
    job: Job,
    table: Table,
    owner: str,
    owner_id: str,
    pilot_ids: tuple[str, ...],
    seen: tuple[str, ...] | None = None,
) -> None:
    """Make the pilots linked to an owner these; with ``seen``, only what differs from it is changed."""
    known = {row.pilot_id: row.id for row in record.live_where(job, table, table.c[owner] == owner_id)}
    before = set(known if seen is None else seen)
    for pilot_id in dict.fromkeys(pilot_ids):
        _belongs(job, schema.pilot, pilot_id)
        if pilot_id not in before and pilot_id not in known:
            record.add(job, table, {owner: owner_id, "pilot_id": pilot_id}, project_id=job.project_id)
    for pilot_id in before - set(pilot_ids):
        if pilot_id in known:
            record.put_in_bin(job, table, known[pilot_id], project_id=job.project_id)


def _check(fresh: dict[str, Any], others: Sequence[Organisation | NetworkActor]) -> None:
    if "name" in fresh:
        fresh["name"] = _free_name(str(fresh["name"]), others)
    if "sector" in fresh:
        one_of(str(fresh["sector"]), SECTORS)
    first, last = fresh.get("valid_from"), fresh.get("valid_to")
    if first and last and last < first:
        raise ActionError("DAYS_BACKWARDS", DAYS_BACKWARDS)


def _free_name(name: str, others: Sequence[Organisation | NetworkActor | Unit]) -> str:
    tidy = tidy_name(name)
    if any(one.name.casefold() == tidy.casefold() for one in others):
        raise ActionError("NAME_TAKEN", NAME_TAKEN, name=tidy)
    return tidy


def _belongs(job: Job, table: Table, record_id: str) -> None:
    try:
        row = record.get(job, table, record_id)
    except NotFound:
        raise ActionError("ELSEWHERE", ELSEWHERE) from None
    if row.project_id != job.project_id:
        raise ActionError("ELSEWHERE", ELSEWHERE)


def _keys(job: Job, table: Table, project_id: str) -> list[str]:
    return record.values_of(job, table.c.key, table.c.project_id == project_id)
