"""A round as those who run it see it: whom it asks, how far they are, what the missing answers hold up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mallipaja.actions.access import Job
from mallipaja.actions.documents import template_of
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.store import inviting, survey_versions
from mallipaja.store import projects as project_store
from mallipaja.store import surveys as store
from mallipaja.store.inviting import Recipient
from mallipaja.store.surveys import Invitation, Response, Round
from mallipaja.survey.audience import forms_for
from mallipaja.survey.blocked import Awaited, Blocked, blocked

State = Literal["not_started", "under_way", "submitted", "revoked"]


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation in the monitoring: who, and how far.

    ``organisation`` is the pilot's name for joint and personal forms. ``forms`` and ``missing_forms`` are
    template ids; ``unit_id`` and ``pilot_id`` say what was invited. ``person`` is who was asked by name, ``email``
    whether they have an address.
    """

    invitation_id: str
    kind: str
    unit_id: str | None
    pilot_id: str | None
    name: str
    organisation: str
    sector: str
    pilots: tuple[str, ...]
    forms: tuple[str, ...]
    missing_forms: tuple[str, ...]
    state: State
    recipient_id: str = ""
    person: str = ""
    email: bool = False
    shared: bool = False
    on_behalf: bool = False
    expires_at: datetime | None = None
    mailed_at: datetime | None = None
    reminded_at: datetime | None = None

    @property
    def name_and_person(self) -> str:
        return f"{self.name} ({self.person})" if self.person and self.person != self.name else self.name

    @property
    def submitted_forms(self) -> int:
        return len(self.forms) - len(self.missing_forms)


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with what it asks and of whom.

    ``pilots`` are names and ``pilot_ids`` the same pilots' ids; ``days_left`` is 0 on the closing day,
    negative after it, ``None`` for a round without one.
    """

    round: Round
    templates: tuple[SurveyTemplate, ...]
    pilots: tuple[str, ...]
    pilot_ids: tuple[str, ...]
    invited: tuple[Invited, ...]
    days_left: int | None

    @property
    def is_open(self) -> bool:
        """Whether it can be answered today, or will be once its first day comes."""
        return self.round.state == "open" and (self.days_left is None or self.days_left >= 0)

    def count(self, state: State) -> int:
        """How many invitations are in a state."""
        return sum(one.state == state for one in self.invited)

    def by_organisation(self) -> dict[str, list[Invited]]:
        """The invitations that count, by organisation or pilot name."""
        found: dict[str, list[Invited]] = defaultdict(list)
        for one in self.invited:
            if one.state != "revoked":
                found[one.organisation].append(one)
        return dict(sorted(found.items()))

    def counts(self) -> dict[str, Counter[str]]:
        """How many invitations of each organisation are in each state, those who miss most first."""
        found = {
            name: Counter[str](one.state for one in there) for name, there in self.by_organisation().items()
        }
        return dict(sorted(found.items(), key=lambda item: item[1]["submitted"] - item[1].total()))

    def missing(self) -> tuple[Invited, ...]:
        """The invitations still to be answered."""
        return tuple(one for one in self.invited if one.state in ("not_started", "under_way"))

    def blocked(self) -> tuple[Blocked, ...]:
        """What the analyses lack while these answers are missing."""
        by_id = {one.id: one for one in self.templates}
        return blocked(
            Awaited(one.organisation, tuple(by_id[form] for form in one.missing_forms))
            for one in self.missing()
        )


def view_round(job: Job, one: Round) -> RoundView:
    """A round with what it asks and of whom; the caller has checked the right."""
    versions = survey_versions.round_versions(job, one.id)
    templates = {key: template_of(job, found[-1].document_id) for key, found in versions.items()}
    keys = {version.document_id: key for key, found in versions.items() for version in found}
    pilots = {p.id: p for p in project_store.pilots(job, one.project_id)}
    in_round = [p for p in store.round_pilots(job, one.id) if p in pilots]
    given = store.statuses(job, one.id)
    parties = _Parties(job, one.project_id, {key: pilot.name for key, pilot in pilots.items()})
    invited = (
        parties.invited(invitation, templates, keys, given.get(invitation.id, []))
        for invitation in store.invitations(job, one.id)
    )
    return RoundView(
        one,
        tuple(templates.values()),
        tuple(pilots[p].name for p in in_round),
        tuple(in_round),
        tuple(
            sorted((row for row in invited if row), key=lambda row: (row.organisation, row.name, row.kind))
        ),
        None if one.closes_on is None else (one.closes_on - job.today).days,
    )


class _Parties:
    """The units and pilots of a project, to name what an invitation is for."""

    def __init__(self, job: Job, project_id: str, pilots: Mapping[str, str]) -> None:
        self.pilots = pilots
        self.units = {one.id: one for one in project_store.units(job, project_id)}
        self.organisations = {one.id: one.name for one in project_store.organisations(job, project_id)}
        self.people = {one.id: one for one in inviting.recipients(job, project_id)}
        self.sectors = {one.id: one.sector for one in project_store.actors(job, project_id)}

    def invited(
        self,
        invitation: Invitation,
        templates: Mapping[str, SurveyTemplate],
        keys: Mapping[str, str],
        given: list[Response],
    ) -> Invited | None:
        """The row of an invitation; ``None`` when its unit or pilot is in the bin."""
        unit = self.units.get(invitation.unit_id or "")
        pilot = self.pilots.get(invitation.pilot_id or "", "")
        if unit is None and not pilot:
            return None
        # the actor's sector, not the employer's: one municipality employs social work and employment services
        sector = self.sectors.get(unit.actor_id, "") if unit else ""
        forms = forms_for(templates.values(), invitation.kind, sector)
        done = {keys[r.document_id] for r in given if r.submitted_at and r.document_id in keys}
        done |= set(invitation.sent_forms)
        missing = tuple(form for form in forms if form not in done)
        person = self.people.get(invitation.recipient_id or "")
        return Invited(
            invitation.id,
            invitation.kind,
            invitation.unit_id,
            invitation.pilot_id,
            unit.name if unit else pilot,
            self.organisations.get(unit.organisation_id, "") if unit else pilot,
            sector,
            tuple(self.pilots[p] for p in unit.pilots if p in self.pilots) if unit else (pilot,),
            forms,
            missing,
            _state(invitation, person, answered=bool(forms) and not missing, started=bool(given)),
            invitation.recipient_id or "",
            (person.name or person.email) if person else "",
            bool(person and person.email),
            invitation.shared_link_id is not None,
            invitation.on_behalf,
            invitation.expires_at,
            invitation.mailed_at,
            invitation.reminded_at,
        )


def _state(invitation: Invitation, person: Recipient | None, *, answered: bool, started: bool) -> State:
    if invitation.revoked_at is not None or (person is not None and person.revoked_at is not None):
        return "revoked"
    if answered:
        return "submitted"
    return "under_way" if started else "not_started"
