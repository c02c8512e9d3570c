"""No opinion of a small group can be worked out from everything that is shown: an attacker with linear algebra tries."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.survey.suppression import NONE, SEVERAL, Shown, shown, smallest_group

LEAST = 3
"""Smaller than the real one, so that few respondents are enough for every kind of case."""
PEOPLE = st.lists(
    st.tuples(st.sampled_from(("a", "b", "c", SEVERAL)), st.sampled_from((NONE, "x", "y", "z"))), max_size=9
)


def published(people: list[tuple[str, str]], found: Shown) -> np.ndarray:
    """One line per published group, one column per respondent: 1 when the respondent is in the group."""
    rows = [[1.0] * len(people)] if found.everybody else []
    rows += [[float(pilot == key) for pilot, _ in people] for key in sorted(found.pilots)]
    rows += [[float(place == key) for _, place in people] for key in sorted(found.organisations)]
    return np.array(rows).reshape(len(rows), len(people))


def what_can_be_worked_out(matrix: np.ndarray, least: int) -> tuple[int, ...] | None:
    """Fewer than ``least`` respondents about whom alone some sum of published groups says something.

    Such a sum exists exactly when the groups lose rank without the respondents' columns.
    """
    everyone = range(matrix.shape[1])
    rank = np.linalg.matrix_rank(matrix) if matrix.size else 0
    for few in combinations(everyone, least - 1) if len(everyone) >= least else [tuple(everyone)]:
        rest = [one for one in everyone if one not in few]
        if rank > (np.linalg.matrix_rank(matrix[:, rest]) if rest and matrix.size else 0):
            return few
    return None


def cells(people: list[tuple[str, str]]) -> dict[tuple[str, str], float]:
    return {cell: float(people.count(cell)) for cell in set(people)}


@given(PEOPLE)
@settings(max_examples=250, deadline=None)
def test_nothing_about_a_small_group_can_be_solved(people: list[tuple[str, str]]) -> None:
    found = shown(cells(people), LEAST)
    assert what_can_be_worked_out(published(people, found), LEAST) is None
    for key in found.pilots:
        assert sum(pilot == key for pilot, _ in people) >= LEAST
    for key in found.organisations:
        assert sum(place == key for _, place in people) >= LEAST
    assert found.everybody == (len(people) >= LEAST)


@given(PEOPLE)
@settings(max_examples=100, deadline=None)
def test_a_municipality_is_left_out_only_for_a_reason(people: list[tuple[str, str]]) -> None:
    """Where every municipality is large enough and there are no organisations, all are shown."""
    alone = [(pilot, NONE) for pilot, _ in people]
    sizes = {pilot: sum(one == pilot for one, _ in alone) for pilot, _ in alone}
    if sizes and min(sizes.values()) >= LEAST:
        assert shown(cells(alone), LEAST) == Shown(True, frozenset(sizes))


def test_the_one_that_is_left_out_gets_company() -> None:
    """20 answers: 12, 5 and 3. Without the 5, the 3 would be what all said less what the 12 and the 5 said."""
    found = shown({("a", NONE): 12, ("b", NONE): 5, ("c", NONE): 3})
    assert found == Shown(True, frozenset({"a"}))
    assert shown({("a", NONE): 12, ("b", NONE): 5, ("c", NONE): 3, ("d", NONE): 2}).pilots == {"a", "b"}
    assert shown({("a", NONE): 4}) == Shown(False)


def test_an_organisation_within_a_municipality_leaves_nobody_alone() -> None:
    """Municipality a is organisation x and two others: a less x would be those two."""
    found = shown({("a", "x"): 6, ("a", "y"): 2, ("b", "y"): 8, ("b", NONE): 5})
    matrix_of = [cell for cell, count in {("a", "x"): 6, ("a", "y"): 2, ("b", "y"): 8, ("b", NONE): 5}.items()
                 for _ in range(count)]  # fmt: skip
    assert found.everybody
    assert not {"a"} & found.pilots or not {"x"} & found.organisations
    assert _safe(matrix_of, found)


def _safe(people: list[tuple[str, str]], found: Shown) -> bool:
    """By respondents of one cell together: a smaller table, the same sums."""
    kinds = sorted(set(people))
    matrix = published(kinds, found)
    rank = np.linalg.matrix_rank(matrix)
    for size in range(1, len(kinds) + 1):
        for few in combinations(range(len(kinds)), size):
            if sum(people.count(kinds[one]) for one in few) < 5:
                rest = [one for one in range(len(kinds)) if one not in few]
                if rank > np.linalg.matrix_rank(matrix[:, rest]):
                    return False
    return True


def test_a_municipality_and_an_organisation_together_are_never_shown() -> None:
    found = shown({("a", "x"): 50, ("b", "y"): 50, ("a", "y"): 50, ("b", "x"): 50})
    assert found == Shown(True, frozenset("ab"), frozenset("xy"))
    assert found.allows()
    assert found.allows(pilot="a")
    assert found.allows(organisation="x")
    assert not found.allows("a", "x")


def test_the_number_told_to_respondents_can_only_grow() -> None:
    assert [smallest_group(), smallest_group(3), smallest_group(8)] == [5, 5, 8]
    assert shown({("a", NONE): 7}, smallest_group(8)) == Shown(False)


def test_hundreds_of_municipalities_take_no_time() -> None:
    parts = {(f"m{n}", f"o{(n * 7 + k) % 40}"): float(1 + (n + k) % 3) for n in range(309) for k in range(8)}
    found = shown(parts)
    assert found.everybody
    assert len(found.pilots) > 250
