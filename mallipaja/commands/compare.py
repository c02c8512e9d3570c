"""``mallipaja compare``: the models of files side by side. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("compare")
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option(
    "--xlsx",
    "workbook",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a workbook into this file.",
)
@click.option("--replace", is_flag=True, help="Overwrite the workbook when it is there.")
@click.option("--only-differences", is_flag=True, help="Leave out elements in which no model differs.")
@click.option(
    "--language",
    type=click.Choice(["en", "fi", "sv"]),
    default="en",
    help="Language of the table, texts and messages.",
)
def command(
    models: tuple[str, ...],
    as_json: bool,
    workbook: Path | None,
    replace: bool,
    only_differences: bool,
    language: str,
) -> None:
    """Compare MODELs, element by element, each against the generic model.

    A MODEL is the name of a file in operating_models/ without .yaml, for example: mallipaja compare generic
    siun_sote keski_suomi. An element a model does not mention is not_stated, never missing.

    \b
    --json prints {"models": [...], "elements": [{"key", "level",
                   "cells": {model: {"status", "value", "source"}}}]}
    status: same, adapted_consistent, adapted_inconsistent, missing, added, not_stated

    The workbook has the sheets Matriisi, Mukautukset, Haasteet → ratkaisut and Versiot, in every language.

    Exits 1 when a model is not known or its file has problems; with --json they are printed as {"problems": [...]}.
    """
    from mallipaja.actions.model_files import compare_files
    from mallipaja.commands.given_file import refuse, write_file
    from mallipaja.errors import ProblemsError
    from mallipaja.i18n import Words
    from mallipaja.report.comparison_plain import as_plain, as_table
    from mallipaja.settings import read_settings

    try:
        found = compare_files(read_settings().definitions, models)
    except ProblemsError as error:
        refuse(error.problems, as_json, language)
    words = Words(language)
    if workbook is not None:
        from mallipaja.report.workbook import comparison_workbook

        content = comparison_workbook(
            found.comparison, found.sources, words, only_differences=only_differences
        )
        write_file(workbook, content, replace)
        if not as_json:
            click.echo(workbook)
            return
    if as_json:
        plain = as_plain(found.comparison, found.sources, words, only_differences=only_differences)
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        click.echo(as_table(found.comparison, words, only_differences=only_differences))
