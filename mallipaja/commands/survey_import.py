"""``mallipaja survey import``: an Excel form as a survey template. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Write the template into this .yaml file.",
)
@click.option("--replace", is_flag=True, help="Overwrite the file when it is there.")
@click.option(
    "--json", "as_json", is_flag=True, help='Print {"problems": [...], "losses": [...]} instead of lines.'
)
@click.option(
    "--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the messages."
)
def command(file: Path, out: Path, replace: bool, as_json: bool, language: str) -> None:
    """Read FILE, an Excel form (XLSForm), into a survey template.

    What the form has and a template has not is told as losses, each with its sheet and cell, on the error output. Exits 1
    when there are problems; nothing is written then.
    """
    from mallipaja.actions.survey_files import read_workbook
    from mallipaja.commands.given_file import content_of, write_file
    from mallipaja.errors import ProblemsError
    from mallipaja.exchange.xlsform.reading import MOST_BYTES
    from mallipaja.i18n import Words

    words = Words(language)
    try:
        found = read_workbook(content_of(file, MOST_BYTES), file.name)
        problems, losses, text = found.problems, found.losses, found.text
    except ProblemsError as error:
        problems, losses, text = error.problems, (), ""
    told = {
        "problems": [one.in_language(words) for one in problems],
        "losses": [one.in_language(words) for one in losses],
    }
    if not problems:
        write_file(out, text.encode(), replace)
    if as_json:
        rows = {key: [one.as_dict() for one in listed] for key, listed in told.items()}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in (*told["losses"], *told["problems"]):
            click.echo(one, err=True)
    if problems:
        raise SystemExit(1)
    if not as_json:
        click.echo(out)
