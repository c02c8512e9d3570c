"""``mallipaja project``: projects from the command line."""

from __future__ import annotations

import json

import click


@click.group("project")
def command() -> None:
    """List projects."""


@command.command("list")
@click.option("--archived", is_flag=True, help="Archived projects too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(archived: bool, as_json: bool) -> None:
    """List the projects with their pilots."""
    from mallipaja.actions.projects import list_pilots, list_projects
    from mallipaja.commands.acting import as_administrator

    with as_administrator() as context:
        found = [
            (one, [pilot.name for pilot in list_pilots(context, project_id=one.id)])
            for one in list_projects(context, archived=archived)
        ]
    if as_json:
        rows = [
            {
                "id": one.id,
                "name": one.name,
                "example": one.is_example,
                "archived": one.archived_at is not None,
                "pilots": pilots,
            }
            for one, pilots in found
        ]
        click.echo(json.dumps({"projects": rows}, ensure_ascii=False, indent=1))
        return
    for one, pilots in found:
        marks = [mark for mark, so in (("example", one.is_example), ("archived", one.archived_at)) if so]
        click.echo("\t".join([one.id, one.name, ", ".join(pilots), ", ".join(marks)]))
