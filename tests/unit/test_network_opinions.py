"""Opinions are means over enough raters; the two sides of a tie are laid beside each other."""

import pytest

from mallipaja.network.network import Network, Node, Tie
from mallipaja.network.opinions import PartnerScore, partner_scores
from mallipaja.network.two_sides import Agreement, agreement, disagreements, two_sides
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Known
from mallipaja.survey.units import ActorInfo, UnitInfo

ACTORS = tuple(ActorInfo(f"a{n}", f"A{n}", "health", "o", "O", ("keuruu",)) for n in range(6))
UNITS = (
    *(UnitInfo(f"u{n}", "o", "O", "health", f"a{n}", "U", ("keuruu",)) for n in range(6)),
    UnitInfo("u1b", "o", "O", "health", "a1", "U", ("keuruu",)),
)
FEEDS = {
    "trust": ("trust_reliability", "trust_mission", "trust_openness"),
    "value": ("value_influence", "value_involvement", "value_resources"),
}


def rated(kind, unit, target, *grades):
    return [
        FeedRecord(f"network.{feed}", f"r_{unit}", unit, (), "keuruu", target, str(grade), None)
        for feed, grade in zip(FEEDS[kind], grades, strict=False)
    ]


def of(records, actor, **options):
    return next(s for s in partner_scores(records, UNITS, ACTORS, "keuruu", **options) if s.actor == actor)


BY_FIVE = [record for n in range(1, 6) for record in rated("trust", f"u{n}", "a0", n % 4 + 1, 2, 3)]


def test_trust_is_the_mean_over_the_actors_that_rated():
    assert [s.actor for s in partner_scores(BY_FIVE, UNITS, ACTORS, "keuruu")] == [a.id for a in ACTORS]
    expected = sum((n % 4 + 1 + 5) / 3 for n in range(1, 6)) / 5
    assert of(BY_FIVE, "a0") == PartnerScore("a0", pytest.approx(expected), 5, None, 0)
    assert of(BY_FIVE, "a1") == PartnerScore("a1", None, 0, None, 0)


def test_too_few_raters_show_nothing():
    four = [record for record in BY_FIVE if record.unit != "u5"]
    assert (of(four, "a0").trust, of(four, "a0").trust_raters) == (None, 4)
    assert of(four, "a0", minimum_raters=3).trust == pytest.approx((7 + 8 + 9 + 6) / 3 / 4)
    two = [record for record in four if record.unit in {"u1", "u2"}]
    assert of(two, "a0", minimum_raters=3).trust is None
    with pytest.raises(ValueError, match="at least 3"):
        partner_scores(BY_FIVE, UNITS, ACTORS, "keuruu", 2)


def test_a_rating_needs_two_of_its_three_questions():
    fewer = [record for record in BY_FIVE if record.unit != "u5"]
    assert of([*fewer, *rated("trust", "u5", "a0", 4, 4)], "a0").trust_raters == 5
    assert of([*fewer, *rated("trust", "u5", "a0", 4)], "a0").trust_raters == 4


def test_units_of_one_actor_are_one_rater_and_nobody_rates_itself():
    more = [*BY_FIVE, *rated("trust", "u1b", "a0", 4, 4, 4), *rated("trust", "u0", "a0", 4, 4, 4)]
    others = sum((n % 4 + 1 + 5) / 3 for n in range(2, 6))
    own = ((2 + 5) / 3 + 4) / 2
    assert of(more, "a0") == PartnerScore("a0", pytest.approx((others + own) / 5), 5, None, 0)


def test_value_has_questions_of_its_own():
    records = [record for n in range(1, 6) for record in rated("value", f"u{n}", "a0", 4, 3, 2)]
    assert of(records, "a0") == PartnerScore("a0", None, 0, 3.0, 5)


def tie(source, target, frequency=None, level=None, referral=None, agreed=None):
    def given(value):
        return NOT_ANSWERED if value is None else Known(value)

    return Tie(source, target, given(frequency), given(level), given(referral), NOT_ANSWERED, given(agreed))


