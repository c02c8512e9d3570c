"""Long labels in several lines, words broken between syllables where a line has no room for them."""

from __future__ import annotations

_VOWELS = frozenset("aeiouyåäöé")
_LEAST = 3
"""A piece of a word has at least so many letters."""


def lines(label: str, room: int) -> list[str]:
    """The label in lines of at most ``room`` letters.

    A longer word is broken before a consonant that a vowel follows, which is where a Finnish syllable begins; in other
    languages it only has to be readable. A word that cannot be broken so stays whole.
    """
    made = [""]
    for word in label.split():
        for piece in _pieces(word, room):
            fits = len(made[-1]) + len(piece) + bool(made[-1]) <= room
            if fits and not made[-1].endswith("\u00ad"):
                made[-1] = f"{made[-1]} {piece}".strip()
            else:
                made.append(piece)
    return [line.replace("\u00ad", "-") for line in made if line] or [""]


def _pieces(word: str, room: int) -> list[str]:
    """The word, or its parts, with a soft hyphen after each but the last."""
    found: list[str] = []
    while len(word) > room and (place := _break(word, room - 1)):
        found.append(word[:place] + "\u00ad")
        word = word[place:]
    return [*found, word]


def _break(word: str, most: int) -> int | None:
    """The last place to break within ``most`` letters; ``None`` when there is none."""
    for place in range(min(most, len(word) - _LEAST), _LEAST - 1, -1):
        before, at, after = (letter.lower() for letter in word[place - 1 : place + 2])
        if before.isalpha() and at.isalpha() and at not in _VOWELS and after in _VOWELS:
            return place
    return None
