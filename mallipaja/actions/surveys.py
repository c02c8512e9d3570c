"""Rounds of surveys: open, invite, see who is missing, close."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of, use_template
from mallipaja.actions.projects import tidy_name
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError, Problem
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import surveys as store
from mallipaja.store.surveys import Round
from mallipaja.survey.audience import forms_for

NO_TEMPLATE = N_("Choose at least one survey for the round.")
NO_PILOT = N_("Choose at least one pilot for the round.")
BROKEN_TEMPLATE = N_("The survey “{key}” cannot be used: its file has problems. See the list of surveys.")
PAST_DAY = N_("The closing day is in the past. Choose today or a later day.")
ROUND_CLOSED = N_("The round is closed. Open it again to invite or answer.")
NOT_IN_ROUND = N_("“{name}” is not part of this round.")


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation made now. ``token`` is shown once and kept nowhere."""

    invitation_id: str
    token: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation in the monitoring: who, and how far. ``state``: not_started | under_way | submitted | revoked."""

    invitation_id: str
    kind: str
    name: str
    organisation: str
    sector: str
    pilots: tuple[str, ...]
    forms: tuple[str, ...]
    submitted_forms: int
    state: str


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with what it asks and of whom."""

    round: Round
    templates: tuple[SurveyTemplate, ...]
    pilots: tuple[str, ...]
    invited: tuple[Invited, ...]

    def count(self, state: str) -> int:
        """How many invitations are in a state."""
        return sum(one.state == state for one in self.invited)

    def by_organisation(self) -> dict[str, list[Invited]]:
        """The invitations that count, by organisation or pilot name."""
        found: dict[str, list[Invited]] = defaultdict(list)
        for one in self.invited:
            if one.state != "revoked":
                found[one.organisation].append(one)
        return dict(sorted(found.items()))


@action(Right.SIGNED_IN, writes=False)
def list_templates(job: Job) -> tuple[list[SurveyTemplate], list[Problem]]:
    """The shipped survey templates, and the problems of the files that cannot be used."""
    problems = [p for p in job.catalogue.problems if "survey_templates" in p.path]
    return sorted(job.catalogue.templates.values(), key=lambda one: one.id), problems


@action(Right.RUN_PROJECT, "project_id")
def open_round(
    job: Job, *, project_id: str, title: str, templates: tuple[str, ...], pilot_ids: tuple[str, ...],
    closes_on: date | None = None,
) -> str:
    """Open a round: the templates are kept as they are now, whatever happens to their files later."""
    if not templates:
        raise ActionError("ROUND_EMPTY", NO_TEMPLATE)
    known = {one.id: one for one in project_store.pilots(job, project_id)}
    if not pilot_ids or any(one not in known for one in pilot_ids):
        raise ActionError("ROUND_NO_PILOT", NO_PILOT)
    if closes_on is not None and closes_on < job.at.date():
        raise ActionError("ROUND_PAST", PAST_DAY)
    values = {
        "project_id": project_id, "title": tidy_name(title), "state": "open", "opened_at": job.at, "closes_on": closes_on,
    }
    round_id = record.add(job, schema.round_, values, project_id=project_id)
    for position, key in enumerate(templates):
        template = job.catalogue.templates.get(key)
        if template is None:
            raise ActionError("TEMPLATE_BROKEN", BROKEN_TEMPLATE, key=key)
        link = {"round_id": round_id, "document_id": use_template(job, template), "position": position}
        store.add_links(job, [(schema.round_template, {"id": record.new_id(), **link})])
    store.add_links(
        job, [(schema.round_pilot, {"id": record.new_id(), "round_id": round_id, "pilot_id": one}) for one in pilot_ids]
    )
    return round_id


