"""Alternatives, repairs and decisions that cost: known answers, and what must hold on random cases."""

import random
from dataclasses import replace

import pytest

from mallipaja.survey.given import Known
from mallipaja.team.alternatives import TOLERANCE, alternatives
from mallipaja.team.case import Case, Competence
from mallipaja.team.decisions import Decision, breaking
from mallipaja.team.draft import draft
from mallipaja.team.goals import weight
from mallipaja.team.means import HIRE_HOURS, Action, Prices, apply
from mallipaja.team.posts import Post
from mallipaja.team.repair import repairs
from mallipaja.team.roles import Role
from tests.team_cases import random_case


def post(key, sector, profession, hours, **more):
    given = {"convenes": Known(True), "member_already": Known(False), "coordinates": Known(False), **more}
    return Post(key, key, key, "o", "O", sector, Known(profession), Known(float(hours)), **given)


NURSE = Role("nurse", "health", 1, 12.0, True, ("nurse",))
KELA = Role("kela", "kela", 1, 6.0, True, ("kela_expert",))
CLINIC = post("clinic", "health", "nurse", 12)
WARD = post("ward", "health", "nurse", 12)
OFFICE = post("office", "kela", "kela_expert", 6)


def test_another_team_is_named_by_what_it_has_otherwise():
    case = Case((NURSE, KELA), (CLINIC, WARD, OFFICE), ("health", "kela"))
    first = draft(case)
    (other,) = alternatives(case, first, 1)
    used = {seat.post for seat in first.filled}
    assert used in ({"office", "clinic"}, {"office", "ward"})
    spare = ({"clinic", "ward"} - used).pop()
    gone = ({"clinic", "ward"} & used).pop()
    assert (other.difference.without, other.difference.added, other.difference.moved) == (
        (gone,),
        (spare,),
        (),
    )
    assert other.draft.goals.vector == first.goals.vector


def test_there_may_be_no_other_team():
    case = Case((NURSE,), (CLINIC,))
    assert alternatives(case, draft(case), 3) == ()


@pytest.mark.parametrize("seed", range(25))
def test_alternatives_keep_what_matters_and_are_all_different(seed):
    case = random_case(random.Random(seed), 7, 4, least_posts=4, least_roles=2)
    first = draft(case)
    total = sum((role.hours_per_month or 0.0) * weight(role) for role in case.roles)
    found = [first]
    for one in alternatives(case, first, 3):
        goals = one.draft.goals
        assert goals.missing_mandatory == first.goals.missing_mandatory
        assert goals.missing_competence <= first.goals.missing_competence
        assert goals.missing_hours <= first.goals.missing_hours + TOLERANCE * total + 1e-4
        assert set(case.pins) <= {(seat.post, seat.role) for seat in one.draft.filled}
        found.append(one.draft)
    teams = [frozenset((seat.post, seat.role) for seat in one.filled) for one in found]
    assert len(set(teams)) == len(teams)


def test_the_cheapest_way_is_found_and_a_price_turns_it():
    case = Case((NURSE, KELA), (CLINIC, post("office", "kela", "kela_expert", 2)))
    first = draft(case)
    (cheapest, *others) = repairs(case, first)
    assert cheapest.actions == (Action("more_hours", "office", 4.0, 160.0),)
    assert (cheapest.price, cheapest.draft.gaps, cheapest.proved) == (160.0, (), True)
    assert [one.price for one in others] == sorted(one.price for one in others)
    dear = repairs(case, first, Prices(more_hours=500.0))[0]
    assert dear.actions == (Action("buy", "kela_expert", 4.0, 360.0),)
    own = repairs(case, first, Prices(more_hours=5000.0), available=["nurse"])[0]
    assert {one.means for one in own.actions} == {"accept_hours"}


def test_a_neighbour_remote_training_and_a_convener():
    quiet = {"convenes": Known(False)}
    case = Case(
        (NURSE, KELA), (post("clinic", "health", "nurse", 12, **quiet),), ("kela",),
        competences=(Competence("rehabilitation", 1, 2.0),),
    )  # fmt: skip
    lent = post("far", "kela", "kela_expert", 20, remote=Known(True), **quiet)
    found = repairs(case, draft(case), neighbours=[lent])[0]
    assert {(one.means, one.amount) for one in found.actions} == {
        ("remote", 6.0), ("train", 1.0), ("convene", 1.0),
    }  # fmt: skip
    assert found.draft.gaps == ()


def test_two_nurse_posts_mend_sampoharju():
    """Keski-Suomi added two nurse positions to the health station; the same comes out as a repair."""
    nurse = Role("nurse", "health", 2, 50.0, True, ("nurse",))
    case = Case((nurse, KELA), (OFFICE, post("doctor", "health", "doctor", 8)), ("health", "kela"))
    found = repairs(case, draft(case), available=["nurse"])[0]
    assert found.actions == (
        Action("hire", "nurse", 1.0, 960.0),
        Action("hire", "nurse", 1.0, 960.0, number=2),
    )
    mended = apply(case, found.actions)
    assert [one.hours for one in mended.posts[-2:]] == [HIRE_HOURS, HIRE_HOURS]
    assert draft(mended).gaps == ()


@pytest.mark.parametrize("seed", range(60))
def test_every_repair_applied_closes_the_gaps_it_names(seed):
    rng = random.Random(seed)
    case = random_case(rng)
    lent = [replace(one, id=f"far_{one.id}") for one in random_case(rng, 3, 1).posts]
    first = draft(case)
    for one in repairs(case, first, neighbours=lent):
        after = draft(apply(case, one.actions, lent))
        assert set(one.closes) == set(first.gaps)
        assert after.gaps == ()
        assert one.price == pytest.approx(sum(action.price for action in one.actions))


def test_decisions_that_cost_are_the_fewest_that_do():
    case = Case(
        (NURSE, KELA),
        (CLINIC, WARD, OFFICE),
        vetoes=(("clinic", "nurse"), ("ward", "nurse"), ("clinic", "kela")),
    )
    assert breaking(case) == (Decision("veto", "clinic", "nurse"), Decision("veto", "ward", "nurse"))
    assert breaking(replace(case, vetoes=(("clinic", "nurse"),))) == ()
    small = replace(case, vetoes=(), pins=(("ward", "nurse"),), team_cap=1)
    assert breaking(small) == ()
