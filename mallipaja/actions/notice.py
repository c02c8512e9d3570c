"""Who is responsible for the answers: the project's part of the privacy notice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.store import record, schema
from mallipaja.store import surveys as store
from mallipaja.survey.opening import deletion_day


@dataclass(frozen=True, slots=True)
class Notice:
    """The controller and how to reach it; empty texts when the project has not said.

    Retention in months from the closing of a round; ``deleted_on`` the day the answers to a round are deleted, where
    it is known.
    """

    project: str
    controller: str
    contact: str
    protection_officer: str
    retention_months: int
    deleted_on: date | None = None


@action(Right.RESPOND, "invitation_id", writes=False)
def notice_for_respondent(job: Job, *, invitation_id: str) -> Notice:
    """The notice of the project that invites."""
    one = store.round_of(job, store.invitation_of(job, invitation_id).round_id)
    notice = _notice(job)
    return replace(notice, deleted_on=deletion_day(one.delete_on, one.closes_on, notice.retention_months))


@action(Right.COMPARE, "project_id", writes=False)
def notice_of_project(job: Job, *, project_id: str) -> Notice:
    """The notice of a project one belongs to."""
    return _notice(job)


def _notice(job: Job) -> Notice:
    row = record.get(job, schema.project, job.project_id)
    return Notice(
        row.name, row.controller, row.controller_contact, row.protection_officer, row.retention_months
    )
