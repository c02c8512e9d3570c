"""Models of files compared and described: no database, no permission; the definitions are the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.catalogue.formats import MODELS
from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import DescribedModel, GenericModel
from mallipaja.catalogue.shape import options
from mallipaja.errors import Problem, ProblemsError
from mallipaja.exchange.innokyla_description import InnokylaDescription, describe_region, describe_variant
from mallipaja.model.adaptation import Variant
from mallipaja.model.check import GENERIC_ID
from mallipaja.model.comparison import Comparison, compare
from mallipaja.model.comparison_rules import NO_SUCH_MODEL, TWICE_COMPARED
from mallipaja.model.region import chain, regional_model, variant_of
from mallipaja.report.cell_words import Sources


@dataclass(frozen=True)
class FileComparison:
    """The comparison of model files, with the sources their facts refer to."""

    comparison: Comparison
    sources: Sources


def compare_files(root: Path, models: Sequence[str]) -> FileComparison:
    """The models of ``operating_models/`` under ``root`` against its generic model.

    Parameters
    ----------
    models : ids, which are the file names without ``.yaml``, in the order of the columns; ``generic`` is one of them.

    Raises
    ------
    ProblemsError
        An id that no file has or that is given twice, and every problem of the files that were asked for.
    """
    catalogue = checked_catalogue(root)
    known = model_ids(catalogue)
    problems = list(_name_problems(models, known))
    generic = _generic(catalogue, models, problems)
    described = [catalogue.described[one] for one in models if one in catalogue.described]
    regions = [_region(catalogue, one, generic) for one in models if one in catalogue.adopted]
    whole = compare(generic, regions, described, with_generic=GENERIC_ID in models)
    return FileComparison(whole.select(models), sources_of([generic, *described]))


@dataclass(frozen=True)
class FileDescription:
    """A model file as an Innokylä description; ``labels`` are the elements' names in Finnish by their keys."""

    description: InnokylaDescription
    labels: Mapping[str, str]


def describe_file(root: Path, model: str) -> FileDescription:
    """A model of ``operating_models/`` under ``root``, described or adopted, as an Innokylä page.

    Raises
    ------
    ProblemsError
        No file describes the model, or it or the generic model has problems.
    """
    catalogue = checked_catalogue(root)
    known = [one for one in model_ids(catalogue) if one != GENERIC_ID]
    problems = [] if model in known else [_unknown(model, known)]
    generic = _generic(catalogue, (model,), problems)
    labels = {key: element.label.fi for key, element in generic.elements.items()}
    if model in catalogue.adopted:
        below = chain(catalogue.adopted, model, generic.id)
        variant = variant_of(below[-1], below[:-1], generic)
        local = regional_model(generic, below[:-1])
        return FileDescription(describe_variant(variant, generic, variant.name, local), labels)
    return FileDescription(describe_region(catalogue.described[model], generic), labels)


def _generic(catalogue: Catalogue, models: Sequence[str], problems: Iterable[Problem]) -> GenericModel:
    """The generic model, when there are no problems yet and neither it nor one of the models has any."""
    wanted = {f"{MODELS}/{one}.yaml" for one in (GENERIC_ID, *models)}
    all_problems = [*problems, *(one for one in catalogue.problems if one.path in wanted)]
    if all_problems:
        raise ProblemsError(all_problems)
    if catalogue.generic is None:
        raise ProblemsError([_unknown(GENERIC_ID, model_ids(catalogue))])
    return catalogue.generic


def _region(catalogue: Catalogue, model: str, generic: GenericModel) -> Variant:
    below = chain(catalogue.adopted, model, generic.id)
    return variant_of(below[-1], below[:-1], generic)


def model_ids(catalogue: Catalogue) -> tuple[str, ...]:
    """The names of the model files, broken ones too, the generic model first."""
    names = (PurePath(document.name) for document in catalogue.documents)
    found = {name.stem for name in names if name.parent.name == MODELS}
    return tuple(sorted(found, key=lambda one: (one != GENERIC_ID, one)))


def sources_of(models: Sequence[GenericModel | DescribedModel]) -> Sources:
    """The sources of each model by id."""
    return {model.id: {source.id: source for source in model.sources} for model in models}


def _name_problems(models: Sequence[str], known: Sequence[str]) -> Iterator[Problem]:
    for place, one in enumerate(models):
        if one not in known:
            yield _unknown(one, known)
        elif one in models[:place]:
            yield TWICE_COMPARED.found(id=one).at(MODELS)


def _unknown(model: str, known: Sequence[str]) -> Problem:
    return NO_SUCH_MODEL.found(id=model, **options(model, known)).at(MODELS)
