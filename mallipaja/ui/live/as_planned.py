"""Texts of a workshop in the reader's language: those a template gave, unchanged; what somebody typed stays as typed."""

from __future__ import annotations

from functools import cache

from mallipaja.i18n import LANGUAGES, Words
from mallipaja.workshop.agenda_templates import texts


def as_planned(_: Words, text: str) -> str:
    """The text of a template in the language of the reader; any other text as it is."""
    known = _known().get(text)
    return _(known) if known else text


@cache
def _known() -> dict[str, str]:
    """Text in some language -> message id."""
    return {Words(language)(one): one for language in LANGUAGES for one in sorted(texts())}
