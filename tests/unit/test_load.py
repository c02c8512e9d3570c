"""The catalogue from files: what is shipped, what one file says, and what happens when a file changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from mallipaja.actions.catalogue import check_paths, checked_catalogue
from mallipaja.catalogue.formats import FORMATS
from mallipaja.catalogue.load import load_catalogue, open_document, parse_document, read_document
from mallipaja.catalogue.municipality import Municipality
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.catalogue.walk import parts, untranslated
from mallipaja.errors import ProblemsError
from mallipaja.settings import ROOT

WHOLE = ROOT / "tests" / "definitions" / "valid" / "whole"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(WHOLE, tmp_path / "root")
    return tmp_path / "root"


def test_the_shipped_definitions_have_no_problems_and_every_format_is_among_them() -> None:
    assert [str(problem) for problem in check_paths([], ROOT)] == []
    catalogue = checked_catalogue(ROOT)
    values = [document.value for document in catalogue.documents if document.value]
    assert {value.format for value in values} == set(FORMATS)
    assert catalogue.generic is not None
    assert set(catalogue.described) == {
        "keski_suomi", "paijat_hame", "etela_karjala", "satakunta", "siun_sote",
    }  # fmt: skip
    assert set(catalogue.municipalities) == {"077", "179", "249", "410", "931"}


def test_the_shipped_texts_are_complete_in_three_languages() -> None:
    lacking = [
        (document.name, spot, language)
        for document in load_catalogue(ROOT).documents
        if document.value
        for spot, language in untranslated(document.value)
    ]
    assert lacking == []


def test_a_whole_catalogue(root: Path) -> None:
    catalogue = load_catalogue(root)
    assert catalogue.problems == ()
    assert list(catalogue.templates) == ["form"]
    assert catalogue.municipalities["077"].name.get("sv") == "Testilä"
    assert catalogue.generic is not None
    assert catalogue.described["koemaa"].state_of("phases.meeting") == "not_stated"
    assert catalogue.described["koemaa"].state_of("tools.assessment") == "stated_absent"
    assert catalogue.professions == ("nurse", "kela_expert")
    assert sorted(catalogue.reference) == [
        "benefit_share", "glossary", "process_steps", "professions", "region_figures", "required_parties", "risk_flags",
    ]  # fmt: skip


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    catalogue = load_catalogue(tmp_path)
    assert (catalogue.documents, catalogue.problems, catalogue.generic) == ((), (), None)
    assert catalogue.professions == ()


def test_a_file_is_read_again_only_when_it_has_changed(root: Path) -> None:
    path = root / "municipalities" / "077_testila.yaml"
    first = open_document(path, "x.yaml")
    assert open_document(path, "x.yaml") is first
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 204", "value: 205"), encoding="utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))
    changed = load_catalogue(root).municipalities["077"]
    assert changed.figures[0].value == 205


def test_read_document_gives_the_value_or_every_problem(root: Path) -> None:
    value = read_document(root / "municipalities" / "077_testila.yaml")
    assert isinstance(value, Municipality)
    assert (value.code, value.figures[1].value, value.figures[1].date) == ("077", 10.5, "2022-04")
    with pytest.raises(ProblemsError) as caught:
        read_document(root / "municipalities" / "none.yaml")
    assert [problem.code for problem in caught.value.problems] == ["FILE_001"]


def test_a_file_that_may_not_be_read_is_a_problem(root: Path) -> None:
    # A folder with a file's name: reading it fails for everybody, root included.
    (root / "municipalities" / "100_kansio.yaml").mkdir()
    document = open_document(root / "municipalities" / "100_kansio.yaml", "x.yaml")
    assert [problem.code for problem in document.problems] == ["FILE_003"]
    assert load_catalogue(root).problems == ()


def test_parse_document_checks_a_text_as_a_file_of_that_name() -> None:
    text = (WHOLE / "survey_templates" / "form.yaml").read_text(encoding="utf-8")
    value = parse_document(text, "form.yaml")
    assert isinstance(value, SurveyTemplate)
    with pytest.raises(ProblemsError) as caught:
        parse_document(text, "other.yaml")
    assert [problem.code for problem in caught.value.problems] == ["FILE_007"]


def test_one_file_is_checked_among_those_it_lies_with(root: Path) -> None:
    """A model's elements come from the generic model beside it, not from the shipped one."""
    model = root / "operating_models" / "koemaa.yaml"
    assert check_paths([model], ROOT) == ()
    alone = root / "koemaa.yaml"
    shutil.copy(model, alone)
    assert "MODEL_021" in {problem.code for problem in check_paths([alone], ROOT)}


def test_the_same_file_given_twice_is_checked_once(root: Path) -> None:
    path = root / "municipalities" / "077_testila.yaml"
    assert check_paths([path, root, path.parent], ROOT) == ()


def test_parts_walks_every_value_with_its_place(root: Path) -> None:
    value = read_document(root / "survey_templates" / "form.yaml")
    spots = [spot for spot, _ in parts(value)]
    assert spots[0] == ()
    assert ("choice_lists", "yes_no", 1, "label") in spots
    assert ("pages", 0, "items", 2, "questions", 0, "unit") in spots
    assert len(spots) == len(set(spots))
