"""A pilot's variant: the generic model, the stands taken on it, and its reasoned changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import generic_of, use_model
from mallipaja.actions.tidy import long_text, one_of
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.model.adaptation import (
    Adaptation,
    AdaptationState,
    Fit,
    InUse,
    Operation,
    Stance,
    Value,
    Variant,
    read_value,
)
from mallipaja.model.frame import NO_FRAME
from mallipaja.model.progress import Progress, progress
from mallipaja.model.resolve import problems, resolve
from mallipaja.model.snapshot import Snapshot, base
from mallipaja.store import record, schema
from mallipaja.store import variants as store
from mallipaja.store.variants import AdaptationRow, StanceRow, VariantRow

NO_GENERIC = N_(
    "The generic model cannot be used: its file is missing or has problems. See the list of models."
)
NO_ELEMENT = N_("The generic model has no such element.")
WHAT_CHANGED = N_("Write what was changed.")
WHY_CHANGED = N_("Write why it was changed.")
WHO_DECIDED = N_("Write who decided.")
CANNOT_HOLD = N_("The changes cannot all hold: {problem}")


@dataclass(frozen=True, slots=True)
class VariantView:
    """A pilot's variant as it stands. ``variant`` has no stances and adaptations when it has not been started."""

    generic: GenericModel
    variant: Variant
    snapshot: Snapshot
    progress: Progress
    stance_rows: Mapping[str, StanceRow]
    adaptation_rows: tuple[AdaptationRow, ...]


def current_generic(job: Job) -> GenericModel:
    """The shipped generic model; an error when its file is broken."""
    if job.catalogue.generic is None:
        raise ActionError("NO_GENERIC", NO_GENERIC)
    return job.catalogue.generic


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_variant(job: Job, *, pilot_id: str) -> VariantView:
    """The pilot's variant, started or not."""
    name = record.get(job, schema.pilot, pilot_id).name
    row = store.variant_of(job, pilot_id)
    generic = generic_of(job, row.document_id) if row else current_generic(job)
    stances = store.stances(job, row.id) if row else []
    changes = store.adaptations(job, row.id) if row else []
    variant = as_variant(pilot_id, name, generic, stances, changes)
    return VariantView(
        generic,
        variant,
        resolve(generic, variant.adaptations),
        progress(generic, variant),
        {one.element: one for one in stances},
        tuple(changes),
    )


@action(Right.EDIT_PILOT, "pilot_id")
def take_stand(
    job: Job,
    *,
    pilot_id: str,
    element: str,
    fit: str,
    in_use: str | None = None,
    what: str = "",
    why: str = "",
    decided_by: str = "",
    text: str = "",
    core_kept: bool | None = None,
    meeting_id: str | None = None,
    revision: int | None = None,
) -> None:
    """Take a stand on one element of the generic model.

    ``fits_changed`` needs what was changed, why and who decided; ``text`` is what the pilot's model says
    instead. ``does_not_fit`` needs why and who decided. ``fits`` ends an earlier change made in the walk-
    through.
    """
    stand = Stand(fit, in_use, what, why, decided_by, text, core_kept, meeting_id)
    stand_on(job, pilot_id, element, stand, revision)


@dataclass(frozen=True, slots=True)
class Stand:
    """What `take_stand` is told."""

    fit: str
    in_use: str | None = None
    what: str = ""
    why: str = ""
    decided_by: str = ""
    text: str = ""
    core_kept: bool | None = None
    meeting_id: str | None = None


