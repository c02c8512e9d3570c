"""One survey template looked over before anybody uses it: its faults, and what it asks of people. Needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mallipaja.actions.catalogue import check_paths
from mallipaja.actions.survey_files import read_workbook
from mallipaja.catalogue.load import open_document
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import Problem
from mallipaja.survey.minutes import Overview, overview


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What was found: problems, what of an Excel form would be left out, and the form at a glance when it can be read."""

    problems: tuple[Problem, ...]
    losses: tuple[Problem, ...] = ()
    form: Overview | None = None


def looked_over(path: Path, root: Path) -> LookedOver:
    """Check a template's file, YAML or .xlsx.

    Parameters
    ----------
    root : the shipped definitions, where a file finds what it needs from others.
    """
    if path.suffix.lower() == ".xlsx" and path.is_file():
        found = read_workbook(path.read_bytes(), str(path))
        form = overview(found.template) if found.template is not None else None
        return LookedOver(found.problems, found.losses, form)
    problems = check_paths([path], root)
    value = open_document(path, str(path)).value if path.is_file() else None
    return LookedOver(problems, (), overview(value) if isinstance(value, SurveyTemplate) else None)
