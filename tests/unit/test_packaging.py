"""What is installed: every file of the package, and a plain word where the folders beside it are missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from mallipaja.settings import ROOT

NOT_SHIPPED = {"__pycache__"}


def test_every_file_that_is_not_python_is_package_data() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    package = ROOT / "mallipaja"
    patterns = project["tool"]["setuptools"]["package-data"]["mallipaja"]
    named = {file for pattern in patterns for file in package.glob(pattern)}
    others = {
        file
        for file in package.rglob("*")
        if file.is_file() and file.suffix != ".py" and not NOT_SHIPPED & set(file.parts)
    }
    assert others == named


def test_a_package_without_its_folders_says_how_to_install_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "mallipaja", tmp_path / "mallipaja", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "mallipaja", "check"]
    done = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "pip install --no-deps -e ." in done.stderr
    assert str(tmp_path) in done.stderr
