"""Values of expressions and how ODK turns one kind into another.

A value is a text, a number, a truth value or *nodes*: the answers a reference stands for, as texts (one, or one
for each row). A day is the text ``2026-01-31``; as a number it is the days since 1 January 1970. Not a number
(NaN) is what blank becomes; it equals nothing and is written as ``''``.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

Nodes: TypeAlias = tuple[str, ...]
Value: TypeAlias = str | float | bool | Nodes
NAN = math.nan
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?Infinity")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T.*)?")
_ZERO_DAY = date(1970, 1, 1)
_PLAIN_FROM, _PLAIN_TO = 1e-6, 1e21
"""Between these a number is written without an exponent."""


def to_text(value: Value) -> str:
    """The value as a text; of nodes the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return value[0] if value else ""
    return number_text(value)


def to_number(value: Value) -> float:
    """The value as a number; NaN for what is none."""
    if isinstance(value, tuple):
        return text_number(value[0]) if value else NAN
    return text_number(value) if isinstance(value, str) else float(value)


def to_truth(value: Value) -> bool:
    """Whether the value holds: nodes when there are any, a text when it is not empty, a number when it is not 0."""
    return bool(value) and not (isinstance(value, float) and math.isnan(value))


def number_text(number: float) -> str:
    """A number in digits, as JavaScript writes it."""
    if math.isnan(number):
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < _PLAIN_TO:
        return str(int(number))
    if _PLAIN_FROM <= abs(number) < _PLAIN_TO:
        return format(Decimal(repr(number)), "f")
    digits, _, exponent = repr(number).partition("e")
    return f"{digits}e{int(exponent):+d}"


def text_number(text: str) -> float:
    """The number a text says; a day is the days since 1970."""
    tidy = text.strip()
    if _NUMBER.fullmatch(tidy):
        return float(tidy)
    day = day_of(tidy)
    return float((day - _ZERO_DAY).days) if day else NAN


def day_of(text: str) -> date | None:
    """The day of a text such as ``2026-01-31`` or ``2026-01-31T10:00:00``; ``None`` for what is no day."""
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def day_text(days: float) -> str:
    """The day so many days after 1 January 1970; "" for what is no day."""
    try:
        return (_ZERO_DAY + timedelta(days=math.floor(days))).isoformat()
    except (OverflowError, ValueError):
        return ""


def equal(left: Value, right: Value) -> bool:
    """``=``. Nodes are equal to something when any of them is."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) is to_truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return any(one == other for one in _numbers(left) for other in _numbers(right))
    if isinstance(left, str):
        return left == right if isinstance(right, str) else left in right
    return right in left if isinstance(right, str) else not set(left).isdisjoint(right)


def unequal(left: Value, right: Value) -> bool:
    """``!=``. Nodes are unequal to something when any of them is, so that both may hold of several rows."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_truth(left) is not to_truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return any(one != other for one in _numbers(left) for other in _numbers(right))
    return any(one != other for one in _texts(left) for other in _texts(right))


def less(left: Value, right: Value) -> bool:
    """``<``, which compares numbers, whatever the values are."""
    return any(one < other for one in _numbers(left) for other in _numbers(right))


def at_most(left: Value, right: Value) -> bool:
    """``<=``, which compares numbers, whatever the values are."""
    return any(one <= other for one in _numbers(left) for other in _numbers(right))


def _numbers(value: Value) -> tuple[float, ...]:
    if isinstance(value, tuple):
        return (text_number(value[0]),) if len(value) == 1 else tuple(map(text_number, value))
    return (to_number(value),)


def _texts(value: Value) -> Nodes:
    return value if isinstance(value, tuple) else (to_text(value),)
