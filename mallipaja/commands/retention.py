"""``mallipaja retention``: the rounds whose answers are to be deleted, and deleting them."""

from __future__ import annotations

import click


@click.command("retention")
@click.option("--run", is_flag=True, help="Delete them. Without this the command only says what would go.")
@click.option("--backups", is_flag=True, help="With --run: delete the backups made before as well.")
def command(*, run: bool, backups: bool) -> None:
    """Print the rounds whose day of deletion has come, and with --run delete everything answered in them.

    The questions, the round's title and the project stay. Rounds and projects in the bin are included. Backups made
    before still hold the answers: --backups deletes those of the data folder. Copies elsewhere are yours to delete.
    """
    from mallipaja.actions.erasure import all_due, erase_due
    from mallipaja.actions.upkeep import delete_backups, list_backups
    from mallipaja.commands.acting import as_administrator
    from mallipaja.ui.installation import current

    if backups and not run:
        raise click.UsageError("--backups goes with --run")
    with as_administrator() as context:
        folder = current().settings.data_folder / "backups"
        found = erase_due(context) if run else all_due(context)
        for one in found:
            gone = one.going
            click.echo(
                f"{one.day}  {one.project}: {one.title}: {gone.responses} responses, {gone.answers} answers, "
                f"{gone.history_lines} lines of history, {gone.copies} cards and practices, "
                f"{gone.invitations} invitations"
            )
        click.echo(f"{len(found)} rounds {'deleted' if run else 'to delete'}.")
        old = list_backups(context, folder=folder) if found else []
        if old and backups:
            click.echo(f"{delete_backups(context, folder=folder)} backups deleted.")
        elif old:
            click.echo(f"{len(old)} backups in {folder} still hold what was answered.")
