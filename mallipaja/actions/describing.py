"""Models and pilots' variants as Innokylä descriptions: to read on the screen, to copy, as a Word document."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.comparison import described_models
from mallipaja.actions.documents import generic_of
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.model_files import FileDescription
from mallipaja.actions.regions import inherited_by, pilot_generic, region_variant
from mallipaja.actions.variant_rows import as_variant, meeting_notes
from mallipaja.errors import NotFound
from mallipaja.exchange.innokyla_description import describe_region, describe_variant
from mallipaja.model.region import chain, regional_model
from mallipaja.store import record, schema
from mallipaja.store import variants as store


@action(Right.ANYONE, writes=False)
def describe_model(job: Job, *, model_id: str) -> FileDescription:
    """A regional model as a description. These are public.

    Raises
    ------
    NotFound : there is no such model.
    """
    generic = current_generic(job)
    names = {key: element.label.fi for key, element in generic.elements.items()}
    region = region_variant(job, model_id, generic)
    if region is not None:
        below = chain(job.catalogue.adopted, model_id, generic.id)[:-1]
        local = regional_model(generic, below)
        return FileDescription(describe_variant(region, generic, region.name, local), names)
    known = described_models(job)
    if model_id not in known:
        raise NotFound("model")
    return FileDescription(describe_region(known[model_id], generic), names)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def describe_pilot(job: Job, *, pilot_id: str) -> FileDescription:
    """The pilot's variant as a description: what it has taken a stand on."""
    name = record.get(job, schema.pilot, pilot_id).name
    row = store.variant_of(job, pilot_id)
    generic = generic_of(job, row.document_id) if row else current_generic(job)
    local = pilot_generic(job, row)
    variant = as_variant(
        pilot_id, name, generic,
        store.stances(job, row.id) if row else [],
        store.adaptations(job, row.id) if row else [],
        inherited_by(job, row), day=job.today, meetings=meeting_notes(job, job.project_id),
    )  # fmt: skip
    names = {key: element.label.fi for key, element in local.elements.items()}
    return FileDescription(describe_variant(variant, generic, name, local), names)
