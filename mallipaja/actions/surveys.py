"""Rounds of surveys: open, see who is missing, close."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of, use_template
from mallipaja.actions.tidy import tidy_name
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError, Problem
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import surveys as store
from mallipaja.store.surveys import Invitation, Response, Round
from mallipaja.survey.audience import forms_for
from mallipaja.survey.blocked import Awaited, Blocked, blocked

State = Literal["not_started", "under_way", "submitted", "revoked"]

NO_TEMPLATE = N_("Choose at least one survey for the round.")
NO_PILOT = N_("Choose at least one pilot for the round.")
BROKEN_TEMPLATE = N_("The survey “{key}” cannot be used: its file has problems. See the list of surveys.")
PAST_DAY = N_("The closing day is in the past. Choose today or a later day.")


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation in the monitoring: who, and how far.

    ``organisation`` is the pilot's name for joint and personal forms. ``forms`` and ``missing_forms`` are
    template ids; ``unit_id`` and ``pilot_id`` say what was invited.
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
        """Whether it can be answered today."""
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


@action(Right.SIGNED_IN, writes=False)
def list_templates(job: Job) -> tuple[list[SurveyTemplate], list[Problem]]:
    """The shipped survey templates, and the problems of the files that cannot be used."""
    problems = [p for p in job.catalogue.problems if "survey_templates" in p.path]
    return sorted(job.catalogue.templates.values(), key=lambda one: one.id), problems


@action(Right.RUN_PROJECT, "project_id")
def open_round(
    job: Job,
    *,
    project_id: str,
    title: str,
    templates: tuple[str, ...],
    pilot_ids: tuple[str, ...],
    closes_on: date | None = None,
) -> str:
    """Open a round: the templates are kept as they are now, whatever happens to their files later."""
    if not templates:
        raise ActionError("ROUND_EMPTY", NO_TEMPLATE)
    known = {one.id for one in project_store.pilots(job, project_id)}
    if not pilot_ids or not known.issuperset(pilot_ids):
        raise ActionError("ROUND_NO_PILOT", NO_PILOT)
    _check_day(job, closes_on)
    values = {
        "project_id": project_id,
        "title": tidy_name(title),
        "state": "open",
        "opened_at": job.at,
        "closes_on": closes_on,
    }
    round_id = record.add(job, schema.round_, values, project_id=project_id)
    for position, key in enumerate(dict.fromkeys(templates)):
        document_id = use_template(job, _usable(job, key))
        link = {"round_id": round_id, "document_id": document_id, "position": position}
        store.add_links(job, [(schema.round_template, {"id": record.new_id(), **link})])
    for pilot_id in dict.fromkeys(pilot_ids):
        link = {"round_id": round_id, "pilot_id": pilot_id}
        store.add_links(job, [(schema.round_pilot, {"id": record.new_id(), **link})])
    return round_id


@action(Right.RUN_PROJECT, "round_id")
def change_round(job: Job, *, round_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a round's title or closing day; returns the new revision."""
    fresh = {k: v for k, v in values.items() if k in {"title", "closes_on"}}
    if "title" in fresh:
        fresh["title"] = tidy_name(str(fresh["title"]))
    _check_day(job, fresh.get("closes_on"))
    return record.change(job, schema.round_, round_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def close_round(job: Job, *, round_id: str) -> None:
    """Close a round: answers stay, nobody can answer."""
    values = {"state": "closed", "closed_at": job.at}
    record.change(job, schema.round_, round_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def reopen_round(job: Job, *, round_id: str, closes_on: date | None = None) -> None:
    """Open a closed round again, with a new closing day or without one."""
    _check_day(job, closes_on)
    values = {"state": "open", "closed_at": None, "closes_on": closes_on}
    record.change(job, schema.round_, round_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def remove_round(job: Job, *, round_id: str) -> None:
    """Move a round to the bin; its answers go and come back with it."""
    record.put_in_bin(job, schema.round_, round_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_rounds(job: Job, *, project_id: str) -> list[RoundView]:
    """The project's rounds with who has answered, newest first."""
    return [view_round(job, one) for one in store.rounds(job, project_id)]


def view_round(job: Job, one: Round) -> RoundView:
    """A round with what it asks and of whom; the caller has checked the right."""
    documents = store.round_documents(job, one.id)
    templates = {document_id: template_of(job, document_id) for document_id in documents}
    pilots = {p.id: p for p in project_store.pilots(job, one.project_id)}
    in_round = [p for p in store.round_pilots(job, one.id) if p in pilots]
    given = store.statuses(job, one.id)
    parties = _Parties(job, one.project_id, {key: pilot.name for key, pilot in pilots.items()})
    invited = (
        parties.invited(invitation, templates, given.get(invitation.id, []))
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
        self.sectors = {one.id: one.sector for one in project_store.actors(job, project_id)}

    def invited(
        self, invitation: Invitation, templates: Mapping[str, SurveyTemplate], given: list[Response]
    ) -> Invited | None:
        """The row of an invitation; ``None`` when its unit or pilot is in the bin."""
        unit = self.units.get(invitation.unit_id or "")
        pilot = self.pilots.get(invitation.pilot_id or "", "")
        if unit is None and not pilot:
            return None
        # the actor's sector, not the employer's: one municipality employs social work and employment services
        sector = self.sectors.get(unit.actor_id, "") if unit else ""
        forms = forms_for(templates.values(), invitation.kind, sector)
        done = {templates[r.document_id].id for r in given if r.submitted_at and r.document_id in templates}
        missing = tuple(form for form in forms if form not in done)
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
            _state(invitation, answered=bool(forms) and not missing, started=bool(given)),
        )


def _state(invitation: Invitation, *, answered: bool, started: bool) -> State:
    if invitation.revoked_at is not None:
        return "revoked"
    if answered:
        return "submitted"
    return "under_way" if started else "not_started"


def _usable(job: Job, key: str) -> SurveyTemplate:
    template = job.catalogue.templates.get(key)
    if template is None:
        raise ActionError("TEMPLATE_BROKEN", BROKEN_TEMPLATE, key=key)
    return template


def _check_day(job: Job, closes_on: date | None) -> None:
    if closes_on is not None and closes_on < job.today:
        raise ActionError("ROUND_PAST", PAST_DAY)
