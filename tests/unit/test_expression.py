"""Expressions: what they mean, what is told of those that are none, and what keeps them harmless."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

import pytest

from mallipaja.survey.expression import tree
from mallipaja.survey.expression.compile import compiled
from mallipaja.survey.expression.faults import ExpressionError
from mallipaja.survey.expression.functions import EVERY, arity
from mallipaja.survey.expression.grammar import DEEPEST, LONGEST, parse
from mallipaja.survey.expression.names import with_answers
from mallipaja.survey.expression.patterns import is_safe
from mallipaja.survey.expression.values import Nodes, number_text, text_number, to_text, to_truth


@dataclass
class Here:
    """A scope of a few answers; ``e`` is blank, ``k`` has three rows."""

    this: str = "4"
    position: int = 2
    moment: str = "2026-11-22T10:15:00"
    answers: dict[str, Nodes] = field(
        default_factory=lambda: {
            "n": ("5",), "e": ("",), "m": ("a c",), "d": ("2026-01-02",), "s": ("Äyriäinen",), "k": ("1", "", "4"),
        }
    )  # fmt: skip

    def nodes(self, name: str) -> Nodes:
        return self.answers[name]

    rows = nodes

    def column(self, name: str) -> str:
        return {"name": "oulu", "area": "north"}[name]

    def label(self, code: str, name: str) -> str:
        return f"{name} {code}"


def value(text: str) -> str:
    return to_text(compiled(text)(Here()))


def holds(text: str) -> bool:
    return to_truth(compiled(text)(Here()))


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("${e} > 3", False), ("${e} < 3", False), ("${e} + 1 > 0", False), ("number(${e}) = 0", False),
        ("${e} = ''", True), ("not(${e} > 3)", True), ("coalesce(${e}, 5) > 3", True), ("count-selected(${e}) = 0", True),
        ("not(selected(${m}, 'b'))", True), ("1 = '1'", True), ("'' = 0", False), ("round(2.5) = 3", True),
        ("${k} = 4", True), ("${k} != 4", True), ("${d} > '2025-12-31'", True), ("today() - ${d} = 324", True),
        (". = 4", True), ("area = 'north' and name != 'kemi'", True), ("position(..) = 2", True), ("true() and 0", False),
    ],
)  # fmt: skip
def test_meaning_is_that_of_odk(text: str, so: bool) -> None:
    assert holds(text) is so


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("1 div 3", "0.3333333333333333"), ("0.1 + 0.2", "0.30000000000000004"), ("1 div 0", "Infinity"), ("0 div 0", ""),
        ("-5 mod 3", "-2"), ("2 + 3 * 4 - 10 div 4", "11.5"), ("sum(${k})", ""), ("count-non-empty(${k})", "2"),
        ("indexed-repeat(${k}, ${rows}, 3)", "4"), ("substr(${s}, 1, 3)", "yr"), ("join('-', ${k}, 'x')", "1--4-x"),
        ("format-date(${d}, '%e.%n.%Y %a')", "2.1.2026 Fri"), ("format-date-time(now(), '%H.%M')", "10.15"),
        ("jr:choice-name('a', '${m}')", "${m} a"), ("if(selected(${m}, 'c'), 'on', 'ei')", "on"),
        ("selected-at(${m}, 1)", "c"), ("round(-2.567, 2)", "-2.57"), ("date(20455)", "2026-01-02"),
        ("now()", "2026-11-22T10:15:00"),
    ],
)  # fmt: skip
def test_values(text: str, so: str) -> None:
    assert value(text) == so


@pytest.mark.parametrize(
    ("text", "kind", "at", "near"),
    [
        ("", "empty", 0, ""), ("${a} and", "missing_operand", 5, ""), ("and ${a}", "missing_operand", 0, ""),
        ("${a} annd ${b}", "word_operator", 5, "and"), ("${a} OR ${b}", "word_operator", 5, "or"),
        ("${a} ja ${b}", "word_operator", 5, "and"), ("${a} == 1", "double_equals", 5, "="),
        ("$age > 3", "dollar", 0, "${age}"),
        ("${a b} = 1", "dollar", 0, "${…}"), ("${a} = ‘x’", "curly_quotes", 7, "'"), ("${a} = ”x”", "curly_quotes", 7, "'"),
        ("(${a} > 1", "not_closed", 0, ")"), ("${a} > 1)", "not_closed", 8, "("), ("${a} = 'x", "not_closed", 7, "'"),
        ("${a} && ${b}", "sign", 5, "and"), ("${a} <> 1", "sign", 5, "!="), ("${a} / 2", "sign", 5, "div"),
        ("/data/a > 1", "path", 0, ""), ("current()/../a", "path", 0, ""), ("${last-saved#a}", "last_saved", 0, ""),
        ("${a} ${b}", "unreadable", 5, ""), ("selected(${a} 'x')", "unreadable", 14, ""),
        ("${a} > > 3", "missing_operand", 5, ""),
    ],
)  # fmt: skip
def test_what_is_no_expression_is_told_with_place_and_suggestion(
    text: str, kind: str, at: int, near: str
) -> None:
    with pytest.raises(ExpressionError) as told:
        parse(text)
    fault = told.value.fault
    assert (fault.kind, fault.at, fault.near) == (kind, at, near)


def test_quoted_texts_may_hold_anything() -> None:
    assert value("""concat('a && ${b} == ”', "it's")""") == "a && ${b} == ”it's"


@pytest.mark.parametrize("text", ["not(" * DEEPEST + "true()" + ")" * DEEPEST, "-" * (DEEPEST + 1) + "1"])
def test_what_is_too_deep_is_refused_instead_of_ending_the_program(text: str) -> None:
    with pytest.raises(ExpressionError) as told:
        parse(text)
    assert told.value.fault.kind == "too_deep"


def test_brackets_and_long_chains_are_not_deep() -> None:
    assert holds("(" * 2000 + "true()" + ")" * 2000)
    assert holds(" or ".join(["false()"] * 400 + ["true()"]))
    with pytest.raises(ExpressionError) as told:
        parse("1" * (LONGEST + 1))
    assert told.value.fault.kind == "too_long"


def test_random_texts_are_read_or_refused() -> None:
    rng = Random(7)
    words = ["and", "or", "div", "not(", "selected(", "${a}", "'x'", "”"]
    signs = [*words, "(", ")", ",", "=", "<", "!", "$", "..", ".", "-", "1", "/"]
    for _ in range(800):
        text = " ".join(rng.choices(signs, k=rng.randint(1, 9)))
        told = None
        try:
            parse(text)
        except ExpressionError as error:
            told = error.fault
        assert told is None or 0 <= told.at <= len(text)


def test_every_function_is_run_with_as_few_and_as_many_values_as_it_takes() -> None:
    for name in EVERY:
        least, most = arity(name)
        for count in {least, min(most, least + 2)}:
            values = {"position": ["..".strip()], "indexed-repeat": ["${k}", "${rows}", "1"]}.get(
                name, ["${n}"] * count
            )
            compiled(f"{name}({', '.join(values)})")(Here())


@pytest.mark.parametrize("number", [0.0, -3.0, 0.5, 1e21, 1e-7, 123456789012.0, 0.1 + 0.2, -1e-6, 5e300])
def test_numbers_come_back_from_their_texts(number: float) -> None:
    assert text_number(number_text(number)) == number


def test_no_number_is_blank() -> None:
    assert number_text(math.nan) == ""
    assert all(math.isnan(text_number(text)) for text in ("", "x", "1,5", "2026-02-30", "- 5", "0x10"))


@pytest.mark.parametrize(
    ("pattern", "safe"),
    [
        ("^[0-9]{5}$", True), ("[a-z]+@[a-z]+", True), ("(ab)+", True), (r"^\(\d+\)$", True), ("(a+)(b+)", True),
        ("(a+)+", False), ("(a*b)*", False), ("((a+))+", False), ("(a{2,})*", False), ("(", False), ("[+*]+", True),
    ],
)  # fmt: skip
def test_patterns_that_could_take_for_ever_are_not_used(pattern: str, safe: bool) -> None:
    assert is_safe(pattern) is safe


def test_answers_stand_in_texts_for_their_names() -> None:
    assert with_answers("Hei ${ a }, ${b}!", {"a": "Kela", "b": "5"}.__getitem__) == "Hei Kela, 5!"


def test_names_are_listed_once_in_order() -> None:
    assert tree.names(parse("${b} > 1 and selected(${a}, 'x') or ${b} = 2")) == ("b", "a")
