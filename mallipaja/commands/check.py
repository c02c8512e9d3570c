"""``mallipaja check``: every problem of definition files, with file and line. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help='Print {"problems": [...]} instead of lines.')
@click.option(
    "--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the messages."
)
def command(paths: tuple[Path, ...], as_json: bool, language: str) -> None:
    """Check definition files and print every problem.

    PATH is a file, a folder of files, or a folder that holds survey_templates/, municipalities/,
    operating_models/ and reference_data/. Without PATH the shipped definitions are checked. Exits 1 when
    there are problems.
    """
    from mallipaja.actions.catalogue import check_paths
    from mallipaja.i18n import Words
    from mallipaja.settings import read_settings

    words = Words(language)
    problems = [problem.in_language(words) for problem in check_paths(paths, read_settings().definitions)]
    if as_json:
        rows = {"problems": [problem.as_dict() for problem in problems]}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(problem)
        click.echo(_summary(len(problems), len({problem.path for problem in problems})), err=True)
    if problems:
        raise SystemExit(1)


def _summary(problems: int, files: int) -> str:
    if not problems:
        return "No problems."
    return f"{problems} problem{'s' if problems > 1 else ''} in {files} file{'s' if files > 1 else ''}."
