"""Values in, a PDF out: headings, paragraphs, lists, tables and pictures, on A4 or A3, for paper and screen readers.

The layout is one constant Typst program; every word reaches it as data, so nothing a person typed is ever a command. It
reads no network and no other file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

import typst

from mallipaja.i18n import known_language

Paper: TypeAlias = Literal["a4", "a3"]
_FOLDER = Path(__file__).parent
_PROGRAM = _FOLDER / "pdf.typ"
_TIGHTNESS = (0.94, 0.88, 0.82)
"""How small the type of a paper may be, as a share of the ordinary: 10 pt on A4 down to about 8."""
_PAGE = re.compile(rb"/Type\s*/Page[^s]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title; ``level`` 1-3. A level that leaves one out is taken up to the next there can be."""

    text: str
    level: int = 1
    kind: Literal["heading"] = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Ordinary text; ``muted`` for notes of method and source."""

    text: str
    muted: bool = False
    kind: Literal["paragraph"] = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one sentence each."""

    texts: tuple[str, ...]
    kind: Literal["items"] = field(default="items", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading row that is repeated on every page.

    Parameters
    ----------
    head : names of the columns.
    rows : as many cells in each as there are columns; a row with fewer is filled with empty ones.
    widths : relative widths of the columns; equal if left out.
    fills : colours of cells as ``#rrggbb`` by (row, column), both from 0; a meaning is never in the colour alone.
    row_height_mm : least height of a row with an empty cell, where people write by hand; 0 is as high as its text.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    fills: tuple[tuple[int, int, str], ...] = ()
    row_height_mm: float = 0
    kind: Literal["table"] = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG (`chart_file.svg`), as wide as the page times ``width`` (0-1), with its text alternative."""

    svg: str
    text: str
    width: float = 1.0
    kind: Literal["picture"] = field(default="picture", init=False)


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""

    kind: Literal["new_page"] = field(default="new_page", init=False)


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page: what does not fit under what is there begins on the next."""

    blocks: tuple[Heading | Paragraph | Picture, ...]
    kind: Literal["together"] = field(default="together", init=False)


Block: TypeAlias = Heading | Paragraph | Items | Table | Picture | NewPage | Together


def pdf(
    title: str,
    blocks: Sequence[Block],
    language: str,
    at: datetime,
    *,
    subtitle: str = "",
    paper: Paper = "a4",
    landscape: bool = False,
    most_pages: int | None = None,
) -> bytes:
    """The document as bytes.

    Parameters
    ----------
    title, subtitle : on the first page; the title is also the document's name.
    language : ``fi``, ``sv`` or ``en``; decides hyphenation and what a screen reader speaks.
    at : when the content was true; it stands in the file, not on the page.
    most_pages : pages it is meant to have: with more, the type is set smaller and closer, as far as it can still be read
        and where that is enough.

    Notes
    -----
    The file follows PDF/UA-1 (ISO 14289-1): tagged, with title, language, headings in order and text alternatives.
    The same values give the same bytes.
    """
    content = {
        "title": title,
        "subtitle": subtitle,
        "language": known_language(language) or "fi",
        "paper": paper,
        "landscape": landscape,
        "blocks": [asdict(block) for block in _in_order(blocks)],
    }
    ordinary = _compiled({**content, "tightness": 1.0}, at)
    if most_pages is None or pages(ordinary) <= most_pages:
        return ordinary
    tighter = (_compiled({**content, "tightness": one}, at) for one in _TIGHTNESS)
    return next((made for made in tighter if pages(made) <= most_pages), ordinary)


def pages(made: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(_PAGE.findall(made))


def _compiled(content: dict[str, object], at: datetime) -> bytes:
    made: bytes = typst.compile(
        _PROGRAM,
        root=_FOLDER,
        format="pdf",
        sys_inputs={"content": json.dumps(content)},
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()),
    )
    return made


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Headings without a level left out, tables without short rows: a screen reader needs both."""
    found: list[Block] = []
    deepest = 0
    for block in blocks:
        if isinstance(block, Heading):
            deepest = max(1, min(block.level, deepest + 1))
            found.append(Heading(block.text, deepest))
        elif isinstance(block, Together):
            deepest = 1  # cards stand side by side: their headings are all of the first level
            inside = (Heading(one.text) if isinstance(one, Heading) else one for one in block.blocks)
            found.append(Together(tuple(inside)))
        elif isinstance(block, Table):
            found += [_whole(block)] if block.head else []
        elif not isinstance(block, Items) or block.texts:
            found.append(block)
    return found


def _whole(table: Table) -> Table:
    width = len(table.head)
    rows = tuple((*row, *([""] * width))[:width] for row in table.rows)
    widths = table.widths if len(table.widths) == width else (1.0,) * width
    return Table(table.head, rows, widths, table.fills, table.row_height_mm)
