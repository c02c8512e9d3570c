"""Numbers and days as people type them."""

from __future__ import annotations

from datetime import date
from math import copysign, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.survey.numbers import LARGEST, parse_day, parse_number

NUMBERS = [
    ("12", 12.0),
    ("0,5", 0.5),
    ("0.5", 0.5),
    (" 3 ", 3.0),
    ("1 575,9", 1575.9),
    ("1\u00a0575,9", 1575.9),
    ("1\u202f575,9", 1575.9),
    ("12 000 000", 12_000_000.0),
    ("1575.9", 1575.9),
    ("-2", -2.0),
    ("\u22122,5", -2.5),
    ("+4", 4.0),
    (",5", 0.5),
    ("007", 7.0),
    ("1,575", 1.575),
    ("0.125", 0.125),
    ("1000000000", LARGEST),
]
NO_NUMBERS = [
    "", " ", "abc", "12 h", "kaksi", "1e309", "1e3", "nan", "NaN", "inf", "-inf", "Infinity", "0x10", "1,5,2", "1.5.2",
    "12,", ".", ",", "-", "1 2", "12 34", "1  575", "٣", "²", "1/2", "=1+1", "<b>1</b>", "10000000001", "9" * 41,
    "1" * 1_000_000, "5\n6", "1_000", "😀",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: text[:12])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["1.500", "12.000", "1.500.000", "-1.500"])
def test_a_pointed_thousand_is_not_guessed(text: str) -> None:
    assert parse_number(text) is None


def test_there_is_no_minus_zero() -> None:
    value = parse_number("-0")
    assert value is not None
    assert copysign(1, value) == 1


@given(st.text())
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or (isfinite(value) and abs(value) <= LARGEST)


@given(st.decimals(min_value=-999_999, max_value=999_999, places=2, allow_nan=False))
def test_a_written_decimal_comes_back_with_comma_and_with_point(number: object) -> None:
    assert parse_number(str(number)) == float(str(number))
    assert parse_number(str(number).replace(".", ",")) == float(str(number))


@pytest.mark.parametrize(
    "text", ["15.9.2021", "15.09.2021", "2021-09-15", " 15.9.2021 ", "15. 9. 2021", "15/9/2021"]
)
def test_days_as_people_write_them(text: str) -> None:
    assert parse_day(text) == date(2021, 9, 15)


@pytest.mark.parametrize(
    "text",
    ["30.2.2026", "31.4.2026", "2026-02-30", "0.1.2026", "1.13.2026", "15.9.21", "9/2021", "2021", "1.1.1899", "1.1.2200",
     "15-9-2021", "syyskuu 2021", "", "1.1.20261", "2021-9-15", "20210915"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    assert parse_day(f"{day.day}.{day.month}.{day.year}") == day
    assert parse_day(day.isoformat()) == day
