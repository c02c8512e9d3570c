"""``mallipaja wisn``: the WHO's staffing calculation on a file. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mallipaja.capacity.wisn import WisnResult


@click.command("wisn")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON with every decimal.")
@click.option(
    "--language",
    type=click.Choice(["en", "fi", "sv"]),
    default="en",
    help="Language of the table and messages.",
)
def command(file: Path, as_json: bool, language: str) -> None:
    """Required staff of one profession by the WISN method, from a workload FILE (YAML).

    \b
    working_days: {possible: 260, public_holidays: 10, annual_leave: 30, sick_leave: 9, other: 5}
    hours_per_day: 7.65
    days_per_week: 5                 # 5 when left out
    activities:                      # client work of the whole profession
      - {name: First interview, per_year: 120, hours_each: 3}
    category_allowances:             # supporting work of everybody, one person's hours
      - {name: Weekly meeting, hours: 1.5, per: week}      # day, week, month or year
    individual_allowances:           # additional work of some
      - {name: Students, persons: 1, hours_per_year: 100}
    current_fte: 1.0                 # leave out when not known

    Available hours = working days that are left x hours per day. Standard workload = available hours / hours
    each; staff = times a year / standard workload. A week is days_per_week x hours_per_day; a month's share is
    hours x 12 / available hours. Factor of supporting work = 1 / (1 - its share); required staff = staff x
    factor + hours of additional work / available hours. Difference = current - required, ratio = current /
    required (under 1: shortage). Without current_fte the difference and the ratio are null, and so is the ratio
    when nothing is required.

    Source: WHO, Workload indicators of staffing need: user's manual (2010; 2nd ed. 2023). Exits 1 when the file
    has problems; with --json they are printed as {"problems": [...]}.
    """
    from mallipaja.capacity.wisn import wisn
    from mallipaja.capacity.workload_file import workload_of_file
    from mallipaja.catalogue.reader import MOST_BYTES
    from mallipaja.commands.given_file import content_of, refuse
    from mallipaja.errors import ProblemsError

    try:
        workload = workload_of_file(content_of(file, MOST_BYTES), str(file))
    except ProblemsError as error:
        refuse(error.problems, as_json, language)
    result = wisn(workload)
    if as_json:
        click.echo(json.dumps(_as_plain(result), ensure_ascii=False, indent=2, allow_nan=False))
        return
    from mallipaja.commands.wisn_table import table
    from mallipaja.i18n import Words

    click.echo(table(workload, result, Words(language)))


def _as_plain(result: WisnResult) -> dict[str, object]:
    return {
        "available_hours": result.available_hours,
        "activities": [
            {"name": need.name, "standard_workload": need.standard_workload, "staff": need.staff}
            for need in result.activities
        ],
        "category_allowance_share": result.category_allowance_share,
        "category_allowance_factor": result.category_allowance_factor,
        "individual_allowance_factor": result.individual_allowance_factor,
        "required_fte": result.required_htv,
        "current_fte": result.current_htv,
        "difference": result.difference,
        "ratio": result.ratio,
    }
