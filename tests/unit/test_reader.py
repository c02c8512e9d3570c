"""YAML text to plain data: texts stay texts, lines are right, and nothing makes it crash."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.catalogue.reader import MOST_BYTES, MOST_LEVELS, decoded, read_yaml

TRAPS = """\
code: 020
time: 10:30
country: no
empty:
quoted: ''
date: 2021-09-15
number: 1_000
octal: 0o17
exponent: 1e3
boolean: true
words: Yes
"""


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_yaml(text, "f.yaml").problems]


def test_scalars_stay_the_texts_they_are() -> None:
    raw = read_yaml(TRAPS, "f.yaml")
    assert raw.problems == ()
    assert raw.data == {
        "code": "020", "time": "10:30", "country": "no", "empty": None, "quoted": "", "date": "2021-09-15",
        "number": "1_000", "octal": "0o17", "exponent": "1e3", "boolean": "true", "words": "Yes",
    }  # fmt: skip


def test_lines_of_every_place() -> None:
    text = "a: 1\nb:\n  - x\n  -\n    c: |\n      long\n      text\n    d: {e: 1,\n      f: 2}\n# end\ng: 3\n"
    lines = read_yaml(text, "f.yaml").lines
    places = {
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 5,
        ("b", 1, "c"): 5,
        ("b", 1, "d", "f"): 9,
        ("g",): 11,
    }
    assert {place: lines.of(place) for place in places} == places
    assert lines.of(("b", 1, "missing", "deep")) == 5
    assert lines.of(()) == 1
    assert lines.of(("nowhere",)) == 1


def test_a_repeated_key_names_both_lines_and_keeps_the_first() -> None:
    raw = read_yaml("a: 1\nb: 2\na: 3\n", "f.yaml")
    assert raw.data == {"a": "1", "b": "2"}
    [problem] = raw.problems
    assert (problem.line, problem.where, problem.code) == (3, "a", "YAML_007")
    assert problem.message == "The key 'a' is given twice: on line 1 and on line 3."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["YAML_014"]),
        ("# only a comment\n", ["YAML_014"]),
        ("---\n...\n", ["YAML_014"]),
        ("just words\n", ["YAML_015"]),
        ("- a\n", ["YAML_015"]),
        ("*a", ["YAML_008"]),
        ("*a : 1", ["YAML_008"]),
        ("&a b: &c d", ["YAML_008", "YAML_008"]),
        ("? [a]\n: 1", ["YAML_016"]),
        ("a: ~\nb: null\nc: 'null'", ["YAML_010", "YAML_010"]),
        ("a: 1\n---\nb: 1", ["YAML_013"]),
        ("a: !!str 1\nb: !own [1]", ["YAML_009", "YAML_009"]),
        ("a:\n\tb: 1", ["YAML_002"]),
        ("a: x\x85y", ["YAML_011"]),
        ("a: x\u2028y", ["YAML_011"]),
        ("a: \ufeffy", ["YAML_011"]),
        ('a: "\\u2028"', ["YAML_011"]),
        ("a: \ud800", ["YAML_011"]),
        ("a: {b: 1", ["YAML_004"]),
        ('a: "b', ["YAML_004"]),
        ("a: `b`", ["YAML_006"]),
        ("a: b: c", ["YAML_003"]),
        ("%FOO", ["YAML_001"]),
    ],
)
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_what_is_refused(text: str, expected: list[str], loader: type) -> None:
    assert [problem.code for problem in read_yaml(text, "f.yaml", loader).problems] == expected


def test_nesting_has_a_limit_and_cannot_exhaust_the_stack() -> None:
    deepest = "a: " + "[" * (MOST_LEVELS - 1) + "]" * (MOST_LEVELS - 1)
    assert codes(deepest) == []
    assert codes("a: " + "[" * MOST_LEVELS + "]" * MOST_LEVELS) == ["YAML_012"]
    assert codes("[" * 100_000) == ["YAML_012"]
    assert codes("\n".join(" " * n + "a:" for n in range(200))) == ["YAML_012"]


def test_a_file_of_more_than_a_megabyte_is_not_read() -> None:
    assert [p.code for p in decoded(b"a" * (MOST_BYTES + 1), "f.yaml")[1]] == ["FILE_004"]
    assert codes("a: " + "b" * MOST_BYTES) == ["FILE_004"]


def test_many_invisible_characters_are_cut_short() -> None:
    assert codes("a: 1\x00\n" * 500) == ["YAML_011"] * 20


def test_bytes_that_are_not_utf_8_name_their_line() -> None:
    text, problems = decoded("a: 1\nb: ä\n".encode("latin-1"), "f.yaml")
    assert text is None
    assert [(p.code, p.line, p.message) for p in problems] == [
        ("FILE_005", 2, "The file is not UTF-8 text (byte 0xE4).")
    ]


def test_a_byte_order_mark_is_told_and_read_past() -> None:
    text, problems = decoded("\ufeffa: 1\n".encode(), "f.yaml")
    assert (text, [p.code for p in problems]) == ("a: 1\n", ["FILE_006"])


def test_windows_line_ends_and_no_last_line_end() -> None:
    assert read_yaml("a: 1\r\nb:\r\n  - x\r\n  - y", "f.yaml").data == {"a": "1", "b": ["x", "y"]}


PIECES = st.lists(
    st.sampled_from([
        "a", "key", "'", '"', ":", ": ", "-", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "#", " #", "&a ", "*a",
        "<<: ", "!", "!!str ", "|", ">", "%", "@", "`", "?", "? ", "~", "null", "---\n", "...\n", "\\", "\x00", "\ufeff",
        "ä", "😀", "\r\n", "1", "=",
    ]),
    max_size=60,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=200), PIECES))
def test_no_text_makes_it_crash(text: str) -> None:
    raw = read_yaml(text, "f.yaml")
    assert raw.data is not None or raw.problems
    rows = text.count("\n") + text.count("\r") + 1
    assert all(problem.path == "f.yaml" and 1 <= problem.line <= rows for problem in raw.problems)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_crash(content: bytes) -> None:
    text, problems = decoded(content, "f.yaml")
    assert problems or text is not None


SCALARS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=20)
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS.filter(bool), inner, max_size=4),
)


@given(st.dictionaries(SCALARS.filter(bool), PLAIN, min_size=1, max_size=5))
def test_what_yaml_writes_quoted_is_read_as_it_was(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    raw = read_yaml(text, "f.yaml")
    assert raw.problems == ()
    assert raw.data == data
