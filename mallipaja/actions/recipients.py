"""People who are asked: each has one link, which opens everything they are asked at the moment."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of
from mallipaja.actions.invitations import Link, check_round_open
from mallipaja.actions.people_list import Asks, ListedPlace, Person, read_people
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.errors import ActionError
from mallipaja.i18n import HELSINKI, N_
from mallipaja.store import devices, inviting, record, schema, survey_versions
from mallipaja.store import projects as project_store
from mallipaja.store import surveys as store
from mallipaja.store.inviting import Recipient

PAST_DAY = N_("The day is in the past. Choose today or a later day.")
NOBODY_ASKED = N_("The surveys of this round are filled in together. Nobody is asked alone.")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes. ``invitation_ids`` are the person's invitations of the round."""

    recipient_id: str
    name: str
    email: str
    language: str
    invitation_ids: tuple[str, ...]


@action(Right.RUN_PROJECT, "round_id")
def invite_list(job: Job, *, round_id: str, text: str) -> list[Link]:
    """Invite everybody on a pasted list; see `read_people`.

    A person who is asked in an open round already keeps the link they have, which opens this one too: their
    `Link` has no token.

    Raises
    ------
    ProblemsError : with every problem of every line; nobody is invited then.
    """
    check_round_open(job, round_id)
    templates = [
        template_of(job, found[-1].document_id)
        for found in survey_versions.round_versions(job, round_id).values()
    ]
    kinds = {one.answered_by for one in templates}
    asks = Asks("unit" in kinds, "person" in kinds)
    if not asks.units and not asks.persons:
        raise ActionError("NOBODY_ASKED", NOBODY_ASKED)
    places = asked_places(job, round_id)
    known = {one.id: one for one in inviting.recipients(job, job.project_id)}
    marks = {recipient_id: _mark(one) for recipient_id, one in known.items()}
    taken = {
        one.unit_id: marks[one.recipient_id]
        for one in store.invitations(job, round_id)
        if one.kind == "unit" and one.unit_id and one.recipient_id in marks and one.revoked_at is None
    }
    people = read_people(text, places=places, asks=asks, taken=taken)
    inviter = _Inviter(job, round_id, asks, {place.unit_id: place for place in places})
    by_mark = {mark: recipient_id for recipient_id, mark in marks.items()}
    found: dict[str, Link] = {}
    for one in people:
        mark = "/".join(one.mark)
        link = found.get(mark) or inviter.link_of(one, known.get(by_mark.get(mark, "")))
        inviter.invite(one, link.recipient_id)
        found[mark] = link
    return list(found.values())


def asked_places(job: Job, round_id: str) -> list[ListedPlace]:
    """The units a round may ask: those that serve its pilots and belong to its audience."""
    pilots = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    in_round = [one for one in store.round_pilots(job, round_id) if one in pilots]
    organisations = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
    sectors = {one.id: one.sector for one in project_store.actors(job, job.project_id)}
    audience = store.round_of(job, round_id).audience
    return [
        ListedPlace(
            one.id,
            one.name,
            organisations[one.organisation_id],
            {pilots[key]: key for key in in_round if key in one.pilots},
        )
        for one in project_store.units(job, job.project_id)
        if one.organisation_id in organisations
        and set(one.pilots) & set(in_round)
        and (not audience or sectors.get(one.actor_id) in audience)
    ]


@dataclass(frozen=True, slots=True)
class _Inviter:
    job: Job
    round_id: str
    asks: Asks
    places: dict[str, ListedPlace]

    def link_of(self, one: Person, known: Recipient | None) -> Link:
        """The person's link: the one they have while it leads to something open, else a fresh one."""
        place = self.places[one.unit_id]
        name = one.name or place.unit
        if known is None:
            token = new_token()
            values: dict[str, Any] = {
                "name": one.name,
                "email": one.email,
                "language": one.language,
                "unit_id": one.unit_id,
            }
            values |= {
                "project_id": self.job.project_id,
                "token_hash": token_hash(token),
                "created_at": self.job.at,
            }
            recipient_id = record.add(self.job, schema.recipient, values, project_id=self.job.project_id)
            return self._link(recipient_id, token, name, place, one)
        told = {"name": one.name or known.name, "language": one.language}
        record.change(
            self.job, schema.recipient, known.id, told, revision=None, project_id=self.job.project_id
        )
        keeps = known.revoked_at is None and _has_open(self.job, known.id)
        token = "" if keeps else fresh_link(self.job, known.id)
        return self._link(known.id, token, name, place, one)

    def _link(self, recipient_id: str, token: str, name: str, place: ListedPlace, one: Person) -> Link:
        return Link("", "person", token, name, place.organisation, recipient_id, one.email, one.language)

    def invite(self, one: Person, recipient_id: str) -> None:
        """Ask the person for what the round asks of their unit and of themselves."""
        there = store.invitations(self.job, self.round_id)
        if self.asks.units:
            here = next((i for i in there if i.kind == "unit" and i.unit_id == one.unit_id), None)
            other = (
                here is not None and here.recipient_id not in (None, recipient_id) and here.revoked_at is None
            )
            if here is None:
                self._add("unit", recipient_id, unit_id=one.unit_id)
            elif not other:
                self._hand_over(here.id, recipient_id)
        if self.asks.persons and one.pilot_id:
            mine = (i for i in there if i.recipient_id == recipient_id and i.kind == "personal")
            if not any(i.pilot_id == one.pilot_id for i in mine):
                self._add("personal", recipient_id, pilot_id=one.pilot_id)

    def _hand_over(self, invitation_id: str, recipient_id: str) -> None:
        """A unit that was invited by a link of its own is answered for with the person's link from now on."""
        values = {"recipient_id": recipient_id, "revoked_at": None}
        self._change(invitation_id, values)
        devices.forget_invitation(self.job, invitation_id)

    def _add(
        self, kind: str, recipient_id: str, *, unit_id: str | None = None, pilot_id: str | None = None
    ) -> None:
        values: dict[str, Any] = {
            "round_id": self.round_id,
            "kind": kind,
            "recipient_id": recipient_id,
            "unit_id": unit_id,
        }
        # nobody knows a token with this hash: the person's own link opens it
        values |= {"pilot_id": pilot_id, "token_hash": secrets.token_hex(32), "created_at": self.job.at}
        record.add(self.job, schema.invitation, values, project_id=self.job.project_id)

    def _change(self, invitation_id: str, values: Mapping[str, Any]) -> None:
        record.change(
            self.job, schema.invitation, invitation_id, values, revision=None, project_id=self.job.project_id
        )


