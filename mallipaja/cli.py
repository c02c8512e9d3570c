"""The command line: ``mallipaja COMMAND``. Each command lives in its own module, loaded when it is called."""

from __future__ import annotations

import click

from mallipaja.commands.lazy import LazyGroup
from mallipaja.settings import ROOT

COMMANDS: dict[str, tuple[str, str]] = {
    "backup": ("mallipaja.commands.backup", "Copy the whole database into one file."),
    "check": ("mallipaja.commands.check", "Check definition files and print every problem."),
    "compare": ("mallipaja.commands.compare", "Compare operating models of files."),
    "demo": ("mallipaja.commands.demo", "Make the example project again."),
    "draft": ("mallipaja.commands.draft", "Draft a team from a case file."),
    "network": ("mallipaja.commands.network", "Measure a network from a table of ties."),
    "project": ("mallipaja.commands.project", "List projects."),
    "impact": ("mallipaja.commands.impact", "Calculate the municipality's share of unemployment benefits."),
    "import": ("mallipaja.commands.import_", "Make a new project of a bundle."),
    "export": ("mallipaja.commands.export", "Write a project into one file, or definitions as YAML."),
    "innokyla": ("mallipaja.commands.innokyla", "Read pages of Innokylä, and write models as pages."),
    "rebase": ("mallipaja.commands.rebase", "Move a pilot's model to another generic version."),
    "restore": ("mallipaja.commands.restore", "Put a backup in the place of the database."),
    "retention": ("mallipaja.commands.retention", "List and delete answers whose time has come."),
    "schema": ("mallipaja.commands.schema", "Write JSON Schemas of the file formats, for editors."),
    "serve": ("mallipaja.commands.serve", "Run the service on this machine."),
    "survey": ("mallipaja.commands.survey", "Check survey templates."),
    "user": ("mallipaja.commands.user", "Add and list accounts, make password links."),
    "wisn": ("mallipaja.commands.wisn", "Calculate required staff from a workload file (WISN)."),
    "version": ("mallipaja.commands.version", "Print the version."),
}
"""Command by name: the module that holds it as ``command``, and its line in ``mallipaja --help``."""


@click.group(cls=LazyGroup, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Mallipaja: workshop and co-design toolkit for work-ability support pilots."""
    if not (ROOT / "app.py").exists():
        raise click.ClickException(
            f"The pages, definitions and words are not beside the package in {ROOT}. "
            "Install it from the project folder, editable: pip install --no-deps -e ."
        )
