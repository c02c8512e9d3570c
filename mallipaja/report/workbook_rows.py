"""The rows of the comparison workbook: plain values, headings first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from mallipaja.catalogue.text import Source
from mallipaja.i18n import N_, Words
from mallipaja.model.adaptation import Adaptation, AdaptationState
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Column, Comparison, Row
from mallipaja.model.fidelity import core_fidelity
from mallipaja.model.frame_words import CODES, FIELDS
from mallipaja.report.cell_words import Sources, source_words, status_words, value_words
from mallipaja.report.comparison_plain import row_label, shown_rows
from mallipaja.report.field_words import value_text

CHALLENGES = "context.challenges"
STATES: dict[AdaptationState, str] = {
    "proposal": N_("proposal"),
    "agreed": N_("agreed"),
    "in_trial": N_("in trial"),
    "ended": N_("ended"),
}
KINDS = {"generic": N_("generic model"), "adopted": N_("pilot's model"), "described": N_("described model")}
LEVELS = {"core": N_("core"), "adaptable": N_("adaptable"), "local": N_("local")}


@dataclass(frozen=True, slots=True)
class Differing:
    """A text to be shown with what it has of its own against another: the one before or the one after."""

    before: str
    after: str
    shows: Literal["before", "after"]

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self.after if self.shows == "after" else self.before


CellValue = str | float | int | Differing | None
Rows = list[list[CellValue]]


def matrix_rows(comparison: Comparison, _: Words, *, only_differences: bool = False) -> Rows:
    """Elements by models: symbol and status, in parentheses what is no practice; core fidelity with its n below."""
    head: list[CellValue] = [
        _("Element"),
        _("Key"),
        _("Level"),
        *(column.name for column in comparison.columns),
    ]
    rows: Rows = [head]
    for row in shown_rows(comparison, only_differences):
        statuses = (status_words(cell, _) for cell in row.cells)
        rows.append([row_label(row, _.language), row.key, _(LEVELS[row.level]), *statuses])
    found = [
        None if one.kind == "generic" else core_fidelity(comparison, one.id) for one in comparison.columns
    ]
    for label, figures in (
        (_("Core elements that stand"), [one.kept if one else None for one in found]),
        (_("Core elements the model states (n)"), [one.stated if one else None for one in found]),
        (_("Core elements not known"), [one.not_stated if one else None for one in found]),
    ):
        rows.append([label, None, None, *figures])
    return rows


def adaptation_rows(
    comparison: Comparison, sources: Sources, _: Words, names: Mapping[str, str] = MappingProxyType({})
) -> Rows:
    """One row for each change of a pilot, proposals included, and for each element a described model says otherwise.

    ``names``: what the codes in values are called, such as professions.
    """
    head: list[CellValue] = [
        _("Model"), _("Element"), _("Level"), _("Against the generic model"), _("State"),
        _("What the generic model says"), _("What this model says"), _("What was changed"), _("Why"),
        _("Decided by"), _("Decided on"), _("Challenges it answers"), _("In force from"), _("In force until"),
        *(f"FRAME: {_(label)}" for label in FIELDS.values()), _("Source"),
    ]  # fmt: skip
    return [
        head,
        *(row for column in comparison.columns for row in _of_model(comparison, column, sources, _, names)),
    ]


def challenge_rows(comparison: Comparison, sources: Sources, _: Words) -> Rows:
    """What is told of challenges, and the challenges (or reasons) of changes with the change that answers each.

    A described model's challenge has no solution here unless its source links the two.
    """
    rows: Rows = [[_("Model"), _("Challenge or reason"), _("Solution"), _("Element"), _("Source")]]
    for column in comparison.columns:
        for row, cell in comparison.cells(column.id):
            if row.key == CHALLENGES and column.kind == "described":
                source = source_words(row, cell, column, sources, _)
                rows += [[column.name, fact.text.get(_.language), None, None, source] for fact in cell.facts]
            rows += [
                [column.name, told, one.what, row_label(row, _.language), one.decided_by]
                for one in cell.adaptations
                for told in (one.challenges or (one.why,))
                if told
            ]
    return rows


def version_rows(comparison: Comparison, sources: Sources, _: Words) -> Rows:
    """Which version each model was made against and what it rests on; statements that found no place come last."""
    rows: Rows = [
        [_("Model"), _("Model id"), _("Kind of model"), _("Made against version"), _("Compared with version"), _("Source"),
         _("Created"), _("Last edited"), _("Address")]
    ]  # fmt: skip
    for column in comparison.columns:
        known: list[Source | None] = [*sources.get(column.id, {}).values()] or [None]
        for source in known:
            row: list[CellValue] = [
                column.name, column.id, _(KINDS[column.kind]), column.made_against, comparison.generic_version
            ]  # fmt: skip
            if source:
                row += [source.title, _day(source.created, _), _day(source.modified, _), source.address]
            rows.append(row + [None] * (len(rows[0]) - len(row)))
    for model, key in comparison.unplaced:
        said = _("The version compared with has no element {key}.", key=key)
        rows.append([model, None, None, None, None, said, None, None, None])
    return rows


def _of_model(
    comparison: Comparison, column: Column, sources: Sources, _: Words, names: Mapping[str, str]
) -> Iterator[list[CellValue]]:
    for row, cell in comparison.cells(column.id):
        if column.kind == "adopted":
            for one in cell.adaptations:
                yield _change_row(row, cell, column, one, _, names)
        elif cell.status not in {"same", "not_stated"}:
            said = value_words(row, cell, column, _) or ""
            source = source_words(row, cell, column, sources, _)
            frame: list[CellValue] = [None] * len(FIELDS)
            words: list[CellValue] = [None] * 7
            yield [*_start(row, cell, column, _), None, *_texts(row, cell, said, _), *words, *frame, source]


def _change_row(
    row: Row, cell: Cell, column: Column, one: Adaptation, _: Words, names: Mapping[str, str]
) -> list[CellValue]:
    frame: list[CellValue] = [
        _(CODES[field][code]) if (code := getattr(one.frame, field)) else None for field in FIELDS
    ]
    words: list[CellValue] = [
        one.what, one.why, one.decided_by, one.decided_on or None, "; ".join(one.challenges) or None,
        _day(one.valid_from, _), _day(one.valid_to, _),
    ]  # fmt: skip
    before = value_text(_, row.element, one.field, one.base_value, names)
    said = "" if one.operation == "remove" else value_text(_, row.element, one.field, one.value, names)
    texts = isinstance(one.base_value, str) and isinstance(one.value, str)
    return [
        *_start(row, cell, column, _),
        _(STATES[one.state]),
        *(_differing(before, said) if texts else (before, said)),
        *words,
        *frame,
        None,
    ]


def _start(row: Row, cell: Cell, column: Column, _: Words) -> list[CellValue]:
    return [column.name, row_label(row, _.language), _(LEVELS[row.level]), status_words(cell, _)]


def _texts(row: Row, cell: Cell, said: str, _: Words) -> list[CellValue]:
    """What the generic model and a described one say, with word differences where it has been adapted."""
    generic = row.element.text.get(_.language) if row.element else ""
    return _differing(generic, said) if cell.status.startswith("adapted") else [generic, said]


def _differing(before: str, after: str) -> list[CellValue]:
    return [Differing(before, after, "before"), Differing(before, after, "after")]


def _day(day: date | None, _: Words) -> str | None:
    return _.date(day) if day else None
