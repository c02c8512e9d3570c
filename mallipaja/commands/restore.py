"""``mallipaja restore``: put a backup in the place of the database."""

from __future__ import annotations

import getpass
from pathlib import Path

import click


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(file: Path, yes: bool) -> None:
    """Put the backup FILE in the place of the database. Stop the service first.

    The backup is checked before anything is touched, and a copy of the present database is kept. A backup of
    SQLite can be restored into PostgreSQL and the other way round.
    """
    from mallipaja.actions.access import cli_actor, utc_now
    from mallipaja.errors import ActionError
    from mallipaja.i18n import HELSINKI
    from mallipaja.settings import read_settings
    from mallipaja.store.engine import Store
    from mallipaja.store.record import log
    from mallipaja.store.restore import restore

    settings = read_settings()
    store = Store(settings.database_url)
    if not yes:
        place = store.url.render_as_string(hide_password=True)
        click.confirm(f"Replace everything in {place} by {file.name}?", abort=True)
    try:
        done = restore(store, file, settings.data_folder, utc_now())
        with store.writing(cli_actor(getpass.getuser()).who, utc_now()) as work:
            told = {"file": file.name, "made_at": done.made_at}
            log(work, "database", done.version, "restore", project_id=None, after=told)
    except ActionError as error:
        raise click.ClickException(str(error)) from None
    finally:
        store.close()
    click.echo(f"Restored {file.name}, made {done.made_at.astimezone(HELSINKI):%Y-%m-%d %H:%M} (Helsinki).")
    if done.replaced:
        click.echo(f"What was there before: {done.replaced}")
