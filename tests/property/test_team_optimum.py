"""The draft against brute force on random small cases, and what must hold when a case changes."""

import random
from dataclasses import replace
from itertools import chain, combinations, product

import pytest

from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.draft import draft
from mallipaja.team.goals import Goals, Seat, goals, verify
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

PROFESSIONS = ("nurse", "doctor", "social_worker")
SECTORS = ("health", "social", "kela")


def subsets(items):
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


def random_case(rng, most_posts=4, most_roles=3):
    roles = tuple(
        Role(
            f"r{number}",
            rng.choice(SECTORS),
            rng.choice((0, 1, 1, 2)),
            rng.choice((None, 0.0, 4.0, 7.5, 12.0)),
            rng.random() < 0.6,
            tuple(rng.sample(PROFESSIONS, rng.randint(0, 2))),
        )
        for number in range(rng.randint(0, most_roles))
    )
    posts = tuple(
        Post(
            f"p{number}",
            f"p{number}",
            "P",
            "o",
            "O",
            rng.choice(SECTORS),
            Known(rng.choice(PROFESSIONS)),
            Known(rng.choice((0.0, 2.0, 4.0, 9.25))),
            member_already=Known(rng.random() < 0.4),
        )
        for number in range(rng.randint(0, most_posts))
    )
    case = Case(
        roles,
        posts,
        tuple(rng.sample(SECTORS, rng.randint(0, 2))),
        team_cap=rng.choice((None, None, 1, 2)),
        seats_per_post=rng.choice((1, 1, 2)),
    )
    pairs = list(case.pairs())
    if pairs and rng.random() < 0.3:
        case = replace(case, pins=(rng.choice(pairs),))
    free = [pair for pair in pairs if pair not in case.pins]
    return replace(case, vetoes=(rng.choice(free),)) if free and rng.random() < 0.3 else case


def most_hours(case, sitting, roles):
    """The most hours the seated posts can give to ``roles``: by max-flow min-cut, over every set of roles."""
    needs = {role.id: role.hours_per_month or 0.0 for role in roles}
    hours = {post.id: post.hours for post in case.posts}
    bounds = []
    for short in subsets(sorted(needs)):
        givers = {post for post, role in sitting if role in short}
        rest = sum(need for role, need in needs.items() if role not in short)
        bounds.append(sum(hours[post] for post in givers) + rest)
    return min(bounds)


def goals_by_hand(case, sitting):
    seated = {post for post, _ in sitting}
    mandatory = [role for role in case.roles if role.mandatory]
    sectors = {post.sector for post in case.posts if post.id in seated}
    heads = sum(max(0, r.heads - sum(1 for _, role in sitting if role == r.id)) for r in mandatory)
    weighted = sum((role.hours_per_month or 0.0) * (2 if role.mandatory else 1) for role in case.roles)
    # Mandatory hours weigh double, and what goes to them first can always be completed to the most hours of
    # all.
    given = most_hours(case, sitting, mandatory) + most_hours(case, sitting, case.roles)
    return (
        len(set(case.sectors_required) - sectors) + heads,
        round(weighted - given, 6),
        sum(1 for post in case.posts if post.is_member and post.id not in seated),
        len(seated),
    )


def best_by_hand(case):
    """The best goal values over every team that keeps the rules."""
    allowed = {post.id: [role for p, role in case.pairs() if p == post.id] for post in case.posts}
    choices = [
        [
            tuple((post, role) for role in taken)
            for taken in subsets(roles)
            if len(taken) <= case.seats_per_post
        ]
        for post, roles in allowed.items()
    ]
    found = []
    for picked in product(*choices):
        sitting = tuple(chain.from_iterable(picked))
        people = len({post for post, _ in sitting})
        if set(case.pins) <= set(sitting) and (case.team_cap is None or people <= case.team_cap):
            found.append(goals_by_hand(case, sitting))
    return min(found)


@pytest.mark.parametrize("seed", range(150))
def test_the_draft_is_the_best_of_all_teams(seed):
    case = random_case(random.Random(seed))
    found = draft(case)
    missing, hours, left_out, people = best_by_hand(case)
    assert found.goals == Goals(missing, pytest.approx(hours, abs=1e-4), left_out, people)
    assert found.status == "optimal"


@pytest.mark.parametrize("seed", range(150))
def test_shortages_are_the_largest_lack_of_any_set_of_seats(seed):
    case = random_case(random.Random(seed))
    needs = {role.id: role.hours_per_month or 0.0 for role in case.roles}
    hours = {post.id: post.hours for post in case.posts}
    lacks = [
        sum(needs[role] for role in short) - sum(hours[p] for p in {p for p, r in case.pairs() if r in short})
        for short in subsets(sorted(needs))
    ]
    assert sum(one.missing for one in draft(case).shortages) == pytest.approx(max(lacks), abs=1e-6)


@pytest.mark.parametrize("seed", range(40))
def test_one_more_post_never_makes_the_missing_worse(seed):
    rng = random.Random(seed)
    case = random_case(rng)
    extra = Post(
        "extra", "extra", "E", "o", "O", rng.choice(SECTORS), Known(rng.choice(PROFESSIONS)), Known(5.0)
    )
    before, after = draft(case).goals, draft(replace(case, posts=(*case.posts, extra))).goals
    assert after.missing_mandatory <= before.missing_mandatory
    if after.missing_mandatory == before.missing_mandatory:
        assert after.missing_hours <= before.missing_hours + 1e-4


@pytest.mark.parametrize("seed", range(40))
def test_a_pin_of_a_chosen_seat_changes_no_goal(seed):
    case = random_case(random.Random(seed))
    found = draft(case)
    pins = tuple((seat.post, seat.role) for seat in found.filled)
    again = draft(replace(case, pins=pins)).goals
    assert again == replace(found.goals, missing_hours=pytest.approx(found.goals.missing_hours, abs=1e-4))


@pytest.mark.parametrize("seed", range(40))
def test_new_names_change_no_goal(seed):
    rng = random.Random(seed)
    case = random_case(rng)
    names = [post.id for post in case.posts]
    new = dict(zip(names, rng.sample(names, len(names)), strict=True))
    renamed = replace(
        case,
        posts=tuple(replace(post, id=new[post.id]) for post in case.posts),
        pins=tuple((new[post], role) for post, role in case.pins),
        vetoes=tuple((new[post], role) for post, role in case.vetoes),
    )
    before = draft(case).goals
    assert draft(renamed).goals == replace(
        before, missing_hours=pytest.approx(before.missing_hours, abs=1e-4)
    )


def test_the_goals_are_recomputed_from_the_seats():
    case = random_case(random.Random(7))
    found = draft(case)
    verify(case, found.filled)
    assert goals(case, found.filled) == found.goals
    assert all(isinstance(seat, Seat) for seat in found.seats)
