"""What somebody changes in Excel, and nothing else, is what comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from mallipaja.actions.survey_files import read_workbook
from mallipaja.catalogue.reader import read_yaml
from mallipaja.cli import main
from mallipaja.exchange.xlsform.export import sheets_of
from mallipaja.exchange.xlsform.writing import workbook_of
from mallipaja.settings import ROOT

Sheet = Any


def shipped(name: str) -> dict[str, Any]:
    data = read_yaml((ROOT / "survey_templates" / f"{name}.yaml").read_text(encoding="utf-8"), name).data
    assert data is not None
    return data


def edited(document: dict[str, Any], change: Callable[[dict[str, Sheet]], None]) -> Any:
    """The document after somebody has changed the workbook in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(sheets_of(document, {}), "a.xlsx")))
    change({sheet.title: sheet for sheet in book.worksheets})
    out = io.BytesIO()
    book.save(out)
    found = read_workbook(out.getvalue(), "a.xlsx")
    assert found.problems == ()
    return read_yaml(found.text, "a.yaml").data


def cell(sheet: Sheet, row: tuple[str, ...], column: str) -> Any:
    """The cell of a column on the row whose first cells are these."""
    heads = [one.value for one in sheet[1]]
    wanted = next(
        n for n, cells in enumerate(sheet.iter_rows(values_only=True), 1) if set(row) <= set(cells[:3])
    )
    return sheet.cell(wanted, heads.index(column) + 1)


def item(document: dict[str, Any], own: str) -> dict[str, Any]:
    for page in document["pages"]:
        for one in page["items"]:
            for inner in (one, *one.get("questions", ())):
                if inner["id"] == own:
                    return inner  # type: ignore[no-any-return]
    raise KeyError(own)


def test_a_label_a_hint_a_limit_and_a_condition() -> None:
    before = shipped("capacity_basic")

    def change(sheets: dict[str, Sheet]) -> None:
        survey = sheets["survey"]
        cell(survey, ("K5",), "label::Svenska (sv)").value = "Hur många årsverken?"
        cell(survey, ("K5",), "constraint").value = ". >= 0 and . <= 50 and (. != 13)"
        cell(survey, ("K5",), "required").value = "yes"
        cell(survey, ("K5",), "relevant").value = "${K4} > 0"
        cell(survey, ("K4",), "guidance_hint::Suomi (fi)").value = "Yksikkö: työntekijää"
        cell(survey, ("K4",), "bind::mallipaja:step").value = 2

    after = edited(before, change)
    expected = deepcopy(before)
    question = item(expected, "K5")
    question["text"]["sv"] = "Hur många årsverken?"
    question |= {"max": "50", "constraint": ". != 13", "required": "true", "relevant": "${K4} > 0"}
    item(expected, "K4")["unit"]["fi"] = "työntekijää"
    item(expected, "K4")["step"] = "2"
    assert after == expected


def test_a_choice_changed_added_and_moved() -> None:
    before = shipped("capacity_basic")

    def change(sheets: dict[str, Sheet]) -> None:
        choices = sheets["choices"]
        cell(choices, ("possible", "yes"), "label::Suomi (fi)").value = "Kyllä voi"
        heads = [one.value for one in choices[1]]
        fresh = {
            "list_name": "possible",
            "name": "later",
            "label::Suomi (fi)": "Myöhemmin",
            "label::Svenska (sv)": "Senare",
            "label::English (en)": "Later",
        }
        choices.append([fresh.get(head) for head in heads])

    # a code the analyses do not know is a problem, told by its cell
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(sheets_of(before, {}), "a.xlsx")))
    change({sheet.title: sheet for sheet in book.worksheets})
    out = io.BytesIO()
    book.save(out)
    found = read_workbook(out.getvalue(), "a.xlsx")
    assert {problem.code for problem in found.problems} == {"TEMPLATE_011"}
    assert all(problem.where.startswith("choices!B") for problem in found.problems)
    plain = deepcopy(before)
    for own in ("K17", "K18"):
        del item(plain, own)["feeds"]
    after = edited(plain, change)
    expected = deepcopy(plain)
    possible = expected["choice_lists"]["possible"]
    possible[0]["label"]["fi"] = "Kyllä voi"
    possible.append({"code": "later", "label": {"fi": "Myöhemmin", "sv": "Senare", "en": "Later"}})
    assert after == expected


def test_a_new_question_and_a_removed_one() -> None:
    before = shipped("practices_own")
    first = before["pages"][0]["items"][0]["id"]

    def change(sheets: dict[str, Sheet]) -> None:
        survey = sheets["survey"]
        heads = [one.value for one in survey[1]]
        place = cell(survey, (first,), "name").row
        survey.insert_rows(place)
        fresh = {
            "type": "integer",
            "name": "UUSI",
            "label::Suomi (fi)": "Montako?",
            "label::Svenska (sv)": "Hur många?",
            "label::English (en)": "How many?",
        }
        for head, value in fresh.items():
            survey.cell(place, heads.index(head) + 1).value = value
        survey.delete_rows(place + 1)

    after = edited(before, change)
    items = after["pages"][0]["items"]
    assert items[0] == {
        "id": "UUSI", "type": "number", "text": {"fi": "Montako?", "sv": "Hur många?", "en": "How many?"},
        "disclosure": "opinion", "integer": "true",
    }  # fmt: skip
    assert items[1:] == before["pages"][0]["items"][1:]


@pytest.mark.parametrize("name", ["capacity_basic", "network_basic"])
def test_the_command_line_both_ways(name: str, tmp_path: Path) -> None:
    run = CliRunner().invoke
    form, out = tmp_path / "form.xlsx", tmp_path / f"{name}.yaml"
    made = run(main, ["survey", "export", name, "--xlsform", str(form)])
    assert made.exit_code == 0, made.output
    again = run(main, ["survey", "export", name, "--xlsform", str(form)])
    assert (again.exit_code, "--replace" in again.output) == (1, True)
    back = run(main, ["survey", "import", str(form), "--out", str(out)])
    assert back.exit_code == 0, back.output
    assert read_yaml(out.read_text(encoding="utf-8"), name).data == shipped(name)
    checked = run(main, ["check", str(out)])
    assert checked.exit_code == 0, checked.output


def test_the_command_line_tells_what_is_wrong(tmp_path: Path) -> None:
    run = CliRunner().invoke
    (tmp_path / "a.xlsx").write_bytes(b"ei")
    out = tmp_path / "a.yaml"
    found = run(main, ["survey", "import", str(tmp_path / "a.xlsx"), "--out", str(out), "--json"])
    assert (found.exit_code, '"XLSFORM_001"' in found.output, out.exists()) == (1, True, False)
    absent = run(main, ["survey", "import", str(tmp_path / "b.xlsx"), "--out", str(out)])
    assert (absent.exit_code, "FILE_001" in absent.output) == (1, True)
    unknown = run(main, ["survey", "export", "eiole", "--xlsform", str(tmp_path / "c.xlsx")])
    assert (unknown.exit_code, "FILE_001" in unknown.output) == (1, True)
