"""``mallipaja demo``: make the example project again."""

from __future__ import annotations

import click


@click.command("demo")
@click.option("--seed", type=int, default=None, help="Another seed gives other invented answers.")
def command(seed: int | None) -> None:
    """Make the example project again; an earlier one moves to the bin."""
    from mallipaja.actions.demo import SEED, create_example
    from mallipaja.commands.acting import as_administrator

    with as_administrator() as context:
        project_id = create_example(context, seed=SEED if seed is None else seed)
    click.echo(f"Example project made: {project_id}")
