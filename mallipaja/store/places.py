"""Where a thing lies: which project, pilot and invitation. Permissions are checked against the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, null, select

from mallipaja.store.engine import Work
from mallipaja.store.schema import (
    actor,
    adaptation,
    attendance,
    coordinator_rule,
    draft,
    invitation,
    meeting,
    organisation,
    pilot,
    project,
    response,
    risk,
    round_,
    seat,
    step,
    task,
    unit,
    variant,
)


@dataclass(frozen=True, slots=True)
class Place:
    """``pilot_id`` is None for a thing of the whole project; ``invitation_id`` only for answering."""

    project_id: str
    pilot_id: str | None = None
    invitation_id: str | None = None


_NO = null()
_FINDERS: dict[str, Select[Any]] = {
    "project_id": select(project.c.id, _NO, _NO),
    "pilot_id": select(pilot.c.project_id, pilot.c.id, _NO),
    "organisation_id": select(organisation.c.project_id, _NO, _NO),
    "actor_id": select(actor.c.project_id, _NO, _NO),
    "unit_id": select(unit.c.project_id, _NO, _NO),
    "round_id": select(round_.c.project_id, _NO, _NO),
    "meeting_id": select(meeting.c.project_id, meeting.c.pilot_id, _NO),
    "attendance_id": select(meeting.c.project_id, meeting.c.pilot_id, _NO).join_from(attendance, meeting),
    "step_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(step, pilot),
    "task_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(task, pilot),
    "risk_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(risk, pilot),
    "rule_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(coordinator_rule, pilot),
    "draft_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(draft, pilot),
    "seat_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(seat, draft).join(pilot),
    "variant_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(variant, pilot),
    "adaptation_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(adaptation, variant).join(pilot),
    "invitation_id": select(round_.c.project_id, invitation.c.pilot_id, invitation.c.id).join_from(
        invitation, round_
    ),
    "response_id": select(round_.c.project_id, _NO, response.c.invitation_id).join_from(
        response, round_, response.c.round_id == round_.c.id
    ),
}
_IDS = {
    "project_id": project.c.id,
    "pilot_id": pilot.c.id,
    "organisation_id": organisation.c.id,
    "actor_id": actor.c.id,
    "unit_id": unit.c.id,
    "round_id": round_.c.id,
    "meeting_id": meeting.c.id,
    "attendance_id": attendance.c.id,
    "step_id": step.c.id,
    "task_id": task.c.id,
    "risk_id": risk.c.id,
    "rule_id": coordinator_rule.c.id,
    "draft_id": draft.c.id,
    "seat_id": seat.c.id,
    "variant_id": variant.c.id,
    "adaptation_id": adaptation.c.id,
    "invitation_id": invitation.c.id,
    "response_id": response.c.id,
}
SCOPES: tuple[str, ...] = tuple(_FINDERS)


def find(work: Work, scope: str, value: str) -> Place | None:
    """The place of the thing ``scope`` names (``pilot_id``, ``round_id``, ...); ``None`` when there is none.

    Things in the bin are found too: the right to bring them back is the right to have them.
    """
    row = work.connection.execute(_FINDERS[scope].where(_IDS[scope] == literal(value))).one_or_none()
    return Place(row[0], row[1], row[2]) if row else None
