"""``mallipaja survey check``: one survey template, its faults and what it asks of people. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help='Print {"problems": [...]} instead of lines.')
@click.option(
    "--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the messages."
)
def command(file: Path, as_json: bool, language: str) -> None:
    """Check a survey template.

    FILE is a template in YAML. Exits 1 when there are problems.
    """
    from mallipaja.actions.catalogue import check_paths
    from mallipaja.i18n import Words
    from mallipaja.settings import read_settings

    words = Words(language)
    problems = [problem.in_language(words) for problem in check_paths([file], read_settings().definitions)]
    if as_json:
        rows = {"problems": [problem.as_dict() for problem in problems]}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(problem)
    if problems:
        raise SystemExit(1)
