"""The layers of the house, enforced by reading imports: a module imports only lower levels (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEVELS = {
    "errors": 0, "settings": 0, "i18n": 0,
    "catalogue": 1,
    "survey": 2, "capacity": 2, "network": 2, "practice": 2, "team": 2, "model": 2, "workshop": 2,
    "store": 3, "charts": 3,
    "report": 4, "exchange": 4,
    "actions": 5,
    "ui": 6, "cli": 6, "commands": 6,
    "pages": 7, "app": 7, "__main__": 7,
}  # fmt: skip
"""Parts by level. ``pages/`` and ``app.py`` stand on ``ui``; everything else is a part of ``mallipaja``."""
GROUND = ("survey", "model")
FEATURES = ("capacity", "network", "practice", "team", "workshop")
"""Within level 2 the ground imports no feature, and a feature the ground and those to its left."""
ONLY_IN = {
    "streamlit": {"ui", "pages", "app"},
    "sqlalchemy": {"store"},
    "yaml": {"catalogue"},
    "altair": {"charts"},
}
BESIDE = {("commands", "ui"), ("cli", "commands")}
"""Within level 6 the command line knows its commands, and a command may start what the browser is shown."""
PASSED_IN = "random.Random"
"""The type of a generator that the caller seeds."""
IMPURE = {
    "os", "io", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time",
    "urllib", "http", "shutil", "logging", "asyncio", "requests", "httpx",
}  # fmt: skip
"""What the domain (level 2) does without: clocks, files, network, chance that was not passed in."""


def part_of(path: str) -> str:
    """The part a file of the project belongs to: ``store`` of ``mallipaja/store/engine.py``."""
    first, *rest = Path(path).parts
    return (rest[0] if first == "mallipaja" else first).removesuffix(".py")


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports, inside functions and ``TYPE_CHECKING`` too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def breaches(path: str, source: str) -> list[str]:
    """What a file imports against the rules, as ``path:line what``."""
    own, package = part_of(path), ".".join(Path(path).parent.parts)
    found = []
    for line, name in imported(source, package):
        reason = _reason(own, name)
        if reason:
            found.append(f"{path}:{line} {reason}")
    return found


def _reason(own: str, name: str) -> str:
    top, _, rest = name.partition(".")
    if top in ONLY_IN and own not in ONLY_IN[top]:
        return f"{own} imports {top}"
    if LEVELS[own] == 2 and top in IMPURE and name != PASSED_IN:
        return f"{own} imports {top}"
    if top in {"pages", "app", "tests", "tools", "bench"}:
        return f"{own} imports {top}"
    other = rest.split(".")[0]
    if top != "mallipaja" or other in {own, "", "__version__"}:
        return ""
    if LEVELS[own] == LEVELS[other] == 2:
        return "" if _may_stand_on(own, other) else f"{own} imports {other}"
    allowed = LEVELS[other] < LEVELS[own] or LEVELS[own] == LEVELS[other] == 0 or (own, other) in BESIDE
    return "" if allowed else f"{own} imports {other}"


def _may_stand_on(own: str, other: str) -> bool:
    if own in GROUND:
        return False
    return other in GROUND or FEATURES.index(other) < FEATURES.index(own)


def project_files() -> list[str]:
    files = [*ROOT.glob("mallipaja/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
    names = (file.relative_to(ROOT).as_posix() for file in files if file.exists())
    return sorted(name for name in names if name != "mallipaja/__init__.py")


@pytest.mark.parametrize("path", project_files())
def test_imports_only_what_lies_below(path: str) -> None:
    assert breaches(path, (ROOT / path).read_text(encoding="utf-8")) == []


def test_every_part_has_a_level() -> None:
    assert {part_of(path) for path in project_files()} <= set(LEVELS)


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("mallipaja/store/x.py", "from mallipaja.actions import people", ["store imports actions"]),
        ("mallipaja/store/x.py", "import mallipaja.charts.bars", ["store imports charts"]),
        ("mallipaja/store/x.py", "import sqlalchemy\nfrom mallipaja.survey.check import check_template", []),
        ("mallipaja/catalogue/x.py", "import yaml\nfrom mallipaja.errors import Rule", []),
        ("mallipaja/catalogue/x.py", "def f():\n    from ..survey import feeds", ["catalogue imports survey"]),
        ("mallipaja/survey/x.py", "import yaml", ["survey imports yaml"]),
        ("mallipaja/survey/x.py", "from mallipaja.capacity import wisn", ["survey imports capacity"]),
        ("mallipaja/model/x.py", "from mallipaja.survey import feeds", ["model imports survey"]),
        ("mallipaja/team/x.py", "from mallipaja.network import ties\nfrom mallipaja.model import resolve", []),
        ("mallipaja/network/x.py", "from mallipaja.team import draft", ["network imports team"]),
        ("mallipaja/team/x.py", "import random\nfrom time import time", ["team imports random", "team imports time"]),
        ("mallipaja/survey/x.py", "from random import Random", []),
        ("mallipaja/commands/x.py", "from mallipaja.ui import installation", []),
        ("mallipaja/ui/x.py", "from mallipaja.commands import serve", ["ui imports commands"]),
        ("mallipaja/report/x.py", "import altair as alt", ["report imports altair"]),
        ("mallipaja/charts/x.py", "import altair as alt\nimport streamlit", ["charts imports streamlit"]),
        ("mallipaja/actions/x.py", "from sqlalchemy import select", ["actions imports sqlalchemy"]),
        ("mallipaja/commands/x.py", "from mallipaja.actions import people\nfrom mallipaja import __version__", []),
        ("mallipaja/ui/x.py", "import streamlit as st\nfrom mallipaja.actions import people", []),
        ("mallipaja/ui/x.py", "from mallipaja import cli", ["ui imports cli"]),
        ("pages/open/x.py", "import streamlit\nfrom mallipaja.ui import guard", []),
        ("mallipaja/ui/x.py", "from pages.open import home", ["ui imports pages"]),
        ("mallipaja/errors.py", "from mallipaja.i18n import N_", []),
        ("mallipaja/errors.py", "from mallipaja.catalogue import text", ["errors imports catalogue"]),
    ],
)  # fmt: skip
def test_the_rules_can_be_broken(path: str, source: str, expected: list[str]) -> None:
    assert [breach.partition(" ")[2] for breach in breaches(path, source)] == expected
