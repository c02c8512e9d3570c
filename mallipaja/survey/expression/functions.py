"""The functions of expressions: those of XLSForm that public forms use, with ODK's meaning."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from mallipaja.survey.expression.values import (
    NAN,
    Nodes,
    Value,
    day_of,
    day_text,
    text_number,
    to_number,
    to_text,
    to_truth,
)

Gives = Literal["truth", "number", "text", "day", "any"]
MANY = 99
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Scope(Protocol):
    """What an expression is evaluated in."""

    @property
    def this(self) -> str:
        """The answer the expression is about, for ``.``."""

    @property
    def position(self) -> int:
        """The row it stands in, from 1; 1 outside blocks."""

    @property
    def moment(self) -> str:
        """The moment that was passed in: ``2026-01-31T10:00:00``."""

    def nodes(self, name: str) -> Nodes:
        """What ``${name}`` stands for here."""

    def column(self, name: str) -> str:
        """A column of the choice a filter is about."""

    def label(self, code: str, name: str) -> str:
        """The label of a choice of the question ``name``."""

    def rows(self, name: str) -> Nodes:
        """Every row of a question of a block, for ``indexed-repeat``."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how many arguments it takes, what it gives, and how."""

    least: int
    most: int
    gives: Gives
    run: Callable[..., Value]


def _sum(*values: Value) -> float:
    numbers = [number for value in values for number in _every_number(value)]
    return sum(numbers) if numbers else NAN


def _least(*values: Value) -> float:
    return _extreme(min, values)


def _most(*values: Value) -> float:
    return _extreme(max, values)


def _extreme(choose: Callable[[list[float]], float], values: tuple[Value, ...]) -> float:
    numbers = [number for value in values for number in _every_number(value)]
    return NAN if not numbers or any(map(math.isnan, numbers)) else choose(numbers)


def _every_number(value: Value) -> tuple[float, ...]:
    return tuple(map(text_number, value)) if isinstance(value, tuple) else (to_number(value),)


def _count(value: Value) -> float:
    return float(len(value)) if isinstance(value, tuple) else NAN


def _count_non_empty(value: Value) -> float:
    return float(sum(one != "" for one in value)) if isinstance(value, tuple) else NAN


def _round(value: Value, places: Value = 0.0) -> float:
    """Halves go away from 0, as in ODK."""
    number, digits = to_number(value), to_number(places)
    if math.isnan(digits):
        return NAN
    scale = 10.0 ** _whole(digits)
    if not math.isfinite(number * scale):
        return number
    if scale < 1:  # 10 to a negative power is not exact; its inverse is
        return math.copysign(math.floor(abs(number) * scale + 0.5) * 10.0 ** -_whole(digits), number) + 0.0
    return math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number) + 0.0


def _whole(number: float) -> int:
    return max(-300, min(300, math.trunc(number)))


def _truncated(value: Value) -> float:
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


def _towards(change: Callable[[float], int]) -> Callable[[Value], float]:
    def run(value: Value) -> float:
        number = to_number(value)
        return float(change(number)) if math.isfinite(number) else number

    return run


def _safely(change: Callable[[float], float]) -> Callable[[Value], float]:
    """A function of one number that is NaN where it has no value."""

    def run(value: Value) -> float:
        try:
            return change(to_number(value))
        except (ValueError, OverflowError):
            return NAN

    return run


def _power(base: Value, exponent: Value) -> float:
    try:
        found = math.pow(to_number(base), to_number(exponent))
    except (ValueError, OverflowError):
        return NAN
    return found


def _root(value: Value) -> float:
    number = to_number(value)
    return math.sqrt(number) if number >= 0 else NAN


def _selected(value: Value, code: Value) -> bool:
    wanted = to_text(code).strip()
    given = to_text(value).strip()
    return wanted in re.split(r"\s+", given)


def _selected_at(value: Value, place: Value) -> str:
    codes, number = to_text(value).split(), to_number(place)
    if not 0 <= number < len(codes):
        return ""
    return codes[int(number)]


