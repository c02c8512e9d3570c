"""What is wrong with the text of an expression, in a form a check can put into words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "empty",
    "too_long",
    "too_deep",
    "missing_operand",
    "not_closed",
    "curly_quotes",
    "double_equals",
    "sign",
    "dollar",
    "word_operator",
    "path",
    "last_saved",
    "unquoted",
    "unreadable",
]
_CURLY = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00b4\u0060\u2032\u2033\u00ab\u00bb"
_SIGNS = {
    "&&": "and",
    "||": "or",
    "&": "and",
    "|": "or",
    "<>": "!=",
    "!": "not(…)",
    "=<": "<=",
    "=>": ">=",
    "%": "mod",
}
_SIGNS |= {"/": "div", "^": "pow(…, …)"}
_WORD = re.compile(r"[^\W\d]\w*")
_LEXEME = re.compile(r"\$\{[^}]*\}|'[^']*'|\"[^\"]*\"|[\w.:-]+|<=|>=|!=|\S")
_WORD_OPERATORS = ("and", "or", "div", "mod")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at a place (``at``, from 0) of the text, with the piece it is about and what to write instead."""

    kind: Kind
    at: int
    token: str
    near: str = ""


class ExpressionError(ValueError):
    """A text that is no expression."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.kind} at {fault.at}: {fault.token}")
        self.fault = fault


def before_reading(text: str) -> Fault | None:
    """The fault that is best told from the text as it is: signs no expression has outside of quoted texts."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda found: " " * len(found[0]), text)
    if found := re.search(f"[{_CURLY}]", bare):
        return Fault("curly_quotes", found.start(), found[0], "'")
    if found := re.search(r"['\"]", bare):
        return Fault("not_closed", found.start(), found[0], found[0])
    if found := re.search(r"={2,3}", bare):
        return Fault("double_equals", found.start(), found[0], "=")
    if found := re.search(r"\$\{last-saved#[^}]*\}", bare):
        return Fault("last_saved", found.start(), found[0])
    if found := re.search(r"\$\{[^}]*$|\$\{\s*\}", bare):
        return Fault("dollar", found.start(), found[0], "${…}")
    if found := re.search(r"\$(?!\{)\s*(\w*)", bare):
        return Fault("dollar", found.start(), found[0], f"${{{found[1] or '…'}}}")
    for found in re.finditer(r"\$\{([^}]*)\}", bare):
        if not re.fullmatch(r"\s*[A-Za-z_][\w.-]*\s*", found[1]):
            return Fault("dollar", found.start(), found[0], "${…}")
    if found := re.search(r"&&|\|\||<>|=<|=>|[&|%^]|!(?!=)", bare):
        return Fault("sign", found.start(), found[0], _SIGNS[found[0]])
    if found := re.search(r"\.\./|/|::|\[|\]|@|current\(\)", bare):
        sign = found[0]
        return (
            Fault("sign", found.start(), sign, "div")
            if _is_division(bare, found)
            else Fault("path", found.start(), sign)
        )
    return None


def _is_division(bare: str, found: re.Match[str]) -> bool:
    """Whether a slash stands between two operands: after a number, a reference or a bracket."""
    before, after = bare[: found.start()].rstrip(), bare[found.end() :].lstrip()
    return (
        found[0] == "/"
        and before[-1:] in "})0123456789"
        and before != ""
        and not after.startswith(("/", "*"))
    )


def at_token(text: str, at: int, *, operand_wanted: bool) -> Fault:
    """The fault where the reading stopped.

    Parameters
    ----------
    at : the place; the length of the text when it ended too early.
    operand_wanted : something to compare or reckon with was to come there; else an operator.
    """
    rest, before = text[at:], list(_LEXEME.finditer(text[:at]))
    last = before[-1] if before else None
    if last is not None and last[0] in _WORD_OPERATORS and not operand_wanted:
        return Fault("missing_operand", last.start(), last[0])  # "and ${a}": read as the name of a column
    if not rest.strip():
        opened = _open_bracket(text)
        if not operand_wanted and opened is not None:
            return Fault("not_closed", opened, "(", ")")
        return Fault("missing_operand", last.start() if last else 0, last[0] if last else "")
    word = _WORD.match(rest)
    if operand_wanted:
        return Fault("missing_operand", last.start() if last else at, last[0] if last else rest[0])
    if word:
        return Fault("word_operator", at, word[0], _operator_like(word[0]))
    return Fault("not_closed", at, ")", "(") if rest[0] == ")" else Fault("unreadable", at, rest[0])


def _open_bracket(text: str) -> int | None:
    """The place of the last round bracket that is not closed."""
    waiting: list[int] = []
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda found: " " * len(found[0]), text)
    for place, sign in enumerate(bare):
        if sign == "(":
            waiting.append(place)
        elif sign == ")" and waiting:
            waiting.pop()
    return waiting[-1] if waiting else None


def _operator_like(word: str) -> str:
    """The operator somebody meant by a word; "" when none is like it."""
    small = word.lower()
    meant = {"ja": "and", "och": "and", "tai": "or", "eller": "or", "et": "and", "ou": "or"}
    if small in meant:
        return meant[small]
    starts = [one for one in _WORD_OPERATORS if small.startswith(one) or sorted(small) == sorted(one)]
    close = [one for one in _WORD_OPERATORS if len(small) <= 4 and len(set(small) & set(one)) >= len(one) - 1]
    return next(iter(starts or close), "")
