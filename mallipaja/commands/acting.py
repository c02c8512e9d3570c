"""How a command acts: as administrator on this installation's database, errors said in one line."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

import click

from mallipaja.actions.access import Context, cli_actor
from mallipaja.errors import ActionError
from mallipaja.ui import installation


@contextmanager
def as_administrator() -> Iterator[Context]:
    """The context of whoever sits at the command line; an `ActionError` ends the command with its message."""
    try:
        place = installation.current()
        yield Context(place.store, cli_actor(getpass.getuser()), place.catalogue(), place.clock)
    except ActionError as error:
        raise click.ClickException(str(error)) from None
