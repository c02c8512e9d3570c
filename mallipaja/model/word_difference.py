"""Which words two texts share, and which each has of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "before", "after"]
_WORDS = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: in both texts, only in the one before, or only in the one after."""

    kind: Kind
    text: str


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts in one line of pieces, word by word.

    The pieces that are not ``after`` make up ``before``, and those that are not ``before`` make up ``after``.
    """
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            _add(pieces, "same", one[i1:i2])
            continue
        _add(pieces, "before", one[i1:i2])
        _add(pieces, "after", other[j1:j2])
    return tuple(pieces)


def _add(pieces: list[Piece], kind: Kind, words: list[str]) -> None:
    text = "".join(words)
    if text and pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    elif text:
        pieces.append(Piece(kind, text))
