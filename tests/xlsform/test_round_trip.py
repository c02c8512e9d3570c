"""A template written as a workbook and read back is the same document, and pyxform takes the workbook."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from mallipaja.catalogue.load import load_catalogue
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.rewrite import rewrite
from mallipaja.exchange.xlsform.export import sheets_of
from mallipaja.exchange.xlsform.importing import read_form
from mallipaja.exchange.xlsform.writing import workbook_of
from mallipaja.settings import ROOT
from tests.xlsform.making import documents

SHIPPED = sorted((ROOT / "survey_templates").glob("*.yaml"))
LISTS = {"reference:professions": load_catalogue(ROOT).profession_choices}


def written(document: dict[str, Any]) -> bytes:
    return workbook_of(sheets_of(document, LISTS), "form.xlsx")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_template_comes_back_and_pyxform_takes_it(path: Any) -> None:
    document = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    assert document is not None
    content = written(document)
    found = read_form(content, "form.xlsx")
    assert (found.document, found.losses, found.problems) == (document, (), ())
    form = convert(io.BytesIO(content), validate=False)
    assert form.xform.startswith("<?xml") or "<h:html" in form.xform
    assert form.warnings == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(documents())
def test_any_template_comes_back(document: dict[str, Any]) -> None:
    found = read_form(written(document), "form.xlsx")
    assert found.problems == ()
    assert found.losses == ()
    assert found.document == document
    assert read_yaml(rewrite(found.document, "form.yaml"), "form.yaml").data == document


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(documents())
def test_pyxform_takes_any_template(document: dict[str, Any]) -> None:
    assert convert(io.BytesIO(written(document)), validate=False).xform
