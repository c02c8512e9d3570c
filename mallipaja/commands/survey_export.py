"""``mallipaja survey export``: a survey template as an Excel form. Needs no database."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export")
@click.argument("template")
@click.option(
    "--xlsform",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Write the form into this .xlsx file.",
)
@click.option("--replace", is_flag=True, help="Overwrite the file when it is there.")
@click.option(
    "--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the messages."
)
def command(template: str, target: Path, replace: bool, language: str) -> None:
    """Write TEMPLATE as an Excel form (XLSForm) for Excel, ODK and KoboToolbox.

    TEMPLATE is the id of a template in survey_templates/, or a file. The form can be changed in Excel and read back with
    “mallipaja survey import”: everything the template says is in it. Exits 1 when the template has problems, or when the
    converter of ODK does not take the form.
    """
    from mallipaja.actions.survey_files import file_as_form
    from mallipaja.catalogue.load import load_catalogue
    from mallipaja.commands.given_file import refuse, write_file
    from mallipaja.errors import ProblemsError
    from mallipaja.exchange.xlsform.odk import refused
    from mallipaja.settings import read_settings

    root = read_settings().definitions
    path = Path(template)
    if path.suffix != ".yaml" and not path.exists():
        path = root / "survey_templates" / f"{template}.yaml"
    try:
        content = file_as_form(path, load_catalogue(root), target.name)
    except ProblemsError as error:
        refuse(error.problems, False, language)
    write_file(target, content, replace)
    click.echo(target)
    problems = refused(content, target.name)
    if problems:
        refuse(problems, False, language)
