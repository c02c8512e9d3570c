"""A whole project as one file: a zip of YAML and CSV that comes back without loss.

``manifest.json``       format version, program version, moment, SHA-256 of every file
``project.yaml``        the project's settings
``documents.csv``       the documents the project uses; their texts, verbatim, are ``documents/<sha256>/<key>.yaml``
``tables/<table>.csv``  everything else, a table each, also what lies in the bin

Not in it: accounts and who may see the project, invitation secrets, devices, the history. Cells are data: text that a
spreadsheet would take for a formula is written as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from mallipaja.catalogue.formats import MODELS, MUNICIPALITIES, REFERENCE, TEMPLATES, format_of
from mallipaja.catalogue.load import parse_document
from mallipaja.catalogue.plain import dump_plain, read_plain
from mallipaja.errors import Problem, ProblemsError
from mallipaja.exchange import bundle_rules as rules
from mallipaja.exchange.archive import Opened, read_archive, write_archive
from mallipaja.exchange.cells import CellError, from_text, to_text
from mallipaja.exchange.tables import Row, not_unique, read_table, write_table
from mallipaja.store.shapes import ColumnShape, TableShape

FORMAT = "mallipaja-bundle"
FORMAT_VERSION = 1
SETTINGS = "project.yaml"
DOCUMENTS = "documents.csv"
_TEXTS = re.compile(r"documents/[0-9a-f]{64}/[a-z0-9_-]+\.yaml")
_KINDS = {
    TEMPLATES: "survey_template",
    MODELS: "operating_model",
    MUNICIPALITIES: "municipality",
    REFERENCE: "reference",
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A project as rows by table name; ``project`` and ``document`` are tables like the others.

    A document's row has its text as ``body``.
    """

    tables: Mapping[str, tuple[Row, ...]]

    @property
    def project(self) -> Row:
        return self.tables["project"][0]

    @property
    def row_count(self) -> int:
        """Rows of all tables."""
        return sum(len(rows) for rows in self.tables.values())


def pack(bundle: Bundle, shapes: Mapping[str, TableShape], program: str, at: datetime) -> bytes:
    """The bundle as a zip file.

    Parameters
    ----------
    shapes : the tables and their columns; nothing else of a row is written.
    program : version of the program, told to whoever cannot read the file.
    at : moment of the export.
    """
    files = {SETTINGS: _settings(shapes["project"], bundle.project).encode()}
    files[DOCUMENTS] = write_table(_told(shapes["document"]), bundle.tables["document"])
    for row in bundle.tables["document"]:
        files[_text_name(row)] = str(row["body"]).encode()
    for name in _table_names(shapes):
        files[f"tables/{name}.csv"] = write_table(shapes[name].columns, bundle.tables[name])
    about = {"format": FORMAT, "format_version": FORMAT_VERSION, "program": program}
    return write_archive({**about, "exported_at": at.astimezone(UTC).isoformat()}, files)


def unpack(data: bytes, shapes: Mapping[str, TableShape]) -> Bundle:
    """The bundle in a zip file.

    Raises
    ------
    ProblemsError : everything that is wrong with it, at once, with codes ``BUNDLE_001`` to ``BUNDLE_032``. Values of
        cells are never told.
    """
    wanted = {SETTINGS, DOCUMENTS, *(f"tables/{name}.csv" for name in _table_names(shapes))}
    opened = read_archive(
        data, FORMAT, FORMAT_VERSION, lambda name: name in wanted or bool(_TEXTS.fullmatch(name))
    )
    if not opened.about:
        raise ProblemsError(opened.problems)
    reading = _Reading(opened, shapes)
    reading.read(wanted)
    if reading.problems:
        raise ProblemsError(reading.problems)
    return Bundle({name: tuple(row for _, row in rows) for name, rows in reading.rows.items()})


def _table_names(shapes: Mapping[str, TableShape]) -> list[str]:
    return [name for name in shapes if name not in {"project", "document"}]


def _text_name(document: Row) -> str:
    return f"documents/{document.get('sha256')}/{document.get('key')}.yaml"


def _told(document: TableShape) -> list[ColumnShape]:
    """The columns of ``documents.csv``: all but the text, which is a file of its own."""
    return [column for column in document.columns if column.name != "body"]


def _settings(shape: TableShape, row: Row) -> str:
    return dump_plain(
        {
            column.name: row[column.name] if column.kind == "json" else to_text(column, row[column.name])
            for column in shape.columns
            if row[column.name] is not None
        }
    )