def _joined(separator: Value, *values: Value) -> str:
    texts = [text for value in values for text in (value if isinstance(value, tuple) else (to_text(value),))]
    return to_text(separator).join(texts)


def _concatenated(*values: Value) -> str:
    return _joined("", *values)


def _cut(value: Value, start: Value, end: Value | None = None) -> str:
    """Characters from ``start`` to before ``end``, counted from 0; negative places count from the end."""
    text, first = to_text(value), to_number(start)
    last = to_number(end) if end is not None else math.inf
    if math.isnan(first) or math.isnan(last):
        return ""
    return text[_place(first) : _place(last)]


def _place(number: float) -> int:
    return int(max(-1e6, min(1e6, number)))


def _substring(value: Value, start: Value, length: Value | None = None) -> str:
    """As in XPath: places count from 1."""
    text, first = to_text(value), to_number(start)
    last = first + to_number(length) if length is not None else math.inf
    return "".join(sign for place, sign in enumerate(text, 1) if first <= place < last)


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text, re.ASCII)
    except re.error:
        return None


def _matches(value: Value, pattern: Value) -> bool:
    found = _pattern(to_text(pattern))
    return found is not None and found.search(to_text(value)) is not None


def _translated(value: Value, signs: Value, instead: Value) -> str:
    table: dict[int, str | None] = {}
    others = to_text(instead)
    for place, sign in enumerate(to_text(signs)):
        table.setdefault(ord(sign), others[place] if place < len(others) else None)
    return to_text(value).translate(table)


def _day(value: Value) -> str:
    if isinstance(value, float):
        return day_text(value) if math.isfinite(value) else ""
    found = day_of(to_text(value).strip())
    if found:
        return found.isoformat()
    days = to_number(value)
    return day_text(days) if math.isfinite(days) else ""


def _formatted(value: Value, pattern: Value) -> str:
    """The day in the form of the pattern: %Y %y %m %n %b %d %e %a, and %H %h %M %S of the time."""
    text = to_text(value).strip()
    day = day_of(text)
    if day is None:
        return ""
    hour, minute, second = (text[11:19].split(":") + ["00"] * 3)[:3] if "T" in text else ("00",) * 3
    said = {
        "Y": f"{day.year:04d}", "y": f"{day.year % 100:02d}", "m": f"{day.month:02d}", "n": str(day.month),
        "b": _MONTHS[day.month - 1], "d": f"{day.day:02d}", "e": str(day.day), "a": _DAYS[day.weekday()],
        "H": hour, "h": str(int(hour)), "M": minute, "S": second,
    }  # fmt: skip
    return re.sub("%([a-zA-Z])", lambda found: said.get(found[1], found[0]), to_text(pattern))


def _checklist(least: Value, most: Value, *held: Value) -> bool:
    count = sum(map(to_truth, held))
    low, high = to_number(least), to_number(most)
    return (low == -1 or low <= count) and (high == -1 or count <= high)


def _before(value: Value, part: Value) -> str:
    text, wanted = to_text(value), to_text(part)
    return text[: text.index(wanted)] if wanted in text else ""


def _after(value: Value, part: Value) -> str:
    text, wanted = to_text(value), to_text(part)
    return text[text.index(wanted) + len(wanted) :] if wanted in text else ""


