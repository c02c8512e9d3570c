"""``mallipaja impact``: the municipality's share of unemployment benefits on a file. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("impact")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--language",
    type=click.Choice(["en", "fi", "sv"]),
    default="en",
    help="Language of the table, notes and messages.",
)
def command(file: Path, as_json: bool, language: str) -> None:
    """What the unemployment benefits of people cost their municipality in a year, from an impact FILE (YAML).

    \b
    rules: from_2025                 # or before_2025
    days_per_year: 258               # paid benefit days of one person in a year
    daily_amount_eur: 30             # what the share is counted on; look up the year's amount
    amount_source: where from        # may be left out, and amount_date too
    people:                          # by benefit days paid so far
      101-200: 40
      401-700: [20, 30]              # lowest and highest
      701-: 10
    what_if:                         # may be left out: bands with other numbers, to compare with
      101-200: 50

    Cost of a band = people x days x amount x the municipality's share. There is no default amount. A share that
    nobody has read in the act is marked, and "verified" is then false. The figures do not say what a service changes.
    Exits 1 when the file has problems; with --json they are printed as {"problems": [...]}.
    """
    from mallipaja.actions.impact_file import impact_of_file
    from mallipaja.catalogue.reader import MOST_BYTES
    from mallipaja.commands.given_file import content_of, refuse
    from mallipaja.errors import ProblemsError
    from mallipaja.i18n import Words
    from mallipaja.report.impact_words import as_plain, as_table
    from mallipaja.settings import read_settings

    try:
        content = content_of(file, MOST_BYTES)
        found = impact_of_file(read_settings().definitions, content, str(file))
    except ProblemsError as error:
        refuse(error.problems, as_json, language)
    words, given = Words(language), found.given
    if as_json:
        amount = (given.amount_source, given.amount_date)
        plain = as_plain(found.terms, found.cost, found.what_if, found.sources, amount, words)
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        click.echo(as_table(found.terms, found.cost, found.what_if, words))