@action(Right.RUN_PROJECT, "round_id")
def close_round(job: Job, *, round_id: str) -> None:
    """Close a round: answers stay, nobody can answer."""
    values = {"state": "closed", "closed_at": job.at}
    record.change(job, schema.round_, round_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def reopen_round(job: Job, *, round_id: str, closes_on: date | None = None) -> None:
    """Open a closed round again."""
    if closes_on is not None and closes_on < job.at.date():
        raise ActionError("ROUND_PAST", PAST_DAY)
    values = {"state": "open", "closed_at": None, "closes_on": closes_on}
    record.change(job, schema.round_, round_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def invite_units(job: Job, *, round_id: str, unit_ids: tuple[str, ...]) -> list[Link]:
    """Invite units; a unit invited before gets a new link and its old one stops working, its answers stay."""
    _check_open(job, round_id)
    in_round = set(store.round_pilots(job, round_id))
    units = {one.id: one for one in project_store.units(job, job.project_id) if in_round & set(one.pilots)}
    names = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
    links = []
    for unit_id in unit_ids:
        if unit_id not in units:
            raise ActionError("NOT_IN_ROUND", NOT_IN_ROUND, name=unit_id[:12])
        one = units[unit_id]
        links.append(_invite(job, round_id, "unit", one.name, names.get(one.organisation_id, ""), unit_id=unit_id))
    return links


@action(Right.RUN_PROJECT, "round_id")
def invite_pilot(job: Job, *, round_id: str, pilot_id: str, kind: str = "joint") -> Link:
    """A link for the joint form of a pilot (``joint``; a new one replaces the old) or for one more person (``personal``)."""
    _check_open(job, round_id)
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    if pilot_id not in store.round_pilots(job, round_id) or kind not in ("joint", "personal"):
        raise ActionError("NOT_IN_ROUND", NOT_IN_ROUND, name=names.get(pilot_id, pilot_id[:12]))
    return _invite(job, round_id, kind, names[pilot_id], names[pilot_id], pilot_id=pilot_id)


@action(Right.RUN_PROJECT, "invitation_id")
def revoke_invitation(job: Job, *, invitation_id: str) -> None:
    """Make a link stop working; answers given on it stay."""
    values = {"revoked_at": job.at}
    record.change(job, schema.invitation, invitation_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_rounds(job: Job, *, project_id: str) -> list[RoundView]:
    """The project's rounds with who has answered, newest first."""
    return [view_round(job, one) for one in store.rounds(job, project_id)]


def view_round(job: Job, one: Round) -> RoundView:
    """A round with what it asks and of whom; the caller has checked the right."""
    templates = tuple(template_of(job, document_id) for document_id in store.round_documents(job, one.id))
    pilots = {p.id: p for p in project_store.pilots(job, one.project_id)}
    units = {u.id: u for u in project_store.units(job, one.project_id)}
    organisations = {o.id: o for o in project_store.organisations(job, one.project_id)}
    sectors = {a.id: a.sector for a in project_store.actors(job, one.project_id)}
    given = store.statuses(job, one.id)
    invited = []
    for invitation in store.invitations(job, one.id):
        unit = units.get(invitation.unit_id or "")
        pilot = pilots.get(invitation.pilot_id or "")
        if unit is None and pilot is None:
            continue  # the unit or pilot is in the bin
        employer = organisations.get(unit.organisation_id) if unit else None
        # the actor's, not the employer's: one municipality employs social work and employment services
        sector = sectors.get(unit.actor_id, "") if unit else ""
        forms = forms_for(templates, invitation.kind, sector)
        done = sum(r.submitted_at is not None for r in given.get(invitation.id, []))
        invited.append(
            Invited(
                invitation.id, invitation.kind,
                unit.name if unit else (pilot.name if pilot else ""),
                employer.name if employer else (pilot.name if pilot else ""),
                sector,
                tuple(pilots[p].name for p in (unit.pilots if unit else (pilot.id,) if pilot else ()) if p in pilots),
                forms, done,
                _state(invitation.revoked_at is not None, len(forms), done, bool(given.get(invitation.id))),
            )
        )
    names = tuple(pilots[p].name for p in store.round_pilots(job, one.id))
    return RoundView(one, templates, names, tuple(invited))


def _state(revoked: bool, forms: int, done: int, started: bool) -> str:
    if revoked:
        return "revoked"
    if forms and done >= forms:
        return "submitted"
    return "under_way" if started else "not_started"


def _check_open(job: Job, round_id: str) -> None:
    if store.round_of(job, round_id).state != "open":
        raise ActionError("ROUND_CLOSED", ROUND_CLOSED)


def _invite(
    job: Job, round_id: str, kind: str, name: str, organisation: str, *,
    unit_id: str | None = None, pilot_id: str | None = None,
) -> Link:
    token = new_token()
    for one in store.invitations(job, round_id):
        same = one.kind == kind and one.unit_id == unit_id and one.pilot_id == pilot_id
        if same and kind != "personal" and one.revoked_at is None:
            values = {"token_hash": token_hash(token)}
            record.change(job, schema.invitation, one.id, values, revision=None, project_id=job.project_id)
            return Link(one.id, token, name, organisation)
    values = {
        "round_id": round_id, "unit_id": unit_id, "pilot_id": pilot_id, "kind": kind,
        "token_hash": token_hash(token), "created_at": job.at,
    }
    invitation_id = record.add(job, schema.invitation, values, project_id=job.project_id)
    return Link(invitation_id, token, name, organisation)

