"""Projects and what they consist of: pilots, organisations, actors, units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table

from mallipaja.actions.access import Job, Right, Role, action
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import projects as store
from mallipaja.store import record, schema
from mallipaja.store.projects import NetworkActor, Organisation, Pilot, Project, Unit

SECTORS = ("health", "social", "employment", "kela", "third", "other")
PILOT_KINDS = ("municipality", "site", "area")
SCOPES = ("basic", "wide")
NAME_LENGTH = 120

EMPTY_NAME = N_("The name is empty. Write a name of 1–{most} characters.")
LONG_NAME = N_("The name has {length} characters; {most} are allowed. Shorten it.")
UNKNOWN_CHOICE = N_("“{value}” is not one of the choices: {allowed}.")
ELSEWHERE = N_("This belongs to another project. Choose one of this project's.")


def tidy_name(name: str) -> str:
    """The name without outer and doubled spaces; refuses an empty or overlong one."""
    tidy = re.sub(r"\s+", " ", name).strip()
    if not tidy:
        raise ActionError("NAME_EMPTY", EMPTY_NAME, most=NAME_LENGTH)
    if len(tidy) > NAME_LENGTH:
        raise ActionError("NAME_LONG", LONG_NAME, length=len(tidy), most=NAME_LENGTH)
    return tidy


def one_of(value: str, allowed: Iterable[str]) -> str:
    """The value when it is allowed; else an error that lists what is."""
    options = tuple(allowed)
    if value not in options:
        raise ActionError("CHOICE_UNKNOWN", UNKNOWN_CHOICE, value=value[:40], allowed=", ".join(options))
    return value


def key_of(name: str, taken: Iterable[str]) -> str:
    """A stable key from a name: ``Äänekoski`` -> ``aanekoski``; numbered when taken."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "item"
    base = base if base[0].isalpha() else f"x_{base}"
    used, key, n = set(taken), base, 2
    while key in used:
        key, n = f"{base}_{n}", n + 1
    return key


def visible_pilots(job: Job, project_id: str) -> list[Pilot]:
    """The project's pilots the actor may open: a pilot contact's own, everyone else's all."""
    found = store.pilots(job, project_id)
    own = [m for m in job.actor.members if m.project_id == project_id]
    if job.actor.is_admin or not own or any(m.role is not Role.PILOT_CONTACT for m in own):
        return found
    mine = {m.pilot_id for m in own}
    return [one for one in found if one.id in mine]


@action(Right.SIGNED_IN, writes=False)
def list_projects(job: Job, *, archived: bool = False) -> list[Project]:
    """The projects the actor may open."""
    mine = {member.project_id for member in job.actor.members}
    return [
        one for one in store.projects(job)
        if (job.actor.is_admin or one.id in mine) and (archived or one.archived_at is None)
    ]


@action(Right.COMPARE, "project_id", writes=False)
def list_pilots(job: Job, *, project_id: str) -> list[Pilot]:
    """The pilots of the project the actor may open."""
    return visible_pilots(job, project_id)


@action(Right.SEE_PROJECT, "project_id", writes=False)
def list_organisations(job: Job, *, project_id: str) -> list[Organisation]:
    """The project's organisations."""
    return store.organisations(job, project_id)


