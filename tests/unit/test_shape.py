"""pydantic's errors in our words: about the type that was meant, with the nearest known word."""

from __future__ import annotations

import json
import re
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError

from mallipaja.catalogue import rules
from mallipaja.catalogue.reader import Plain, read_yaml
from mallipaja.catalogue.schema import schemas
from mallipaja.catalogue.shape import nearest, shape, translate

HEAD = """\
format: mallipaja/survey_template/1
id: form
version: "1"
title: {fi: K}
purpose: {fi: K}
answered_by: unit
minutes: 1
pages:
  - id: start
    title: {fi: K}
    items:
"""


def findings(text: str) -> list[tuple[str, int, str, dict[str, object]]]:
    raw = read_yaml(text, "f.yaml")
    assert raw.data is not None
    _, found = shape(raw.data)
    problems = [finding.at("f.yaml", raw.lines.of(finding.spot)) for finding in found]
    return [(p.code, p.line, p.where, dict(p.values)) for p in sorted(problems)]


def test_an_item_is_judged_as_what_its_type_says() -> None:
    note = HEAD + "      - {id: n, type: note, feeds: x}\n"
    assert findings(note) == [
        ("SHAPE_002", 12, "pages[0].items[0]", {"key": "text"}),
        (
            "SHAPE_001",
            12,
            "pages[0].items[0].feeds",
            {"key": "feeds", "allowed": "id, type, text, relevant, xlsform", "near": ""},
        ),
    ]
    block = HEAD + "      - {id: b, type: block, text: {fi: B}, for_each: own_rows}\n"
    assert findings(block) == [("SHAPE_002", 12, "pages[0].items[0]", {"key": "questions"})]


def test_a_misspelt_type_is_one_problem_with_all_types_allowed() -> None:
    question = HEAD + "      - {id: q, type: nubmer, text: {fi: Q}, disclosure: opinion, min: 1}\n"
    assert findings(question) == [
        (
            "SHAPE_007", 12, "pages[0].items[0].type",
            {"value": "nubmer", "near": "number",
             "allowed": "single, multiple, ranking, number, text, date, scale, note, section, calculate, block"},
        )
    ]  # fmt: skip
    block = HEAD + "      - {id: b, type: blok, text: {fi: B}, for_each: own_rows, questions: []}\n"
    [(code, _, where, values)] = findings(block)
    assert (code, where, values["near"]) == ("SHAPE_007", "pages[0].items[0].type", "block")


def test_a_question_in_a_block_has_only_the_types_of_questions() -> None:
    text = HEAD + "      - id: b\n        type: block\n        text: {fi: B}\n        for_each: own_rows\n"
    text += "        questions:\n          - {id: n, type: note, text: {fi: N}, disclosure: opinion}\n"
    [(code, line, where, values)] = findings(text)
    assert (code, line, where) == ("SHAPE_007", 17, "pages[0].items[0].questions[0].type")
    assert values["allowed"] == "single, multiple, ranking, number, text, date, scale"


def test_a_misspelt_required_key_is_one_problem() -> None:
    text = HEAD.replace("title: {fi: K}\npurpose", "tilte: {fi: K}\npurpose") + "      []\n"
    [(code, line, where, values)] = findings(text)
    assert (code, line, where, values["near"]) == ("SHAPE_001", 4, "tilte", "title")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", ("SHAPE_002", 1, "", {"key": "format"})),
        ("format:", ("SHAPE_003", 1, "format", {})),
        ("format: [a]", ("SHAPE_004", 1, "format", {})),
        ("\nformat: mallipaja/operating_model/1", ("SHAPE_002", 1, "", {"key": "kind"})),
        ("format: mallipaja/operating_model/1\nkind: {}", ("SHAPE_004", 2, "kind", {})),
    ],
)
def test_format_and_kind_decide_before_anything_else(text: str, expected: tuple[object, ...]) -> None:
    assert findings(text) == [expected]


def test_the_nearest_word() -> None:
    assert nearest("hnit", ["unit", "hint"]) == "hint"
    assert nearest("singel", ["single", "scale"]) == "single"
    assert nearest("roles.kella", ["roles.kela", "roles.health"]) == "roles.kela"
    assert nearest("colour", ["disclosure", "unit"]) == ""
    assert nearest("x", []) == ""


def test_a_constraint_that_no_format_has_yet_is_told_with_its_reason() -> None:
    class Later(BaseModel):
        share: Annotated[float, Field(le=1)]

    with pytest.raises(ValidationError) as caught:
        Later.model_validate({"share": "2"})
    [finding] = translate(caught.value.errors(), Later)
    assert (finding.rule, finding.spot) == (rules.NOT_ACCEPTED, ("share",))
    assert "less than or equal to 1" in finding.at("f.yaml").message


def test_every_pattern_of_the_formats_is_explained_in_words() -> None:
    patterns = {
        json.loads(f'"{found}"') for found in re.findall(r'"pattern": "(.*?)"', json.dumps(schemas()))
    }
    assert patterns == set(rules.WRONG_FORM)
    for pattern, rule in rules.WRONG_FORM.items():
        example = rule.allowed.rstrip(".").split(": ")[-1]
        assert re.fullmatch(pattern, example)


def test_deep_rubbish_is_told_not_raised() -> None:
    rubbish: list[Plain] = [None, "x", [], {}, [None], {"": None}, [{"id": None}], {"fi": {"fi": "x"}}]
    for key in ("id", "title", "pages", "choice_lists", "sources", "minutes", "draft_languages"):
        for value in rubbish:
            data: dict[str, Plain] = {"format": "mallipaja/survey_template/1", key: value}
            _, found = shape(data)
            assert found
            assert all(finding.at("f.yaml", 1).code.startswith("SHAPE_") for finding in found)
