"""``mallipaja backup``: a copy of the whole database in one file, also while the service runs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("backup")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the backup; backups/ in the data folder when left out.",
)
def command(out: Path | None) -> None:
    """Copy the whole database into one file and print its name.

    The service may go on running. The file holds everything, also personal data and password hashes: keep it
    as safe as the database itself.
    """
    from mallipaja.actions.access import utc_now
    from mallipaja.settings import read_settings
    from mallipaja.store.backup import backup
    from mallipaja.store.engine import Store
    from mallipaja.store.versions import version_of

    settings = read_settings()
    store = Store(settings.database_url)
    try:
        if version_of(store) is None:
            raise click.ClickException("There is no database yet. Start the service once: mallipaja serve")
        click.echo(backup(store, out or settings.data_folder / "backups", utc_now()))
    finally:
        store.close()
