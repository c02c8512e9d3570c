"""docs/architecture.md names the folders and functions there are, and docs/decisions/ lists its records."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from mallipaja.settings import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DECISIONS = ROOT / "docs" / "decisions"
TABLE = PAGE.split("## What belongs where")[1].split("\n## ")[0]
PARTS = {path.stem for path in (ROOT / "mallipaja").iterdir() if not path.stem.startswith("_")}


def test_every_folder_named_exists() -> None:
    named = [name for row in re.findall(r"^\| ([^|]+) \|", TABLE, re.MULTILINE) for name in _codes(row)]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_folder_of_the_package_is_named() -> None:
    folders = {path.parent for path in (ROOT / "mallipaja").glob("*/__init__.py")}
    named = {name.rstrip("/") for name in _codes(TABLE)}
    assert {folder.relative_to(ROOT).as_posix() for folder in folders} - named == set()


def test_every_folder_of_pages_is_named() -> None:
    row = next(line for line in TABLE.splitlines() if line.startswith("| `pages/`"))
    folders = {f"{path.name}/" for path in (ROOT / "pages").iterdir() if list(path.glob("*.py"))}
    assert folders == set(_codes(row)) - {"pages/"}


def _codes(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("name", [one for one in _codes(PAGE) if re.fullmatch(r"[a-z_]+(\.\w+)+", one)])
def test_every_function_named_exists(name: str) -> None:
    if (ROOT / name).exists():  # a file in the project's folder
        return
    module, _, thing = f"mallipaja.{name}".rpartition(".")
    assert name.split(".", maxsplit=1)[0] in PARTS
    if hasattr(import_module(module), thing):
        return
    import_module(f"{module}.{thing}")


def test_every_decision_is_listed_in_its_order() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\d{4}) \| \[[^]]+\]\((\S+)\) \|", index, re.MULTILINE)
    there = sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")
    assert [name for _, name in listed] == there
    assert [number for number, _ in listed] == [name[:4] for name in there]


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_fits_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.splitlines()) <= 60
