"""Catalogue files to values. One broken file never takes the others down: it is listed with its problems.

Here a file is checked as a file: YAML, shape, file name, sources, municipalities, reference tables. The
meaning of templates and models is checked by `mallipaja.actions.catalogue`, which is what the app uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TypeVar

from mallipaja.catalogue import rules
from mallipaja.catalogue.check import check_file
from mallipaja.catalogue.formats import FOLDERS, FORMATS, Reference, Value, format_of
from mallipaja.catalogue.municipality import Municipality
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel, GenericModel
from mallipaja.catalogue.reader import Lines, decoded, read_yaml
from mallipaja.catalogue.reference import (
    FollowUpMeasure,
    FollowUpMeasures,
    ProcessStep,
    ProcessSteps,
    Professions,
    RequiredParties,
    RequiredParty,
    RiskFlag,
    RiskFlags,
)
from mallipaja.catalogue.shape import listed, shape
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.errors import Finding, Problem, ProblemsError

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read.

    ``name`` is what the file is called in problems. ``value`` is ``None`` when its shape is not right; a
    document with a value may still have problems, and then nothing uses it.
    """

    name: str
    value: Value | None
    lines: Lines
    problems: tuple[Problem, ...] = ()

    def with_findings(self, findings: Iterable[Finding]) -> Document:
        """The document with more problems, each on its line."""
        more = tuple(found.at(self.name, self.lines.of(found.spot)) for found in findings)
        return replace(self, problems=(*self.problems, *more)) if more else self


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the definition files say, and what is wrong with those that cannot be used.

    ``municipalities`` are by code, ``templates``, ``described`` and ``adopted`` by id, ``reference`` tables by the word
    of their format (``professions``). Files with problems are in none of these; ``problems`` tells of them.
    """

    documents: tuple[Document, ...] = ()
    templates: Mapping[str, SurveyTemplate] = field(default_factory=dict)
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    generic: GenericModel | None = None
    described: Mapping[str, DescribedModel] = field(default_factory=dict)
    adopted: Mapping[str, AdoptedModel] = field(default_factory=dict)
    reference: Mapping[str, Reference] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def table(self, kind: type[R]) -> R | None:
        """The reference table of this type; ``None`` when its file is missing or broken."""
        return next((table for table in self.reference.values() if isinstance(table, kind)), None)

    @property
    def professions(self) -> tuple[str, ...]:
        """The codes of the professions, in the order of their table."""
        table = self.table(Professions)
        return tuple(row.code for row in table.professions) if table else ()

    @property
    def profession_choices(self) -> tuple[ChoiceItem, ...]:
        """The professions as choices of a question."""
        table = self.table(Professions)
        return table.choices if table else ()

    @property
    def process_steps(self) -> tuple[ProcessStep, ...]:
        """The steps of the process in their order; none when their file is missing or broken."""
        table = self.table(ProcessSteps)
        return tuple(sorted(table.steps, key=lambda step: step.order)) if table else ()

    @property
    def risk_flags(self) -> tuple[RiskFlag, ...]:
        """The risks to watch; none when their file is missing or broken."""
        table = self.table(RiskFlags)
        return table.flags if table else ()

    @property
    def follow_up_measures(self) -> tuple[FollowUpMeasure, ...]:
        """What pilots count each month; none when their file is missing or broken."""
        table = self.table(FollowUpMeasures)
        return table.measures if table else ()

    def parties_on(self, day: date) -> tuple[RequiredParty, ...]:
        """The parties a team must have on a day; none when their file is missing or broken."""
        table = self.table(RequiredParties)
        return table.on(day) if table else ()

    @property
    def broken_files(self) -> tuple[str, ...]:
        """The names of the files that are not in use because of their problems."""
        return tuple(dict.fromkeys(problem.path for problem in self.problems))


def parse_document(text: str, name: str) -> Value:
    """The value a text says, checked as a file called ``name`` would be.

    Raises
    ------
    ProblemsError
        With every problem of the text.
    """
    return _value_of(_document(text, name, ()))


def read_document(path: Path) -> Value:
    """The value of one file.

    Raises
    ------
    ProblemsError
        With every problem of the file; a file that is not there is one.
    """
    return _value_of(open_document(path, str(path)))


def open_document(path: Path, name: str) -> Document:
    """One file as a document called ``name``, from memory when the file has not changed. Never raises."""
    try:
        seen = path.stat()
        return _open(path.absolute(), name, seen.st_mtime_ns, seen.st_size)
    except FileNotFoundError:
        return Document(name, None, Lines(), (rules.NO_SUCH_PATH.found().at(name),))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Document(name, None, Lines(), (rules.UNREADABLE.found(reason=reason).at(name),))


def load_catalogue(root: Path) -> Catalogue:
    """The catalogue in the folders of ``root``; files that have not changed are not read again.

    Problems name files by their path from ``root``. A folder that is not there is an empty one.
    """
    return catalogue_of(read_documents(definition_files(root)))


def definition_files(root: Path) -> list[tuple[Path, str]]:
    """The files of the four definition folders with their names from ``root``, folder by folder."""
    return [
        (path, path.relative_to(root).as_posix())
        for folder in FOLDERS
        if (root / folder).is_dir()
        for path in sorted((root / folder).iterdir())
        if path.is_file() and not path.name.startswith(".") and path.suffix.lower() in {".yaml", ".yml"}
    ]


def read_documents(files: Iterable[tuple[Path, str]]) -> tuple[Document, ...]:
    """The documents of files given with their names; of two with one id or code, the later has a problem."""
    return _without_clashes(open_document(path, name) for path, name in files)


def catalogue_of(documents: Iterable[Document]) -> Catalogue:
    """Checked documents as a catalogue: those without problems by what they are, and the problems."""
    checked = tuple(documents)
    values = [document.value for document in checked if document.value is not None and not document.problems]
    generic = [value for value in values if isinstance(value, GenericModel)]
    return Catalogue(
        documents=checked,
        templates=_frozen({v.id: v for v in values if isinstance(v, SurveyTemplate)}),
        municipalities=_frozen({v.code: v for v in values if isinstance(v, Municipality)}),
        generic=generic[0] if generic else None,
        described=_frozen({v.id: v for v in values if isinstance(v, DescribedModel)}),
        adopted=_frozen({v.id: v for v in values if isinstance(v, AdoptedModel)}),
        reference=_frozen({format_of(v).stem: v for v in values if isinstance(v, Reference)}),
        problems=tuple(sorted(problem for document in checked for problem in document.problems)),
    )


def _frozen(mapping: dict[str, R]) -> Mapping[str, R]:
    return MappingProxyType(mapping)


def _value_of(document: Document) -> Value:
    if document.problems or document.value is None:
        raise ProblemsError(document.problems)
    return document.value


@lru_cache(maxsize=1024)
def _open(path: Path, name: str, changed_ns: int, size: int) -> Document:
    if path.suffix != ".yaml":
        return Document(name, None, Lines(), (rules.WRONG_ENDING.found(name=path.name).at(name),))
    text, problems = decoded(path.read_bytes(), name)
    return Document(name, None, Lines(), problems) if text is None else _document(text, name, problems)


def _document(text: str, name: str, problems: tuple[Problem, ...]) -> Document:
    raw = read_yaml(text, name)
    document = Document(name, None, raw.lines, (*problems, *raw.problems))
    if raw.data is None:
        return document
    value, findings = shape(raw.data)
    document = replace(document, value=value).with_findings(findings)
    if value is None:
        return document
    return document.with_findings((*_check_folder(value, name), *check_file(value, name)))


def _check_folder(value: Value, name: str) -> Iterable[Finding]:
    folder, made = PurePath(name).parent.name, format_of(value)
    if folder in FOLDERS and folder != made.folder:
        allowed = listed(known.name for known in FORMATS.values() if known.folder == folder)
        yield rules.WRONG_FOLDER.found("format", format=made.name, folder=folder, allowed=allowed)


def _without_clashes(documents: Iterable[Document]) -> tuple[Document, ...]:
    first: dict[tuple[str, str], str] = {}
    checked = []
    for document in documents:
        value = document.value
        field_name, rule = (
            ("code", rules.SAME_CODE) if isinstance(value, Municipality) else ("id", rules.SAME_ID)
        )
        own = getattr(value, field_name, None)
        other = first.setdefault((value.format, own), document.name) if value and own else document.name
        clash = () if other == document.name else (rule.found(field_name, **{field_name: own}, other=other),)
        checked.append(document.with_findings(clash))
    return tuple(checked)
