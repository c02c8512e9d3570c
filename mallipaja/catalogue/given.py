"""Files people give to a command: no part of the definitions, without a ``format`` line, wherever they keep them."""

from __future__ import annotations

from typing import TypeVar

from mallipaja.catalogue import rules
from mallipaja.catalogue.reader import Lines, Raw, decoded, read_yaml
from mallipaja.catalogue.shape import typed
from mallipaja.catalogue.text import Strict
from mallipaja.errors import Problem, ProblemsError, Rule

F = TypeVar("F", bound=Strict)


def read_given(content: bytes, name: str, kind: type[F], nothing: Rule) -> tuple[F, Lines]:
    """What a file of a known kind says, and the line of every place.

    Parameters
    ----------
    content, name : the file's bytes, and what it is called in problems.
    kind : the type of its content.
    nothing : what is told of a file that says nothing.

    Raises
    ------
    ProblemsError : everything that is wrong with the file's text and shape.
    """
    text, problems = decoded(content, name)
    raw = read_yaml(text, name) if text is not None else Raw(None, Lines(), ())
    problems = (*problems, *_told(raw, name, nothing))
    if raw.data is None or problems:
        raise ProblemsError(problems)
    value, findings = typed(raw.data, kind)
    if value is None:
        raise ProblemsError(found.at(name, raw.lines.of(found.spot)) for found in findings)
    return value, raw.lines


def _told(raw: Raw, name: str, nothing: Rule) -> tuple[Problem, ...]:
    """Problems of the text; an empty file is told what a file of its kind says."""
    generic = {rules.EMPTY.code, rules.NOT_KEYS.code}
    return tuple(nothing.found().at(name, one.line) if one.code in generic else one for one in raw.problems)
