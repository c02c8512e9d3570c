"""``mallipaja schema``: JSON Schemas of the definition files, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("schema")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write one file per format into this folder instead of printing.",
)
def command(out: Path | None) -> None:
    """Write JSON Schemas of the file formats, for editors.

    Without --out all of them are printed as one JSON object, by file name.
    """
    from mallipaja.catalogue.schema import schemas

    made = schemas()
    if out is None:
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, schema in made.items():
        (out / name).write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        click.echo(out / name)
