"""Meetings of the pilots: when, how, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.saving import UNTOUCHED, put
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.errors import ActionError, LateSave
from mallipaja.i18n import N_
from mallipaja.store import process as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store.process import Attendance, Meeting
from mallipaja.workshop.attendance import Head

MODES = ("on_site", "remote", "hybrid")
NOBODY = {"count": 0, "supervisors": 0, "experience_experts": 0}

IMPOSSIBLE = N_(
    "The number of people cannot be negative; supervisors and experience experts are among the people."
)


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with who attended; ``heads`` are the same by organisation id."""

    meeting: Meeting
    attendance: tuple[Attendance, ...]

    @property
    def heads(self) -> dict[str, Head]:
        return {
            one.organisation_id: Head(one.count, one.supervisors, one.experience_experts)
            for one in self.attendance
        }


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def list_meetings(job: Job, *, pilot_id: str) -> list[MeetingView]:
    """The pilot's meetings and the common ones, newest first."""
    return meetings_of(job, job.project_id, pilot_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def project_meetings(job: Job, *, project_id: str) -> list[MeetingView]:
    """Every meeting of the project, newest first."""
    return meetings_of(job, project_id, None)


def meetings_of(job: Job, project_id: str, pilot_id: str | None) -> list[MeetingView]:
    """The meetings of a project or of one pilot; the caller has checked the right."""
    everyone = store.attendances(job, project_id)
    return [
        MeetingView(one, tuple(row for row in everyone if row.meeting_id == one.id))
        for one in store.meetings(job, project_id, pilot_id)
    ]


@action(Right.RUN_PROJECT, "project_id")
def record_meeting(
    job: Job,
    *,
    project_id: str,
    title: str,
    held_on: date,
    mode: str,
    pilot_id: str | None = None,
    step: str | None = None,
    notes: str = "",
    attendance: Mapping[str, Head] | None = None,
) -> str:
    """Record a meeting of one pilot, or of all when ``pilot_id`` is ``None``.

    ``attendance`` gives the heads by organisation id.
    """
    values = {"title": title, "held_on": held_on, "mode": mode, "step": step, "notes": notes}
    checked = _checked(job, {**values, "pilot_id": pilot_id})
    meeting_id = record.add(job, schema.meeting, {"project_id": project_id, **checked}, project_id=project_id)
    set_attendance(job, meeting_id, attendance or {})
    return meeting_id


@action(Right.RUN_PROJECT, "meeting_id")
def change_meeting(
    job: Job,
    *,
    meeting_id: str,
    values: Mapping[str, Any],
    revision: int | None,
    attendance: Mapping[str, Head] | None = None,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Change a meeting; returns its new revision.

    Parameters
    ----------
    attendance : heads by organisation id; organisations left out stay as they are.
    seen : the revision of each organisation's attendance when it was read, 0 when there was none;
        ``None`` saves over whatever is there.

    Raises
    ------
    LateSave : somebody else changed the same thing; its fields are those of the meeting, or
        ``<organisation id>.count`` and the like for attendance.
    """
    fields = {"pilot_id", "title", "held_on", "mode", "step", "notes"}
    fresh = _checked(job, {k: v for k, v in values.items() if k in fields})
    set_attendance(job, meeting_id, attendance or {}, seen)
    return record.change(job, schema.meeting, meeting_id, fresh, revision=revision, project_id=job.project_id)


@action(Right.RUN_PROJECT, "meeting_id")
def remove_meeting(job: Job, *, meeting_id: str) -> None:
    """Move a meeting to the bin."""
    record.put_in_bin(job, schema.meeting, meeting_id, project_id=job.project_id)


def _checked(job: Job, values: Mapping[str, Any]) -> dict[str, Any]:
    fresh = dict(values)
    if fresh.get("pilot_id") is not None:
        one_of(fresh["pilot_id"], [pilot.id for pilot in project_store.pilots(job, job.project_id)])
    if fresh.get("step") is not None:
        one_of(fresh["step"], [one.key for one in job.catalogue.process_steps])
    if "mode" in fresh:
        one_of(fresh["mode"], MODES)
    if "title" in fresh:
        fresh["title"] = tidy_name(fresh["title"])
    if "notes" in fresh:
        fresh["notes"] = long_text(fresh["notes"])
    return fresh


def set_attendance(
    job: Job, meeting_id: str, wanted: Mapping[str, Head], seen: Mapping[str, int] | None = None
) -> None:
    """Store heads by organisation id inside another action; ``seen`` as in `change_meeting`."""
    there = store.attendances(job, job.project_id)
    known = {one.organisation_id: one.id for one in there if one.meeting_id == meeting_id}
    allowed = {one.id for one in project_store.organisations(job, job.project_id)} | known.keys()
    for organisation_id, head in wanted.items():
        if not head.is_possible:
            raise ActionError("ATTENDANCE_COUNT", IMPOSSIBLE)
        one_of(organisation_id, allowed)
        values = {"count": head.people, "supervisors": head.supervisors, "experience_experts": head.experts}
        try:
            put(
                job,
                schema.attendance,
                known.get(organisation_id),
                {"meeting_id": meeting_id, "organisation_id": organisation_id},
                values,
                blank=NOBODY,
                revision=None if seen is None else seen.get(organisation_id, UNTOUCHED),
            )
        except LateSave as late:
            raise _of_organisation(late, organisation_id) from None


def _of_organisation(late: LateSave, organisation_id: str) -> LateSave:
    """The late save with the organisation in its field names."""
    return LateSave(
        {f"{organisation_id}.{field}": value for field, value in late.theirs.items()},
        {f"{organisation_id}.{field}": value for field, value in late.mine.items()},
        late.by,
    )
