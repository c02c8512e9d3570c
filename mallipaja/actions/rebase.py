"""Moving a pilot's variant onto another version of the generic model: looking first, then deciding and moving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import MODEL, generic_of, use_model
from mallipaja.actions.projects import visible_pilots
from mallipaja.actions.regions import pilot_generic, regions_of
from mallipaja.actions.tidy import long_text, one_of
from mallipaja.actions.variant_rows import as_adaptation, as_variant
from mallipaja.catalogue.operating_model import AdoptedModel, GenericModel
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.i18n import N_
from mallipaja.model.adaptation import Adaptation, Value, Variant
from mallipaja.model.check import GENERIC_ID
from mallipaja.model.rebase import Rebase, rebase
from mallipaja.model.rebase_decisions import CHOICES, Decision, rebased
from mallipaja.model.region import adaptations_of, chain, flattened, regional_model
from mallipaja.model.resolve import problems, target_field
from mallipaja.model.snapshot import base
from mallipaja.store import documents as document_store
from mallipaja.store import record, schema
from mallipaja.store import variants as store
from mallipaja.store.variants import VariantRow

NOT_STARTED = N_("The pilot has no model of its own yet: nothing is to be moved.")
NO_VERSION = N_("The generic model has no version “{version}”. Known: {known}.")
REGION_FIRST = N_(
    "The changes of the region {region} do not hold on version {version}. Move the region's model first."
)
CANNOT_MOVE = N_("The pilot's model was not moved: {problem}")
_MOVED = ("operation", "element", "field", "base_value", "value", "why", "state")


@dataclass(frozen=True, slots=True)
class Move:
    """What a move to another version means for a pilot, with what the eye needs beside it.

    ``old`` and ``new`` are the models the pilot goes through, its region's changes among them. ``origins`` names, by
    the element the new version says otherwise, the pilots whose change the new version took.
    """

    plan: Rebase
    old: GenericModel
    new: GenericModel
    origins: Mapping[str, tuple[str, ...]]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def preview_rebase(job: Job, *, pilot_id: str, version: str) -> Rebase:
    """What happens to the pilot's changes and stands on the version; nothing is changed."""
    return _move(job, pilot_id, version).plan


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_move(job: Job, *, pilot_id: str, version: str) -> Move:
    """The same with both versions and the origins of what is new; nothing is changed."""
    found = _move(job, pilot_id, version)
    return Move(found.plan, found.old, found.new, _origins(job, found))


@action(Right.EDIT_PILOT, "pilot_id")
def apply_rebase(job: Job, *, pilot_id: str, version: str, decisions: tuple[Decision, ...] = ()) -> Rebase:
    """Move the pilot's variant onto the version, with its region.

    Every conflict needs a decision with its reason; while one is open nothing is changed. What is left behind stays
    in the history: absorbed and given up changes end, and stands on elements that are gone go to the bin.
    """
    for one in decisions:
        one_of(one.choice, CHOICES)
    found = _move(job, pilot_id, version)
    plan, row, variant = found.plan, found.row, found.plan.variant
    try:
        moved = rebased(plan, found.new, [_tidied(one) for one in decisions])
    except ProblemsError as error:
        raise ActionError("REBASE", CANNOT_MOVE, problem=error.problems[0].message) from None
    for before, after in zip(variant.adaptations, moved.adaptations, strict=True):
        if before != after:
            _change(job, schema.adaptation, after.id, _values(after))
    _move_stances(job, row, variant, moved, dict(plan.gone))
    region = use_model(job, found.region) if found.region else None
    _change(
        job,
        schema.variant,
        row.id,
        {"document_id": use_model(job, found.generic), "region_document_id": region},
    )
    return plan


@dataclass(frozen=True, slots=True)
class _Move:
    plan: Rebase
    old: GenericModel
    new: GenericModel
    generic: GenericModel
    region: AdoptedModel | None
    row: VariantRow


def _move(job: Job, pilot_id: str, version: str) -> _Move:
    row = store.variant_of(job, pilot_id)
    if row is None:
        raise ActionError("NOT_STARTED", NOT_STARTED)
    name = record.get(job, schema.pilot, pilot_id).name
    old, generic = pilot_generic(job, row), _version(job, version, row)
    region = _region_on(job, row, generic)
    new = regional_model(generic, [region] if region else [])
    variant = as_variant(pilot_id, name, old, store.stances(job, row.id), store.adaptations(job, row.id))
    return _Move(rebase(variant, old, new), old, new, generic, region, row)


def _region_on(job: Job, row: VariantRow, generic: GenericModel) -> AdoptedModel | None:
    """The pilot's region on the version: as its file says, else as it is where all of it holds there too."""
    for region in regions_of(job, row):
        if region.id in job.catalogue.adopted:
            flat = flattened(chain(job.catalogue.adopted, region.id, generic.id))
            if flat.based_version == generic.version:
                return flat
        kept = region.model_copy(update={"based_version": generic.version})
        if problems(generic, [one for one in adaptations_of(kept) if one.is_active]):
            raise ActionError("REGION_FIRST", REGION_FIRST, region=region.name.fi, version=generic.version)
        return kept
    return None


def _origins(job: Job, found: _Move) -> dict[str, tuple[str, ...]]:
    """By element, the pilots whose text or other value the new version has and the old one had not."""
    before, after = base(found.old).elements, base(found.new).elements
    origins: dict[str, list[str]] = {}
    variants = {row.pilot_id: row for row in store.variants(job, job.project_id)}
    for pilot in visible_pilots(job, job.project_id):
        row = variants.get(pilot.id)
        for one in map(as_adaptation, store.adaptations(job, row.id) if row else []):
            field = target_field(one) or "text"
            now = after[one.element].fields.get(field) if one.element in after else None
            was = before[one.element].fields.get(field) if one.element in before else None
            if one.value is not None and now == one.value != was:
                origins.setdefault(one.element, []).append(pilot.name)
    return {key: tuple(dict.fromkeys(names)) for key, names in origins.items()}


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
