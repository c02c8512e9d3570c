"""The message catalogues: nothing missing, nothing half done, every placeholder in its place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message

from tools import translate

SHAPES = {
    "n = {n}",
    "{amount} €",
    "{before} → {after}",
    "{low}–{high} €",
    "{measure} ({unit})",
    "{names}: {text}",
    "{name}: {value}",
    "{title} ({language})",
    "{count} min",
    "{needs}; {phases}",
    "{what} ({language})",
    "{who}, {moment}",
}
"""Only values and signs between them."""
SAME_AS_ENGLISH = {
    "fi": SHAPES | {"Kela", "Excel", "Idea", "PDF", "{title} ({minutes} min)"},
    "sv": SHAPES
    | {
        "Data (JSON)",
        "Excel",
        "Median",
        "PDF",
        "Text",
        "median",
        "median {median}",
        "median {median}, n {n}",
        "Text (.txt)",
        "Version {version}",
        "{count} element",
        "{count} problem",
        "Administration",
        "Element",
        "Facilitator",
        "Organisation",
        "Person",
        "Pilot",
        "Process",
        "Risk",
        "Team",
        "Version",
        "Workshop",
        "element",
        "facilitator",
        "organisation",
        "person",
        "pilot",
        "risk",
        "situation",
        "version",
        "version {version}",
        "{size} MB",
        "{title} ({minutes} min)",
    },
}
"""Words that are spelt alike in both languages, and abbreviations."""
languages = pytest.mark.parametrize("language", translate.TRANSLATED)


def messages(language: str) -> list[Message]:
    return [one for one in translate.load(language) if one.id]


def forms(text: object) -> tuple[str, ...]:
    """The text, or the texts of its plural forms."""
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def test_nothing_is_missing() -> None:
    assert translate.missing() == []


@languages
def test_every_form_is_filled(language: str) -> None:
    wrong = [one.id for one in messages(language) if len(forms(one.string)) != len(forms(one.id))]
    empty = [one.id for one in messages(language) if not all(text.strip() for text in forms(one.string))]
    assert (wrong, empty) == ([], [])


@languages
def test_nothing_is_fuzzy(language: str) -> None:
    assert [one.id for one in messages(language) if one.fuzzy] == []


@languages
def test_placeholders_are_those_of_the_english_message(language: str) -> None:
    wrong = [
        (english, text)
        for one in messages(language)
        for english, text in zip(forms(one.id), forms(one.string), strict=True)
        if placeholders(english) != placeholders(text)
    ]
    assert wrong == []


@languages
def test_only_listed_translations_equal_the_english(language: str) -> None:
    same = {
        english
        for one in messages(language)
        for english, text in zip(forms(one.id), forms(one.string), strict=True)
        if english == text
    }
    assert same - SAME_AS_ENGLISH[language] == set()


@languages
def test_nothing_shouts(language: str) -> None:
    said = (
        (one.id, "".join(forms(one.string)).replace("!=", "")) for one in messages(language)
    )  # an operator
    assert [message for message, text in said if "!" in text] == []


@pytest.mark.parametrize(
    ("language", "familiar"),
    [
        ("fi", r"\b(sinä|sinun|sinulle|sinua|sinulla|sinut)\b"),
        ("sv", r"\b(du|dig|din|ditt|dina)\b"),
    ],
)
def test_people_are_spoken_to_in_one_way(language: str, familiar: str) -> None:
    said = ((one.id, " ".join(forms(one.string))) for one in messages(language))
    assert [message for message, text in said if re.search(familiar, text, re.IGNORECASE)] == []


def calls() -> Iterator[tuple[str, int, ast.Call, str]]:
    """Every call that marks or translates a message, with its file and line."""
    for folder in translate.FOLDERS:
        for path in sorted((translate.ROOT / folder).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call):
                    name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
                    if name in translate.KEYWORDS:
                        yield str(path.relative_to(translate.ROOT)), call.lineno, call, name


def test_messages_are_written_out_where_they_are_used() -> None:
    """A message put together from parts is in no catalogue; a plural has both forms in the call."""
    built = [
        (file, line)
        for file, line, call, name in calls()
        for part in call.args[: 2 if name == "plural" else 1]
        if isinstance(part, ast.JoinedStr | ast.BinOp | ast.IfExp)
        or (name == "plural" and not isinstance(part, ast.Constant))
    ]
    assert built == []
