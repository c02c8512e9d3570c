"""Stored variants as values the model algebra reads, and starting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from mallipaja.actions.access import Job
from mallipaja.actions.documents import use_model
from mallipaja.actions.generic_model import current_generic
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.model.adaptation import (
    Adaptation,
    AdaptationState,
    Fit,
    InUse,
    Operation,
    Stance,
    Variant,
    on_day,
    read_value,
)
from mallipaja.model.frame import Frame
from mallipaja.store import process as process_store
from mallipaja.store import record, schema
from mallipaja.store import variants as store
from mallipaja.store.variants import AdaptationRow, StanceRow, VariantRow


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """The meeting a change was decided in."""

    title: str
    held_on: date


NO_MEETINGS: Mapping[str, MeetingNote] = {}


def meeting_notes(job: Job, project_id: str) -> dict[str, MeetingNote]:
    """The project's meetings by id."""
    found = process_store.meetings(job, project_id)
    return {one.id: MeetingNote(one.title, one.held_on) for one in found}


def started(job: Job, pilot_id: str) -> VariantRow:
    """The pilot's variant; started on the current generic version when there is none."""
    known = store.variant_of(job, pilot_id)
    if known is not None:
        return known
    values = {"pilot_id": pilot_id, "document_id": use_model(job, current_generic(job)), "created_at": job.at}
    record.add(job, schema.variant, values, project_id=job.project_id)
    fresh = store.variant_of(job, pilot_id)
    assert fresh is not None
    return fresh


def as_variant(
    model_id: str,
    name: str,
    generic: GenericModel,
    stances: Sequence[StanceRow],
    changes: Sequence[AdaptationRow],
    inherited: tuple[Adaptation, ...] = (),
    *,
    day: date | None = None,
    meetings: Mapping[str, MeetingNote] = NO_MEETINGS,
) -> Variant:
    """Stored rows as a variant.

    Parameters
    ----------
    inherited : the changes of the pilot's region.
    day : changes as they stand on this day; ``None`` for what they say themselves.
    meetings : the meetings the changes may name.
    """
    adaptations = [as_adaptation(one, meetings) for one in changes]
    if day is not None:
        adaptations = [on_day(one, day) for one in adaptations]
    return Variant(
        model_id, name, generic.version, tuple(adaptations), tuple(_stance(one) for one in stances), inherited
    )


def as_adaptation(row: AdaptationRow, meetings: Mapping[str, MeetingNote] = NO_MEETINGS) -> Adaptation:
    """A stored adaptation as a value."""
    operation: Operation = _member(row.operation, get_args(Operation))
    state: AdaptationState = _member(row.state, get_args(AdaptationState))
    meeting = meetings.get(row.meeting_id or "")
    return Adaptation(
        row.id,
        operation,
        row.element,
        row.field,
        read_value(row.base_value),
        read_value(row.value),
        row.what,
        row.why,
        row.decided_by,
        row.core_kept,
        Frame.read(row.frame),
        row.meeting_id,
        state,
        "team" if row.source == "team" else "walk_through",
        tuple(row.challenges or ()),
        row.valid_from,
        row.valid_to,
        meeting.held_on.isoformat() if meeting else "",
    )


def _stance(row: StanceRow) -> Stance:
    in_use: InUse | None = _member(row.in_use, get_args(InUse)) if row.in_use else None
    return Stance(row.element, _member(row.fit, get_args(Fit)), in_use, row.note)


def _member(value: str, allowed: tuple[Any, ...]) -> Any:
    return allowed[allowed.index(value)]
