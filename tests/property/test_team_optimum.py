"""The draft against every team there is, on random cases, and what must hold when a case changes."""

import random
from dataclasses import replace

import networkx as nx
import pytest

from bench.municipalities import municipality
from mallipaja.survey.given import Known
from mallipaja.team.draft import draft
from mallipaja.team.goals import goals, verify
from mallipaja.team.greedy import greedy
from mallipaja.team.shortage import shortages
from tests.team_cases import best_by_hand, random_case, random_post
from tests.team_scipy import scipy_goals

BATCHES = 20
IN_A_BATCH = 50


def close(vector):
    return pytest.approx(vector, abs=1e-4)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_draft_is_the_best_of_all_teams(batch):
    """1,000 cases in all; `bench.team` looks at thousands."""
    for seed in range(batch * IN_A_BATCH, (batch + 1) * IN_A_BATCH):
        case = random_case(random.Random(seed))
        found = draft(case)
        assert found.goals.vector == close(best_by_hand(case)), seed
        assert found.status == "optimal"
        assert found.goals == goals(case, found.filled)


@pytest.mark.parametrize("seed", range(20))
def test_the_draft_is_the_best_of_all_larger_teams(seed):
    case = random_case(random.Random(seed), 7, 4, least_posts=7, least_roles=4)
    assert draft(case).goals.vector == close(best_by_hand(case))


def test_choosing_seat_by_seat_keeps_the_rules_and_is_never_better():
    for seed in range(200):
        case = random_case(random.Random(seed))
        seats = greedy(case)
        verify(case, seats)
        assert not goals(case, seats).better_than(draft(case).goals), seed


def test_shortages_are_what_the_largest_flow_lacks():
    """The lack of all shortages together is what networkx's own maximum flow leaves over."""
    for seed in range(200):
        case = random_case(random.Random(seed), 6, 5)
        graph = nx.DiGraph()
        graph.add_nodes_from(["source", "sink"])
        for post in case.posts:
            graph.add_edge("source", post.id, capacity=round(post.hours * 1000))
        for role in case.roles:
            graph.add_edge(role.id, "sink", capacity=round((role.hours_per_month or 0.0) * 1000))
        graph.add_edges_from(case.pairs())
        needed = sum(role.hours_per_month or 0.0 for role in case.roles)
        most = nx.maximum_flow_value(graph, "source", "sink") / 1000
        assert sum(one.missing for one in shortages(case)) == pytest.approx(needed - most, abs=1e-6), seed


@pytest.mark.parametrize("seed", range(40))
def test_one_more_post_never_makes_a_goal_worse(seed):
    rng = random.Random(seed)
    case = random_case(rng)
    extra = replace(random_post(rng, 0), id="extra")
    before, after = draft(case).goals, draft(replace(case, posts=(*case.posts, extra))).goals
    assert not before.better_than(after)


@pytest.mark.parametrize("seed", range(40))
def test_a_larger_demand_never_makes_a_goal_better(seed):
    rng = random.Random(seed)
    case = random_case(rng, least_roles=1)
    place = rng.randrange(len(case.roles))
    grown = replace(case.roles[place], hours_per_month=(case.roles[place].hours_per_month or 0.0) + 3.5)
    roles = (*case.roles[:place], grown, *case.roles[place + 1 :])
    assert not draft(replace(case, roles=roles)).goals.better_than(draft(case).goals)


@pytest.mark.parametrize("seed", range(40))
def test_a_pin_of_a_chosen_seat_changes_no_goal(seed):
    case = random_case(random.Random(seed))
    found = draft(case)
    pins = tuple((seat.post, seat.role) for seat in found.filled)
    assert draft(replace(case, pins=pins)).goals.vector == close(found.goals.vector)


@pytest.mark.parametrize("seed", range(40))
def test_new_names_and_another_order_change_no_goal(seed):
    rng = random.Random(seed)
    case = random_case(rng)
    names = [post.id for post in case.posts]
    new = dict(zip(names, rng.sample(names, len(names)), strict=True))
    renamed = replace(
        case,
        posts=tuple(replace(post, id=new[post.id]) for post in reversed(case.posts)),
        roles=case.roles[::-1],
        pins=tuple((new[post], role) for post, role in case.pins),
        vetoes=tuple((new[post], role) for post, role in case.vetoes),
        ties=tuple((new[one], new[other]) for one, other in case.ties),
    )
    assert draft(renamed).goals.vector == close(draft(case).goals.vector)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_file_changes_nothing_at_all(seed):
    case = random_case(random.Random(seed))
    turned = replace(case, posts=case.posts[::-1], roles=case.roles[::-1], ties=case.ties[::-1])
    assert set(draft(turned).filled) == set(draft(case).filled)


def test_hours_that_are_not_round_are_given_exactly():
    case = random_case(random.Random(3), 6, 3, least_posts=6, least_roles=3)
    odd = replace(case, posts=tuple(replace(post, hours_per_month=Known(10 / 3)) for post in case.posts))
    found = draft(odd)
    assert found.goals.vector == close(best_by_hand(odd))


@pytest.mark.parametrize("number", [1, 4, 6, 9, 13, 20])
def test_another_program_finds_the_same_for_a_whole_municipality(number):
    case = municipality(number)
    few = replace(case, posts=case.posts[:16], ties=())
    assert draft(few, 60).goals.vector == close(scipy_goals(few).vector)
