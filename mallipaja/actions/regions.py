"""Regions between the generic model and a pilot: which one a pilot belongs to, and the model it starts from.

A region is an adopted model of ``operating_models/``. A pilot keeps the region as it was when it was chosen, made flat
with the regions above it, so that a changed file never changes what has been agreed.
"""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import adopted_of, generic_of, use_model
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.variant_rows import as_variant, started
from mallipaja.catalogue.operating_model import AdoptedModel, GenericModel
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.i18n import N_
from mallipaja.model.adaptation import Adaptation, Variant
from mallipaja.model.region import chain, flattened, inherited, regional_model, variant_of
from mallipaja.model.resolve import problems
from mallipaja.store import record, schema
from mallipaja.store import variants as store
from mallipaja.store.variants import VariantRow

NO_REGION = N_("There is no region “{region}” that can be used. See the list of models.")
OTHER_VERSION = N_(
    "The region's model is made on version {made} of the generic model, but the pilot's on version {own}. Move one of "
    "them first."
)
DOES_NOT_FIT = N_("The pilot's own changes do not hold in the region's model: {problem}")


def pilot_generic(job: Job, row: VariantRow | None) -> GenericModel:
    """The model a pilot's changes are made to: the generic one, with those of its region."""
    if row is None:
        return current_generic(job)
    return regional_model(generic_of(job, row.document_id), regions_of(job, row))


def regions_of(job: Job, row: VariantRow | None) -> tuple[AdoptedModel, ...]:
    """The pilot's region, made flat; nothing when it belongs to none."""
    if row is None or row.region_document_id is None:
        return ()
    return (adopted_of(job, row.region_document_id),)


def inherited_by(job: Job, row: VariantRow | None) -> tuple[Adaptation, ...]:
    """The changes a pilot has from its region."""
    return inherited(regions_of(job, row))


def region_variant(job: Job, model_id: str, generic: GenericModel) -> Variant | None:
    """An adopted model of the files as a variant; ``None`` when there is none that can be used."""
    if model_id not in job.catalogue.adopted:
        return None
    found = chain(job.catalogue.adopted, model_id, generic.id)
    return variant_of(found[-1], found[:-1], generic)


@action(Right.SEE_PROJECT, "project_id", writes=False)
def list_regions(job: Job, *, project_id: str) -> tuple[AdoptedModel, ...]:
    """The regions a pilot may belong to."""
    return tuple(job.catalogue.adopted.values())


@action(Right.RUN_PROJECT, "pilot_id")
def choose_region(job: Job, *, pilot_id: str, region: str | None) -> None:
    """Put a pilot into a region, or take it out (``None``). Its stands and its own changes stay.

    Raises
    ------
    ActionError : there is no such region, it is made on another version of the generic model, or the pilot's own
        changes do not hold in it.
    """
    row = started(job, pilot_id)
    generic = generic_of(job, row.document_id)
    flat = _flat(job, region, generic) if region else None
    try:
        below = regional_model(generic, [flat] if flat else [])
    except ProblemsError as error:
        raise ActionError("REGION", DOES_NOT_FIT, problem=error.problems[0].message) from None
    own = as_variant(pilot_id, "", generic, [], store.adaptations(job, row.id)).adaptations
    found = problems(below, [one for one in own if one.is_active])
    if found:
        raise ActionError("REGION", DOES_NOT_FIT, problem=found[0].message)
    values = {"region_document_id": use_model(job, flat) if flat else None}
    record.change(job, schema.variant, row.id, values, revision=None, project_id=job.project_id)


def _flat(job: Job, region: str, generic: GenericModel) -> AdoptedModel:
    if region not in job.catalogue.adopted:
        raise ActionError("NO_REGION", NO_REGION, region=region)
    flat = flattened(chain(job.catalogue.adopted, region, generic.id))
    if flat.based_version != generic.version:
        made, own = flat.based_version, generic.version
        raise ActionError("REGION_VERSION", OTHER_VERSION, made=made, own=own)
    return flat
