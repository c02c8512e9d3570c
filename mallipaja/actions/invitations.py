"""Links to a round's forms: one per unit, joint and personal ones per pilot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import devices, record, schema
from mallipaja.store import projects as project_store
from mallipaja.store import surveys as store
from mallipaja.store.surveys import Invitation

PILOT_KINDS = ("joint", "personal")

ROUND_CLOSED = N_("The round is closed. Open it again to invite or answer.")
ROUND_PAST = N_("The closing day of the round has passed. Give it a later day first.")
PERSONS_LINK = N_("This is opened with a person's link. Make the person a new link.")
NOT_IN_ROUND = N_("“{name}” is not part of this round.")


@dataclass(frozen=True, slots=True)
class Link:
    """A link made now. ``token`` is shown once and kept nowhere.

    ``kind`` is that of its invitation, ``person`` for a person's link or ``shared``. A person who has a working
    link already gets no other: ``token`` is "" then.
    """

    invitation_id: str
    kind: str
    token: str = field(repr=False)
    name: str
    organisation: str
    recipient_id: str = ""
    email: str = field(default="", repr=False)
    language: str = "fi"


@action(Right.RUN_PROJECT, "round_id")
def invite_units(job: Job, *, round_id: str, unit_ids: tuple[str, ...]) -> list[Link]:
    """Invite units; a unit invited before gets a new link and its old one stops working, its answers stay."""
    check_round_open(job, round_id)
    in_round = set(store.round_pilots(job, round_id))
    units = {one.id: one for one in project_store.units(job, job.project_id) if in_round & set(one.pilots)}
    names = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
    links = []
    for unit_id in dict.fromkeys(unit_ids):
        if unit_id not in units:
            raise ActionError("NOT_IN_ROUND", NOT_IN_ROUND, name=unit_id[:12])
        unit = units[unit_id]
        place = {"kind": "unit", "unit_id": unit_id, "pilot_id": None}
        links.append(_invite(job, round_id, place, unit.name, names.get(unit.organisation_id, "")))
    return links


@action(Right.RUN_PROJECT, "round_id")
def invite_pilot(job: Job, *, round_id: str, pilot_id: str, kind: str = "joint") -> Link:
    """A link to a pilot's joint form (a new one replaces the old) or to a personal form (one more person)."""
    check_round_open(job, round_id)
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    if pilot_id not in store.round_pilots(job, round_id) or kind not in PILOT_KINDS:
        raise ActionError("NOT_IN_ROUND", NOT_IN_ROUND, name=names.get(pilot_id, pilot_id[:12]))
    place = {"kind": kind, "unit_id": None, "pilot_id": pilot_id}
    return _invite(job, round_id, place, names[pilot_id], names[pilot_id])


@action(Right.RUN_PROJECT, "invitation_id")
def renew_link(job: Job, *, invitation_id: str) -> Link:
    """A new link for an invitation, also a revoked one: the old link and the devices opened with it stop
    working, answers stay.
    """
    found = store.invitation_of(job, invitation_id)
    check_round_open(job, found.round_id)
    if found.recipient_id:
        raise ActionError("PERSONS_LINK", PERSONS_LINK)
    units = {one.id: one for one in project_store.units(job, job.project_id)}
    pilots = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    organisations = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
    unit, pilot = units.get(found.unit_id or ""), pilots.get(found.pilot_id or "", "")
    employer = organisations.get(unit.organisation_id, "") if unit else pilot
    return Link(found.id, found.kind, _renew(job, found), unit.name if unit else pilot, employer)


@action(Right.RUN_PROJECT, "invitation_id")
def revoke_invitation(job: Job, *, invitation_id: str) -> None:
    """Make a link and the devices opened with it stop working; answers given on it stay."""
    values = {"revoked_at": job.at}
    record.change(job, schema.invitation, invitation_id, values, revision=None, project_id=job.project_id)
    devices.forget_invitation(job, invitation_id)


def _invite(job: Job, round_id: str, place: Mapping[str, Any], name: str, organisation: str) -> Link:
    if place["kind"] != "personal":
        for one in store.invitations(job, round_id):
            if place == {"kind": one.kind, "unit_id": one.unit_id, "pilot_id": one.pilot_id}:
                _take_back(job, one)
                return Link(one.id, one.kind, _renew(job, one), name, organisation)
    token = new_token()
    values = {**place, "round_id": round_id, "token_hash": token_hash(token), "created_at": job.at}
    invitation_id = record.add(job, schema.invitation, values, project_id=job.project_id)
    return Link(invitation_id, place["kind"], token, name, organisation)


def _take_back(job: Job, one: Invitation) -> None:
    """A unit that was answered for with a person's link gets a link of its own again."""
    if one.recipient_id:
        values = {"recipient_id": None}
        record.change(job, schema.invitation, one.id, values, revision=None, project_id=job.project_id)


def _renew(job: Job, found: Invitation) -> str:
    token = new_token()
    values = {"token_hash": token_hash(token), "revoked_at": None}
    record.change(job, schema.invitation, found.id, values, revision=None, project_id=job.project_id)
    devices.forget_invitation(job, found.id)
    return token


def check_round_open(job: Job, round_id: str) -> None:
    """Raise ``ROUND_CLOSED`` or ``ROUND_PAST`` when nobody can be invited any more."""
    found = store.round_of(job, round_id)
    if found.state != "open":
        raise ActionError("ROUND_CLOSED", ROUND_CLOSED)
    if found.closes_on is not None and found.closes_on < job.today:
        raise ActionError("ROUND_PAST", ROUND_PAST)
