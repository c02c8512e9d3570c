"""The sheet mallipaja: what a template says and an XLSForm has no column for, by its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import Row, Table
from mallipaja.exchange.xlsform.tree import Tell

_STEP = re.compile(r"\.?([^.\[\]]+)|\[([0-9]{1,4})\]")
_EMPTY = {"[]": list, "{}": dict}
"""What a place ends with when there is a list or a group there, and nothing in it."""
_CHOICE = re.compile(r"choice_lists\.([a-z0-9_]+)\.(.+?)\.(attributes|xlsform)(?:\.(.*)|\{\})", re.DOTALL)


def put_own(document: dict[str, Any], table: Table, problem: Tell) -> dict[str, Row]:
    """Put what the sheet says into the document.

    Returns
    -------
    The row of each key at the top of the document.
    """
    rows: dict[str, Row] = {}
    for row in table.rows:
        where, value = row.get("where"), _value(row)
        try:
            if where.startswith("choice_lists."):
                _put_choice(document, where, value)
            elif where.startswith("xlsform."):
                document.setdefault("xlsform", {})[where.removeprefix("xlsform.")] = value
            else:
                end = where[-2:]
                empty = _EMPTY[end]() if end in _EMPTY else None
                steps = list(_steps(where if empty is None else where[:-2]))
                _put(document, steps, value if empty is None else empty)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            problem(rules.WRONG_OWN.found("where", where=where[:60]), row)
        else:
            rows.setdefault(re.split(r"[.\[{]", where)[0], row)
    return rows


def _value(row: Row) -> str:
    return next((text for column, text in row.cells.items() if column.name == "text"), "")


def _steps(where: str) -> Iterator[str | int]:
    end = 0
    while end < len(where):
        found = _STEP.match(where, end)
        if found is None:
            raise ValueError(where)
        end = found.end()
        yield int(found[2]) if found[2] is not None else found[1]


def _put(document: dict[str, Any], steps: list[str | int], value: Any) -> None:
    at: Any = document
    for step, following in pairwise(steps):
        empty: Any = [] if isinstance(following, int) else {}
        at = _descend(at, step, empty)
    last = steps[-1]
    if isinstance(at, list):
        if last != len(at):
            raise IndexError(last)
        at.append(value)
    elif isinstance(last, str) and last not in at:
        at[last] = value
    else:
        raise KeyError(last)


def _descend(at: Any, step: str | int, empty: Any) -> Any:
    if isinstance(step, int) and isinstance(at, list) and step == len(at):
        at.append(empty)
    elif isinstance(step, str) and step not in at:
        at[step] = empty
    return at[step]


def _put_choice(document: dict[str, Any], where: str, value: str) -> None:
    lists = document.setdefault("choice_lists", {})
    if where.endswith("[]") and where.count(".") == 1:
        lists.setdefault(where.removeprefix("choice_lists.")[:-2], [])
        return
    found = _CHOICE.fullmatch(where)
    if found is None:
        raise ValueError(where)
    item = next(one for one in lists[found[1]] if one["code"] == found[2])
    if found[4] is None:
        item[found[3]] = {}
    else:
        item.setdefault(found[3], {})[found[4]] = value