def _mark(one: Recipient) -> str:
    return "/".join(Person(one.name, one.email, one.language, one.unit_id or "", None).mark)


def _has_open(job: Job, recipient_id: str) -> bool:
    """Whether the person's link opens something now."""
    for invitation_id in inviting.invitations_to(job, recipient_id):
        one = store.invitation_of(job, invitation_id)
        dead = one.revoked_at is not None or (one.expires_at is not None and one.expires_at <= job.at)
        if not dead and store.round_of(job, one.round_id).state == "open":
            return True
    return False


def fresh_link(job: Job, recipient_id: str) -> str:
    """A new token for a person; the old link and the devices opened with it stop working."""
    token = new_token()
    values = {"token_hash": token_hash(token), "revoked_at": None}
    record.change(job, schema.recipient, recipient_id, values, revision=None, project_id=job.project_id)
    for invitation_id in inviting.invitations_to(job, recipient_id):
        devices.forget_invitation(job, invitation_id)
    return token


@action(Right.RUN_PROJECT, "recipient_id")
def renew_person(job: Job, *, recipient_id: str) -> Link:
    """A new link for a person, also for one whose link was ended; the answers stay."""
    one = inviting.recipient_of(job, recipient_id)
    return Link(
        "",
        "person",
        fresh_link(job, recipient_id),
        one.name or one.email,
        "",
        one.id,
        one.email,
        one.language,
    )


@action(Right.RUN_PROJECT, "recipient_id")
def revoke_person(job: Job, *, recipient_id: str) -> None:
    """End a person's link and the devices opened with it; the answers stay."""
    values = {"revoked_at": job.at}
    record.change(job, schema.recipient, recipient_id, values, revision=None, project_id=job.project_id)
    for invitation_id in inviting.invitations_to(job, recipient_id):
        devices.forget_invitation(job, invitation_id)


@action(Right.RUN_PROJECT, "invitation_id")
def extend_invitation(job: Job, *, invitation_id: str, until: date | None) -> None:
    """Let an invitation work until the end of a day; ``None`` as long as its round is open."""
    if until is not None and until < job.today:
        raise ActionError("DAY_PAST", PAST_DAY)
    values = {"expires_at": end_of(until)}
    record.change(job, schema.invitation, invitation_id, values, revision=None, project_id=job.project_id)


def end_of(day: date | None) -> datetime | None:
    """The end of a Finnish day, as a moment."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), HELSINKI)


@action(Right.RUN_PROJECT, "round_id", writes=False)
def addresses(job: Job, *, round_id: str) -> dict[str, Address]:
    """The people of a round who have an e-mail address, by id."""
    mine: dict[str, list[str]] = {}
    for one in store.invitations(job, round_id):
        if one.recipient_id:
            mine.setdefault(one.recipient_id, []).append(one.id)
    return {
        one.id: Address(one.id, one.name, one.email, one.language, tuple(mine[one.id]))
        for one in inviting.recipients(job, job.project_id)
        if one.id in mine and one.email
    }


@action(Right.RUN_PROJECT, "round_id")
def note_letters(job: Job, *, round_id: str, recipient_ids: tuple[str, ...], reminder: bool = False) -> None:
    """Note that letters have been sent to these people."""
    here = [one.id for one in store.invitations(job, round_id) if one.recipient_id in recipient_ids]
    inviting.note_letter(job, here, reminder=reminder)
