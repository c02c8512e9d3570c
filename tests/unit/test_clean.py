"""What is stored of an answer, and what is refused."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from mallipaja.catalogue.survey_template import Question
from mallipaja.errors import ActionError
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.clean import Cleaned, clean, typed

CODES = ("a", "b", "other")


def question(kind: str, **more: Any) -> Question:
    return Question.model_validate(
        {"id": "Q", "type": kind, "text": {"fi": "Kysymys"}, "disclosure": "organisation_fact", **more}
    )


def refusal(asked: Question, value: AnswerValue, **more: Any) -> str:
    with pytest.raises(ActionError) as caught:
        clean(asked, value, codes=CODES, **more)
    return caught.value.code


@pytest.mark.parametrize("kind", ["single", "multiple", "number", "text", "date", "scale"])
@pytest.mark.parametrize("blank", [None, "", ()])
def test_blank_is_nothing(kind: str, blank: AnswerValue) -> None:
    assert clean(question(kind), blank, codes=CODES).is_blank


@pytest.mark.parametrize("text", ["   ", "\n\t", "\x00", "\x07 \x1b"])
def test_text_without_anything_to_read_is_nothing(text: str) -> None:
    assert clean(question("text"), text).is_blank


def test_a_reason_goes_before_the_value() -> None:
    asked = question("number", cannot_say=["do_not_know"])
    assert clean(asked, 3.0, reason="do_not_know") == Cleaned(None, "do_not_know")
    assert refusal(asked, None, reason="not_applicable") == "ANSWER_REASON"
    assert refusal(question("number"), None, reason="do_not_know") == "ANSWER_REASON"


@pytest.mark.parametrize(
    ("value", "code"),
    [(nan, "ANSWER_NUMBER"), (inf, "ANSWER_NUMBER"), (-inf, "ANSWER_NUMBER"), (1e309, "ANSWER_NUMBER"),
     (2e9, "ANSWER_NUMBER"), (True, "ANSWER_NUMBER"), ("3", "ANSWER_NUMBER"), (("a",), "ANSWER_NUMBER"),
     (2.5, "ANSWER_WHOLE"), (-1.0, "ANSWER_SMALL"), (201.0, "ANSWER_LARGE")],
)  # fmt: skip
def test_numbers_that_are_refused(value: Any, code: str) -> None:
    assert refusal(question("number", integer="true", min="0", max="200"), value) == code


@pytest.mark.parametrize("value", [0, 0.0, 200, 17.0])
def test_numbers_within_limits_are_stored_as_they_are(value: float) -> None:
    assert clean(question("number", integer="true", min="0", max="200"), value) == Cleaned(float(value))


@pytest.mark.parametrize(
    ("value", "near"), [(0.35, None), (1.1, None), (0.0, None), (0.33, 0.35), (0.3000001, 0.3), (0.02, 0.0)]
)
def test_a_number_lies_on_a_step(value: float, near: float | None) -> None:
    asked = question("number", min="0", max="200", step="0.05")
    if near is None:
        assert clean(asked, value) == Cleaned(value)
        return
    with pytest.raises(ActionError) as error:
        clean(asked, value)
    assert (error.value.code, error.value.values) == ("ANSWER_STEP", {"step": 0.05, "near": near})


def test_limits_are_told_as_numbers() -> None:
    with pytest.raises(ActionError) as caught:
        clean(question("number", max="0.5"), 0.6)
    assert caught.value.values == {"most": 0.5}


def test_text_is_kept_as_it_is_but_for_what_no_database_keeps() -> None:
    asked = question("text")
    assert clean(asked, " a\x00b\r\nc\td ").value == "ab\nc\td"
    assert clean(asked, "=cmd|' /C calc'!A0").value == "=cmd|' /C calc'!A0"
    assert clean(asked, "<script>alert(1)</script> 😀").value == "<script>alert(1)</script> 😀"
    assert clean(asked, "half \ud800 a character").value == "half  a character"


def test_long_text_is_refused_with_its_length() -> None:
    asked = question("text", max_length="5")
    assert clean(asked, "abcde").value == "abcde"
    assert refusal(asked, "abcdef") == "ANSWER_LONG"
    assert refusal(question("text"), "x" * 1_000_000) == "ANSWER_LONG"
    assert refusal(question("text"), 5.0) == "ANSWER_TEXT"


@pytest.mark.parametrize(("given", "stored"), [("15.9.2021", "2021-09-15"), ("2021-09-15", "2021-09-15")])
def test_days_are_stored_in_iso_form(given: str, stored: str) -> None:
    assert clean(question("date"), given).value == stored


@pytest.mark.parametrize("given", ["30.2.2026", "20210915", "2021-W37-3", "tomorrow"])
def test_what_is_no_day_is_refused(given: str) -> None:
    assert refusal(question("date"), given) == "ANSWER_DATE"


def test_choices_are_those_of_the_question() -> None:
    asked = question("single", choices="list", other="other")
    assert clean(asked, "a", codes=CODES, other="forgotten") == Cleaned("a")
    assert clean(asked, "other", codes=CODES, other=" Apteekki ") == Cleaned("other", other="Apteekki")
    assert refusal(asked, "c") == "ANSWER_CHOICE"
    assert refusal(asked, ("a",)) == "ANSWER_CHOICE"
    assert refusal(asked, "other", other="x" * 201) == "ANSWER_LONG"


def test_several_choices_are_kept_once_in_the_order_of_the_list() -> None:
    asked = question("multiple", choices="list", other="other", max_choices="2")
    assert clean(asked, ("b", "a", "b"), codes=CODES).value == ("a", "b")
    assert clean(asked, ("other",), codes=CODES, other="Apteekki") == Cleaned(("other",), other="Apteekki")
    assert clean(asked, ("a",), codes=CODES, other="Apteekki") == Cleaned(("a",))
    assert refusal(asked, ("a", "b", "other")) == "ANSWER_MANY"
    assert refusal(asked, ("a", "z")) == "ANSWER_CHOICE"
    assert refusal(asked, "ab") == "ANSWER_CHOICE"


def test_what_is_typed_is_read_by_the_type_of_the_question() -> None:
    assert typed(question("number"), " 1 575,9 ") == 1575.9
    assert typed(question("date"), "1.2.2026") == "2026-02-01"
    assert typed(question("text"), "1 575,9") == "1 575,9"
    assert [typed(question(kind), "  ") for kind in ("number", "date", "text")] == [None, None, None]
    for kind, code in (("number", "ANSWER_NUMBER"), ("date", "ANSWER_DATE")):
        with pytest.raises(ActionError) as caught:
            typed(question(kind), "ehkä")
        assert caught.value.code == code
