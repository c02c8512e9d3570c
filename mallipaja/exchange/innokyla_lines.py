"""The lines of a saved Innokylä page: which are field labels, and which are what the fields hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mallipaja.exchange.innokyla_fields import LABELS, LISTS, PHASES, SECTIONS, Field

_ICON = re.compile(r"(?:icon/)?[a-z-]* ?Created with Sketch\.?|icon/[a-z-]+", re.IGNORECASE)
_STARS = re.compile(r"\s*\*{1,3}$")
_OCR = str.maketrans({"&": "a", "é": "a", "6": "o", "0": "o", "1": "l", "|": "l", "’": "", "‘": ""})
_LIKE = 0.88
"""How alike a line and a label of at least `_LONG` letters are, when scanning has changed a letter or two."""
_LONG = 9
_MOST_LABEL = 100
_MOST_TAG = 120
_NAME = re.compile(r"[A-ZÅÄÖ][\w'’-]*(?:[ ,]+[A-ZÅÄÖ][\w'’-]*){0,7}\.?")
_DAY = re.compile(r"\d{1,2}\s*\.\s*\d{1,2}\s*\.\s*\d{4}|\d{4}-\d{2}-\d{2}")
_TAGS: tuple[Field, ...] = ("topics", "phenomena", "target_group")


@dataclass(frozen=True, slots=True)
class Block:
    """A field: its label without stars, the 1-based line of it, and the lines that follow.

    ``field`` is ``None`` for a section of the description; the label is "" for what stands before every label.
    """

    label: str
    field: Field | None
    line: int
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """The page cut at its labels. The first block has no label: it is what the page starts with."""
    lines = [clean(line) for line in text.splitlines()]
    cuts = list(_labels(lines))
    starts = [place for place, *_ in cuts] + [len(lines)]
    found = [Block("", "other", 1, tuple(lines[: starts[0]]))]
    for (place, label, field, rest), end in zip(cuts, starts[1:], strict=True):
        found.append(Block(label, field, place + 1, (*([rest] if rest else []), *lines[place + 1 : end])))
    return tuple(found)


def clean(line: str) -> str:
    """A line without the texts of icons and without odd spaces."""
    spaced = " ".join(unicodedata.normalize("NFC", line).replace("\ufeff", "").split())
    return " ".join(_ICON.sub(" ", spaced).split())


def folded(text: str) -> str:
    """Letters and digits only, without case and dots, and with what scanning often puts in their place."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_OCR))
    return "".join(char for char in plain if char.isalnum())


_FOLDED: dict[str, str] = {folded(label): label for label in (*LABELS, *SECTIONS)}


def _labels(lines: list[str]) -> Iterator[tuple[int, str, Field | None, str]]:
    """Place, label, field and what stands after the label on the same line."""
    in_section = False
    for place, line in enumerate(lines):
        found = _label(line) or _with_value(line, in_section)
        if found is None:
            continue
        label, rest = found
        field = LABELS.get(label)
        if in_section and field in _TAGS and not _tags_follow(lines, place):
            continue
        in_section = field is None
        yield place, label, field, rest


def _label(line: str) -> tuple[str, str] | None:
    if not line or len(line) > _MOST_LABEL:
        return None
    bare = _STARS.sub("", line)
    known = known_label(bare)
    if known:
        return known, ""
    return (bare, "") if bare != line and line.endswith("**") and bare else None


def known_label(line: str) -> str | None:
    """The label a line is, allowing for what scanning changes; ``None`` for other lines."""
    key = folded(line.rstrip(":"))
    if key in _FOLDED:
        return _FOLDED[key]
    if len(key) < _LONG:
        return None
    near = [
        (SequenceMatcher(None, key, other).ratio(), label)
        for other, label in _FOLDED.items()
        if len(other) >= _LONG and abs(len(other) - len(key)) <= 2
    ]
    return max(near)[1] if near and max(near)[0] >= _LIKE else None


def _with_value(line: str, in_section: bool) -> tuple[str, str] | None:
    """A label and its value on one line: after a colon, or a date, phase or name that cannot be running text.

    Outside the description whatever follows the label of a name is taken for one: a name must not stay in a field.
    """
    head, colon, rest = line.partition(":")
    if colon and rest.strip():
        label = known_label(_STARS.sub("", head))
        field = LABELS.get(label or "")
        if label and (not in_section or _sure(field, rest.strip())):
            return label, rest.strip()
    for label, field in LABELS.items():
        rest = line[len(label) :].strip()
        named = field == "person" and not in_section
        if line.startswith(label + " ") and (named or _sure(field, rest)):
            return label, rest
    return None


def _sure(field: Field | None, value: str) -> bool:
    if field == "person":
        return bool(_NAME.fullmatch(value)) or "@" in value
    if field in {"created", "modified"}:
        return bool(_DAY.fullmatch(value))
    return field == "phase" and value in PHASES


def _tags_follow(lines: list[str], place: int) -> bool:
    """Whether a word inside a description is the label of a list: what follows is short and no sentence."""
    for line in lines[place + 1 :]:
        if _label(line):
            return True
        if len(line) > _MOST_TAG or line.endswith((".", "!", "?", ":", ",")):
            return False
    return True


def items(field: Field, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The items of a list field: one a line, and several where known words follow each other on a line."""
    found = [item for line in lines if line for item in _split(line, LISTS[field])]
    return tuple(dict.fromkeys(found))


def _split(line: str, known: tuple[str, ...]) -> Iterator[str]:
    for part in re.split(r"\s*[;•·|]\s*|,\s+(?=[A-ZÅÄÖ])", line):
        yield from _known_items(part.strip(" ,-–"), known)


def _known_items(part: str, known: tuple[str, ...]) -> Iterator[str]:
    words = sorted(known, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\S){re.escape(word)}(?!\S)" for word in words)
    at = 0
    pieces = []
    for met in re.finditer(pattern, part, re.IGNORECASE):
        pieces += [part[at : met.start()], met.group()]
        at = met.end()
    for piece in (*pieces, part[at:]):
        if piece.strip(" ,"):
            yield piece.strip(" ,")
