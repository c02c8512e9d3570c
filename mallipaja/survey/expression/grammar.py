"""The grammar, and reading a text by it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mallipaja.survey.expression import tree
from mallipaja.survey.expression.faults import ExpressionError, Fault, at_token, before_reading

if TYPE_CHECKING:
    from lark import Lark, Token

LONGEST = 5000
"""Characters of the longest expression; public forms stay under 3,000."""
DEEPEST = 60
"""How deep brackets and functions may lie inside each other."""

_GRAMMAR = r"""
start: or_
?or_: and_ (OR and_)*
?and_: equality (AND equality)*
?equality: relation (EQUALITY relation)*
?relation: sum_ (RELATION sum_)*
?sum_: product (SIGN product)*
?product: signed (PRODUCT signed)*
?signed: primary | SIGN signed -> negative
?primary: NUMBER -> number
        | TEXT -> literal
        | REF -> ref
        | NAME -> column
        | DOT -> this
        | ROW -> row
        | "(" or_ ")"
        | call
call: NAME "(" [or_ ("," or_)*] ")"
OR: "or"
AND: "and"
EQUALITY: "!=" | "="
RELATION: "<=" | ">=" | "<" | ">"
SIGN: "+" | "-"
PRODUCT: "*" | "div" | "mod"
NUMBER: /[0-9]+(\.[0-9]*)?|\.[0-9]+/
TEXT: /'[^']*'/ | /"[^"]*"/
REF: /\$\{\s*[A-Za-z_][\w.-]*\s*\}/
NAME: /[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?/
ROW: ".."
DOT: "."
%ignore /\s+/
"""
_OPERANDS = {"NUMBER", "TEXT", "REF"}


def parse(text: str) -> tree.Node:
    """The tree of an expression.

    Raises
    ------
    ExpressionError : the text is none; its ``fault`` says what is wrong and where.
    """
    found = _parsed(text)
    if isinstance(found, Fault):
        raise ExpressionError(found)
    return found


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tree.Node | Fault:
    if not text.strip():
        return Fault("empty", 0, "")
    if len(text) > LONGEST:
        return Fault("too_long", LONGEST, text[:20])
    if (told := before_reading(text)) is not None:
        return told
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    try:
        found: tree.Node = _reader().parse(text)  # type: ignore[assignment]  # what the transformer makes
    except UnexpectedToken as error:
        at = len(text) if error.token.type == "$END" else error.token.start_pos or 0
        return at_token(text, at, operand_wanted=not error.accepts.isdisjoint(_OPERANDS))
    except UnexpectedCharacters as error:
        return at_token(
            text, error.pos_in_stream or 0, operand_wanted=not error.allowed.isdisjoint(_OPERANDS)
        )
    return found if _depth(found) <= DEEPEST else Fault("too_deep", 0, text[:20])


def _depth(root: tree.Node) -> int:
    """How deep the tree is; counted without recursion, because this guards what recurses."""
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(part, depth + 1) for part in tree.parts_of(node)]
    return deepest


@lru_cache(maxsize=1)
def _reader() -> Lark:
    """The reader; Lark is loaded when the first expression is read."""
    from lark import Lark, Transformer

    class Made(Transformer):  # type: ignore[type-arg]
        """Makes the tree while reading."""

        def start(self, found: list[Any]) -> Any:
            return found[0]

        def or_(self, found: list[Any]) -> tree.Node:
            return tree.Chain("or", tuple(found[::2]), found[0].at)

        def and_(self, found: list[Any]) -> tree.Node:
            return tree.Chain("and", tuple(found[::2]), found[0].at)

        def equality(self, found: list[Any]) -> tree.Node:
            return _pairs(found)

        relation = sum_ = product = equality

        def negative(self, found: list[Any]) -> tree.Node:
            sign, part = found
            if sign == "+":
                raise ExpressionError(Fault("missing_operand", sign.start_pos, "+"))
            return tree.Negative(part, sign.start_pos)

        def number(self, found: list[Token]) -> tree.Node:
            return tree.Number(float(found[0]), found[0].start_pos or 0)

        def literal(self, found: list[Token]) -> tree.Node:
            return tree.Literal(str(found[0])[1:-1], found[0].start_pos or 0)

        def ref(self, found: list[Token]) -> tree.Node:
            return tree.Ref(str(found[0])[2:-1].strip(), found[0].start_pos or 0)

        def column(self, found: list[Token]) -> tree.Node:
            return tree.Column(str(found[0]), found[0].start_pos or 0)

        def this(self, found: list[Token]) -> tree.Node:
            return tree.This(found[0].start_pos or 0)

        def row(self, found: list[Token]) -> tree.Node:
            return tree.Row(found[0].start_pos or 0)

        def call(self, found: list[Any]) -> tree.Node:
            name, *arguments = found
            given = tuple(one for one in arguments if one is not None)
            return tree.Call(str(name), given, name.start_pos or 0)

    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", transformer=Made())


def _pairs(found: list[Any]) -> tree.Node:
    """Operands with operators between them, from left to right."""
    made: tree.Node = found[0]
    for operator, right in zip(found[1::2], found[2::2], strict=True):
        made = tree.Pair(str(operator), made, right, operator.start_pos or 0)
    return made
