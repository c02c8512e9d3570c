"""``mallipaja import``: a new project from a bundle."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="Name of the new project; the exported one's when left out.")
def command(file: Path, name: str | None) -> None:
    """Make a new project of the bundle FILE and print its id.

    Nobody is a member of the new project yet. When anything is wrong with the file, everything that is wrong
    is printed and nothing is imported.
    """
    from mallipaja.actions.bundle import import_bundle
    from mallipaja.commands.acting import as_administrator
    from mallipaja.errors import ProblemsError

    with as_administrator() as context:
        try:
            click.echo(import_bundle(context, data=file.read_bytes(), name=name))
        except ProblemsError as error:
            click.echo(str(error), err=True)
            raise click.ClickException(f"{file} was not imported.") from None
