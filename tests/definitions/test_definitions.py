"""Every folder of ``valid/`` gives no problem, every folder of ``invalid/`` exactly the codes in its name.

``valid/whole`` is a small catalogue. Every other folder is laid over it: its files replace or join those of
the whole, and ``without.txt`` names files left out. ``# <- CODE`` marks the line a problem must point at.
Adding a folder adds a test.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from mallipaja.actions.catalogue import check_paths, checked_catalogue
from mallipaja.errors import Problem, Rule
from mallipaja.i18n import Words

HERE = Path(__file__).parent
WHOLE = HERE / "valid" / "whole"
VALID = sorted(path for path in (HERE / "valid").iterdir() if path.is_dir())
INVALID = sorted(path for path in (HERE / "invalid").iterdir() if path.is_dir())
RULE_MODULES = (
    "mallipaja.catalogue.rules",
    "mallipaja.survey.rules",
    "mallipaja.survey.condition_rules",
    "mallipaja.model.rules",
    "mallipaja.model.adaptation_rules",
)
NOT_IN_A_FILE = {
    "FILE_001": "tests/unit/test_cli_check.py: a path that does not exist",
    "FILE_003": "tests/unit/test_load.py: a file that may not be read",
    "FILE_004": "tests/unit/test_reader.py: a file of more than a megabyte",
    "FILE_010": "tests/unit/test_cli_check.py: a folder with nothing in it",
    "YAML_017": "tests/unit/test_cli_wisn.py: a workload file that says nothing",
    "YAML_018": "tests/unit/test_impact.py: an impact file that says nothing",
    "SHAPE_009": "tests/unit/test_shape.py: a constraint no format has yet",
}
"""Codes no file of the repository can give, and where they are tested."""


def laid_over(case: Path, into: Path) -> Path:
    """The whole catalogue with the files of ``case`` over it."""
    shutil.copytree(WHOLE, into)
    shutil.copytree(case, into, dirs_exist_ok=True)
    left_out = into / "without.txt"
    for name in left_out.read_text(encoding="utf-8").split() if left_out.exists() else ():
        (into / name).unlink()
    return into


def marked(root: Path) -> Counter[tuple[str, int, str]]:
    """File, line and code of every ``# <- CODE`` mark."""
    return Counter(
        (path.relative_to(root).as_posix(), number, code)
        for path in root.rglob("*.y*ml")
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1)
        for code in re.findall(r"# <- ([A-Z]+_[0-9]{3})", line)
    )


def every_rule() -> list[Rule]:
    """Every rule the package defines, those in tables included."""
    found: list[Rule] = []
    for name in RULE_MODULES:
        for value in vars(import_module(name)).values():
            found += [
                v for v in (value.values() if isinstance(value, dict) else [value]) if isinstance(v, Rule)
            ]
    return found


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_valid_definitions_have_no_problems(case: Path, tmp_path: Path) -> None:
    root = laid_over(case, tmp_path / "root")
    assert [str(problem) for problem in check_paths([root], root)] == []


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_invalid_definitions_give_exactly_their_codes(case: Path, tmp_path: Path) -> None:
    root = laid_over(case, tmp_path / "root")
    problems = checked_catalogue(root).problems
    codes = case.name.partition("__")[0].split("+")
    assert sorted({problem.code for problem in problems}) == codes, [str(p) for p in problems]
    on_lines = Counter((p.path, p.line, p.code) for p in problems if p.line and p.code != "FILE_005")
    assert on_lines == marked(root), [str(p) for p in problems]
    for problem in problems:
        follows_the_template(problem)


def follows_the_template(problem: Problem) -> None:
    """``where: what. what is allowed. what to do. [CODE]``, in sentences, with nothing left to fill in."""
    place = problem.path + (f":{problem.line}" if problem.line else "")
    said = " ".join(part for part in (problem.message, problem.allowed, problem.fix) if part)
    assert str(problem) == f"{place}{' ' + problem.where if problem.where else ''}: {said} [{problem.code}]"
    assert problem.message.endswith(".")
    assert problem.fix.endswith((".", "?"))
    assert not re.search(r"\{[a-z_]+\}", said)


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_a_broken_file_never_takes_others_down(case: Path, tmp_path: Path) -> None:
    root = laid_over(case, tmp_path / "root")
    catalogue = checked_catalogue(root)
    used = {document.name for document in catalogue.documents} - set(catalogue.broken_files)
    kept = (
        len(catalogue.templates) + len(catalogue.municipalities) + len(catalogue.described) + len(catalogue.adopted)
        + len(catalogue.reference) + (catalogue.generic is not None)
    )  # fmt: skip
    assert kept == len(used)
    assert len(used) >= 5


def test_every_code_has_a_broken_file() -> None:
    defined = {rule.code for rule in every_rule()}
    shown = {code for case in INVALID for code in case.name.partition("__")[0].split("+")}
    assert defined - shown - set(NOT_IN_A_FILE) == set()
    assert shown - defined == set()
    assert set(NOT_IN_A_FILE) <= defined - shown


def test_there_are_at_least_45_broken_files() -> None:
    assert len(INVALID) >= 45
    assert all(re.fullmatch(r"[A-Z]+_\d{3}(\+[A-Z]+_\d{3})*__[a-z0-9_]+", case.name) for case in INVALID)


def test_one_code_says_one_thing() -> None:
    messages: dict[str, set[str]] = {}
    for rule in every_rule():
        messages.setdefault(rule.code, set()).add(rule.message)
    assert {code for code, said in messages.items() if len(said) > 1} == set()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_rule_is_said_in_the_language_with_the_same_values(language: str) -> None:
    words = Words(language)
    for rule in every_rule():
        for text in filter(None, (rule.message, rule.allowed, rule.fix, rule.fix_near)):
            told = words(text)
            assert told != text, f"{rule.code}: {text}"
            assert sorted(re.findall(r"\{\w+\}", told)) == sorted(re.findall(r"\{\w+\}", text)), rule.code
