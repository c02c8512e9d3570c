"""Who is responsible for the answers: the project's part of the privacy notice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mallipaja.actions.access import Job, Right, Role, action
from mallipaja.store import people, record, schema
from mallipaja.store import surveys as store
from mallipaja.survey.opening import deletion_day


@dataclass(frozen=True, slots=True)
class Notice:
    """The controller and how to reach it; empty texts when the project has not said.

    Retention in months from the closing of a round; ``deleted_on`` the day the answers to a round are deleted, where
    it is known. ``run_by`` are the names of those who run the project; ``is_anonymous``: the round asks nobody's name;
    ``of_survey``: it is the notice of one round, not of a whole project.
    """

    project: str
    controller: str
    contact: str
    protection_officer: str
    retention_months: int
    deleted_on: date | None = None
    run_by: tuple[str, ...] = ()
    is_anonymous: bool = False
    of_survey: bool = False


@action(Right.RESPOND, "invitation_id", writes=False)
def notice_for_respondent(job: Job, *, invitation_id: str) -> Notice:
    """The notice of the project that invites."""
    one = store.round_of(job, store.invitation_of(job, invitation_id).round_id)
    notice = _notice(job)
    day = deletion_day(one.delete_on, one.closes_on, notice.retention_months)
    return replace(notice, deleted_on=day, is_anonymous=one.is_anonymous, of_survey=True)


@action(Right.COMPARE, "project_id", writes=False)
def notice_of_project(job: Job, *, project_id: str) -> Notice:
    """The notice of a project one belongs to."""
    return _notice(job)


def _notice(job: Job) -> Notice:
    row = record.get(job, schema.project, job.project_id)
    return Notice(
        row.name,
        row.controller,
        row.controller_contact,
        row.protection_officer,
        row.retention_months,
        run_by=_run_by(job),
    )


def _run_by(job: Job) -> tuple[str, ...]:
    leading = [
        one
        for one in people.memberships(job, project_id=job.project_id)
        if one.role == Role.FACILITATOR.value
    ]
    found = (people.account_by_id(job, one.account_id) for one in leading)
    return tuple(sorted(one.display_name for one in found if one is not None and one.active))
