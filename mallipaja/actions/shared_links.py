"""Links that many people share, with a quota. Each person who takes a place gets a link of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of
from mallipaja.actions.invitations import Link, check_round_open
from mallipaja.actions.links import device_secret, grant
from mallipaja.actions.recipients import PAST_DAY, end_of
from mallipaja.actions.tidy import tidy_name
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import devices, inviting, record, schema, survey_versions
from mallipaja.store import projects as project_store
from mallipaja.store import surveys as store
from mallipaja.store.inviting import SharedLink
from mallipaja.survey.opening import day_only, takes_answers

MOST_PLACES = 1000

QUOTA = N_("A shared link has 1–{most} places.")
TOO_FEW = N_("{taken} places have been taken already. Give the link at least as many.")
NOT_PERSONAL = N_(
    "This round has no survey that each person answers alone: a shared link would open nothing."
)
NO_PILOT = N_("The pilot is not part of this round.")


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared link with the places taken. ``works``: it has places and has neither been ended nor expired."""

    link: SharedLink
    pilot: str
    taken: int
    works: bool


@dataclass(frozen=True, slots=True)
class Door:
    """What a shared link shows before a place is taken. ``full`` when there are none, ``here`` when the device has one."""

    title: str
    pilot: str
    is_open: bool
    full: bool
    here: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A place taken: the person's own ``token``, shown once, and the ``secret`` of the device."""

    invitation_id: str
    token: str = field(repr=False)
    secret: str = field(repr=False)


@action(Right.RUN_PROJECT, "round_id")
def share_link(
    job: Job, *, round_id: str, pilot_id: str, quota: int, label: str = "", until: date | None = None
) -> Link:
    """A link for up to ``quota`` people, to the personal surveys of one pilot."""
    check_round_open(job, round_id)
    versions = survey_versions.round_versions(job, round_id).values()
    if not any(template_of(job, one[-1].document_id).answered_by == "person" for one in versions):
        raise ActionError("NOT_PERSONAL", NOT_PERSONAL)
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    if pilot_id not in store.round_pilots(job, round_id) or pilot_id not in names:
        raise ActionError("NOT_IN_ROUND", NO_PILOT)
    _check_quota(quota, 0)
    _check_day(job, until)
    token = new_token()
    name = tidy_name(label) if label.strip() else names[pilot_id]
    values = {"round_id": round_id, "pilot_id": pilot_id, "label": name, "quota": quota}
    values |= {"token_hash": token_hash(token), "created_at": job.at, "expires_at": end_of(until)}
    link_id = record.add(job, schema.shared_link, values, project_id=job.project_id)
    return Link(link_id, "shared", token, name, names[pilot_id])


@action(Right.RUN_PROJECT, "round_id", writes=False)
def list_shared(job: Job, *, round_id: str) -> list[Shared]:
    """The shared links of a round."""
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    links = inviting.shared_links(job, round_id)
    taken = inviting.places_taken(job, [one.id for one in links])
    return [
        Shared(one, names.get(one.pilot_id, ""), taken.get(one.id, 0), _works(job, one, taken.get(one.id, 0)))
        for one in links
    ]


@action(Right.RUN_PROJECT, "shared_link_id")
def change_shared(
    job: Job, *, shared_link_id: str, quota: int, until: date | None, revision: int | None
) -> None:
    """Change how many people a link is for and until when; also brings an ended one back."""
    taken = inviting.places_taken(job, [shared_link_id]).get(shared_link_id, 0)
    _check_quota(quota, taken)
    _check_day(job, until)
    values = {"quota": quota, "expires_at": end_of(until), "revoked_at": None}
    record.change(
        job, schema.shared_link, shared_link_id, values, revision=revision, project_id=job.project_id
    )


@action(Right.RUN_PROJECT, "shared_link_id")
def renew_shared(job: Job, *, shared_link_id: str) -> Link:
    """A new link in place of the old one; the places taken stay with those who took them."""
    one = inviting.shared_link_of(job, shared_link_id)
    check_round_open(job, one.round_id)
    token = new_token()
    values = {"token_hash": token_hash(token), "revoked_at": None}
    record.change(job, schema.shared_link, one.id, values, revision=None, project_id=job.project_id)
    names = {pilot.id: pilot.name for pilot in project_store.pilots(job, job.project_id)}
    return Link(one.id, "shared", token, one.label, names.get(one.pilot_id, ""))


@action(Right.RUN_PROJECT, "shared_link_id")
def revoke_shared(job: Job, *, shared_link_id: str) -> None:
    """Nobody can take a place any more; those who have one go on with their own links."""
    values = {"revoked_at": job.at}
    record.change(job, schema.shared_link, shared_link_id, values, revision=None, project_id=job.project_id)


@action(Right.ANYONE, writes=False)
def shared_door(job: Job, *, token: str, device: str | None = None) -> Door | None:
    """What a shared link leads to; ``None`` when it is no shared link that works."""
    one = inviting.shared_by_token(job, token_hash(token))
    if one is None or _dead(job, one):
        return None
    found = store.round_of(job, one.round_id)
    taken = inviting.places_taken(job, [one.id]).get(one.id, 0)
    here = devices.place_taken(job, token_hash(device), one.id) if device else None
    pilot = record.get(job, schema.pilot, one.pilot_id)
    is_open = takes_answers(found.state, found.opens_on, found.closes_on, job.today)
    return Door(found.title, pilot.name, is_open, taken >= one.quota, here)


@action(Right.ANYONE)
def take_place(job: Job, *, token: str, device: str | None = None) -> Taken | None:
    """Take a place of a shared link; ``None`` when it has none left or does not work.

    A device that has a place keeps it: the same person pressing twice is one person.
    """
    one = inviting.shared_by_token(job, token_hash(token))
    if one is None or _dead(job, one):
        return None
    found = store.round_of(job, one.round_id)
    taken = inviting.places_taken(job, [one.id]).get(one.id, 0)
    known = devices.place_taken(job, token_hash(device), one.id) if device else None
    is_open = takes_answers(found.state, found.opens_on, found.closes_on, job.today)
    if known is not None and device:
        return Taken(known, "", device)
    if taken >= one.quota or not is_open:
        return None
    own = new_token()
    values: dict[str, Any] = {
        "round_id": one.round_id,
        "pilot_id": one.pilot_id,
        "kind": "personal",
        "shared_link_id": one.id,
    }
    at = day_only(job.at) if found.is_anonymous else job.at
    values |= {"token_hash": token_hash(own), "created_at": at}
    invitation_id = record.add(job, schema.invitation, values, project_id=found.project_id)
    state = devices.invitations_by_token(job, token_hash(own))[0]
    secret = device_secret(job, device)
    grant(job, state, secret, own)
    return Taken(invitation_id, own, secret)


def _works(job: Job, one: SharedLink, taken: int) -> bool:
    return taken < one.quota and not _dead(job, one)


def _dead(job: Job, one: SharedLink) -> bool:
    return one.revoked_at is not None or (one.expires_at is not None and one.expires_at <= job.at)


def _check_quota(quota: int, taken: int) -> None:
    if not 1 <= quota <= MOST_PLACES:
        raise ActionError("QUOTA", QUOTA, most=MOST_PLACES)
    if quota < taken:
        raise ActionError("QUOTA_TAKEN", TOO_FEW, taken=taken)


def _check_day(job: Job, until: date | None) -> None:
    if until is not None and until < job.today:
        raise ActionError("DAY_PAST", PAST_DAY)
