"""Limits of an answer as a constraint of an XLSForm, and back.

A template says ``min``, ``max``, ``max_length`` and ``max_choices`` apart from its own ``constraint``; an XLSForm has
one column for all. They are written in a fixed order, so that they can be told apart again, also after one of the
numbers was changed in Excel: ``. >= 0 and . <= 200 and (. != 13)``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LIMITS = (
    ("min", ". >= {}"),
    ("max", ". <= {}"),
    ("max_length", "string-length(.) <= {}"),
    ("max_choices", "count-selected(.) <= {}"),
)
_NUMBER = r"(-?[0-9]{1,15}(?:\.[0-9]+)?)"
_PARTS = tuple(
    (
        key,
        re.compile(re.escape(form).replace(r"\{\}", _NUMBER).replace(r"\ ", r"\s*") + r"(?:\s+and\s+|\s*$)"),
    )
    for key, form in LIMITS
)


def is_limit(value: object) -> bool:
    """Whether a limit can be written into a constraint: digits, as a template writes numbers."""
    return isinstance(value, str) and re.fullmatch(_NUMBER, value) is not None


def joined(limits: Mapping[str, str], own: str | None) -> str:
    """The constraint of an XLSForm.

    Parameters
    ----------
    limits : texts of the numbers by key of `LIMITS`.
    own : the question's own constraint.
    """
    parts = [form.format(limits[key]) for key, form in LIMITS if key in limits]
    if own is not None:
        parts.append(f"({own})" if parts or _could_be_split(own) else own)
    return " and ".join(parts)


def parted(constraint: str) -> tuple[dict[str, str], str | None]:
    """The limits that begin a constraint, by key, and what is left of it."""
    limits: dict[str, str] = {}
    rest = constraint
    for key, pattern in _PARTS:
        found = pattern.match(rest)
        if found:
            limits[key] = found[1]
            rest = rest[found.end() :]
    if not rest:
        return (limits, None) if limits else ({}, constraint or None)
    inner = rest[1:-1]
    if limits and _wrapped(rest):
        return limits, inner
    if limits:
        # ". >= 1 and . <= 5 or . = 9" is not two limits and something else: "and" binds before "or"
        return ({}, constraint) if re.search(r"\bor\b", rest) else (limits, rest)
    return {}, inner if _wrapped(rest) and _could_be_split(inner) else rest


def _could_be_split(own: str) -> bool:
    """Whether a constraint of the template's own would be read as limits, or as one in brackets."""
    return parted(own)[1] != own


def _wrapped(text: str) -> bool:
    """Whether one pair of brackets holds the whole text."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth, quote = 0, ""
    for place, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
            if depth == 0 and place < len(text) - 1:
                return False
    return depth == 0
