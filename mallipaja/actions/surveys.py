"""Rounds of surveys: open, see who is missing, close."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of, use_template
from mallipaja.actions.round_view import RoundView, view_round
from mallipaja.actions.tidy import one_of, tidy_name
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError, Problem
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema, survey_versions
from mallipaja.store import surveys as store

ANONYMITY = ("named", "anonymous")
NOT_ANONYMOUS = N_(
    "Only surveys that each person answers for themselves can be anonymous. These are answered by units or pilots: {names}."
)
EMPTY_AUDIENCE = N_("No unit in these pilots belongs to the chosen sectors.")
OPENS_LATE = N_("The round would open after its closing day.")
DELETE_EARLY = N_("The answers would be deleted before the round closes. Choose a later day.")
ERASED = N_("The answers of this round have been deleted. Open a new round.")
NO_TEMPLATE = N_("Choose at least one survey for the round.")
NO_PILOT = N_("Choose at least one pilot for the round.")
BROKEN_TEMPLATE = N_("The survey “{key}” cannot be used: its file has problems. See the list of surveys.")
PAST_DAY = N_("The closing day is in the past. Choose today or a later day.")


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
    opens_on: date | None = None,
    anonymity: str = "named",
    audience: tuple[str, ...] = (),
    delete_on: date | None = None,
) -> str:
    """Open a round: the templates are kept as they are now, whatever happens to their files later.

    Parameters
    ----------
    opens_on : the first day of answering; ``None`` is today.
    anonymity : ``named``, or ``anonymous`` when each person answers for themselves.
    audience : the sectors whose units are asked; none is all.
    delete_on : the day the answers are to be deleted; ``None`` leaves it to the project's retention.
    """
    if not templates:
        raise ActionError("ROUND_EMPTY", NO_TEMPLATE)
    known = {one.id for one in project_store.pilots(job, project_id)}
    if not pilot_ids or not known.issuperset(pilot_ids):
        raise ActionError("ROUND_NO_PILOT", NO_PILOT)
    asked = [own_or_shipped(job, project_id, key) for key in dict.fromkeys(templates)]
    _check_anonymity(anonymity, [template for _, template in asked])
    _check_audience(job, project_id, audience)
    values = {
        "project_id": project_id,
        "title": tidy_name(title),
        "state": "open",
        "anonymity": anonymity,
        "audience": list(audience),
        "opened_at": job.at,
        "opens_on": opens_on,
        "closes_on": closes_on,
        "delete_on": delete_on,
    }
    _check_days(job, values)
    round_id = record.add(job, schema.round_, values, project_id=project_id)
    for position, (document_id, _) in enumerate(asked):
        link = {"round_id": round_id, "document_id": document_id, "position": position}
        store.add_links(job, [(schema.round_template, {"id": record.new_id(), **link})])
    for pilot_id in dict.fromkeys(pilot_ids):
        link = {"round_id": round_id, "pilot_id": pilot_id}
        store.add_links(job, [(schema.round_pilot, {"id": record.new_id(), **link})])
    return round_id


CHANGEABLE = frozenset({"title", "opens_on", "closes_on", "delete_on", "audience"})


@action(Right.RUN_PROJECT, "round_id")
def change_round(job: Job, *, round_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a round's title, its days or its audience; returns the new revision."""
    fresh = {field: value for field, value in values.items() if field in CHANGEABLE}
    if "title" in fresh:
        fresh["title"] = tidy_name(str(fresh["title"]))
    if "audience" in fresh:
        fresh["audience"] = list(fresh["audience"])
        _check_audience(job, job.project_id, fresh["audience"])
    now = store.round_of(job, round_id)
    moved = "closes_on" in fresh and fresh["closes_on"] != now.closes_on
    days = {name: fresh.get(name, getattr(now, name)) for name in ("opens_on", "closes_on", "delete_on")}
    _check_days(job, days, past=not moved)
    return record.change(job, schema.round_, round_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def close_round(job: Job, *, round_id: str) -> None:
    """Close a round: answers stay, nobody can answer."""
    values = {"state": "closed", "closed_at": job.at}
    record.change(job, schema.round_, round_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def reopen_round(job: Job, *, round_id: str, closes_on: date | None = None) -> None:
    """Open a closed round again, with a new closing day or without one."""
    if store.round_of(job, round_id).erased_at is not None:
        raise ActionError("ROUND_ERASED", ERASED)
    values = {"state": "open", "closed_at": None, "closes_on": closes_on}
    _check_days(job, values)
    record.change(job, schema.round_, round_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "round_id")
def remove_round(job: Job, *, round_id: str) -> None:
    """Move a round to the bin; its answers go and come back with it."""
    record.put_in_bin(job, schema.round_, round_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_rounds(job: Job, *, project_id: str) -> list[RoundView]:
    """The project's rounds with who has answered, newest first."""
    return [view_round(job, one) for one in store.rounds(job, project_id)]


def _usable(job: Job, key: str) -> SurveyTemplate:
    template = job.catalogue.templates.get(key)
    if template is None:
        raise ActionError("TEMPLATE_BROKEN", BROKEN_TEMPLATE, key=key)
    return template


def own_or_shipped(job: Job, project_id: str, key: str) -> tuple[str, SurveyTemplate]:
    """The project's own version of a survey as it was last taken into use, else the shipped one as it is now."""
    own = survey_versions.own_version(job, project_id, key)
    if own is not None:
        return own, template_of(job, own)
    template = _usable(job, key)
    document_id = use_template(job, template)
    return document_id, template_of(job, document_id)


def _check_anonymity(anonymity: str, templates: list[SurveyTemplate]) -> None:
    one_of(anonymity, ANONYMITY)
    others = [one.title.fi for one in templates if one.answered_by != "person"]
    if anonymity == "anonymous" and others:
        raise ActionError("ROUND_NAMED", NOT_ANONYMOUS, names=", ".join(others))


def _check_audience(job: Job, project_id: str, audience: Collection[str]) -> None:
    there = {one.sector for one in project_store.actors(job, project_id)}
    if audience and not there & set(audience):
        raise ActionError("ROUND_NOBODY", EMPTY_AUDIENCE)


def _check_days(job: Job, days: Mapping[str, Any], *, past: bool = False) -> None:
    """``past`` allows a closing day that has passed already."""
    opens, closes, delete = (days.get(name) for name in ("opens_on", "closes_on", "delete_on"))
    if closes is not None and closes < job.today and not past:
        raise ActionError("ROUND_PAST", PAST_DAY)
    if opens is not None and closes is not None and opens > closes:
        raise ActionError("ROUND_DAYS", OPENS_LATE)
    if delete is not None and delete <= (closes or job.today):
        raise ActionError("ROUND_DAYS", DELETE_EARLY)