def stand_on(job: Job, pilot_id: str, element: str, stand: Stand, revision: int | None = None) -> None:
    """Take a stand inside another action; the caller has checked the right."""
    row = started(job, pilot_id)
    generic = generic_of(job, row.document_id)
    if element not in generic.elements:
        raise ActionError("NO_ELEMENT", NO_ELEMENT)
    one_of(stand.fit, get_args(Fit))
    if stand.in_use is not None:
        one_of(stand.in_use, get_args(InUse))
    _check_words(stand)
    _set_stance(
        job,
        row.id,
        element,
        {"fit": stand.fit, "in_use": stand.in_use, "note": long_text(stand.why)},
        revision,
    )
    for old in store.adaptations(job, row.id):
        if old.element == element and old.source == "walk_through" and old.state != "ended":
            record.change(
                job, schema.adaptation, old.id, {"state": "ended"}, revision=None, project_id=job.project_id
            )
    if stand.fit == "fits":
        return
    said = base(generic).elements[element].fields["text"]
    removing = stand.fit == "does_not_fit"
    values = {
        "operation": "remove" if removing else "set",
        "field": "" if removing else "text",
        "base_value": said,
        "value": None if removing else long_text(stand.text) or long_text(stand.what),
        "what": long_text(stand.what),
        "why": long_text(stand.why),
        "decided_by": long_text(stand.decided_by),
        "core_kept": stand.core_kept,
        "meeting_id": stand.meeting_id,
    }
    add_adaptation(job, row, element, values)


def add_adaptation(
    job: Job, row: VariantRow, element: str, values: Mapping[str, Any], source: str = "walk_through"
) -> str:
    """Add an agreed adaptation and check that all of them can hold together."""
    adaptation_id = record.add(
        job,
        schema.adaptation,
        {"variant_id": row.id, "element": element, "state": "agreed", "source": source, **values},
        project_id=job.project_id,
    )
    generic = generic_of(job, row.document_id)
    active = [one for one in map(as_adaptation, store.adaptations(job, row.id)) if one.is_active]
    found = problems(generic, active)
    if found:
        raise ActionError("ADAPTATIONS", CANNOT_HOLD, problem=found[0].message)
    return adaptation_id


@action(Right.EDIT_PILOT, "adaptation_id")
def end_adaptation(job: Job, *, adaptation_id: str) -> None:
    """End a change: it stays in the history and no longer counts."""
    record.change(
        job, schema.adaptation, adaptation_id, {"state": "ended"}, revision=None, project_id=job.project_id
    )


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
    model_id: str, name: str, generic: GenericModel, stances: list[StanceRow], changes: list[AdaptationRow]
) -> Variant:
    """Stored rows as the value the model algebra reads."""
    return Variant(
        model_id,
        name,
        generic.version,
        tuple(as_adaptation(one) for one in changes),
        tuple(
            Stance(one.element, _member(one.fit, get_args(Fit)), one.in_use, one.note)  # type: ignore[arg-type]
            for one in stances
        ),
    )


def as_adaptation(row: AdaptationRow) -> Adaptation:
    """A stored adaptation as a value."""
    operation: Operation = _member(row.operation, get_args(Operation))
    state: AdaptationState = _member(row.state, get_args(AdaptationState))
    value: Value = read_value(row.value)
    return Adaptation(
        row.id,
        operation,
        row.element,
        row.field,
        read_value(row.base_value),
        value,
        row.what,
        row.why,
        row.decided_by,
        row.core_kept,
        NO_FRAME,
        row.meeting_id,
        state,
        "team" if row.source == "team" else "walk_through",
    )


def _member(value: str, allowed: tuple[Any, ...]) -> Any:
    return allowed[allowed.index(value)]


def _set_stance(
    job: Job, variant_id: str, element: str, values: Mapping[str, Any], revision: int | None
) -> None:
    known = next((one for one in store.stances(job, variant_id) if one.element == element), None)
    if known is None:
        place = {"variant_id": variant_id, "element": element}
        record.add(job, schema.stance, {**place, **values}, project_id=job.project_id)
    else:
        record.change(job, schema.stance, known.id, values, revision=revision, project_id=job.project_id)


def _check_words(stand: Stand) -> None:
    if stand.fit == "fits":
        return
    if stand.fit == "fits_changed" and not stand.what.strip():
        raise ActionError("WHAT_CHANGED", WHAT_CHANGED)
    if not stand.why.strip():
        raise ActionError("WHY_CHANGED", WHY_CHANGED)
    if not stand.decided_by.strip():
        raise ActionError("WHO_DECIDED", WHO_DECIDED)
