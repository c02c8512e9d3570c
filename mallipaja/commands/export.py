"""``mallipaja export``: a project as one file, or the definitions in use as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mallipaja.actions.access import Context


@click.command("export")
@click.argument("project", required=False)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--definitions",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the templates and models in use into this folder instead.",
)
@click.option("--replace", is_flag=True, help="Overwrite files that are there and say something else.")
def command(project: str | None, file: Path | None, definitions: Path | None, replace: bool) -> None:
    """Write PROJECT (its name or id) into FILE, or with --definitions the documents in use as YAML.

    The file holds the whole project, also answers and names of persons, but no accounts and no secrets.
    """
    from mallipaja.commands.acting import as_administrator

    if definitions is not None:
        with as_administrator() as context:
            _write_definitions(context, definitions, replace)
        return
    if project is None or file is None:
        raise click.UsageError("Give a project and a file, or --definitions and a folder.")
    with as_administrator() as context:
        from mallipaja.actions.bundle import export_bundle

        data = export_bundle(context, project_id=_id_of(context, project))
    _write(file, data, replace)
    click.echo(file)


def _id_of(context: Context, project: str) -> str:
    from mallipaja.actions.projects import list_projects

    found = [one for one in list_projects(context, archived=True) if project in {one.id, one.name}]
    if len(found) == 1:
        return found[0].id
    if found:
        listed = ", ".join(one.id for one in found)
        raise click.ClickException(f"{len(found)} projects are called {project!r}. Give the id: {listed}")
    raise click.ClickException(f"There is no project {project!r}. See: mallipaja project list")


def _write_definitions(context: Context, folder: Path, replace: bool) -> None:
    from mallipaja.actions.bundle import export_definitions

    files = {folder / name: text.encode() for name, text in export_definitions(context).items()}
    other = [str(path) for path, text in files.items() if path.exists() and path.read_bytes() != text]
    if other and not replace:
        raise click.ClickException(f"These files say something else: {', '.join(other)}. Use --replace.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
        click.echo(path)


def _write(file: Path, data: bytes, replace: bool) -> None:
    if file.exists() and not replace:
        raise click.ClickException(f"{file} exists. Choose another name, or use --replace.")
    file.touch(mode=0o600)
    file.write_bytes(data)
