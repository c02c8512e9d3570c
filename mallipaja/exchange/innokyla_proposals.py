"""Passages of an Innokylä page that may tell an element of the generic model, for a person to read and confirm.

Found by words (`innokyla_anchors`), sentence by sentence. A passage is the source's own text: it goes no further than the
one who reads the page, and what is written into a model is said in one's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mallipaja.exchange.innokyla_anchors import ANCHORS, NUMBERS
from mallipaja.exchange.innokyla_page import ReadPage

_SENTENCE = re.compile(r"[^\s.!?](?:[^\n.!?]|[.!?](?=\S)|\n(?=[a-zåäö]))*[.!?]?")
"""A line that begins in lower case goes on with the sentence of the line above: scanned pages break where paper ends."""
_DOTLESS = str.maketrans("äöåéü", "aoaau")
"""Letters as scanning leaves them; every letter stays one letter, so places stay places."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage and the element it may tell.

    ``section`` is the field the passage is in ("" for the text before every field), ``start`` and ``end`` its place in that
    text; ``number`` is the figure it gives, where the element is one.
    """

    element: str
    section: str
    start: int
    end: int
    passage: str
    number: float | None = None


def propose(read: ReadPage) -> tuple[Proposal, ...]:
    """Every passage that may tell an element, in the order of the page."""
    texts = {"": read.lead, **read.page.sections}
    return tuple(one for section, text in texts.items() for one in _of_text(section, text))


def _of_text(section: str, text: str) -> Iterator[Proposal]:
    for met in _SENTENCE.finditer(text):
        words = met.group().casefold().translate(_DOTLESS)
        if len(words) != len(met.group()):
            continue
        for element, ways in ANCHORS.items():
            if any(all(re.search(word, words) for word in way) for way in ways):
                yield Proposal(element, section, *met.span(), met.group(), _number(element, words))


def _number(element: str, words: str) -> float | None:
    met = re.search(NUMBERS[element], words) if element in NUMBERS else None
    if met is None:
        return None
    digits = next(group for group in met.groups() if group)
    return float(digits.replace(" ", ""))
