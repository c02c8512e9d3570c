"""The definitions in use: files read and checked to the end, the broken ones left out and listed.

The catalogue reads files and their shape, the domain checks the meaning of templates and models; here the
two meet. No permission is needed: the definitions are the same for everybody, and nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from mallipaja.catalogue import rules
from mallipaja.catalogue.formats import FOLDERS, MODELS
from mallipaja.catalogue.load import (
    Catalogue,
    Document,
    catalogue_of,
    definition_files,
    load_catalogue,
    read_documents,
)
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel, GenericModel
from mallipaja.catalogue.reference import RegionFigures, RequiredParties
from mallipaja.catalogue.shape import listed
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import Finding, Problem
from mallipaja.model.check import GENERIC_ID, check_described, check_generic, check_parties, check_regions
from mallipaja.model.check_adopted import check_adopted
from mallipaja.survey.check import check_template


def checked_catalogue(root: Path) -> Catalogue:
    """The definitions of a folder, read and checked in shape and in meaning.

    Parameters
    ----------
    root : the folder that holds ``survey_templates/``, ``municipalities/``, ``operating_models/`` and
        ``reference_data/``; a folder that is not there is an empty one.

    Returns
    -------
    The catalogue without the files that have problems, and the problems. Never raises for what a file says.
    """
    loaded = load_catalogue(root)
    return catalogue_of(_checked(loaded.documents, loaded))


def check_paths(paths: Sequence[Path], root: Path) -> tuple[Problem, ...]:
    """Every problem of files and folders.

    Parameters
    ----------
    paths : files, folders of files, or folders that hold the definition folders; none means ``root``.
    root : the shipped definitions; what a file needs from others and does not find beside itself is here.

    Returns
    -------
    The problems sorted by place; a path that does not exist, or holds nothing to check, is one. Files are
    named as ``paths`` name them, and from ``root`` on when there are none.
    """
    given = [(path, list(_files(path))) for path in paths] or [(root, definition_files(root))]
    problems = [_nothing_in(path).at(str(path)) for path, found in given if not found]
    files: dict[Path, str] = {}
    for file, name in (pair for _, found in given for pair in found):
        files.setdefault(file.absolute(), name)
    documents = read_documents(files.items())
    beside = _surroundings(list(files), root)
    for document in _checked(documents, beside):
        problems += document.problems
    return tuple(sorted(problems))


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        if path.exists():
            yield path, str(path)
    elif any((path / folder).is_dir() for folder in FOLDERS):
        for file, name in definition_files(path):
            yield file, str(path / name)
    else:
        for file in sorted(path.iterdir()):
            if file.is_file() and file.suffix.lower() in {".yaml", ".yml"} and not file.name.startswith("."):
                yield file, str(file)


def _nothing_in(path: Path) -> Finding:
    if path.is_dir():
        return rules.NOTHING_TO_CHECK.found(folders=listed(FOLDERS))
    return rules.NO_SUCH_PATH.found()


def _surroundings(files: list[Path], root: Path) -> Catalogue:
    """The definitions the files lie among, when they lie in definition folders, else the shipped ones."""
    for file in files:
        if file.parent.name in FOLDERS and (beside := load_catalogue(file.parent.parent)).generic:
            return beside
    return load_catalogue(root)


def _checked(documents: Sequence[Document], beside: Catalogue) -> Iterator[Document]:
    """The documents with the findings of their meaning; ``beside`` gives what is not among them."""
    values = [document.value for document in documents]
    generic = next((value for value in values if isinstance(value, GenericModel)), beside.generic)
    professions = catalogue_of(documents).professions or beside.professions
    regions = _models(documents) | _models(beside.documents)
    adopted = dict(beside.adopted) | {value.id: value for value in values if isinstance(value, AdoptedModel)}
    for document in documents:
        found = _findings(document, generic, professions, regions)
        if isinstance(document.value, AdoptedModel) and generic:
            found = check_adopted(document.value, adopted, generic)
        yield document.with_findings(found)


def _models(documents: Sequence[Document]) -> set[str]:
    """The ids of the model files, broken ones too: a table that names one is not wrong because of that."""
    names = (PurePath(document.name) for document in documents)
    return {name.stem for name in names if name.parent.name == MODELS} - {GENERIC_ID}


def _findings(
    document: Document, generic: GenericModel | None, professions: tuple[str, ...], regions: set[str]
) -> tuple[Finding, ...]:
    value = document.value
    if isinstance(value, SurveyTemplate):
        return check_template(value)
    if isinstance(value, GenericModel):
        return check_generic(value, professions)
    if isinstance(value, DescribedModel) and generic:
        return check_described(value, generic)
    if isinstance(value, RequiredParties) and generic:
        return check_parties(value, generic)
    if isinstance(value, RegionFigures):
        return check_regions(value, regions)
    return ()
