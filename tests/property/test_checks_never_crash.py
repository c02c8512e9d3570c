"""However a definition file is spoilt, checking tells and never raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.actions.catalogue import check_paths
from mallipaja.catalogue.formats import FOLDERS
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.shape import shape
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.i18n import Words
from mallipaja.settings import ROOT
from mallipaja.survey.check import check_template

WHOLE = ROOT / "tests" / "definitions" / "valid" / "whole"
FILES = sorted(path for folder in FOLDERS for path in (WHOLE / folder).glob("*.yaml"))
VALUES = st.sampled_from([
    "", "0", "-1", "1.5", "true", "maybe", "[]", "{}", "[a, b]", "{fi: x}", "note", "block", "scale", "multiple", "K3",
    "own_rows", "list:none", "roles.kela", "stated", "not_stated", "core", "999999999999999", "\"\"", "'a b'",
    "{braces}", "%s", "\u202e", "2021-02-30",
])  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Path, str]:
    """A valid file with a few lines removed, doubled, moved or given another value."""
    path = draw(st.sampled_from(FILES))
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "move", "value", "value", "value"])):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case _:
                key = lines[at].partition(":")[0]
                lines[at] = f"{key}: {draw(VALUES)}"
    return path, "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(spoilt())
def test_a_spoilt_file_is_told_not_raised(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[Path, str]
) -> None:
    path, text = case
    folder = tmp_path_factory.mktemp(path.parent.name)
    file = folder / path.name
    file.write_text(text, encoding="utf-8")
    for language in ("fi", "sv", "en"):
        words = Words(language)
        for problem in check_paths([file], WHOLE):
            told = problem.in_language(words)
            assert told.code == problem.code
            assert told.message


@settings(max_examples=200, deadline=None)
@given(spoilt())
def test_a_template_that_passes_can_be_unfolded(case: tuple[Path, str]) -> None:
    """What the checks let through has choices where they are read, and no two questions of one id."""
    raw = read_yaml(case[1], case[0].name)
    value = shape(raw.data)[0] if raw.data is not None else None
    if isinstance(value, SurveyTemplate) and not check_template(value):
        external = dict.fromkeys(("project:actors", "project:pilots", "reference:professions"), ())
        questions = [question for question, _ in value.questions()]
        assert len({question.id for question in questions}) == len(questions)
        for question in questions:
            value.choices_of(question, external)
