"""How alike models are: by hand on small models, and what holds for every comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.catalogue.operating_model import Choice, Description
from mallipaja.catalogue.text import Text
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.model.comparison import compare
from mallipaja.model.similarity import Similarity, clustering, ordered, similarities, similarity
from tests.model_building import described, element, fact, generic, stated

CHOICES = tuple(Choice(code=code, label=Text(fi=code)) for code in ("once", "ongoing", "both"))
GENERIC = generic(
    {
        "rules.consent": element(),
        "rules.mode": element(level="adaptable", choices=CHOICES, multiple=True, default=("once",)),
        "rules.plan": element(),
        "context.region": element("context", "local"),
    }
)
ABSENT = Description(state="stated_absent", facts=(fact(),))


def share(first, second):
    found = similarity(compare(GENERIC, described=(described("a", first), described("b", second))), "a", "b")
    return found.share, found.n


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, (None, 0)),
        ({"rules.consent": stated()}, {}, (None, 0)),
        ({"rules.consent": stated()}, {"rules.consent": stated()}, (1.0, 1)),
        ({"rules.consent": stated()}, {"rules.consent": ABSENT}, (0.0, 1)),
        ({"rules.consent": ABSENT}, {"rules.consent": ABSENT}, (1.0, 1)),
        ({"rules.consent": stated()}, {"rules.consent": stated("adapted_consistent")}, (pytest.approx(2 / 3), 1)),
        ({"rules.consent": stated()}, {"rules.consent": stated("adapted_inconsistent")}, (pytest.approx(1 / 3), 1)),
        ({"rules.consent": stated("same", fact(modality="wished"))}, {"rules.consent": stated()}, (None, 0)),
        ({"rules.consent": stated("same", fact(proposal=True))}, {"rules.consent": stated()}, (None, 0)),
        ({"context.region": stated("added")}, {"context.region": stated("added")}, (None, 0)),
        (
            {"rules.mode": stated("same", fact(codes=("once",)))},
            {"rules.mode": stated("adapted_consistent", fact(codes=("once", "both")))},
            (0.5, 1),
        ),
        (
            {"rules.consent": stated(), "rules.plan": stated()},
            {"rules.consent": ABSENT, "rules.plan": stated()},
            (0.5, 2),
        ),
    ],
)  # fmt: skip
def test_by_hand(first, second, expected):
    assert share(first, second) == expected
    assert share(second, first) == expected


def test_a_variant_that_takes_the_model_as_it_is_has_its_choices():
    variant = Variant("v", "V", "1", (), (Stance("rules.mode", "fits"),))
    change = Adaptation("1", "set", "rules.mode", "default", ("once",), ("ongoing", "once"))
    changed = Variant("w", "W", "1", (change,))
    says = described("d", {"rules.mode": stated("same", fact(codes=("once",)))})
    found = similarities(compare(GENERIC, (variant, changed), (says,), with_generic=True))
    assert [(one.first, one.second, one.share, one.n) for one in found] == [
        ("v", "w", 0.5, 1),
        ("v", "d", 1.0, 1),
        ("w", "d", 0.5, 1),
    ]


def test_the_likest_join_first_by_average_linkage():
    pairs = [
        Similarity("a", "b", 0.2, 5), Similarity("a", "c", 0.9, 5), Similarity("a", "d", 0.4, 5),
        Similarity("b", "c", 0.4, 5), Similarity("b", "d", 0.8, 5), Similarity("c", "d", None, 0),
    ]  # fmt: skip
    merges = clustering(pairs)
    assert [(one.left, one.right) for one in merges] == [
        (("a",), ("c",)), (("b",), ("d",)), (("a", "c"), ("b", "d")),
    ]  # fmt: skip
    assert [one.height for one in merges] == [
        pytest.approx(0.1), pytest.approx(0.2), pytest.approx(1 - (0.2 + 0.4 + 0.4 + 0.0) / 4),
    ]  # fmt: skip
    assert ordered(pairs) == ("a", "c", "b", "d")
    assert ordered(()) == ()


models = st.dictionaries(
    st.sampled_from(tuple(GENERIC.elements)),
    st.one_of(
        st.just(ABSENT),
        st.builds(
            lambda relation, modality, codes: stated(relation, fact(modality=modality, codes=codes)),
            st.sampled_from(("same", "adapted_consistent", "adapted_inconsistent", "added")),
            st.sampled_from(("in_use", "agreed", "planned", "wished", "recommended")),
            st.sampled_from(((), ("once",), ("ongoing", "both"))),
        ),
    ),
)


@given(models, models)
def test_it_is_symmetric_and_counts_only_what_both_state(first, second):
    found, n = share(first, second)
    assert share(second, first) == (found, n)
    assert n <= len(first.keys() & second.keys())
    assert (found is None) == (n == 0)
    assert found is None or 0 <= found <= 1


@given(models)
def test_a_model_is_like_itself(says):
    found, _ = share(says, says)
    assert found in {None, 1.0}


@given(st.lists(models, min_size=2, max_size=6))
def test_every_model_is_in_the_order_once(listed):
    columns = [described(f"m{place}", says) for place, says in enumerate(listed)]
    pairs = similarities(compare(GENERIC, described=columns))
    assert sorted(ordered(pairs)) == [one.id for one in columns]
    assert len(clustering(pairs)) == len(columns) - 1
