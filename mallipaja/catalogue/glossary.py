"""The project's words: ``reference_data/glossary.yaml``. One word per idea, in three languages.

The Sanasto page shows the words marked for it; ``GLOSSARY.md`` lists all of them for developers and is
written from the same file by ``tools/glossary.py``.
"""

from __future__ import annotations

from typing import Literal

from mallipaja.catalogue.text import Flag, Key, Language, Source, Strict, Text


class Word(Strict):
    """One idea and what it is called.

    ``key`` is the identifier code and files use; ``meaning`` is one sentence. ``avoid`` are words it must
    not be called, in any language. ``on_page`` words are shown to everyone; the rest are for developers.
    """

    key: Key
    term: Text
    meaning: Text
    source: Key
    avoid: tuple[str, ...] = ()
    on_page: Flag = True


class WordGroup(Strict):
    """Words that belong together, under a heading."""

    key: Key
    label: Text
    words: tuple[Word, ...]


class Glossary(Strict):
    """``glossary.yaml``."""

    format: Literal["mallipaja/glossary/1"]
    draft_languages: tuple[Language, ...] = ()
    sources: tuple[Source, ...]
    groups: tuple[WordGroup, ...]

    def words(self) -> tuple[Word, ...]:
        """Every word in the order of the file."""
        return tuple(word for group in self.groups for word in group.words)

    def word(self, key: str) -> Word:
        """The word with this key; ``KeyError`` when there is none."""
        for word in self.words():
            if word.key == key:
                return word
        raise KeyError(key)
