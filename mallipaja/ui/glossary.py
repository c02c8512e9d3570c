"""The glossary as a list of definitions that a screen reader can go through word by word."""

from __future__ import annotations

from html import escape

from mallipaja.catalogue.glossary import Glossary, Word
from mallipaja.i18n import LANGUAGES, Words


def as_html(_: Words, glossary: Glossary, wanted: str = "") -> str:
    """The words for everyone by group, those that contain ``wanted`` in any language; "" when none does.

    The texts come from the project's own file, and are escaped all the same.
    """
    parts = []
    for group in glossary.groups:
        rows = [_row(_, word) for word in group.words if word.on_page and _has(word, wanted)]
        if rows:
            heading = escape(group.label.get(_.language))
            parts.append(f'<h2>{heading}</h2><dl class="mallipaja-words">{"".join(rows)}</dl>')
    return "".join(parts)


def _has(word: Word, wanted: str) -> bool:
    texts = [text.get(one) for text in (word.term, word.meaning) for one in LANGUAGES]
    return any(wanted.casefold() in text.casefold() for text in texts)


def _row(_: Words, word: Word) -> str:
    others = ", ".join(
        f'<span lang="{one}">{escape(word.term.get(one))}</span>' for one in LANGUAGES if one != _.language
    )
    term, meaning = escape(word.term.get(_.language)), escape(word.meaning.get(_.language))
    return f"<dt>{term}</dt><dd>{meaning} <small>{others}</small></dd>"
