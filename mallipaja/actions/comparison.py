"""Comparing pilots' variants, regional models and the generic model."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import generic_of
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.projects import visible_pilots
from mallipaja.actions.variant_rows import as_variant
from mallipaja.catalogue.operating_model import DescribedModel, GenericModel
from mallipaja.catalogue.reference import RequiredParty
from mallipaja.errors import Problem
from mallipaja.model.comparison import Comparison, compare
from mallipaja.model.composition import PartyCheck, composition
from mallipaja.model.fidelity import Fidelity, core_fidelity
from mallipaja.store import variants as store


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The matrix, core fidelity of each model and the required parties against each. Holds no answers and no
    names.
    """

    comparison: Comparison
    fidelity: tuple[Fidelity, ...]
    parties: tuple[RequiredParty, ...]
    composition: tuple[PartyCheck, ...]
    older_generic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """The models there are, and the problems of the files that cannot be used."""

    generic: GenericModel | None
    described: tuple[DescribedModel, ...]
    problems: tuple[Problem, ...]


@action(Right.ANYONE, writes=False)
def list_models(job: Job) -> Library:
    """The generic and regional models. They are public descriptions."""
    problems = tuple(p for p in job.catalogue.problems if not p.path.startswith("survey_templates"))
    return Library(job.catalogue.generic, tuple(job.catalogue.described.values()), problems)


@action(Right.COMPARE, "project_id", writes=False)
def compare_models(
    job: Job, *, project_id: str, pilot_ids: tuple[str, ...] | None = None, model_ids: tuple[str, ...] = ()
) -> ComparisonView:
    """Variants of the project's pilots (those the actor may see) and regional models against the generic
    model.

    Parameters
    ----------
    pilot_ids : the pilots to compare; ``None`` for all the actor may see. A pilot without a variant has
    every element
        not stated: nobody has taken a stand.
    model_ids : the regional models to compare.

    Returns
    -------
    The view; ``older_generic`` names the pilots whose variant builds on an older version of the generic
    model.
    """
    generic = current_generic(job)
    pilots = [p for p in visible_pilots(job, project_id) if pilot_ids is None or p.id in pilot_ids]
    rows = {row.pilot_id: row for row in store.variants(job, project_id)}
    variants, older = [], []
    for pilot in pilots:
        row = rows.get(pilot.id)
        built_on = generic_of(job, row.document_id) if row else generic
        if built_on.version != generic.version:
            older.append(pilot.name)
        stances = store.stances(job, row.id) if row else []
        changes = store.adaptations(job, row.id) if row else []
        variants.append(as_variant(pilot.key, pilot.name, built_on, stances, changes))
    described = [job.catalogue.described[one] for one in model_ids if one in job.catalogue.described]
    matrix = compare(generic, variants, described)
    parties = job.catalogue.parties_on(job.at.date())
    return ComparisonView(
        matrix,
        tuple(core_fidelity(matrix, column.id) for column in matrix.columns),
        parties,
        composition(matrix, parties),
        tuple(older),
    )
