"""``mallipaja user``: accounts from the command line. Acts as administrator, logged as ``cli:<user>``."""

from __future__ import annotations

import click


@click.group("user")
def command() -> None:
    """Add and list accounts, and make links for choosing a password."""


@command.command("add")
@click.argument("login")
@click.option("--name", default="", help="Name to show; the user name when left out.")
@click.option("--admin", is_flag=True, help="May administer everything.")
@click.option("--developer", is_flag=True, help="May write operating models.")
def add(login: str, name: str, admin: bool, developer: bool) -> None:
    """Add an account and print a one-time link for choosing its password."""
    from mallipaja.actions.people import add_account
    from mallipaja.commands.acting import as_administrator

    with as_administrator() as context:
        made = add_account(context, login=login, name=name, is_admin=admin, is_developer=developer)
    _print_link(made.token)


@command.command("list")
def list_accounts() -> None:
    """List the accounts."""
    from mallipaja.actions.people import list_people
    from mallipaja.commands.acting import as_administrator

    with as_administrator() as context:
        people = list_people(context)
    for one in people:
        marks = (
            ("admin", one.is_admin),
            ("developer", one.is_developer),
            ("inactive", not one.active),
            ("locked", one.is_locked),
            ("no password yet", not one.has_password and not one.signs_in_elsewhere),
        )
        click.echo("\t".join([one.login, one.name, ", ".join(mark for mark, so in marks if so)]))


@command.command("reset")
@click.argument("login")
def reset(login: str) -> None:
    """Print a one-time link for choosing a new password."""
    from mallipaja.actions.people import list_people, new_password_link
    from mallipaja.actions.sign_in import tidy_login
    from mallipaja.commands.acting import as_administrator

    with as_administrator() as context:
        found = next((one for one in list_people(context) if one.login == tidy_login(login)), None)
        if found is None:
            raise click.ClickException(f"No account has the user name {login!r}. See: mallipaja user list")
        token = new_password_link(context, account_id=found.id)
    _print_link(token)


def _print_link(token: str) -> None:
    from mallipaja.settings import read_settings

    address = read_settings().public_address or "http://localhost:8501"
    click.echo(f"One-time link for choosing a password: {address}/password/{token}")