@dataclass(slots=True)
class _Reading:
    """An archive being read: rows with their lines, and the problems so far."""

    opened: Opened
    shapes: Mapping[str, TableShape]
    rows: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        return self.opened.problems

    def read(self, wanted: Iterable[str]) -> None:
        known = {problem.path for problem in self.problems}
        for name in sorted(wanted):
            if name not in self.opened.files and name not in known:
                self.problems.append(rules.MISSING_FILE.found(name=name).at(name))
        self.read_project()
        self.read_documents()
        for name in _table_names(self.shapes):
            self.read_rows(name, f"tables/{name}.csv", self.shapes[name].columns)
        for name, rows in self.rows.items():
            self.problems.extend(not_unique(self.path_of(name), self.shapes[name], rows))
        self.problems.extend(self.broken_references())

    def path_of(self, table: str) -> str:
        return {"project": SETTINGS, "document": DOCUMENTS}.get(table, f"tables/{table}.csv")

    def read_rows(self, table: str, path: str, columns: Iterable[ColumnShape]) -> None:
        content = self.opened.files.get(path)
        if content is None:
            return
        rows, problems = read_table(path, tuple(columns), content)
        self.problems.extend(problems)
        self.rows[table] = rows

    def read_project(self) -> None:
        content = self.opened.files.get(SETTINGS)
        if content is None:
            return
        try:
            said, line_of = read_plain(content, SETTINGS)
        except ProblemsError as error:
            self.problems.extend(error.problems)
            return
        row: dict[str, Any] = {}
        columns = {column.name: column for column in self.shapes["project"].columns}
        for name in said.keys() - columns.keys():
            told = rules.UNKNOWN_COLUMN.found(name=name[:60], allowed=", ".join(columns))
            self.problems.append(told.at(SETTINGS, line_of(name)))
        for name, column in columns.items():
            try:
                row[name] = _setting(column, said.get(name), name in said)
            except CellError as error:
                found = error.rule.found(name, **error.values)
                self.problems.append(found.at(SETTINGS, line_of(name)))
        self.rows["project"] = [(1, row)]

    def read_documents(self) -> None:
        self.read_rows("document", DOCUMENTS, _told(self.shapes["document"]))
        rows: list[tuple[int, Row]] = []
        unread = {name for name in self.opened.files if _TEXTS.fullmatch(name)}
        known = {problem.path for problem in self.problems}
        for line, row in self.rows.get("document", ()):
            name = _text_name(row)
            content = self.opened.files.get(name)
            unread.discard(name)
            if content is None:
                if name not in known:
                    self.problems.append(rules.MISSING_FILE.found(name=name).at(DOCUMENTS, line))
                continue
            self.problems.extend(_document_problems(name, row, content))
            rows.append((line, {**row, "body": content.decode(errors="replace")}))
        if "document" in self.rows:
            self.rows["document"] = rows
            self.problems.extend(rules.UNKNOWN_FILE.found(name=name).at(name) for name in sorted(unread))

    def broken_references(self) -> Iterator[Problem]:
        """Values that name a record which is not in the bundle; of tables that could be read."""
        ids = {table: {row.get("id") for _, row in rows} for table, rows in self.rows.items()}
        for table, rows in self.rows.items():
            columns = [one for one in self.shapes[table].columns if one.reference in ids]
            for line, row in rows:
                for column in columns:
                    value = row.get(column.name)
                    if value is not None and value not in ids[str(column.reference)]:
                        found = rules.UNKNOWN_REFERENCE.found(column.name, table=column.reference)
                        yield found.at(self.path_of(table), line)


def _setting(column: ColumnShape, said: Any, is_said: bool) -> Any:
    """A value of ``project.yaml``; a JSON column is a list of texts there."""
    if not is_said:
        if column.nullable:
            return None
        raise CellError(rules.EMPTY_CELL)
    if column.kind == "json":
        if isinstance(said, list) and all(isinstance(one, str) for one in said):
            return said
        raise CellError(rules.NOT_JSON)
    if isinstance(said, list | dict):
        raise CellError(rules.NOT_STORABLE)
    return from_text(column, said or "")


def _document_problems(name: str, row: Row, content: bytes) -> Iterator[Problem]:
    """What is wrong with the text of a document, which has to be what its row says and fit for use."""
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        yield rules.WRONG_DOCUMENT.found().at(name)
        return
    try:
        value = parse_document(content.decode(), name)
    except UnicodeDecodeError:
        yield rules.NOT_UTF8.found().at(name)
    except ProblemsError as error:
        yield from error.problems
    else:
        found = f"{_KINDS[format_of(value).folder]} {getattr(value, 'id', getattr(value, 'code', ''))}"
        told = f"{row.get('kind')} {row.get('key')}"
        if found != told:
            yield rules.OTHER_DOCUMENT.found(found=found, told=told).at(name)
