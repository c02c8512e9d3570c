"""``mallipaja innokyla``: pages of Innokylä into drafts, and models into pages. Needs no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mallipaja.exchange.innokyla_page import InnokylaPage
    from mallipaja.i18n import Words

LANGUAGE = click.option(
    "--language", type=click.Choice(["en", "fi", "sv"]), default="en", help="Language of the messages."
)


@click.group("innokyla")
def command() -> None:
    """Read pages of Innokylä, and write models in the order of one."""


@command.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a list.")
@click.option("--proposals", is_flag=True, help="Print, as JSON, which passages may tell which element.")
@LANGUAGE
def read(file: Path, as_json: bool, proposals: bool, language: str) -> None:
    """Read the text of an Innokylä page, saved as FILE, into a structured draft.

    \b
    --json prints {"title", "short_description", "place", "region", "funder": [], "created", "modified",
    "phase", "topics": [], "phenomena": [], "target_group": [], "sections": {label without stars: text}}

    Days are like 2021-09-15. What the page does not say is null or [], and what was not found is told on the error
    output. The name of the person who made the page is left out. The title is the field Toimintamallin nimi, else
    the first line. Exits 1 when the file cannot be read or has no text.

    --proposals prints {"proposals": [{"element", "section", "start", "end", "passage", "number"}]}: places to look
    at, found by words; a person reads each and says whether it holds.
    """
    from mallipaja.catalogue.reader import MOST_BYTES
    from mallipaja.commands.given_file import content_of, refuse
    from mallipaja.errors import ProblemsError
    from mallipaja.exchange.innokyla_page import InnokylaPage, read_page
    from mallipaja.i18n import Words

    words = Words(language)
    try:
        found = read_page(content_of(file, MOST_BYTES), str(file))
    except ProblemsError as error:
        refuse(error.problems, as_json or proposals, language)
    if proposals:
        from mallipaja.exchange.innokyla_proposals import propose

        rows = {"proposals": [asdict(one) for one in propose(found)]}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif as_json:
        click.echo(json.dumps(found.page.as_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(_listed(found.page, words))
    for problem in found.problems:
        click.echo(problem.in_language(words), err=True)
    if found.page == InnokylaPage():
        raise SystemExit(1)


@command.command("write")
@click.argument("model")
@click.option(
    "--docx", type=click.Path(dir_okay=False, path_type=Path), help="Write a Word document into this file."
)
@click.option("--replace", is_flag=True, help="Overwrite the document when it is there.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print fields, and each sentence with its element and source."
)
@LANGUAGE
def write(model: str, docx: Path | None, replace: bool, as_json: bool, language: str) -> None:
    """Write MODEL as the text of an Innokylä page, in Finnish and in the order of the page.

    A MODEL is the name of a file in operating_models/ without .yaml. Only what the model states is written; what is
    planned, wished for or recommended says so. THL's five questions are answered, or their answers are not known.
    """
    from mallipaja.actions.model_files import describe_file
    from mallipaja.commands.given_file import refuse, write_file
    from mallipaja.errors import ProblemsError
    from mallipaja.exchange.innokyla_text import as_plain, as_text
    from mallipaja.settings import read_settings

    try:
        found = describe_file(read_settings().definitions, model)
    except ProblemsError as error:
        refuse(error.problems, as_json, language)
    if docx is not None:
        from mallipaja.exchange.innokyla_docx import as_docx

        write_file(docx, as_docx(found.description, found.labels), replace)
    if as_json:
        click.echo(json.dumps(as_plain(found.description), ensure_ascii=False, indent=2))
    else:
        click.echo(docx if docx is not None else as_text(found.description), nl=docx is not None)


def _listed(page: InnokylaPage, _: Words) -> str:
    rows = (
        (_("Name"), page.title),
        (_("Short description"), page.short_description),
        (_("Place"), page.place),
        (_("Region"), page.region),
        (_("Funder"), ", ".join(page.funder)),
        (_("Created"), _.date(page.created)),
        (_("Last edited"), _.date(page.modified)),
        (_("Phase of development"), page.phase),
        (_("Topics"), ", ".join(page.topics)),
        (_("Phenomena"), ", ".join(page.phenomena)),
        (_("Target group"), ", ".join(page.target_group)),
    )
    lines = [f"{label}: {value or '–'}" for label, value in rows]
    return "\n".join([*lines, *(f"\n{label}\n{text}" for label, text in page.sections.items())])
