"""A document as it was read, back to YAML: the same keys, the same text of every scalar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from mallipaja.catalogue.formats import FORMATS
from mallipaja.catalogue.reader import Plain, read_yaml
from mallipaja.catalogue.write import Digits, in_yaml
from mallipaja.errors import ProblemsError

_DIGITS = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?")
_SCALARS = {int, float, bool}


def rewrite(document: Mapping[str, Plain], name: str) -> str:
    """The YAML text of a document whose scalars are all texts.

    Parameters
    ----------
    document : as `reader.read_yaml` gives it; its ``format`` says which keys hold numbers and truth values, which
        are written without quotes.
    name : what the file is called in problems.

    Raises
    ------
    ProblemsError : the text could not be read back, because it is too long or holds control characters.
    """
    bare = _bare_keys(str(document.get("format", "")))
    text = in_yaml(_marked(document, bare, ""))
    raw = read_yaml(text, name)
    if raw.data is None or raw.problems:
        raise ProblemsError(raw.problems)
    if raw.data != document:
        raise ValueError(f"{name} would not be read back as it is")
    return text


@cache
def _bare_keys(format_name: str) -> frozenset[str]:
    """The keys of a format whose values are numbers or truth values."""
    waiting: list[Any] = list(FORMATS[format_name].kinds.values()) if format_name in FORMATS else []
    met: set[Any] = set()
    found: set[str] = set()
    while waiting:
        at = waiting.pop()
        if at in met:
            continue
        met.add(at)
        if not (isinstance(at, type) and issubclass(at, BaseModel)):
            waiting += get_args(at)
            continue
        for key, field in at.model_fields.items():
            waiting.append(field.annotation)
            if _SCALARS & {field.annotation, *_inside(field.annotation)}:
                found.add(key)
    return frozenset(found)


def _inside(annotation: Any) -> Iterator[Any]:
    for one in get_args(annotation):
        yield one
        yield from _inside(one)


def _marked(value: Any, bare: frozenset[str], key: str) -> Any:
    """The document with numbers and truth values where its keys hold such."""
    if isinstance(value, dict):
        return {name: _marked(one, bare, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_marked(one, bare, key) for one in value]
    if key in bare and value in ("true", "false"):
        return value == "true"
    return Digits(value) if key in bare and isinstance(value, str) and _DIGITS.fullmatch(value) else value