@action(Right.SEE_PROJECT, "project_id", writes=False)
def list_actors(job: Job, *, project_id: str) -> list[NetworkActor]:
    """The project's actors."""
    return store.actors(job, project_id)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def pilot_actors(job: Job, *, pilot_id: str) -> list[NetworkActor]:
    """The actors on the pilot's roster."""
    return store.actors(job, job.project_id, pilot_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_units(job: Job, *, project_id: str) -> list[Unit]:
    """The project's units with the pilots they serve."""
    return store.units(job, project_id)


@action(Right.ADMINISTER)
def create_project(
    job: Job, *, name: str, scope: str = "basic", languages: tuple[str, ...] = ("fi", "sv", "en"),
    is_example: bool = False,
) -> str:
    """Create an empty project; returns its id."""
    return new_project(job, name, scope, languages, is_example)


def new_project(job: Job, name: str, scope: str, languages: tuple[str, ...], is_example: bool) -> str:
    """Add the project record; the caller has checked the right."""
    values = {
        "name": tidy_name(name), "scope": one_of(scope, SCOPES), "languages": list(languages),
        "is_example": is_example, "created_at": job.at,
    }
    project_id = record.new_id()
    return record.add(job, schema.project, {**values, "id": project_id}, project_id=project_id)


@action(Right.RUN_PROJECT, "project_id")
def change_project(job: Job, *, project_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change name, scope, languages or retention; returns the new revision."""
    fresh = {k: v for k, v in values.items() if k in {"name", "scope", "languages", "retention_months"}}
    if "name" in fresh:
        fresh["name"] = tidy_name(str(fresh["name"]))
    if "scope" in fresh:
        one_of(str(fresh["scope"]), SCOPES)
    return record.change(job, schema.project, project_id, fresh, revision=revision, project_id=project_id)


@action(Right.ADMINISTER, "project_id")
def archive_project(job: Job, *, project_id: str, archived: bool = True) -> None:
    """Archive a project or bring it back; nothing in it changes."""
    at = job.at if archived else None
    record.change(job, schema.project, project_id, {"archived_at": at}, revision=None, project_id=project_id)


@action(Right.RUN_PROJECT, "project_id")
def start_from_empty(job: Job, *, project_id: str, name: str) -> str:
    """Put the example project in the bin and start an empty one with the same people; returns the new project's id."""
    old = record.get(job, schema.project, project_id)
    if not old.is_example:
        raise ActionError("NOT_EXAMPLE", N_("Only an example project can be replaced. Archive this one instead."))
    fresh = new_project(job, name, old.scope, tuple(old.languages), is_example=False)
    for member in job.actor.members:
        if member.project_id == project_id and member.role is Role.FACILITATOR and job.actor.account_id:
            values = {"project_id": fresh, "account_id": job.actor.account_id, "role": member.role.value}
            record.add(job, schema.membership, values, project_id=fresh)
    record.put_in_bin(job, schema.project, project_id, project_id=project_id)
    return fresh


@action(Right.RUN_PROJECT, "project_id")
def add_pilot(
    job: Job, *, project_id: str, name: str, kind: str = "municipality", municipality_code: str | None = None
) -> str:
    """Add a pilot with the project's actors on its roster; returns its id."""
    existing = store.pilots(job, project_id)
    tidy = tidy_name(name)
    if any(one.name.casefold() == tidy.casefold() for one in existing):
        raise ActionError("PILOT_EXISTS", N_("The project already has a pilot called “{name}”."), name=tidy)
    if municipality_code and municipality_code not in job.catalogue.municipalities:
        one_of(municipality_code, sorted(job.catalogue.municipalities))
    values = {
        "project_id": project_id, "name": tidy, "key": key_of(tidy, _keys(job, schema.pilot, project_id)),
        "kind": one_of(kind, PILOT_KINDS), "municipality_code": municipality_code,
        "position": max((one.position for one in existing), default=0) + 1,
    }
    pilot_id = record.add(job, schema.pilot, values, project_id=project_id)
    for one in store.actors(job, project_id):
        record.add(job, schema.pilot_actor, {"pilot_id": pilot_id, "actor_id": one.id}, project_id=project_id)
    return pilot_id


@action(Right.RUN_PROJECT, "pilot_id")
def change_pilot(job: Job, *, pilot_id: str, name: str, revision: int | None) -> int:
    """Rename a pilot; its key stays."""
    values = {"name": tidy_name(name)}
    return record.change(job, schema.pilot, pilot_id, values, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "pilot_id")
def remove_pilot(job: Job, *, pilot_id: str) -> None:
    """Move a pilot to the bin; everything in it comes back with it."""
    record.put_in_bin(job, schema.pilot, pilot_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id")
def add_organisation(job: Job, *, project_id: str, name: str, sector: str) -> str:
    """Add an organisation (employer)."""
    tidy = tidy_name(name)
    values = {
        "project_id": project_id, "name": tidy, "sector": one_of(sector, SECTORS),
        "key": key_of(tidy, _keys(job, schema.organisation, project_id)),
    }
    return record.add(job, schema.organisation, values, project_id=project_id)


@action(Right.RUN_PROJECT, "project_id")
def add_actor(
    job: Job, *, project_id: str, name: str, sector: str, organisation_id: str | None = None,
    pilot_ids: tuple[str, ...] | None = None,
) -> str:
    """Add an actor to the project and to the rosters of the named pilots (all when ``None``)."""
    tidy = tidy_name(name)
    if organisation_id:
        _belongs(job, schema.organisation, organisation_id, project_id)
    existing = store.actors(job, project_id)
    values = {
        "project_id": project_id, "name": tidy, "sector": one_of(sector, SECTORS), "organisation_id": organisation_id,
        "key": key_of(tidy, _keys(job, schema.actor, project_id)),
        "position": max((one.position for one in existing), default=0) + 1,
    }
    actor_id = record.add(job, schema.actor, values, project_id=project_id)
    for one in store.pilots(job, project_id):
        if pilot_ids is None or one.id in pilot_ids:
            record.add(job, schema.pilot_actor, {"pilot_id": one.id, "actor_id": actor_id}, project_id=project_id)
    return actor_id


@action(Right.RUN_PROJECT, "project_id")
def add_unit(
    job: Job, *, project_id: str, name: str, organisation_id: str, actor_id: str, pilot_ids: tuple[str, ...]
) -> str:
    """Add a unit that answers for the pilots it serves."""
    _belongs(job, schema.organisation, organisation_id, project_id)
    _belongs(job, schema.actor, actor_id, project_id)
    if not pilot_ids:
        raise ActionError("UNIT_NO_PILOT", N_("The unit serves no pilot. Choose at least one."))
    values = {
        "project_id": project_id, "name": tidy_name(name), "organisation_id": organisation_id, "actor_id": actor_id,
        "key": key_of(name, _keys(job, schema.unit, project_id)),
    }
    unit_id = record.add(job, schema.unit, values, project_id=project_id)
    for pilot_id in pilot_ids:
        _belongs(job, schema.pilot, pilot_id, project_id)
        record.add(job, schema.unit_pilot, {"unit_id": unit_id, "pilot_id": pilot_id}, project_id=project_id)
    return unit_id


@action(Right.RUN_PROJECT, "unit_id")
def remove_unit(job: Job, *, unit_id: str) -> None:
    """Move a unit to the bin; its answers stay with it."""
    record.put_in_bin(job, schema.unit, unit_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "actor_id")
def remove_actor(job: Job, *, actor_id: str) -> None:
    """Move an actor to the bin."""
    record.put_in_bin(job, schema.actor, actor_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "organisation_id")
def remove_organisation(job: Job, *, organisation_id: str) -> None:
    """Move an organisation to the bin."""
    record.put_in_bin(job, schema.organisation, organisation_id, project_id=job.project_id)


def _belongs(job: Job, table: Table, record_id: str, project_id: str) -> None:
    try:
        row = record.get(job, table, record_id)
    except NotFound:
        raise ActionError("ELSEWHERE", ELSEWHERE) from None
    if row.project_id != project_id:
        raise ActionError("ELSEWHERE", ELSEWHERE)


def _keys(job: Job, table: Table, project_id: str) -> list[str]:
    return record.values_of(job, table.c.key, table.c.project_id == project_id)
