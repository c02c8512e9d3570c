"""``mallipaja serve``: run the service on this machine."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mallipaja.i18n import Words
    from mallipaja.ui.installation import Installation


@click.command("serve")
@click.option("--port", default=8501, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--example", is_flag=True, help="Put the example project into a new database.")
@click.option(
    "--language",
    type=click.Choice(["fi", "sv", "en"]),
    default="fi",
    show_default=True,
    help="Language of what is printed.",
)
def command(port: int, address: str, example: bool, language: str) -> None:
    """Run the service: bring the database up to date, print the address, serve until Ctrl-C.

    When there is no administrator yet, a one-time link for making one is printed too; each start prints a new
    one and the earlier ones stop working.
    """
    gc.disable()  # importing makes many objects and no rubbish; the warm-up of the server turns it on again
    from mallipaja.errors import ActionError
    from mallipaja.i18n import Words
    from mallipaja.ui.server.serve import PortTakenError, listen, serve

    _ = Words(language)
    try:
        listening = listen(address, port)
    except PortTakenError as error:
        click.echo(_("Port {port} cannot be used: {reason}.", port=port, reason=error), err=True)
        click.echo(_("Choose another with --port, for example --port {other}.", other=port + 1), err=True)
        raise SystemExit(1) from None
    try:
        place = _open(example)
    except ActionError as error:
        listening.socket.close()
        click.echo(_(error.message, **error.values), err=True)
        raise SystemExit(1) from None
    serve(listening, lambda: _tell(_, place, listening.address))
    click.echo(_("Stopped. Everything saved is in the database."))


def _open(example: bool) -> Installation:
    from mallipaja.ui import installation

    place = installation.current()
    if example and place.is_new:
        # imports the solver too, which a database that is there already need not wait for
        from mallipaja.actions.access import Context, cli_actor
        from mallipaja.actions.demo import create_example

        create_example(Context(place.store, cli_actor("serve"), place.catalogue(), place.clock))
    return place


def _tell(_: Words, place: Installation, served_at: str) -> None:
    from mallipaja.ui.server.lifespan import setup_address

    click.echo(_("Mallipaja is running: {address}", address=place.settings.public_address or served_at))
    link = setup_address(place, served_at)
    if link:
        click.echo(_("Set it up with this one-time link: {link}", link=link))
    click.echo(_("Stop with Ctrl-C."))
