"""Every part of a catalogue value with its place, for checks that hold for all formats."""

from __future__ import annotations

from collections.abc import Iterator

from mallipaja.catalogue.text import LANGUAGES, Language, Strict, Text
from mallipaja.errors import Spot


def parts(value: Strict, spot: Spot = ()) -> Iterator[tuple[Spot, Strict]]:
    """``value`` and every value inside it, outermost first, in the order of the fields."""
    yield spot, value
    for name in type(value).model_fields:
        yield from _inside(getattr(value, name), (*spot, name))


def _inside(value: object, spot: Spot) -> Iterator[tuple[Spot, Strict]]:
    if isinstance(value, Strict):
        yield from parts(value, spot)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _inside(item, (*spot, position))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*spot, key))


def untranslated(value: Strict) -> Iterator[tuple[Spot, Language]]:
    """The texts of ``value`` that lack a language: where, and which language."""
    for spot, part in parts(value):
        if isinstance(part, Text):
            for language in LANGUAGES:
                if getattr(part, language) is None:
                    yield spot, language
