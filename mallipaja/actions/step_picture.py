"""The picture of a workshop's step: the current state of the meeting's pilot, for the wall and the phones in the room.

It is what the facilitator has chosen to show there, made of facts that units have told of themselves; who is in the room
needs no right to the pilot. Facts of one post alone are not in it: they are for those who may see the pilot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.evidence import evidence
from mallipaja.actions.picture import (
    CapacityPicture,
    NetworkPicture,
    PracticePicture,
    capacity_in,
    network_in,
    practice_in,
)
from mallipaja.actions.workshops import step_in
from mallipaja.capacity.totals import of_more_than_one, overall, without_single_posts
from mallipaja.errors import NotFound
from mallipaja.store import record, schema
from mallipaja.store import workshops as store
from mallipaja.store.workshops import WorkshopStep


@dataclass(frozen=True, slots=True)
class StepPicture:
    """A pilot's picture at one ``version`` of the project's data. ``picture`` is ``None`` when the step names none, or
    the meeting is about all the pilots."""

    pilot_id: str
    pilot: str
    version: int
    picture: CapacityPicture | NetworkPicture | PracticePicture | None


@action(Right.RUN_PROJECT, "workshop_step_id", writes=False)
def step_picture(job: Job, *, workshop_step_id: str) -> StepPicture:
    """The picture of a step, for its facilitator."""
    return _of(job, store.step_of(job, workshop_step_id))


@action(Right.TAKE_PART, "participant_id", writes=False)
def step_picture_here(job: Job, *, participant_id: str, step: str) -> StepPicture:
    """The picture of a step that is open in the participant's workshop."""
    found = step_in(job, store.participant_of(job, participant_id).workshop_id, step)
    if found.state == "hidden":
        raise NotFound("workshop_step")
    return _of(job, found)


def _of(job: Job, step: WorkshopStep) -> StepPicture:
    _meeting, project_id, pilot_id = store.meeting_row(job, step.workshop_id)
    version = evidence(job, project_id).version
    if pilot_id is None or not step.picture:
        return StepPicture("", "", version, None)
    name = record.get(job, schema.pilot, pilot_id).name
    return StepPicture(pilot_id, name, version, _picture(job, pilot_id, step.picture))


def _picture(job: Job, pilot_id: str, kind: str) -> CapacityPicture | NetworkPicture | PracticePicture | None:
    if kind == "capacity":
        return _for_the_room(capacity_in(job, pilot_id))
    if kind == "network":
        return network_in(job, pilot_id)
    return practice_in(job, pilot_id) if kind == "practice" else None


def _for_the_room(found: CapacityPicture) -> CapacityPicture:
    """Hours by profession and in all; not unit by unit, and nothing of one person alone."""
    return replace(
        found,
        rows=(),
        overall=of_more_than_one(found.rows) or overall(()),
        organisations=(),
        professions=without_single_posts(found.rows),
        units=(),
        team_offers=(),
        coordinator_offers=(),
        conflicts=(),
    )
