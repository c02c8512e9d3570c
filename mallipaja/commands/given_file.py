"""A file that was given to a command: its bytes, saying what is wrong with it, and writing one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from mallipaja.catalogue import rules
from mallipaja.errors import Problem, ProblemsError


def content_of(path: Path, most_bytes: int) -> bytes:
    """The bytes of the file.

    Raises
    ------
    ProblemsError : it is not there, cannot be opened or is larger than ``most_bytes``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except FileNotFoundError:
        raise ProblemsError([rules.NO_SUCH_PATH.found().at(str(path))]) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ProblemsError([rules.UNREADABLE.found(reason=reason).at(str(path))]) from None
    if len(content) > most_bytes:
        size = path.stat().st_size
        raise ProblemsError([rules.TOO_LARGE.found(size=size, most=most_bytes).at(str(path))])
    return content


def write_file(path: Path, content: bytes, replace: bool) -> None:
    """Write the file; one that is there is left alone unless ``replace``."""
    if path.exists() and not replace:
        raise click.ClickException(f"{path} exists. Choose another name, or use --replace.")
    try:
        path.write_bytes(content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise click.ClickException(f"{path} cannot be written: {reason}.") from None


def refuse(problems: Iterable[Problem], as_json: bool, language: str) -> NoReturn:
    """Print the problems, as JSON on the standard output or as lines on the error output, and exit 1."""
    from mallipaja.i18n import Words

    words = Words(language)
    said = [problem.in_language(words) for problem in problems]
    if as_json:
        rows = {"problems": [problem.as_dict() for problem in said]}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for problem in said:
            click.echo(problem, err=True)
    raise SystemExit(1)