FUNCTIONS: dict[str, Function] = {
    "true": Function(0, 0, "truth", lambda: True),
    "false": Function(0, 0, "truth", lambda: False),
    "not": Function(1, 1, "truth", lambda value: not to_truth(value)),
    "boolean": Function(1, 1, "truth", to_truth),
    "boolean-from-string": Function(1, 1, "truth", lambda value: to_text(value) in ("true", "1")),
    "if": Function(3, 3, "any", lambda held, one, other: one if to_truth(held) else other),
    "coalesce": Function(2, 2, "any", lambda one, other: to_text(one) or to_text(other)),
    "selected": Function(2, 2, "truth", _selected),
    "selected-at": Function(2, 2, "text", _selected_at),
    "count-selected": Function(1, 1, "number", lambda value: float(len(to_text(value).split()))),
    "count": Function(1, 1, "number", _count),
    "count-non-empty": Function(1, 1, "number", _count_non_empty),
    "sum": Function(1, MANY, "number", _sum),
    "min": Function(1, MANY, "number", _least),
    "max": Function(1, MANY, "number", _most),
    "number": Function(1, 1, "number", to_number),
    "int": Function(1, 1, "number", _truncated),
    "round": Function(1, 2, "number", _round),
    "floor": Function(1, 1, "number", _towards(math.floor)),
    "ceiling": Function(1, 1, "number", _towards(math.ceil)),
    "abs": Function(1, 1, "number", lambda value: abs(to_number(value))),
    "pow": Function(2, 2, "number", _power),
    "sqrt": Function(1, 1, "number", _root),
    "exp": Function(1, 1, "number", _safely(math.exp)),
    "log": Function(1, 1, "number", _safely(math.log)),
    "log10": Function(1, 1, "number", _safely(math.log10)),
    "pi": Function(0, 0, "number", lambda: math.pi),
    "string": Function(1, 1, "text", to_text),
    "concat": Function(0, MANY, "text", _concatenated),
    "join": Function(1, MANY, "text", _joined),
    "string-length": Function(1, 1, "number", lambda value: float(len(to_text(value)))),
    "substr": Function(2, 3, "text", _cut),
    "substring": Function(2, 3, "text", _substring),
    "substring-before": Function(2, 2, "text", _before),
    "substring-after": Function(2, 2, "text", _after),
    "contains": Function(2, 2, "truth", lambda text, part: to_text(part) in to_text(text)),
    "starts-with": Function(2, 2, "truth", lambda text, part: to_text(text).startswith(to_text(part))),
    "ends-with": Function(2, 2, "truth", lambda text, part: to_text(text).endswith(to_text(part))),
    "regex": Function(2, 2, "truth", _matches),
    "translate": Function(3, 3, "text", _translated),
    "normalize-space": Function(1, 1, "text", lambda value: " ".join(to_text(value).split())),
    "date": Function(1, 1, "day", _day),
    "format-date": Function(2, 2, "text", _formatted),
    "format-date-time": Function(2, 2, "text", _formatted),
    "decimal-date-time": Function(1, 1, "number", to_number),
    "checklist": Function(2, MANY, "truth", _checklist),
}
"""The functions that need nothing but their arguments."""

OF_SCOPE: dict[str, Function] = {
    "today": Function(0, 0, "day", lambda scope: scope.moment[:10]),
    "now": Function(0, 0, "day", lambda scope: scope.moment),
    "jr:choice-name": Function(
        2, 2, "text", lambda scope, code, name: scope.label(to_text(code), to_text(name))
    ),
}
"""The functions that ask the scope, which is their first argument."""

POSITION, INDEXED = "position", "indexed-repeat"
SPECIAL = {POSITION: (1, 1), INDEXED: (3, 3)}
"""Functions whose arguments are not values: ``position(..)`` and ``indexed-repeat(${a}, ${block}, n)``."""

UNSUPPORTED = (
    "uuid",
    "random",
    "once",
    "pulldata",
    "jr:itext",
    "current",
    "instance",
    "area",
    "distance",
    "geofence",
    "digest",
)
"""Functions of XLSForm that stay outside: what they give is not the same twice, or comes from elsewhere."""

EVERY = (*FUNCTIONS, *OF_SCOPE, *SPECIAL)


def arity(name: str) -> tuple[int, int]:
    """How many arguments a known function takes, at least and at most."""
    if name in SPECIAL:
        return SPECIAL[name]
    known = FUNCTIONS.get(name) or OF_SCOPE[name]
    return known.least, known.most
