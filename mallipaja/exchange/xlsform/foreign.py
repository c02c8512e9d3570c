"""Expressions of foreign forms that cannot be worked out here: set aside, so that the rest of the form is of use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mallipaja.errors import Problem, Rule, Spot
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import own_heading
from mallipaja.exchange.xlsform.importing import Imported
from mallipaja.survey.defaults import is_worked_out
from mallipaja.survey.expression import tree
from mallipaja.survey.expression.faults import ExpressionError
from mallipaja.survey.expression.functions import EVERY, UNSUPPORTED
from mallipaja.survey.expression.grammar import parse

_COLUMNS = ("relevant", "constraint", "choice_filter", "calculation", "default")
_MESSAGES = {"constraint_message": "constraint", "required_message": "required"}
"""What is said when an answer is not taken, and what it goes with: without it nothing is ever said."""
_BLANK = "''"
_OTHERS = {
    *UNSUPPORTED,
    "once",
    "exp",
    "exp10",
    "log",
    "log10",
    "pi",
    "sin",
    "cos",
    "tan",
    "weighted-checklist",
} - {*EVERY}
"""Functions of XLSForm that we do not have. A name nobody has is a mistake, and the check tells of it."""
_STRANGE = ("path", "last_saved", "too_long", "too_deep")
"""What is no mistake of the writer's: other programs take it."""


def set_aside(found: Imported) -> list[Problem]:
    """Move expressions that call unknown functions or read paths out of the way, into ``xlsform``; and messages that
    nothing is left to say.

    What is wrong in any program (a missing operand, a misspelt ``and``) stays where it is, for the check to tell.

    Returns
    -------
    A loss for each. The document of ``found`` is changed.
    """
    losses = []
    for spot, item in _items(found.document or {}):
        for key in _COLUMNS:
            said = item.get(key)
            strange = _strange(said) if key != "default" or is_worked_out(said or "") else None
            if strange is not None:
                rule, token = strange
                told = rule.found(*spot, key, column=key, name=item["id"], token=token[:40])
                losses.append(found.places.problem(told))
                item.setdefault("xlsform", {})[key] = item.pop(key)
                if key == "calculation":
                    item[key] = _BLANK
        for message, said_when in _MESSAGES.items():
            if message in item and item.get(said_when) in (None, "false"):
                told = rules.KEPT_COLUMN.found(*spot, message, column=message)
                losses.append(found.places.problem(told))
                texts = item.pop(message)
                kept = {own_heading(message, language): text for language, text in texts.items()}
                item.setdefault("xlsform", {}).update(kept)
    return losses


def _strange(text: str | None) -> tuple[Rule, str] | None:
    """What another program knows and we do not."""
    if not text:
        return None
    try:
        node = parse(text)
    except ExpressionError as error:
        fault = error.fault
        return (rules.STRANGE_EXPRESSION, fault.token) if fault.kind in _STRANGE else None
    called = (one.name for one in tree.every(node) if isinstance(one, tree.Call))
    return next(((rules.UNKNOWN_FUNCTION, name) for name in called if name in _OTHERS), None)


def _items(document: dict[str, Any]) -> Iterator[tuple[Spot, dict[str, Any]]]:
    for p, page in enumerate(document.get("pages", ())):
        yield ("pages", p), page
        for i, item in enumerate(page["items"]):
            spot: Spot = ("pages", p, "items", i)
            yield spot, item
            for key in ("questions", "calculations"):
                yield from (((*spot, key, place), one) for place, one in enumerate(item.get(key, ())))
