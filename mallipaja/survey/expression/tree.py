"""What an expression is made of. Every part knows where in the text it stands (``at``, from 0)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number written out."""

    value: float
    at: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Ref:
    """``${name}``: an answer, a calculation, or the rows of a block."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class This:
    """``.``: the answer a constraint is about."""

    at: int


@dataclass(frozen=True, slots=True)
class Row:
    """``..``: the row the expression stands in; only for ``position(..)``."""

    at: int


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name: a column of the choice a ``choice_filter`` is about."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined by ``and`` or by ``or``, from left to right."""

    operator: str
    parts: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts with an operator of comparing or reckoning between them."""

    operator: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A part with its sign turned."""

    part: Node
    at: int


Node: TypeAlias = Number | Literal | Ref | This | Row | Column | Call | Chain | Pair | Negative


def parts_of(node: Node) -> tuple[Node, ...]:
    """The parts right inside a part."""
    match node:
        case Call():
            return node.arguments
        case Chain():
            return node.parts
        case Pair():
            return (node.left, node.right)
        case Negative():
            return (node.part,)
    return ()


def every(node: Node) -> Iterator[Node]:
    """A part and everything inside it, in the order of the text."""
    yield node
    for part in parts_of(node):
        yield from every(part)


def names(node: Node) -> tuple[str, ...]:
    """What the expression refers to, each once, in the order of the text."""
    return tuple(dict.fromkeys(one.name for one in every(node) if isinstance(one, Ref)))


def changed(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with ``change`` made to every part that has no parts of its own."""
    match node:
        case Call():
            return replace(node, arguments=tuple(changed(part, change) for part in node.arguments))
        case Chain():
            return replace(node, parts=tuple(changed(part, change) for part in node.parts))
        case Pair():
            return replace(node, left=changed(node.left, change), right=changed(node.right, change))
        case Negative():
            return replace(node, part=changed(node.part, change))
    return change(node)
