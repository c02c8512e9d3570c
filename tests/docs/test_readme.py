"""What the pages tell people to type, open and set is there: README, CONTRIBUTING and those beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from mallipaja.cli import COMMANDS
from mallipaja.settings import ROOT
from tools.translate import load

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "deploy/README.md",
    "bench/README.md",
    "docs/architecture.md",
    "docs/database.md",
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = set(re.findall(r"MALLIPAJA_[A-Z_]+\b", (ROOT / "mallipaja" / "settings.py").read_text("utf-8")))
ELSEWHERE = ("/", "http", ".venv", "data/", "backups/", ".streamlit/secrets.toml", "documents/", "tables/")
"""Beginnings of what lies outside the project's files: made when it runs, members of a bundle, or the machine's."""
FILE = re.compile(
    r"[\w.-]+/[\w./-]+\.\w+|[\w.-]+/[\w./-]+/|[A-Z]+\.md|app\.py|pyproject\.toml|requirements[\w-]*\.lock"
)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code(text: str) -> Iterator[str]:
    """Lines of code: of blocks, and between backticks."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    yield from re.findall(r"`([^`]+)`", prose)
    yield from (line.strip() for line in prose.splitlines() if line.startswith("    "))


def command_of(words: list[str]) -> tuple[click.Command, str]:
    """The command that `mallipaja` with these words runs, and its name."""
    assert words[0] in COMMANDS, f"there is no command {words[0]}"
    found = import_module(COMMANDS[words[0]][0]).command
    name = words[0]
    if isinstance(found, click.Group) and len(words) > 1 and re.fullmatch(r"[a-z]+", words[1]):
        inner = found.get_command(click.Context(found), words[1])
        assert inner is not None, f"{words[0]} has no command {words[1]}"
        return inner, f"{name} {words[1]}"
    return found, name


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for line in code(text_of(page)) for name in re.findall(r"(?:^|&& )make ([a-z]+)", line)}
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_their_options_exist(page: str) -> None:
    for line in code(text_of(page)):
        for said in re.findall(r"(?:^\s*|\.venv[/\\]\w+[/\\])mallipaja ([a-z][^#&|)]*)", line):
            words = said.split()
            command, name = command_of(words)
            known = {option for parameter in command.params for option in parameter.opts}
            used = {word for word in words if word.startswith("--")}
            assert used - known - {"--help"} == set(), name


@pytest.mark.parametrize("page", PAGES)
def test_files_named_exist(page: str) -> None:
    text = text_of(page)
    named = {(ROOT, word) for line in code(text) for word in line.split() if _is_file(word)}
    here = (ROOT / page).parent
    links = re.findall(r"\]\(([^)#]+)[^)]*\)|src=\"([^\"]+)\"", text)
    named |= {(here, one or two) for one, two in links if not (one or two).startswith("http")}
    assert sorted(name for folder, name in named if not (folder / name).exists()) == []


def _is_file(word: str) -> bool:
    return not word.startswith(ELSEWHERE) and FILE.fullmatch(word) is not None


@pytest.mark.parametrize("page", [*PAGES, "deploy/settings.env"])
def test_settings_named_exist(page: str) -> None:
    of_tests = {"MALLIPAJA_CHROMIUM", "MALLIPAJA_SEARCH", "MALLIPAJA_SHOTS"}
    assert set(re.findall(r"MALLIPAJA_[A-Z_]+", text_of(page))) - SETTINGS - of_tests == set()


def test_every_setting_is_in_the_readme_and_in_the_example_of_the_deployment() -> None:
    rows = set(re.findall(r"^\| `(MALLIPAJA_[A-Z_]+)` \|", README, re.MULTILINE))
    assert rows == SETTINGS
    assert set(re.findall(r"^#?(MALLIPAJA_[A-Z_]+)=", text_of("deploy/settings.env"), re.MULTILINE)) == rows


def test_every_command_is_in_the_readme() -> None:
    table = README.split("## The command line")[1].split("\n## ")[0]
    rows = [command_of(said.split()) for said in re.findall(r"`mallipaja ([a-z ]+)`", table)]
    every = set()
    for name in COMMANDS:
        command, _ = command_of([name])
        inner = command.list_commands(click.Context(command)) if isinstance(command, click.Group) else [""]
        every |= {f"{name} {one}".strip() for one in inner}
    assert {name for _, name in rows} == every


def test_the_words_on_the_screens_are_those_of_the_screens() -> None:
    """The first ten minutes say what to press in Finnish: “Kyselyt” must be what the button says."""
    catalogue = load("fi")
    texts = {text for message in catalogue for text in _texts(message.string)}
    said = set(re.findall(r"“([^”…]+)”", README))
    assert said - texts == set()
    assert len(said) > 10


def _texts(translation: str | tuple[str, ...]) -> tuple[str, ...]:
    return (translation,) if isinstance(translation, str) else tuple(translation)


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "images").glob("*.png")), ids=lambda p: p.name)
def test_pictures_are_light_and_used(picture: Path) -> None:
    assert picture.stat().st_size < 150_000
    assert f"docs/images/{picture.name}" in README
