"""Themes of cards by a codebook of word beginnings, which the facilitator corrects.

A card belongs to every theme one of whose stems begins one of its words. It shows which words did it. What the
facilitator has said of a card and a theme goes before the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
SHORTEST_STEM = 3
"""Shorter beginnings match words of every kind."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme and the beginnings of words that point to it."""

    id: str
    name: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A theme of a card: the ``words`` of the card that matched, as written; ``by_hand`` when a person said so."""

    theme: str
    words: tuple[str, ...]
    by_hand: bool = False


def tidy_stems(typed: str) -> tuple[str, ...]:
    """Stems from a text: separated by commas, spaces or lines; small letters, each once, an ending * left out."""
    parts = (part.strip("*-– ").casefold() for part in re.split(r"[,;\s]+", typed))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= SHORTEST_STEM))


def themes_of(
    text: str, themes: Sequence[Theme], said: Mapping[str, bool] | None = None
) -> tuple[Found, ...]:
    """The themes of a text, in the order of the codebook.

    Parameters
    ----------
    said : theme id -> whether the facilitator said that the card belongs to it.
    """
    told = said or {}
    words = tuple(dict.fromkeys(_WORD.findall(text)))
    found = []
    for theme in themes:
        matched = (
            tuple(word for word in words if word.casefold().startswith(theme.stems)) if theme.stems else ()
        )
        if told.get(theme.id, bool(matched)):
            found.append(Found(theme.id, matched, by_hand=theme.id in told))
    return tuple(found)


def by_theme(found: Mapping[str, Iterable[Found]], themes: Sequence[Theme]) -> dict[str, tuple[str, ...]]:
    """Theme id -> ids of its cards; "" -> cards of no theme. ``found`` has the themes of each card by its id."""
    cards: dict[str, list[str]] = {theme.id: [] for theme in themes}
    cards[""] = []
    for card, given in found.items():
        mine = [one.theme for one in given]
        for theme in mine or [""]:
            cards[theme].append(card)
    return {theme: tuple(ids) for theme, ids in cards.items()}