NETWORK = Network(
    "p",
    tuple(Node(n, n, n, n, n, n != "e", 1, n != "e") for n in "abcde"),
    (
        tie("a", "b", 5, 3, "we_refer", "yes"),
        tie("a", "c", 4, 2, "both", "no"),
        tie("a", "d", 3),
        tie("a", "e", 3),
        tie("b", "a", 2, 3, "we_receive", "no"),
        tie("c", "a", 3, 2, "we_refer", "no"),
    ),
)


def test_the_two_sides_of_a_tie():
    ab, ac, ad, ae = two_sides(NETWORK)
    assert (ab.frequency, ab.frequency_gap, ab.level_gap) == ((5, 2), 3, 0)
    assert (ab.same_referral, ab.same_agreement) == (True, False)
    assert (ac.frequency_gap, ac.same_referral, ac.same_agreement) == (1, False, True)
    assert (ad.state, ad.frequency, ad.frequency_gap, ad.same_referral) == (
        "one_sided",
        (3, None),
        None,
        None,
    )
    assert ae.state == "unconfirmed"


def test_how_often_two_sides_agree():
    assert agreement(NETWORK) == Agreement(
        confirmed=pytest.approx(2 / 3), settled=3,
        frequency=0.0, frequency_near=0.5, frequency_of=2,
        level=1.0, level_of=2, referral=0.5, referral_of=2, written=0.5, written_of=2,
    )  # fmt: skip
    nothing = agreement(Network("p", (), ()))
    assert (nothing.confirmed, nothing.settled, nothing.level, nothing.written_of) == (None, 0, None, 0)


def test_disagreements_start_with_the_widest():
    assert [(s.first, s.second) for s in disagreements(NETWORK)] == [("a", "b"), ("a", "c")]
    assert disagreements(Network("p", NETWORK.nodes, (tie("a", "b", 5), tie("b", "a", 4)))) == ()
    apart = Network("p", NETWORK.nodes, (tie("a", "b", 1), tie("b", "a", 3)))
    assert [s.frequency_gap for s in disagreements(apart)] == [2]
    assert disagreements(apart, steps=3) == ()


def shared(unit, target, grade):
    """An answer that one unit has given for all its pilots at once."""
    return [
        FeedRecord(f"network.{feed}", f"r_{unit}", unit, ("keuruu", "laukaa"), "", target, str(grade), None)
        for feed in FEEDS["trust"]
    ]


def test_two_pilots_whose_means_would_tell_one_rater_apart_are_not_both_shown():
    """Five units rate for both pilots at once, a sixth serves Laukaa only: the means would differ by what it thinks."""
    both = ("keuruu", "laukaa")
    actors = tuple(ActorInfo(f"a{n}", f"A{n}", "health", "o", "O", both) for n in range(8))
    units = (
        *(UnitInfo(f"u{n}", "o", "O", "health", f"a{n}", "U", both) for n in range(1, 6)),
        UnitInfo("u6", "o", "O", "health", "a6", "U", ("laukaa",)),
    )
    records = [record for n in range(1, 7) for record in shared(f"u{n}", "a0", n % 4 + 1)]
    found = {
        pilot: next(s for s in partner_scores(records, units, actors, pilot) if s.actor == "a0").trust
        for pilot in both
    }
    assert found["keuruu"] is None
    assert found["laukaa"] is not None


def test_pilots_with_the_very_same_raters_are_both_shown():
    both = ("keuruu", "laukaa")
    actors = tuple(ActorInfo(f"a{n}", f"A{n}", "health", "o", "O", both) for n in range(6))
    units = tuple(UnitInfo(f"u{n}", "o", "O", "health", f"a{n}", "U", both) for n in range(1, 6))
    records = [record for n in range(1, 6) for record in shared(f"u{n}", "a0", n % 4 + 1)]
    for pilot in both:
        assert (
            next(s for s in partner_scores(records, units, actors, pilot) if s.actor == "a0").trust
            is not None
        )
