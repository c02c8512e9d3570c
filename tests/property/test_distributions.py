"""Distributions from tallies are those of the answers themselves."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.catalogue.survey_template import Question
from mallipaja.catalogue.text import Text
from mallipaja.survey.distributions import MOST_BINS, Ranked, Tally, distribute, numbers_of

NUMBERS = st.lists(st.integers(-400, 4000).map(lambda n: n / 4), min_size=1, max_size=40)


def question(kind: str, **more: object) -> Question:
    values = {
        "id": "Q",
        "type": kind,
        "text": Text(fi="K"),
        "disclosure": "opinion",
        "choices": "list",
        **more,
    }
    return Question.model_validate(values)


def tally(value: object, count: int = 1, reason: str | None = None) -> Tally:
    return Tally("d", "Q", "", "", "", value, reason, count)  # type: ignore[arg-type]


@given(NUMBERS)
@settings(max_examples=100, deadline=None)
def test_numbers_are_what_numpy_says(values: list[float]) -> None:
    found = numbers_of(Counter(values))
    assert found is not None
    quartiles = np.quantile(values, [0.25, 0.5, 0.75])
    assert [found.lower_quartile, found.median, found.upper_quartile] == pytest.approx(quartiles)
    assert found.mean == pytest.approx(np.mean(values))
    assert (found.least, found.most) == (min(values), max(values))
    assert sum(one.count for one in found.bins) == len(values)
    assert len(found.bins) <= MOST_BINS + 2
    for place, one in enumerate(found.bins):
        last = place + 1 == len(found.bins)
        inside = [v for v in values if one.start <= v < one.end or (last and v == one.end)]
        assert one.count == len(inside)


def test_every_choice_is_there_and_reasons_are_counted_apart() -> None:
    found = distribute(
        question("scale"),
        ("1", "2", "3"),
        [tally("3", 4), tally("1"), tally(None, 2, "do_not_know"), tally("9")],
    )
    assert found.counts == (("1", 1), ("2", 0), ("3", 4), ("9", 1))
    assert (found.answered, found.reasons, found.cannot_say_share) == (6, (("do_not_know", 2),), 0.25)
    assert found.share(3) == 0.5


def test_several_choices_are_each_counted() -> None:
    found = distribute(question("multiple"), ("a", "b"), [tally(("a", "b"), 3), tally(("b",), 2)])
    assert (found.answered, found.counts) == (5, (("a", 3), ("b", 5)))


def test_a_ranking_goes_by_mean_place() -> None:
    found = distribute(question("ranking"), ("a", "b", "c", "d"), [tally(("b", "a"), 3), tally(("a", "c"))])
    assert found.ranking == (
        Ranked("b", 3, 3, 1.0), Ranked("a", 4, 1, 1.75), Ranked("c", 1, 0, 2.0), Ranked("d", 0, 0, None),
    )  # fmt: skip


def test_days_are_counted_by_month() -> None:
    found = distribute(
        question("date"), (), [tally("2026-11-22", 2), tally("2026-11-01"), tally("2025-01-31")]
    )
    assert found.counts == (("2025-01", 1), ("2026-11", 3))


def test_nothing_answered_is_no_number() -> None:
    found = distribute(question("number"), (), [tally(None, 3, "not_collected")])
    assert (found.numbers, found.answered, found.cannot_say_share) == (None, 0, 1.0)
    assert distribute(question("number"), (), []).cannot_say_share is None
