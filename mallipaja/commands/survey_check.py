"""``mallipaja survey check``: one survey template, its faults and what it asks of people. Needs no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mallipaja.errors import Problem
    from mallipaja.i18n import Words
    from mallipaja.survey.minutes import Overview


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help='Print {"problems": […], "losses": […], "form": {…}}.')
@click.option(
    "--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the messages."
)
def command(file: Path, as_json: bool, language: str) -> None:
    """Check a survey template.

    FILE is a template in YAML, or an Excel form (XLSForm, .xlsx): problems have the line, or the sheet and row.
    Says also how many questions depend on answers, how long the form takes and what is not translated, and of an Excel
    form what would be left out. Exits 1 when there are problems.
    """
    from mallipaja.actions.survey_check import looked_over
    from mallipaja.i18n import Words
    from mallipaja.settings import read_settings

    words = Words(language)
    found = looked_over(file, read_settings().definitions)
    problems = [problem.in_language(words) for problem in found.problems]
    losses = [problem.in_language(words) for problem in found.losses]
    if as_json:
        rows = {
            "problems": [problem.as_dict() for problem in problems],
            "losses": [problem.as_dict() for problem in losses],
            "form": asdict(found.form) if found.form else None,
        }
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print(problems, losses, found.form, words)
    if problems:
        raise SystemExit(1)


def _print(problems: list[Problem], losses: list[Problem], form: Overview | None, words: Words) -> None:
    for problem in (*problems, *losses):
        click.echo(problem)
    if form is None:
        return
    asked = words.plural("{count} question", "{count} questions", form.questions)
    minutes = f"{words.number(form.shortest, 0)}–{words.number(form.longest, 0)} min"
    click.echo(
        f"{asked}, {form.conditional} of them asked by condition; {minutes}, {form.stated} stated.", err=True
    )
    for language, count in form.untranslated.items():
        click.echo(f"{count} texts missing in {language}.", err=True)
