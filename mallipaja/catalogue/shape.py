"""Plain data to typed values, and pydantic's errors in our words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from mallipaja.catalogue import rules
from mallipaja.catalogue.formats import FORMATS, Value
from mallipaja.catalogue.reader import Plain
from mallipaja.catalogue.survey_template import ITEM_KINDS, QuestionType
from mallipaja.errors import Finding, Rule, Spot

M = TypeVar("M", bound=BaseModel)
_TAG = re.compile(r"<[a-z]+>")
_ITEM_TYPES = (*get_args(QuestionType), *ITEM_KINDS)
_SCALARS = {
    "not_whole": rules.NOT_WHOLE,
    "not_number": rules.NOT_NUMBER,
    "not_flag": rules.NOT_FLAG,
    "not_day": rules.NOT_DAY,
    "not_when": rules.NOT_WHEN,
}


def shape(data: Mapping[str, Plain]) -> tuple[Value | None, tuple[Finding, ...]]:
    """The typed value of a document, or everything that is wrong with its shape.

    Parameters
    ----------
    data : a document as `reader.read_yaml` gives it; its ``format`` (and ``kind``) say what it is.

    Returns
    -------
    The value and no findings, or ``None`` and the findings.
    """
    chosen = _type_of(data)
    return (None, (chosen,)) if isinstance(chosen, Finding) else typed(data, chosen)


def typed(data: Mapping[str, Plain], chosen: type[M]) -> tuple[M | None, tuple[Finding, ...]]:
    """The value of a document whose type is known, or everything that is wrong with its shape."""
    try:
        return chosen.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(translate(error.errors(include_url=False), chosen))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``; "" when none is like it. Swapped letters are the likest."""
    known = list(known)
    swapped = next((other for other in known if sorted(other) == sorted(word)), "")
    return swapped or next(iter(get_close_matches(word, known, 1, 0.7)), "")


def listed(words: Iterable[str]) -> str:
    """Words as the ``allowed`` part of a problem shows them; a dash when there are none."""
    return ", ".join(words) or "–"


def options(word: str, known: Iterable[str]) -> dict[str, str]:
    """What may stand instead of ``word``, as values of a finding: all known words and the nearest one."""
    known = list(known)
    return {"allowed": listed(known), "near": nearest(word, known)}


def translate(errors: Iterable[ErrorDetails], root: type[BaseModel]) -> list[Finding]:
    """pydantic's errors as findings. A misspelt required key is one finding, not two."""
    found = [_finding(error, root) for error in errors]
    meant = {
        (finding.spot[:-1], finding.values["near"]) for finding in found if finding.rule is rules.UNKNOWN_KEY
    }
    return [
        finding
        for finding in found
        if finding.rule is not rules.MISSING_KEY or (finding.spot, finding.values["key"]) not in meant
    ]


def _type_of(data: Mapping[str, Plain]) -> type[Value] | Finding:
    said = _word(data, "format", FORMATS, rules.UNKNOWN_FORMAT)
    if isinstance(said, Finding):
        return said
    kinds = FORMATS[said].kinds
    if "" in kinds:
        return kinds[""]
    kind = _word(data, "kind", kinds, rules.NOT_ALLOWED)
    return kind if isinstance(kind, Finding) else kinds[kind]


def _word(data: Mapping[str, Plain], key: str, known: Iterable[str], rule: Rule) -> str | Finding:
    if key not in data:
        return rules.MISSING_KEY.found(key=key)
    value = data[key]
    if value is None or value == "":
        return rules.EMPTY_VALUE.found(key)
    if not isinstance(value, str):
        return rules.NOT_TEXT.found(key)
    if value not in known:
        return rule.found(key, value=_shown(value), **options(value, known))
    return value


def _finding(error: ErrorDetails, root: type[BaseModel]) -> Finding:
    location, kind, given = error["loc"], error["type"], error["input"]
    spot: Spot = tuple(part for part in location if part != "[key]" and not _TAG.fullmatch(str(part)))
    if kind == "missing":
        return rules.MISSING_KEY.found(*spot[:-1], key=spot[-1])
    if kind == "extra_forbidden":
        known = _keys_at(root, location[:-1])
        key = str(spot[-1])
        return rules.UNKNOWN_KEY.found(*spot, key=_shown(key), **options(key, known))
    if given is None or kind == "string_too_short":
        return rules.EMPTY_VALUE.found(*spot)
    if kind in {"tuple_type", "list_type"}:
        return rules.NOT_LIST.found(*spot)
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        keys = _keys_at(root, location)
        return (
            rules.NOT_GROUP.found(*spot, allowed=listed(keys)) if keys else rules.NOT_NAMED_GROUP.found(*spot)
        )
    if isinstance(given, list | dict):
        return rules.NOT_TEXT.found(*spot)
    return _scalar_finding(error, spot)


def _scalar_finding(error: ErrorDetails, spot: Spot) -> Finding:
    kind, value, context = error["type"], str(error["input"]), error.get("ctx", {})
    if kind in _SCALARS:
        return _SCALARS[kind].found(*spot, value=_shown(value))
    if kind == "literal_error":
        at_item = error["loc"][-1] == "type" and _TAG.fullmatch(str(error["loc"][-2]))
        known = _ITEM_TYPES if at_item else re.findall(r"'([^']*)'", context["expected"])
        return rules.NOT_ALLOWED.found(*spot, value=_shown(value), **options(value, known))
    if kind == "string_pattern_mismatch" and context["pattern"] in rules.WRONG_FORM:
        return rules.WRONG_FORM[context["pattern"]].found(*spot, value=_shown(value))
    return rules.NOT_ACCEPTED.found(*spot, value=_shown(value), reason=error["msg"])


def _shown(value: str) -> str:
    """A value of the file short enough for a message, on one line."""
    line = " ".join(value.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _keys_at(root: type[BaseModel], location: Iterable[str | int]) -> tuple[str, ...]:
    """The keys a group at ``location`` may have; () where any key will do."""
    at: Any = root
    for part in location:
        at = _inside(_plain_type(at), part)
    at = _plain_type(at)
    return tuple(at.model_fields) if isinstance(at, type) and issubclass(at, BaseModel) else ()


def _inside(at: Any, part: str | int) -> Any:
    if get_origin(at) in {Union, UnionType}:
        return next((option for option in get_args(at) if Tag(str(part)) in get_args(option)), None)
    if get_origin(at) is dict:
        return get_args(at)[1]
    if get_origin(at) is tuple:
        return get_args(at)[0]
    if isinstance(at, type) and issubclass(at, BaseModel) and part in at.model_fields:
        return at.model_fields[str(part)].annotation
    return None


def _plain_type(at: Any) -> Any:
    """The type without its annotations and without "or nothing"."""
    while get_origin(at) is Annotated:
        at = get_args(at)[0]
    if get_origin(at) in {Union, UnionType}:
        options = [option for option in get_args(at) if option is not type(None)]
        return _plain_type(options[0]) if len(options) == 1 else at
    return at
