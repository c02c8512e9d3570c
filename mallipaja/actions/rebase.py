"""Moving a pilot's variant onto another version of the generic model: looking first, then deciding and moving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import MODEL, generic_of, use_model
from mallipaja.actions.tidy import long_text, one_of
from mallipaja.actions.variants import as_variant
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.i18n import N_
from mallipaja.model.adaptation import Adaptation, Value, Variant
from mallipaja.model.check import GENERIC_ID
from mallipaja.model.rebase import Rebase, rebase
from mallipaja.model.rebase_decisions import CHOICES, Decision, rebased
from mallipaja.store import documents as document_store
from mallipaja.store import record, schema
from mallipaja.store import variants as store
from mallipaja.store.variants import VariantRow

NOT_STARTED = N_("The pilot has no model of its own yet: nothing is to be moved.")
NO_VERSION = N_("The generic model has no version “{version}”. Known: {known}.")
CANNOT_MOVE = N_("The pilot's model was not moved: {problem}")
_MOVED = ("operation", "element", "field", "base_value", "value", "why", "state")


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def preview_rebase(job: Job, *, pilot_id: str, version: str) -> Rebase:
    """What happens to the pilot's changes and stands on the version; nothing is changed."""
    row, variant, old = _variant(job, pilot_id)
    return rebase(variant, old, _version(job, version, row))


@action(Right.EDIT_PILOT, "pilot_id")
def apply_rebase(job: Job, *, pilot_id: str, version: str, decisions: tuple[Decision, ...] = ()) -> Rebase:
    """Move the pilot's variant onto the version.

    Every conflict needs a decision with its reason; while one is open nothing is changed. What is left behind stays
    in the history: absorbed and given up changes end, and stands on elements that are gone go to the bin.
    """
    for one in decisions:
        one_of(one.choice, CHOICES)
    row, variant, old = _variant(job, pilot_id)
    new = _version(job, version, row)
    plan = rebase(variant, old, new)
    try:
        moved = rebased(plan, new, [_tidied(one) for one in decisions])
    except ProblemsError as error:
        raise ActionError("REBASE", CANNOT_MOVE, problem=error.problems[0].message) from None
    for before, after in zip(variant.adaptations, moved.adaptations, strict=True):
        if before != after:
            _change(job, schema.adaptation, after.id, _values(after))
    _move_stances(job, row, variant, moved, dict(plan.gone))
    _change(job, schema.variant, row.id, {"document_id": use_model(job, new)})
    return plan


def _variant(job: Job, pilot_id: str) -> tuple[VariantRow, Variant, GenericModel]:
    row = store.variant_of(job, pilot_id)
    if row is None:
        raise ActionError("NOT_STARTED", NOT_STARTED)
    name = record.get(job, schema.pilot, pilot_id).name
    old = generic_of(job, row.document_id)
    return (
        row,
        as_variant(pilot_id, name, old, store.stances(job, row.id), store.adaptations(job, row.id)),
        old,
    )


def _version(job: Job, version: str, row: VariantRow) -> GenericModel:
    """The version as its file says it, else as it was last taken into use."""
    current = job.catalogue.generic
    if current is not None and current.version == version:
        return current
    used = document_store.versions(job, MODEL, GENERIC_ID)
    own = [one for one in used if one.id == row.document_id]
    for one in (*own, *used):
        if one.version == version:
            return generic_of(job, one.id)
    known = {one.version for one in used} | ({current.version} if current else set())
    raise ActionError("NO_VERSION", NO_VERSION, version=version, known=", ".join(sorted(known)))


def _tidied(one: Decision) -> Decision:
    value: Value = (long_text(one.value) or None) if isinstance(one.value, str) else one.value
    return Decision(one.adaptation, one.choice, long_text(one.reason), value)


def _values(one: Adaptation) -> dict[str, Any]:
    return {name: _stored(getattr(one, name)) for name in _MOVED}


def _stored(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _move_stances(
    job: Job, row: VariantRow, before: Variant, after: Variant, gone: Mapping[str, str | None]
) -> None:
    kept = {one.element for one in after.stances}
    taken = {one.element for one in before.stances}
    for one in store.stances(job, row.id):
        to = gone.get(one.element)
        if one.element not in gone:
            continue
        if to in kept and to not in taken:
            _change(job, schema.stance, one.id, {"element": to})
        else:
            record.put_in_bin(job, schema.stance, one.id, project_id=job.project_id)


def _change(job: Job, table: Any, record_id: str, values: Mapping[str, Any]) -> None:
    record.change(job, table, record_id, values, revision=None, project_id=job.project_id)
