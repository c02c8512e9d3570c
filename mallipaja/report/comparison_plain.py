"""The comparison as plain values for programs, and as a table of plain text for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mallipaja.i18n import Words
from mallipaja.model.comparison import Comparison, Row
from mallipaja.model.fidelity import core_fidelity
from mallipaja.model.similarity import similarities
from mallipaja.report.cell_words import Sources, source_words, status_words, value_words


def shown_rows(comparison: Comparison, only_differences: bool) -> tuple[Row, ...]:
    """The rows to show: all, or those in which a model that says something differs from the generic one."""
    return tuple(row for row in comparison.rows if row.differs or not only_differences)


def as_plain(
    comparison: Comparison, sources: Sources, _: Words, *, only_differences: bool = False
) -> dict[str, Any]:
    """``{"models": […], "elements": [{"key", "level", "cells": {model: {"status", "value", "source"}}}]}``.

    ``status`` is against the generic version; ``value`` and ``source`` are texts, or ``None`` where the model says
    nothing.
    """
    return {
        "models": [column.id for column in comparison.columns],
        "elements": [
            {
                "key": row.key,
                "level": row.level,
                "cells": {
                    column.id: {
                        "status": cell.status,
                        "value": value_words(row, cell, column, _),
                        "source": source_words(row, cell, column, sources, _),
                    }
                    for column, cell in zip(comparison.columns, row.cells, strict=True)
                },
            }
            for row in shown_rows(comparison, only_differences)
        ],
    }


def as_table(comparison: Comparison, _: Words, *, only_differences: bool = False) -> str:
    """The matrix with symbol and status, then core fidelity with its n and similarity over what both state."""
    rows = shown_rows(comparison, only_differences)
    lines = [[_("Element"), *(column.id for column in comparison.columns)]]
    lines += [[row_label(row, _.language), *(status_words(cell, _) for cell in row.cells)] for row in rows]
    parts = [aligned(lines), "\n".join(_fidelity(comparison, _)), "\n".join(_similarity(comparison, _))]
    return "\n\n".join(part for part in parts if part)


def row_label(row: Row, language: str) -> str:
    """The element's name; of an element only variants have, what they call it."""
    return row.element.label.get(language) if row.element else row.label


def aligned(lines: list[list[str]]) -> str:
    """Rows of cells with their columns under each other."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )
    return "\n".join(line.rstrip() for line in padded)


def _fidelity(comparison: Comparison, _: Words) -> Iterator[str]:
    for column in comparison.columns:
        if column.kind == "generic":
            continue
        found = core_fidelity(comparison, column.id)
        yield _(
            "{model}: {kept} of the {stated} core elements it states stand, {not_stated} are not known, {intended} "
            "only planned or wished for",
            model=column.id,
            kept=found.kept,
            stated=found.stated,
            not_stated=found.not_stated,
            intended=found.intended,
        )


def _similarity(comparison: Comparison, _: Words) -> Iterator[str]:
    for pair in similarities(comparison):
        yield _(
            "{first} and {second}: similarity {share} over the {n} elements both practise",
            first=pair.first,
            second=pair.second,
            share=_.fixed(pair.share),
            n=pair.n,
        )
