"""A saved Innokylä page as a structured draft. What the page does not say stays empty; nothing is guessed.

The name of the person who wrote the page is never kept. Nothing here is stored: the draft belongs to whoever reads it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from mallipaja.catalogue.reader import decoded
from mallipaja.errors import Problem, ProblemsError
from mallipaja.exchange import innokyla_rules as rules
from mallipaja.exchange.innokyla_fields import LABELS, PHASES, Field
from mallipaja.exchange.innokyla_lines import Block, blocks, folded, items

_DAY = re.compile(r"([0-9OoIl]{1,2})\s*[.,]\s*([0-9OoIl]{1,2})\s*[.,]\s*([0-9OoIl]{4})\.?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = str.maketrans("OoIl", "0011")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MOST_PHASE = 40
_EXPECTED = (
    "Toimintamallin nimi",
    "Toimintamallin lyhyt kuvaus",
    "Toteutuspaikka",
    "Paikkakunta, maakunta tai hyvinvointialue",
    "Toimintamallin rahoittaja",
    "Luotu",
    "Viimeksi muokattu",
    "Kehittämisen vaihe",
    "Aihealueet",
    "Ilmiöt",
    "Kohderyhmä",
)


@dataclass(frozen=True)
class InnokylaPage:
    """What a page says; ``None`` and empty where it says nothing. ``sections`` are by label, without stars."""

    title: str | None = None
    short_description: str | None = None
    place: str | None = None
    region: str | None = None
    funder: tuple[str, ...] = ()
    created: date | None = None
    modified: date | None = None
    phase: str | None = None
    topics: tuple[str, ...] = ()
    phenomena: tuple[str, ...] = ()
    target_group: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def as_dict(self) -> dict[str, object]:
        """The page as plain values, in the shape of ``mallipaja innokyla read --json``."""
        return {
            "title": self.title,
            "short_description": self.short_description,
            "place": self.place,
            "region": self.region,
            "funder": list(self.funder),
            "created": self.created.isoformat() if self.created else None,
            "modified": self.modified.isoformat() if self.modified else None,
            "phase": self.phase,
            "topics": list(self.topics),
            "phenomena": list(self.phenomena),
            "target_group": list(self.target_group),
            "sections": dict(self.sections),
        }


@dataclass(frozen=True)
class ReadPage:
    """A page and what is to be known of its reading: what was not found, and what could not be understood.

    ``lead`` is the text before every label; it is no field of the page.
    """

    page: InnokylaPage
    problems: tuple[Problem, ...]
    lead: str = ""


def read_page(content: bytes, name: str) -> ReadPage:
    """Read the text of a page.

    Parameters
    ----------
    content : UTF-8 text; a byte order mark is allowed.
    name : what the file is called in problems.

    Returns
    -------
    The draft, and problems that do not stop the reading. An empty text gives an empty draft.

    Raises
    ------
    ProblemsError
        The file is not UTF-8 text, or it is HTML, whose words cannot be told from its markup.
    """
    text, unreadable = decoded(content.removeprefix(BOM_UTF8), name)
    if text is None:
        raise ProblemsError(unreadable)
    if _HTML.search(text[:2000]):
        raise ProblemsError([rules.HTML.found().at(name)])
    if not text.strip():
        return ReadPage(InnokylaPage(), (rules.NO_TEXT.found().at(name),))
    found = blocks(text)
    reader = _Reader(found, name)
    page = reader.page()
    problems = tuple(sorted({*reader.problems, *_missing(found, name)}))
    return ReadPage(page, problems, _paragraphs(found[0].lines))


def _missing(found: tuple[Block, ...], name: str) -> Iterator[Problem]:
    if len(found) == 1:
        yield rules.NO_FIELDS.found(label=_EXPECTED[0]).at(name)
        return
    there = {block.field for block in found}
    absent = [label for label in _EXPECTED if LABELS[label] not in there]
    if absent:
        yield rules.NOT_FOUND.found(fields=", ".join(absent)).at(name)


class _Reader:
    """Gathers the fields of one page and the problems of reading them."""

    def __init__(self, found: tuple[Block, ...], name: str) -> None:
        self._blocks = found
        self._name = name
        self.problems: list[Problem] = []

    def page(self) -> InnokylaPage:
        return InnokylaPage(
            title=self._line("title") or self._first_line(),
            short_description=self._text("short_description"),
            place=self._line("place"),
            region=self._line("region"),
            funder=self._items("funder"),
            created=self._day("created"),
            modified=self._day("modified"),
            phase=self._phase(),
            topics=self._items("topics"),
            phenomena=self._items("phenomena"),
            target_group=self._items("target_group"),
            sections=MappingProxyType(self._sections()),
        )

    def _block(self, name: Field) -> Block | None:
        """The first block of a field that holds something; further ones are told of."""
        found = [block for block in self._blocks if block.field == name]
        for again in found[1:]:
            self.problems.append(rules.TWICE.found(again.label).at(self._name, again.line))
        return next((block for block in found if any(block.lines)), None)

    def _line(self, name: Field) -> str | None:
        block = self._block(name)
        return " ".join(line for line in block.lines if line) if block else None

    def _text(self, name: Field) -> str | None:
        block = self._block(name)
        return _paragraphs(block.lines) if block else None

    def _items(self, name: Field) -> tuple[str, ...]:
        block = self._block(name)
        return items(name, block.lines) if block else ()

    def _first_line(self) -> str | None:
        return next((line for line in self._blocks[0].lines if line), None)

    def _day(self, name: Field) -> date | None:
        block = self._block(name)
        if block is None:
            return None
        said = next(line for line in block.lines if line)
        day = _day_of(said)
        if day is None:
            shown = said if len(said) <= 40 else said[:39] + "…"
            self.problems.append(rules.NOT_A_DAY.found(block.label, value=shown).at(self._name, block.line))
        return day

    def _phase(self) -> str | None:
        block = self._block("phase")
        if block is None:
            return None
        said = next(line for line in block.lines if line)
        if len(said) > _MOST_PHASE or said.endswith("."):
            self.problems.append(rules.NOT_A_PHASE.found(block.label).at(self._name, block.line))
            return None
        return next((phase for phase in PHASES if folded(phase) == folded(said)), said)

    def _sections(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for block in self._blocks:
            text = _paragraphs(block.lines)
            if block.field is None and text:
                texts[block.label] = f"{texts[block.label]}\n\n{text}" if block.label in texts else text
        return texts


def _paragraphs(lines: tuple[str, ...]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip())


def _day_of(said: str) -> date | None:
    try:
        if _ISO.fullmatch(said):
            return date.fromisoformat(said)
        found = _DAY.fullmatch(said)
        if not found:
            return None
        day, month, year = (int(part.translate(_DIGITS)) for part in found.groups())
        return date(year, month, day)
    except ValueError:
        return None
