"""Personal identity codes are found in free text, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.actions.tidy import long_text, tidy_name
from mallipaja.errors import ActionError
from mallipaja.survey.identity_code import has_identity_code

CHECKS = dict(enumerate("0123456789ABCDEFHJKLMNPRSTUVWXY"))


@given(
    st.dates(),
    st.sampled_from("+-ABCDEFYXWVU"),
    st.integers(2, 999),
    st.integers(1, 30),
    st.text("abc .,()\n", max_size=5),
)
def test_a_code_is_found_by_its_check_character(
    born: date, century: str, number: int, off: int, around: str
) -> None:
    digits = f"{born:%d%m}{born.year % 100:02}{number:03}"
    left = int(digits) % 31
    right, wrong = (f"{digits[:6]}{century}{digits[6:]}{CHECKS[n]}" for n in (left, (left + off) % 31))
    around = around if not around[-1:].isalnum() and not around[:1].isalnum() else ""
    assert has_identity_code(f"{around}{right}{around}")
    assert has_identity_code(right.lower())
    assert not has_identity_code(f"{around}{wrong}{around}")


@pytest.mark.parametrize(
    "text",
    [
        "991352-308T",
        "1131052-308T",
        "131052-308TT",
        "131052 308T",
        "050-1234567",
        "2026-11-22",
        "131052-308",
        "",
    ],
)
def test_other_numbers_are_let_be(text: str) -> None:
    assert not has_identity_code(text)


@pytest.mark.parametrize("taken", [long_text, tidy_name])
def test_what_people_write_is_refused_with_a_code_in_it(taken: Callable[[str], str]) -> None:
    with pytest.raises(ActionError) as refused:
        taken("asiakas 131052-308T odotti")
    assert refused.value.code == "IDENTITY_CODE"
    assert "131052" not in str(refused.value)
