"""Projects and their pilots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job, Right, Role, action
from mallipaja.actions.tidy import key_of, long_text, one_of, tidy_name
from mallipaja.errors import ActionError
from mallipaja.i18n import LANGUAGES, N_
from mallipaja.store import people, record, schema
from mallipaja.store import projects as store
from mallipaja.store.projects import Pilot, Project

PILOT_KINDS = ("municipality", "site", "area")
SCOPES = ("basic", "wide")
MOST_MONTHS = 120
NOTICE = ("controller", "controller_contact", "protection_officer")
CHANGEABLE = ("name", "scope", "languages", "retention_months", *NOTICE)
COPIED_ROLES = (Role.FACILITATOR.value, Role.DEVELOPER.value)

PILOT_EXISTS = N_("The project already has a pilot called “{name}”.")
NO_LANGUAGE = N_("The project has no language. Choose at least one.")
BAD_MONTHS = N_("“{months}” months does not do. Answers are kept for 1–{most} months.")
NOT_EXAMPLE = N_("Only an example project can be replaced. Archive this one instead.")


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
        one
        for one in store.projects(job)
        if (job.actor.is_admin or one.id in mine) and (archived or one.archived_at is None)
    ]


@action(Right.COMPARE, "project_id", writes=False)
def list_pilots(job: Job, *, project_id: str) -> list[Pilot]:
    """The pilots of the project the actor may open."""
    return visible_pilots(job, project_id)


@action(Right.ADMINISTER)
def create_project(
    job: Job,
    *,
    name: str,
    scope: str = "basic",
    languages: tuple[str, ...] = LANGUAGES,
    is_example: bool = False,
) -> str:
    """Create an empty project; returns its id."""
    return new_project(job, name, scope, languages, is_example=is_example)


def new_project(
    job: Job, name: str, scope: str, languages: tuple[str, ...], *, is_example: bool, months: int = 12
) -> str:
    """Add the project record; the caller has checked the right."""
    project_id = record.new_id()
    values = {
        "id": project_id,
        "name": tidy_name(name),
        "scope": one_of(scope, SCOPES),
        "languages": _languages(languages),
        "retention_months": months,
        "is_example": is_example,
        "created_at": job.at,
    }
    return record.add(job, schema.project, values, project_id=project_id)


@action(Right.RUN_PROJECT, "project_id")
def change_project(job: Job, *, project_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change name, scope, languages, retention or what the privacy notice says; returns the new revision."""
    fresh = {k: v for k, v in values.items() if k in CHANGEABLE}
    if "name" in fresh:
        fresh["name"] = tidy_name(str(fresh["name"]))
    if "scope" in fresh:
        one_of(str(fresh["scope"]), SCOPES)
    if "languages" in fresh:
        fresh["languages"] = _languages(fresh["languages"])
    if "retention_months" in fresh:
        fresh["retention_months"] = _months(fresh["retention_months"])
    fresh.update({field: long_text(str(fresh[field])) for field in NOTICE if field in fresh})
    return record.change(job, schema.project, project_id, fresh, revision=revision, project_id=project_id)


def _languages(languages: Any) -> list[str]:
    """The languages in our order; refuses an unknown one and none at all."""
    for one in languages:
        one_of(str(one), LANGUAGES)
    if not languages:
        raise ActionError("NO_LANGUAGE", NO_LANGUAGE)
    return [one for one in LANGUAGES if one in languages]


def _months(months: Any) -> int:
    if not isinstance(months, int) or not 1 <= months <= MOST_MONTHS:
        raise ActionError("RETENTION", BAD_MONTHS, months=str(months)[:20], most=MOST_MONTHS)
    return months


@action(Right.ADMINISTER, "project_id")
def archive_project(job: Job, *, project_id: str, archived: bool = True) -> None:
    """Archive a project or bring it back; nothing in it changes."""
    at = job.at if archived else None
    record.change(job, schema.project, project_id, {"archived_at": at}, revision=None, project_id=project_id)


@action(Right.RUN_PROJECT, "project_id")
def start_from_empty(job: Job, *, project_id: str, name: str) -> str:
    """Put the example project in the bin and start an empty one with the same facilitators and developers.

    Pilot contacts do not follow: their pilots are not there. Returns the new project's id.
    """
    old = record.get(job, schema.project, project_id)
    if not old.is_example:
        raise ActionError("NOT_EXAMPLE", NOT_EXAMPLE)
    fresh = new_project(
        job, name, old.scope, tuple(old.languages), is_example=False, months=old.retention_months
    )
    for one in people.memberships(job, project_id=project_id):
        if one.role in COPIED_ROLES:
            values = {"project_id": fresh, "account_id": one.account_id, "role": one.role}
            record.add(job, schema.membership, values, project_id=fresh)
    record.put_in_bin(job, schema.project, project_id, project_id=project_id)
    return fresh


@action(Right.RUN_PROJECT, "project_id")
def add_pilot(
    job: Job, *, project_id: str, name: str, kind: str = "municipality", municipality_code: str | None = None
) -> str:
    """Add a pilot with the project's actors on its roster; returns its id."""
    existing = store.pilots(job, project_id)
    tidy = _free_name(name, existing)
    values = {
        "project_id": project_id,
        "name": tidy,
        "key": key_of(
            tidy, record.values_of(job, schema.pilot.c.key, schema.pilot.c.project_id == project_id)
        ),
        "kind": one_of(kind, PILOT_KINDS),
        "municipality_code": _municipality(job, municipality_code),
        "position": max((one.position for one in existing), default=0) + 1,
    }
    pilot_id = record.add(job, schema.pilot, values, project_id=project_id)
    for one in store.actors(job, project_id):
        record.add(job, schema.pilot_actor, {"pilot_id": pilot_id, "actor_id": one.id}, project_id=project_id)
    return pilot_id


@action(Right.RUN_PROJECT, "pilot_id")
def change_pilot(job: Job, *, pilot_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a pilot's name, kind or municipality; its key stays. Returns the new revision."""
    fresh = {k: v for k, v in values.items() if k in {"name", "kind", "municipality_code"}}
    others = [one for one in store.pilots(job, job.project_id) if one.id != pilot_id]
    if "name" in fresh:
        fresh["name"] = _free_name(str(fresh["name"]), others)
    if "kind" in fresh:
        one_of(str(fresh["kind"]), PILOT_KINDS)
    if "municipality_code" in fresh:
        fresh["municipality_code"] = _municipality(job, fresh["municipality_code"])
    return record.change(job, schema.pilot, pilot_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "pilot_id")
def remove_pilot(job: Job, *, pilot_id: str) -> None:
    """Move a pilot to the bin; everything in it comes back with it."""
    record.put_in_bin(job, schema.pilot, pilot_id, project_id=job.project_id)


def _free_name(name: str, others: list[Pilot]) -> str:
    tidy = tidy_name(name)
    if any(one.name.casefold() == tidy.casefold() for one in others):
        raise ActionError("PILOT_EXISTS", PILOT_EXISTS, name=tidy)
    return tidy


def _municipality(job: Job, code: str | None) -> str | None:
    return one_of(code, sorted(job.catalogue.municipalities)) if code else None
