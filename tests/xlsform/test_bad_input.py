# ruff: noqa: E501 - a case a line
"""Workbooks that cannot be taken, or were made to do harm: clear problems with their cells, and never a crash."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mallipaja.actions.survey_files import read_workbook
from mallipaja.exchange.xlsform.reading import MOST_ROWS, read_book
from tests.xlsform.making import workbook
from tests.xlsform.test_foreign import CHOICES, HEAD, one, read

Rows = Sequence[Sequence[Any]]


def problems(survey: Rows, choices: Rows = CHOICES) -> list[str]:
    """Code and cell of every problem; nothing is made of a workbook with one."""
    found = read(survey, choices)
    assert found.template is None
    assert found.text == ""
    return [f"{problem.code} {problem.where}" for problem in found.problems]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([HEAD, ["txet", "q", "K"]], ["XLSFORM_007 survey!A2"]),
        ([HEAD, ["text", "q", "K"], ["text", "q", "K2"]], ["XLSFORM_008 survey!B3"]),
        ([HEAD, ["text", None, "K"]], ["XLSFORM_009 survey!B2"]),
        ([HEAD, ["select_one eiole", "q", "K"]], ["XLSFORM_010 survey!A2"]),
        ([HEAD, ["begin_group", "g", "G"], ["text", "q", "K"]], ["XLSFORM_011 survey!B2"]),
        ([HEAD, ["text", "q", "K"], ["end_group"]], ["XLSFORM_012 survey!A3"]),
        ([HEAD, ["begin_group", "g", "G"], ["text", "q", "K"], ["end_repeat"], ["end_group"]], ["XLSFORM_012 survey!A4"]),
        ([[*HEAD, "caption"], ["text", "q", "K", "K"]], ["XLSFORM_013 survey!D1"]),
        ([["kind", "name", "label"], ["text", "q", "K"]], ["XLSFORM_005 survey"]),
        ([HEAD, ["start", "start", None]], ["XLSFORM_016 survey"]),
        ([HEAD], ["XLSFORM_016 survey"]),
        (one("text", "q", "K", "${eiole} = 1", head=[*HEAD, "relevant"]), ["TEMPLATE_033 survey!D2"]),
        (one("text", "q", "K", "${q} = 1", head=[*HEAD, "relevant"]), ["TEMPLATE_034 survey!D2"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_cell(rows: Rows, said: list[str]) -> None:
    found = problems(rows)
    assert [text.split()[0].partition("_")[0] for text in found] == [text.partition("_")[0] for text in said]
    assert [text.split()[1] for text in found] == [text.split()[1] for text in said]
    if said[0].startswith("XLSFORM"):
        assert found == said


def test_circular_conditions_are_told() -> None:
    rows = [[*HEAD, "relevant"], ["text", "a", "A", "${b} = '1'"], ["text", "b", "B", "${a} = '1'"]]
    found = read(rows, CHOICES[:1])
    assert found.template is None
    assert any(problem.where.startswith("survey!D") for problem in found.problems)


def test_a_missing_sheet_and_a_missing_column_of_choices() -> None:
    found = read_workbook(workbook({"kysymykset": [HEAD, ["text", "q", "K"]]}), "a.xlsx")
    (problem,) = found.problems
    assert (problem.code, "kysymykset" in problem.allowed) == ("XLSFORM_004", True)
    assert problems([HEAD, ["select_one yn", "q", "K"]], [["lista", "name", "label"], ["yn", "a", "A"]])[
        0
    ] == ("XLSFORM_005 choices")


def test_a_choice_without_a_name_and_two_with_one() -> None:
    rows = [HEAD, ["select_one yn", "q", "K"]]
    assert problems(rows, [*CHOICES, ["yn", None, "Ehkä"]]) == ["XLSFORM_019 choices!B4"]
    assert problems(rows, [*CHOICES, ["yn", "no", "Ehkä"]]) == ["TEMPLATE_006 choices!B4"]


def test_ten_thousand_rows_are_refused_quickly() -> None:
    rows = [HEAD, *(["text", f"q{n}", "K"] for n in range(10_000))]
    content = workbook({"survey": rows})
    begun = time.process_time()
    found = read_workbook(content, "a.xlsx")
    assert [problem.code for problem in found.problems] == ["XLSFORM_006"]
    assert time.process_time() - begun < 5


def test_as_many_rows_as_are_allowed_are_read() -> None:
    rows = [HEAD, *(["note", f"n{n}", "Ohje"] for n in range(MOST_ROWS - 1)), ["text", "q", "K"]]
    book, found = read_book(workbook({"survey": rows}), "a.xlsx")
    assert found == ()
    assert book is not None
    assert len(book.sheets["survey"].lines) == MOST_ROWS


def test_a_cell_far_away_costs_nothing() -> None:
    content = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    sheet["A1"], sheet["XFD1048576"] = "type", "x"
    book.save(content)
    begun = time.process_time()
    codes = [problem.code for problem in read_workbook(content.getvalue(), "a.xlsx").problems]
    assert codes
    assert set(codes) <= {"XLSFORM_005", "XLSFORM_006"}
    assert time.process_time() - begun < 5


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
        made.writestr("[Content_Types].xml", b"<Types/>")
    return out.getvalue()


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = archive(xl__worksheets__sheet1_xml=b"0" * 60_000_000)
    assert len(bomb) < 100_000
    begun = time.process_time()
    assert [problem.code for problem in read_workbook(bomb, "a.xlsx").problems] == ["XLSFORM_002"]
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "XLSFORM_001"),
        (b"type,name,label\ntext,q,K\n", "XLSFORM_001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLSFORM_001"),
        (b"PK\x03\x04" + b"\0" * 60, "XLSFORM_001"),
        (archive(), "XLSFORM_003"),
        (archive(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"), "XLSFORM_002"),
        (workbook({"survey": [HEAD]})[:-900], "XLSFORM_001"),
        (b"0" * 6_000_000, "XLSFORM_002"),
    ],
    ids=["empty", "csv", "old excel", "broken zip", "empty zip", "entities", "cut off", "large"],
)
def test_what_is_no_workbook(content: bytes, code: str) -> None:
    assert [problem.code for problem in read_workbook(content, "a.xlsx").problems] == [code]


@pytest.mark.parametrize(("cell", "code"), [("#REF!", "XLSFORM_014"), ("=1+1", "XLSFORM_015")])
def test_errors_and_formulas_nobody_has_worked_out_are_told(cell: str, code: str) -> None:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in [HEAD, ["text", "q", cell]]:
        sheet.append(row)
    book.save(out)
    (problem,) = read_workbook(out.getvalue(), "a.xlsx").problems
    assert (problem.code, problem.where) == (code, "survey!C2")


def test_a_formula_is_the_value_it_had() -> None:
    found = read([HEAD, ["text", "q", '="Kysy"&"mys"']], CHOICES[:1])
    assert found.problems == ()  # the test's own program writes 0 as the value
    assert found.template is not None
    assert found.template.question("q").text.fi == "0"


CELLS = st.sampled_from([
    None, "text", "integer", "select_one l", "select_multiple l", "rank l", "begin_group", "end_group", "begin_repeat", "end_repeat",
    "note", "calculate", "l", "a", "b", "A", "", " ", "${a} = 1", "selected(${a}, 'b')", "yes", "1 +", "${", "count-selected(${a})", 5, 1.5,
    True, "list:l", "table-list", "multiline", "name", "label", "or_other", "select_one l or_other", "=1+1", "[]", "x" * 300, "ä ö", "[0]",
])  # fmt: skip
HEADINGS = st.lists(
    st.sampled_from([
        "type", "name", "label", "label::Suomi (fi)", "label::English", "hint", "required", "relevant", "constraint", "calculation",
        "choice_filter", "appearance", "repeat_count", "list_name", "bind::mallipaja:for_each", "bind::mallipaja:row_of",
        "bind::mallipaja:other_of", "bind::mallipaja:type", "bind::mallipaja:oops", "where", "text", "form_id", "version", "mallipaja_list", "guidance_hint",
    ]),
    min_size=2, max_size=9, unique=True,
)  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, list[list[Any]]]:
    """Sheets of the right names with anything in them."""
    found: dict[str, list[list[Any]]] = {}
    for name in draw(
        st.lists(st.sampled_from(["survey", "choices", "settings", "mallipaja"]), unique=True, min_size=1)
    ):
        head = draw(HEADINGS)
        if name in ("survey", "choices"):
            first = ["type", "name"] if name == "survey" else ["list_name", "name"]
            head = [*first, *(one for one in head if one not in first)]
        found[name] = [
            head,
            *draw(st.lists(st.lists(CELLS, min_size=len(head), max_size=len(head)), max_size=8)),
        ]
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_nothing_crashes(made: dict[str, list[list[Any]]]) -> None:
    found = read_workbook(workbook(made), "a.xlsx")
    assert (found.template is None) == bool(found.problems)
    assert all(problem.code and problem.message for problem in (*found.problems, *found.losses))
