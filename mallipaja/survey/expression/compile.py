"""A tree as a function of a scope: closures inside closures, nothing looked up twice."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from mallipaja.survey.expression import tree
from mallipaja.survey.expression.functions import FUNCTIONS, INDEXED, OF_SCOPE, POSITION, Scope
from mallipaja.survey.expression.grammar import parse
from mallipaja.survey.expression.values import (
    NAN,
    Value,
    at_most,
    equal,
    less,
    to_number,
    to_truth,
    unequal,
)

Compiled: TypeAlias = Callable[[Scope], Value]


@lru_cache(maxsize=4096)
def compiled(text: str) -> Compiled:
    """The function of an expression.

    Raises
    ------
    ExpressionError : the text is none.
    KeyError : it calls a function that is not known; `mallipaja.survey.check` tells of it beforehand.
    """
    return of_tree(parse(text))


def of_tree(node: tree.Node) -> Compiled:
    """The function of a tree."""
    match node:
        case tree.Number(value) | tree.Literal(value):
            return lambda scope: value
        case tree.Ref(name):
            return lambda scope: scope.nodes(name)
        case tree.This():
            return lambda scope: (scope.this,)
        case tree.Column(name):
            return lambda scope: (scope.column(name),)
        case tree.Negative(part):
            inner = of_tree(part)
            return lambda scope: 0.0 - to_number(inner(scope))
        case tree.Chain():
            return _chain(node)
        case tree.Pair():
            return _pair(node)
        case tree.Call():
            return _call(node)
        case tree.Row():
            return lambda scope: ""


def _chain(node: tree.Chain) -> Compiled:
    parts = tuple(map(of_tree, node.parts))
    if node.operator == "and":
        return lambda scope: all(to_truth(part(scope)) for part in parts)
    return lambda scope: any(to_truth(part(scope)) for part in parts)


def _pair(node: tree.Pair) -> Compiled:
    left, right = of_tree(node.left), of_tree(node.right)
    match node.operator:
        case "=":
            return lambda scope: equal(left(scope), right(scope))
        case "!=":
            return lambda scope: unequal(left(scope), right(scope))
        case "<":
            return lambda scope: less(left(scope), right(scope))
        case ">":
            return lambda scope: less(right(scope), left(scope))
        case "<=":
            return lambda scope: at_most(left(scope), right(scope))
        case ">=":
            return lambda scope: at_most(right(scope), left(scope))
    reckon = _RECKONING[node.operator]
    return lambda scope: reckon(to_number(left(scope)), to_number(right(scope)))


def _divided(one: float, other: float) -> float:
    if other:
        return one / other
    return NAN if math.isnan(one) or one == 0 else math.copysign(math.inf, one)


def _remainder(one: float, other: float) -> float:
    """What is left of a division, with the sign of what was divided."""
    return math.fmod(one, other) if other and math.isfinite(one) and not math.isnan(other) else NAN


_RECKONING: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divided,
    "mod": _remainder,
}


def _call(node: tree.Call) -> Compiled:
    if node.name == POSITION:
        return lambda scope: float(scope.position)
    arguments = tuple(map(of_tree, node.arguments))
    if node.name == INDEXED:
        return _indexed(node, arguments[2])
    if node.name in OF_SCOPE:
        ask = OF_SCOPE[node.name].run
        return lambda scope: ask(scope, *(one(scope) for one in arguments))
    if node.name == "if":
        held, one, other = arguments
        return lambda scope: one(scope) if to_truth(held(scope)) else other(scope)
    run = FUNCTIONS[node.name].run
    if len(arguments) == 1:
        only = arguments[0]
        return lambda scope: run(only(scope))
    if len(arguments) == 2:
        first, second = arguments
        return lambda scope: run(first(scope), second(scope))
    return lambda scope: run(*(one(scope) for one in arguments))


def _indexed(node: tree.Call, place: Compiled) -> Compiled:
    asked = node.arguments[0]
    name = asked.name if isinstance(asked, tree.Ref) else ""

    def run(scope: Scope) -> Value:
        rows, number = scope.rows(name), to_number(place(scope))
        return (rows[int(number) - 1],) if 1 <= number <= len(rows) else ""

    return run
