"""Sharing between neighbours: never worse than alone, and only where there was a need."""

import random
from dataclasses import replace

import pytest

from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.neighbours import Place, blended
from mallipaja.team.posts import Post
from mallipaja.team.region import StoppedError, region
from mallipaja.team.roles import Role
from tests.team_cases import random_case


def random_region(seed, most=3):
    rng = random.Random(seed)
    return [Place(name, random_case(rng, 5, 3)) for name in "abc"[: rng.randint(2, most)]]


@pytest.mark.parametrize("seed", range(30))
def test_together_is_never_worse_than_alone(seed):
    places = random_region(seed)
    found = region(places)
    assert found.together <= found.alone + 0.01
    assert found.alone == pytest.approx(sum(blended(one.alone.goals) for one in found.places))
    assert found.together == pytest.approx(sum(blended(one.together.goals) for one in found.places))
    hours = {(place.id, post.id): post.hours for place in places for post in place.case.posts}
    given = dict.fromkeys(hours, 0.0)
    for place in found.places:
        for seat in place.together.filled:
            lender, _sign, post = (seat.post or "").rpartition("|")
            given[lender or place.id, post] += seat.hours_per_month
    assert all(given[key] <= hours[key] + 1e-4 for key in hours)


@pytest.mark.parametrize("seed", range(30))
def test_only_seats_with_a_gap_of_their_own_borrow_and_lenders_keep_theirs(seed):
    found = region(random_region(seed), lender_cap=0.0)
    drafts = {place.id: place for place in found.places}
    for place in found.places:
        before, after = place.alone.goals, place.together.goals
        assert after.missing_mandatory <= before.missing_mandatory
        assert after.missing_competence <= before.missing_competence
        assert after.missing_hours <= before.missing_hours + 1e-4
    for loan in found.loans:
        assert loan.lender != loan.borrower
        assert drafts[loan.borrower].alone.gaps


NURSE = Role("nurse", "health", 1, 12.0, True, ("nurse",))


def nurse(key, hours, **more):
    return Post(key, key, key, "o", "O", "health", Known("nurse"), Known(hours), convenes=Known(True), **more)


def test_a_neighbour_with_hours_to_spare_lends_them():
    places = [Place("small", Case((NURSE,), ())), Place("large", Case((NURSE,), (nurse("clinic", 20.0),)))]
    found = region(places, {("small", "large"): 1.5})
    (loan,) = found.loans
    assert (loan.lender, loan.borrower, loan.role, loan.travel) == ("large", "small", "nurse", 1.5)
    # 24 hours are needed and 20 are there: the lender keeps what it needs itself
    assert loan.hours_per_month == pytest.approx(8.0)
    assert found.alone - found.together == pytest.approx(1000 + 10 * (24 - 8))
    large = next(one for one in found.places if one.id == "large")
    assert (large.alone.gaps, large.together.gaps) == ((), ())


def test_who_serves_one_place_only_is_not_lent_and_nobody_borrows_without_a_need():
    own = Place("large", Case((NURSE,), (nurse("clinic", 20.0, several_pilots=Known(False)),)))
    assert region([Place("small", Case((NURSE,), ())), own]).loans == ()
    full = Place("other", Case((NURSE,), (nurse("ward", 12.0),)))
    wide = Place("large", Case((NURSE,), (nurse("clinic", 20.0),)))
    assert region([full, wide]).loans == ()


def test_a_region_is_told_of_place_by_place_and_can_be_stopped_anywhere():
    places, steps = random_region(3), []
    region(places, told=lambda done, all_: steps.append((done, all_)))
    assert steps == [(done, len(places) + 1) for done in range(1, len(places) + 2)]
    for after in range(len(places) + 1):
        told = []
        with pytest.raises(StoppedError):
            region(places, told=lambda *done: told.append(done[0]), stop=lambda: len(told) >= after)  # noqa: B023
        assert told == list(range(1, after + 1))


def test_a_case_may_be_without_anybody():
    empty = Place("empty", Case((), ()))
    assert region([empty, replace(empty, id="other")]).together == 0
