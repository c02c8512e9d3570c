"""``mallipaja survey``: what is done to survey templates and rounds, a module per command."""

from __future__ import annotations

import click

from mallipaja.commands.lazy import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("mallipaja.commands.survey_check", "Check a template: faults, dead questions, texts, minutes."),
    "export": ("mallipaja.commands.survey_export", "Write a template as an Excel form (XLSForm)."),
    "import": ("mallipaja.commands.survey_import", "Read an Excel form (XLSForm) into a template."),
    "results": ("mallipaja.commands.survey_results", "Print the results of a round, and write its answers."),
}
"""Command by name: the module that holds it as ``command``, and its line in ``mallipaja survey --help``."""


@click.group("survey", cls=LazyGroup, modules=COMMANDS)
def command() -> None:
    """Check survey templates and take them in and out."""
