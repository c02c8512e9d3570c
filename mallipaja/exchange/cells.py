"""Values as the text of a table's cell and back, without loss.

An empty cell is no value. In a column of text that may have none, an empty text is written ``\\``, and a text that
begins with ``\\`` gets one more in front. Text that a spreadsheet would take for a formula stays as it is: a bundle is
read by programs, not opened in a spreadsheet.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from mallipaja.errors import Rule
from mallipaja.exchange import bundle_rules as rules
from mallipaja.store.shapes import ColumnShape

_MOST_INTEGER = 2**31
_ESCAPE = "\\"


class CellError(ValueError):
    """A cell that cannot be read: the rule it breaks and the values of its message. The cell is not told."""

    def __init__(self, rule: Rule, **values: object) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.values = values


def to_text(column: ColumnShape, value: Any) -> str:
    """The text of a value; "" for none."""
    if value is None:
        return ""
    match column.kind:
        case "text":
            text = str(value)
            escape = column.nullable and (not text or text.startswith(_ESCAPE))
            return _ESCAPE + text if escape else text
        case "boolean":
            return "true" if value else "false"
        case "decimal":
            return repr(float(value))
        case "moment":
            return str(value.astimezone(UTC).isoformat(timespec="microseconds"))
        case "day":
            return str(value.isoformat())
        case "json":
            return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return str(value)


def from_text(column: ColumnShape, text: str) -> Any:
    """The value a cell says.

    Raises
    ------
    CellError : the text does not fit the column.
    """
    if not text and column.nullable:
        return None
    if not text and column.kind != "text":
        raise CellError(rules.EMPTY_CELL)
    value = _READERS[column.kind](text[1:] if _is_escaped(column, text) else text)
    if column.most is not None and len(value) > column.most:
        raise CellError(rules.TOO_LONG, most=column.most)
    if column.choices and value not in column.choices:
        raise CellError(rules.NOT_A_CHOICE, allowed=", ".join(column.choices))
    return value


def _is_escaped(column: ColumnShape, text: str) -> bool:
    return column.kind == "text" and column.nullable and text.startswith(_ESCAPE)


def _text(text: str) -> str:
    if "\x00" in text:
        raise CellError(rules.NOT_STORABLE)
    return text


def _integer(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,10}", text) or abs(int(text)) >= _MOST_INTEGER:
        raise CellError(rules.NOT_INTEGER)
    return int(text)


def _decimal(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", text) or not math.isfinite(float(text)):
        raise CellError(rules.NOT_DECIMAL)
    return float(text)


def _boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise CellError(rules.NOT_BOOLEAN)
    return text == "true"


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError(rules.NOT_DAY)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise CellError(rules.NOT_MOMENT)


def _json(text: str) -> Any:
    def refuse(_constant: str) -> None:
        raise ValueError

    try:
        value = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise CellError(rules.NOT_JSON) from error
    if value is None:
        raise CellError(rules.NOT_JSON)
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "day": _day,
    "moment": _moment,
    "json": _json,
}
