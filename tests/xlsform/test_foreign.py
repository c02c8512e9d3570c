# ruff: noqa: E501 - a case a line
"""Workbooks other people might bring, written for this test: each becomes a survey, or what is lost is told by cell.

A case is the rows of its sheets; `read` gives the document and what was told as ``CODE cell``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from mallipaja.actions.survey_files import ReadForm, read_workbook
from mallipaja.catalogue.reader import read_yaml
from tests.xlsform.making import workbook

Rows = Sequence[Sequence[Any]]
HEAD = ["type", "name", "label"]
CHOICES = [["list_name", "name", "label"], ["yn", "yes", "Kyllä"], ["yn", "no", "Ei"]]
SETTINGS = [["form_title", "form_id", "version"], ["Lomake", "lomake", "3"]]
ASSUMED = {"XLSFORM_044", "XLSFORM_049", "XLSFORM_057"}
"""What every foreign form lacks: disclosure, purpose and the like, and two of the three languages."""


def read(survey: Rows, choices: Rows = CHOICES, settings: Rows = SETTINGS, **more: Rows) -> ReadForm:
    return read_workbook(
        workbook({"survey": survey, "choices": choices, "settings": settings, **more}), "lomake.xlsx"
    )


def told(found: ReadForm) -> list[str]:
    """Code and cell of every loss and problem but those of `ASSUMED`."""
    both = (*found.losses, *found.problems)
    return [f"{one.code} {one.where}".strip() for one in both if one.code not in ASSUMED]


def items(found: ReadForm) -> list[dict[str, Any]]:
    """The items of the first page."""
    assert found.problems == ()
    document: Any = read_yaml(found.text, "lomake.yaml").data
    return list(document["pages"][0]["items"])


def one(*cells: Any, head: Sequence[str] = HEAD) -> Rows:
    return [list(head), list(cells)]


FI = {"fi": "Kysymys"}
QUESTION = {"id": "q", "text": FI, "disclosure": "opinion"}


@pytest.mark.parametrize(
    ("rows", "item", "said"),
    [
        (one("text", "q", "Kysymys"), {"type": "text"}, []),
        (one("text", "q", "Kysymys", "multiline", head=[*HEAD, "appearance"]), {"type": "text", "long": "true"}, []),
        (one("integer", "q", "Kysymys"), {"type": "number", "integer": "true"}, []),
        (one("decimal", "q", "Kysymys"), {"type": "number"}, []),
        (one("int", "q", "Kysymys", ". >= 0 and . <= 12", head=[*HEAD, "constraint"]), {"type": "number", "integer": "true", "min": "0", "max": "12"}, []),
        (one("date", "q", "Kysymys"), {"type": "date"}, []),
        (one("select_one yn", "q", "Kysymys"), {"type": "single", "choices": "yn"}, []),
        (one("select one from yn", "q", "Kysymys"), {"type": "single", "choices": "yn"}, []),
        (one("select_multiple yn", "q", "Kysymys"), {"type": "multiple", "choices": "yn"}, []),
        (one("rank yn", "q", "Kysymys"), {"type": "ranking", "choices": "yn"}, []),
        (one("select_one yn or_other", "q", "Kysymys"), {"type": "single", "choices": "yn", "extra_choices": "other_only", "other": "other"}, []),
        (one("select_one yn", "q", "Kysymys", "minimal", head=[*HEAD, "appearance"]), {"type": "single", "choices": "yn", "xlsform": {"appearance": "minimal"}}, ["XLSFORM_035 survey!D2"]),
        (one("range", "q", "Kysymys", "start=0 end=10 step=2", head=[*HEAD, "parameters"]), {"type": "number", "min": "0", "max": "10", "step": "2", "integer": "true"}, ["XLSFORM_031 survey!A2"]),
        (one("time", "q", "Kysymys"), {"type": "text"}, ["XLSFORM_031 survey!A2"]),
        (one("dateTime", "q", "Kysymys"), {"type": "text"}, ["XLSFORM_031 survey!A2"]),
        (one("acknowledge", "q", "Kysymys"), {"type": "single", "choices": "acknowledge"}, ["XLSFORM_031 survey!A2"]),
        (one("text", "q", "Kysymys", "yes", "Ohje", head=[*HEAD, "required", "hint"]), {"type": "text", "hint": {"fi": "Ohje"}, "required": "true"}, []),
        (one("text", "q", "Kysymys", True, True, head=[*HEAD, "required", "readonly"]), {"type": "text", "required": "true", "read_only": "true"}, []),
        (one("text", "q", "Kysymys", "1 = 1", head=[*HEAD, "required"]), {"type": "text", "xlsform": {"required": "1 = 1"}}, ["XLSFORM_035 survey!D2", "XLSFORM_046 survey!D2"]),
        (one("text", "q", "Kysymys", "huomio", "kuva.png", head=[*HEAD, "Oma sarake", "media::image"]), {"type": "text", "xlsform": {"Oma sarake": "huomio", "media::image": "kuva.png"}}, ["XLSFORM_035 survey!D2", "XLSFORM_035 survey!E2"]),
        (one("text", "q", "Kysymys", "regex(., '^[0-9]+$')", "Vain numeroita", head=[*HEAD, "constraint", "constraint message"]), {"type": "text", "constraint": "regex(., '^[0-9]+$')", "constraint_message": {"fi": "Vain numeroita"}}, []),
        (one("integer", "q", "Kysymys", ". >= 0 and . <= 12", "0-12", head=[*HEAD, "constraint", "constraint_message"]), {"type": "number", "integer": "true", "constraint": ". >= 0 and . <= 12", "constraint_message": {"fi": "0-12"}}, []),
        (one("integer", "q", "Kysymys", "0-12", head=[*HEAD, "constraint_message"]), {"type": "number", "integer": "true", "xlsform": {"constraint_message::Suomi (fi)": "0-12"}}, ["XLSFORM_035 survey!D2"]),
        (one("text", "q", "Kysymys", "1 = 1", "Vastatkaa", head=[*HEAD, "required", "required_message"]), {"type": "text", "xlsform": {"required": "1 = 1", "required_message::Suomi (fi)": "Vastatkaa"}}, ["XLSFORM_035 survey!D2", "XLSFORM_046 survey!D2", "XLSFORM_035 survey!E2"]),
        (one("text", "q", "Kysymys", "once(random())", head=[*HEAD, "default"]), {"type": "text", "xlsform": {"default": "once(random())"}}, ["XLSFORM_047 survey!D2"]),
        (one("text", "q", "Kysymys", "Muu (once)", head=[*HEAD, "default"]), {"type": "text", "default": "Muu (once)"}, []),
        (one("text", "q", "Kysymys", "string-length(.) <= 9", head=[*HEAD, "constraint"]), {"type": "text", "max_length": "9"}, []),
        (one("text", "q", "Kysymys", "pulldata('a', 'b', 'c', .) = 1", head=[*HEAD, "constraint"]), {"type": "text", "xlsform": {"constraint": "pulldata('a', 'b', 'c', .) = 1"}}, ["XLSFORM_047 survey!D2"]),
    ],
    ids=lambda given: str(given[1][0]) if isinstance(given, list) and given and isinstance(given[0], list) else "",
)  # fmt: skip
def test_a_question_of_each_type(rows: Rows, item: dict[str, Any], said: list[str]) -> None:
    choices = CHOICES if "yn" in rows[1][0] else CHOICES[:1]
    found = read(rows, choices)
    assert (items(found), told(found)) == ([{**QUESTION, **item}], said)


def test_a_scale_is_told_by_its_look_and_its_numbers() -> None:
    choices: Rows = [
        ["list name", "name", "label"],
        ["s", 1, "Ei"],
        ["s", 2, "Jokseenkin"],
        ["s", 3, "Kyllä"],
    ]
    rows = one("select_one s", "q", "Kysymys", "likert", head=[*HEAD, "appearance"])
    assert items(read(rows, choices))[0]["type"] == "scale"
    letters: Rows = [["list name", "name", "label"], ["s", "a", "Ei"], ["s", "b", "Kyllä"]]
    assert items(read(rows, letters))[0]["type"] == "single"


def test_notes_calculations_and_metadata() -> None:
    rows: Rows = [
        [*HEAD, "calculation"], ["start", "start", None], ["today", "paiva", None], ["note", "n", "Ohje"],
        ["calculate", "c", None, "1 + 1"], ["calculate", "u", None, "uuid()"], ["text", "q", "Kysymys"],
    ]  # fmt: skip
    found = read(rows, CHOICES[:1])
    assert items(found) == [
        {"id": "paiva", "type": "calculate", "calculation": "today()"},
        {"id": "n", "type": "note", "text": {"fi": "Ohje"}},
        {"id": "c", "type": "calculate", "calculation": "1 + 1"},
        {"id": "u", "type": "calculate", "calculation": "''", "xlsform": {"calculation": "uuid()"}},
        {**QUESTION, "type": "text"},
    ]
    assert told(found) == ["XLSFORM_032 survey!A2", "XLSFORM_047 survey!D6"]


@pytest.mark.parametrize(
    "kind", ["geopoint", "image", "audio", "video", "file", "barcode", "geotrace", "hidden"]
)
def test_what_cannot_be_asked_is_left_out_and_told(kind: str) -> None:
    found = read([HEAD, ["text", "q", "Kysymys"], [kind, "x", "Pois"]], CHOICES[:1])
    assert (len(items(found)), told(found)) == (1, ["XLSFORM_030 survey!A3"])


def test_choices_of_another_file_are_told() -> None:
    found = read(
        [HEAD, ["text", "q", "Kysymys"], ["select_one_from_file kunnat.csv", "k", "Kunta"]], CHOICES[:1]
    )
    assert told(found) == ["XLSFORM_043 survey!A3"]


def test_outermost_groups_are_pages_and_inner_ones_sections() -> None:
    rows: Rows = [
        [*HEAD, "relevant"], ["text", "a", "Ensin"], ["begin_group", "P1", "Sivu", "${a} != ''"],
        ["begin group", "s", "Osio", "${a} = 'x'"], ["text", "b", "B"], ["begin group", "t", "Sisin", "${b} = 'y'"],
        ["text", "c", "C"], ["end group"], ["text", "d", "D"], ["end group"], ["text", "e", "E"], ["end_group"],
    ]  # fmt: skip
    found = read(rows, CHOICES[:1])
    document: Any = read_yaml(found.text, "x.yaml").data
    first, second = document["pages"]
    assert (first["id"], [item["id"] for item in first["items"]]) == ("page", ["a"])
    assert (second["id"], second["title"], second["relevant"]) == ("p1", {"fi": "Sivu"}, "${a} != ''")
    shown = [(item["id"], item["type"], item.get("relevant")) for item in second["items"]]
    assert shown == [
        ("s", "section", "${a} = 'x'"),
        ("b", "text", None),
        ("t", "section", "(${a} = 'x') and (${b} = 'y')"),
        ("c", "text", None),
        ("t_end", "section", "${a} = 'x'"),
        ("d", "text", None),
        ("s_end", "section", None),
        ("e", "text", None),
    ]
    assert told(found) == ["XLSFORM_039 survey!B6"]


def test_a_table_of_choices_is_a_block() -> None:
    rows: Rows = [
        [*HEAD, "appearance"], ["begin_group", "m", "Taulukko", "table-list"], ["select_one yn", "r1", "Rivi 1"],
        ["select_one yn", "r2", "Rivi 2"], ["end_group"],
    ]  # fmt: skip
    found = read(rows)
    block = {
        "id": "m", "type": "block", "text": {"fi": "Taulukko"}, "for_each": "list:m_rows",
        "questions": [{"id": "m_answer", "type": "single", "text": {"fi": "Taulukko"}, "disclosure": "opinion", "choices": "yn"}],
    }  # fmt: skip
    assert (items(found), told(found)) == ([block], [])
    assert found.template is not None
    assert [item.code for item in found.template.choice_lists["m_rows"]] == ["r1", "r2"]


def test_a_table_whose_rows_differ_is_questions_of_their_own() -> None:
    choices: Rows = [*CHOICES, ["ab", "a", "A"]]
    rows: Rows = [
        [*HEAD, "appearance"], ["begin_group", "p", "Sivu"], ["begin_group", "m", "Taulukko", "table-list"],
        ["select_one yn", "r1", "Rivi 1"], ["select_one ab", "r2", "Rivi 2"], ["end_group"], ["end_group"],
    ]  # fmt: skip
    found = read(rows, choices)
    assert [item["id"] for item in items(found)] == ["m", "r1", "r2"]
    assert told(found) == ["XLSFORM_035 survey!D3", "XLSFORM_051 survey!D3"]


def test_repeats() -> None:
    rows: Rows = [
        [*HEAD, "repeat_count"], ["select_multiple yn", "k", "Ketkä"], ["begin_repeat", "r1", "Jokaisesta", "count-selected(${k})"],
        ["integer", "n", "Montako"], ["end_repeat"], ["begin_repeat", "r2", "Rivejä", "3"], ["text", "t", "T"], ["end_repeat"],
        ["begin_repeat", "r3", "Lisää"], ["text", "u", "U"], ["note", "h", "Ohje"], ["end_repeat"],
        ["begin_repeat", "r4", "Laskettu", "${n} + 1"], ["text", "v", "V"], ["begin_repeat", "r5", "Sisin"], ["text", "w", "W"],
        ["end_repeat"], ["end_repeat"],
    ]  # fmt: skip
    found = read(rows)
    shown = [(one["id"], one["for_each"], one.get("max_rows")) for one in items(found)[1:]]
    assert shown == [
        ("r1", "k", None),
        ("r2", "own_rows", "3"),
        ("r3", "own_rows", "20"),
        ("r4", "own_rows", "20"),
    ]
    assert told(found) == [
        "XLSFORM_042 survey!D6",
        "XLSFORM_042 survey!D9",
        "XLSFORM_040 survey!A11",
        "XLSFORM_035 survey!D13",
        "XLSFORM_041 survey!D13",
        "XLSFORM_052 survey!B15",
    ]


def test_groups_in_repeats_are_opened_and_their_conditions_kept() -> None:
    rows: Rows = [
        [*HEAD, "relevant"], ["begin_repeat", "r", "Rivit"], ["text", "a", "A"], ["begin_group", "g", "G", "${a} = 'x'"],
        ["text", "b", "B", "${a} != 'y'"], ["end_group"], ["end_repeat"],
    ]  # fmt: skip
    found = read(rows, CHOICES[:1])
    assert items(found)[0]["questions"][1]["relevant"] == "(${a} = 'x') and (${a} != 'y')"
    assert (
        told(found) == ["XLSFORM_042 survey", "XLSFORM_050 survey!B4"]
        or told(found)[1] == "XLSFORM_050 survey!B4"
    )


def test_languages() -> None:
    head = [
        "type",
        "name",
        "label::English (en)",
        "label::Français (fr)",
        "label::Suomi (fi)",
        "hint::Svenska (sv)",
    ]
    found = read([head, ["text", "q", "Question", "Question?", "Kysymys", "Råd"]], CHOICES[:1])
    assert items(found)[0]["text"] == {"fi": "Kysymys", "en": "Question"}
    assert items(found)[0]["hint"] == {"fi": "Råd", "sv": "Råd"}
    assert told(found) == ["XLSFORM_033 survey"]


def test_a_form_without_finnish_is_taken_in_its_own_language() -> None:
    settings = [
        ["form_title", "form_id", "version", "default_language"],
        ["Form", "form", "1", "English (en)"],
    ]
    found = read([["type", "name", "label:English (en)"], ["text", "q", "Question"]], CHOICES[:1], settings)
    assert items(found)[0]["text"] == {"fi": "Question", "en": "Question"}
    assert told(found) == ["XLSFORM_034 survey"]
    french = read([["type", "name", "label::Français (fr)"], ["text", "q", "Question ?"]], CHOICES[:1])
    assert items(french)[0]["text"] == {"fi": "Question ?"}


def test_aliases_of_columns() -> None:
    head = ["command", "value", "caption", "Relevance", "tag2"]
    found = read([head, ["text", "a", "A"], ["text", "b", "B", "${a} = '1'"]], CHOICES[:1])
    assert [(item["id"], item.get("relevant")) for item in items(found)] == [("a", None), ("b", "${a} = '1'")]


def test_names_that_do_not_do_are_changed_everywhere() -> None:
    rows: Rows = [
        [*HEAD, "relevant"], ["text", "_ikä-nyt", "A"], ["text", "b", "Ikä ${_ikä-nyt}", "${_ikä-nyt} > 3"],
        ["begin_group", "g", "G"], ["text", "b", "Toinen"], ["end_group"],
    ]  # fmt: skip
    found = read(rows, CHOICES[:1])
    assert items(found)[1] == {
        "id": "b", "type": "text", "text": {"fi": "Ikä ${ika_nyt}"}, "disclosure": "opinion", "relevant": "${ika_nyt} > 3",
    }  # fmt: skip
    assert told(found) == ["XLSFORM_037 survey!B2", "XLSFORM_037 survey!B5"]


def test_choices_with_columns_of_their_own_and_codes_that_do_not_do() -> None:
    choices: Rows = [
        ["list_name", "name", "label", "Region", "image"], ["k", "äänekoski", "Äänekoski", "ks", "a.png"],
        ["k", "keuruu", "Keuruu", "ks", None], ["unused", "x", "X", None, None],
    ]  # fmt: skip
    rows: Rows = [
        [*HEAD, "choice_filter"],
        ["text", "a", "A"],
        ["select_one k", "q", "Kysymys", "Region = ${a}"],
    ]
    found = read(rows, choices)
    assert items(found)[1]["choice_filter"] == "region = ${a}"
    assert found.template is not None
    first = found.template.choice_lists["k"][0]
    assert (first.code, first.attributes, first.xlsform) == (
        "aanekoski",
        {"region": "ks"},
        {"image": "a.png"},
    )
    assert told(found) == ["XLSFORM_038 choices!B2", "XLSFORM_035 choices!E2", "XLSFORM_058 choices!4"]


def test_what_has_no_text_is_named() -> None:
    found = read([HEAD, ["text", "q", None], ["select_one k", "p", "P"]], [CHOICES[0], ["k", "a", None]])
    assert (items(found)[0]["text"], told(found)) == (
        {"fi": "q"},
        ["XLSFORM_045 choices!C2", "XLSFORM_045 survey!C2"],
    )


def test_other_sheets_and_settings() -> None:
    settings = [
        ["form_title", "form_id", "version", "instance_name", "style"],
        ["L", "Oma Lomake", "v2.1 beta", "concat(${q})", "theme-grid"],
    ]
    found = read([HEAD, ["text", "q", "Kysymys"]], CHOICES[:1], settings, entities=[["list_name"], ["x"]])
    document: Any = read_yaml(found.text, "x.yaml").data
    assert (document["id"], document["version"]) == ("oma_lomake", "2.1")
    assert document["xlsform"] == {"instance_name": "concat(${q})", "style": "theme-grid"}
    assert [one.code for one in found.losses if one.code == "XLSFORM_036"] == ["XLSFORM_036"]


def test_a_form_of_one_sheet() -> None:
    found = read_workbook(workbook({"Survey": [HEAD, ["text", "q", "Kysymys"]]}), "oma kysely.xlsx")
    assert found.template is not None
    assert (found.template.id, found.template.title.fi, found.template.version) == (
        "oma_kysely",
        "oma kysely",
        "1",
    )


def test_a_calculated_question_is_a_calculation() -> None:
    found = read(one("integer", "q", "Yhteensä", "1 + 1", head=[*HEAD, "calculation"]), CHOICES[:1])
    assert items(found)[0]["calculation"] == "1 + 1"
    assert told(found)[0] == "XLSFORM_048 survey!D2"


def test_a_row_without_a_type_and_a_disabled_row() -> None:
    rows: Rows = [
        [*HEAD, "disabled"],
        ["text", "q", "Kysymys"],
        [None, "x", "Jotain"],
        ["text", "y", "Y", "yes"],
    ]
    found = read(rows, CHOICES[:1])
    assert ([item["id"] for item in items(found)], told(found)) == (["q"], ["XLSFORM_055 survey!A3"])
