"""Whatever is given as an answer, nothing outside the question's limits is ever stored."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mallipaja.catalogue.survey_template import MISSING_REASONS, Question
from mallipaja.errors import ActionError
from mallipaja.survey.clean import OTHER_LENGTH, TEXT_LENGTH, Cleaned, clean, typed
from mallipaja.survey.numbers import LARGEST, parse_day

TYPED = ("number", "text", "date")
CODES = ("a", "b", "c", "other")
CODE = st.sampled_from((*CODES, "z", ""))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), CODE, st.lists(CODE).map(tuple)
)


@st.composite
def questions(draw: st.DrawFn, *, typed: bool = False) -> Question:
    kind = draw(st.sampled_from(TYPED if typed else (*TYPED, "single", "multiple", "scale")))
    low, high = sorted((draw(st.integers(-50, 50)), draw(st.integers(-50, 50))))
    more: dict[str, Any] = {}
    if kind == "number":
        steps = st.none() | st.sampled_from([1, 0.05, 0.25])
        more = {"min": low, "max": high, "integer": draw(st.booleans()), "step": draw(steps)}
    elif kind == "text":
        more = {"max_length": draw(st.none() | st.integers(1, 40))}
    elif kind == "multiple":
        more = {
            "max_choices": draw(st.none() | st.integers(1, 4)),
            "other": draw(st.sampled_from([None, "other"])),
        }
    return Question.model_validate(
        {
            "id": "Q", "type": kind, "text": {"fi": "Kysymys"}, "disclosure": "opinion",
            "cannot_say": draw(st.lists(st.sampled_from(MISSING_REASONS), unique=True)), **more,
        }
    )  # fmt: skip


def assert_allowed(asked: Question, stored: Cleaned) -> None:
    assert stored.value is None or stored.reason is None
    assert stored.reason is None or stored.reason in asked.cannot_say
    assert stored.other is None or (asked.other is not None and len(stored.other) <= OTHER_LENGTH)
    match asked.type, stored.value:
        case _, None:
            return
        case "number", float() as number:
            assert math.isfinite(number)
            assert abs(number) <= LARGEST
            assert asked.min is None or number >= asked.min
            assert asked.max is None or number <= asked.max
            assert not asked.integer or number.is_integer()
            assert asked.step is None or not (Decimal(str(number)) - int(asked.min or 0)) % Decimal(
                str(asked.step)
            )
        case "text", str() as text:
            assert 1 <= len(text) <= (asked.max_length or TEXT_LENGTH)
            assert text == text.strip()
            assert "\x00" not in text
            text.encode()
        case "date", str() as day:
            assert parse_day(day) is not None
        case "multiple", tuple() as several:
            assert len(set(several)) == len(several) <= (asked.max_choices or len(CODES))
            assert list(several) == [code for code in CODES if code in several]
        case (("single" | "scale"), str() as code):
            assert code in CODES
        case _:
            raise AssertionError(f"{asked.type} stored {type(stored.value).__name__}")


def stored_or_code(asked: Question, value: Any, **more: Any) -> Cleaned | str:
    """What would be stored, or the code of the refusal."""
    try:
        read = typed(asked, value.text) if isinstance(value, Typed) else value
        return clean(asked, read, codes=CODES, **more)
    except ActionError as error:
        return error.code


@dataclass(frozen=True)
class Typed:
    text: str


@given(questions(), VALUES, st.none() | st.sampled_from((*MISSING_REASONS, "bored")), st.none() | st.text())
def test_nothing_outside_the_limits_is_stored(
    asked: Question, value: Any, reason: str | None, other: str | None
) -> None:
    found = stored_or_code(asked, value, reason=reason, other=other)
    if isinstance(found, str):
        assert found.startswith("ANSWER_")
        return
    assert_allowed(asked, found)
    assert stored_or_code(asked, found.value, reason=found.reason, other=found.other) == found


@given(questions(typed=True), st.text() | st.floats().map(str) | st.dates().map(str))
def test_nothing_typed_outside_the_limits_is_stored(asked: Question, text: str) -> None:
    found = stored_or_code(asked, Typed(text))
    if isinstance(found, str):
        assert found.startswith("ANSWER_")
    else:
        assert_allowed(asked, found)
