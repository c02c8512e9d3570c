"""Who is responsible for the answers: the project's part of the privacy notice."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.store import record, schema


@dataclass(frozen=True, slots=True)
class Notice:
    """The controller and how to reach it; empty texts when the project has not said. Retention in months."""

    project: str
    controller: str
    contact: str
    protection_officer: str
    retention_months: int


@action(Right.RESPOND, "invitation_id", writes=False)
def notice_for_respondent(job: Job, *, invitation_id: str) -> Notice:
    """The notice of the project that invites."""
    return _notice(job)


@action(Right.COMPARE, "project_id", writes=False)
def notice_of_project(job: Job, *, project_id: str) -> Notice:
    """The notice of a project one belongs to."""
    return _notice(job)


def _notice(job: Job) -> Notice:
    row = record.get(job, schema.project, job.project_id)
    return Notice(
        row.name, row.controller, row.controller_contact, row.protection_officer, row.retention_months
    )
