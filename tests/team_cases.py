"""Random small cases of teams, and the best goals over every team there is, found without any solver.

Used by the property tests, and by `bench.team` for thousands.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import chain, combinations

import numpy as np

from mallipaja.survey.given import Known
from mallipaja.team.case import Case, Competence
from mallipaja.team.posts import Post, qualifies
from mallipaja.team.roles import Role

PROFESSIONS = ("nurse", "doctor", "social_worker")
SECTORS = ("health", "social", "kela")


def subsets(items):
    """Every subset, the empty one first."""
    items = list(items)
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


def random_role(rng, number):
    """A role, sometimes one nobody or anybody of a sector fits."""
    return Role(
        f"r{number}", rng.choice(SECTORS), rng.choice((0, 1, 1, 2)), rng.choice((None, 0.0, 4.0, 7.5, 12.0)),
        rng.random() < 0.6, tuple(rng.sample(PROFESSIONS, rng.randint(0, 2))), rng.random() < 0.2,
    )  # fmt: skip


def random_post(rng, number):
    """A post with some of everything the goals look at."""
    name = f"p{number}"
    first, *more = rng.sample(PROFESSIONS, rng.choice((1, 1, 2)))
    return Post(
        name, name, name, "o", "O", rng.choice(SECTORS), Known(first), Known(rng.choice((0.0, 2.0, 4.0, 9.25, 12.0))),
        remote=Known(rng.random() < 0.2), convenes=Known(rng.random() < 0.3),
        member_already=Known(rng.random() < 0.4), coordinates=Known(rng.random() < 0.3), more_professions=tuple(more),
        competences=tuple((key, float(rng.randint(0, 3))) for key in ("c0", "c1") if rng.random() < 0.6),
        travel_hours_per_month=rng.choice((None, 0.5, 2.0)),
    )  # fmt: skip


def random_case(rng: random.Random, most_posts=5, most_roles=3, least_posts=0, least_roles=0) -> Case:
    """A case without problems."""
    roles = tuple(random_role(rng, number) for number in range(rng.randint(least_roles, most_roles)))
    posts = tuple(random_post(rng, number) for number in range(rng.randint(least_posts, most_posts)))
    names = [post.id for post in posts]
    case = Case(
        roles,
        posts,
        tuple(rng.sample(SECTORS, rng.randint(0, 2))),
        team_cap=rng.choice((None, None, None, None, 2, 3)),
        seats_per_post=rng.choice((1, 1, 2)),
        competences=tuple(
            Competence(f"c{n}", rng.randint(0, 2), float(rng.randint(1, 3))) for n in range(rng.randint(0, 2))
        ),
        ties=tuple(pair for pair in combinations(names, 2) if rng.random() < 0.3),
    )
    pairs = list(case.pairs())
    if pairs and rng.random() < 0.3:
        case = replace(case, pins=(rng.choice(pairs),))
    free = [pair for pair in pairs if pair not in case.pins]
    return replace(case, vetoes=(rng.choice(free),)) if free and rng.random() < 0.3 else case


def best_by_hand(case: Case) -> tuple[float, ...]:
    """The best goal vector over every team that keeps the rules, by looking at all of them.

    Hours are the least cut over every set of roles (Ford and Fulkerson), not a flow.
    """
    teams = _teams(case)
    goals = _goals(case, teams)
    kept = np.ones(teams.shape[1], dtype=bool)
    best = []
    for goal in goals:
        least = goal[kept].min()
        kept &= goal <= least + 1e-9
        best.append(float(least))
    return tuple(best)


def _teams(case):
    """posts × teams: the roles of each post as bits, for every team that is allowed."""
    places = {role.id: 1 << place for place, role in enumerate(case.roles)}
    choices = []
    for post in case.posts:
        mine = [
            places[role.id]
            for role in case.roles
            if qualifies(post, role) and (post.id, role.id) not in case.vetoes
        ]
        pinned = sum(places[role] for one, role in case.pins if one == post.id)
        taken = [sum(chosen) for chosen in subsets(mine) if len(chosen) <= case.seats_per_post]
        choices.append(np.array([roles for roles in taken if roles & pinned == pinned], dtype=np.int64))
    if not choices:
        return np.zeros((0, 1), dtype=np.int64)
    teams = np.stack([grid.ravel() for grid in np.meshgrid(*choices, indexing="ij")])
    return teams if case.team_cap is None else teams[:, (teams > 0).sum(axis=0) <= case.team_cap]


def _goals(case, teams):
    count = teams.shape[1]
    here = teams > 0
    posts = case.posts

    def some(wanted):
        return here[[place for place, post in enumerate(posts) if wanted(post)]].any(axis=0)

    mandatory = np.zeros(count)
    for sector in set(case.sectors_required):
        mandatory += ~some(lambda post, sector=sector: post.sector == sector)
    optional = np.zeros(count)
    for place, role in enumerate(case.roles):
        lacking = np.maximum(0, role.heads - ((teams >> place) & 1).sum(axis=0))
        mandatory, optional = (
            (mandatory + lacking, optional) if role.mandatory else (mandatory, optional + lacking)
        )
    needs = [role.hours_per_month or 0.0 for role in case.roles]
    weighted = sum(need * (2 if role.mandatory else 1) for need, role in zip(needs, case.roles, strict=True))
    firm = [place for place, role in enumerate(case.roles) if role.mandatory]
    hours = (
        weighted - _most_hours(case, teams, needs, firm) - _most_hours(case, teams, needs, range(len(needs)))
    )
    able = np.zeros(count)
    for one in case.competences:
        knows = [place for place, post in enumerate(posts) if post.level(one.id) >= one.level]
        able += np.maximum(0, one.holders - here[knows].sum(axis=0))
    continuity = 10.0 * some(lambda post: post.may_coordinate)
    for place, post in enumerate(posts):
        continuity = continuity + (3 if post.may_coordinate else 2) * post.is_member * here[place]
    if case.ties:
        for place, post in enumerate(posts):
            known = [q for q, other in enumerate(posts) if _tied(case, post.id, other.id)]
            continuity = continuity - (here[place] & ~here[known].any(axis=0))
    seats = sum(((teams >> place) & 1).sum(axis=0) for place in range(len(case.roles))) + np.zeros(count)
    people = here.sum(axis=0)
    travel = sum((post.travel * here[place] for place, post in enumerate(posts)), np.zeros(count))
    chair = ~some(lambda post: post.may_convene) * 1.0
    return [mandatory, hours, able, chair, optional, -continuity, people, seats - people, travel]


def _most_hours(case, teams, needs, roles):
    roles = list(roles)
    bounds = []
    for short in subsets(roles):
        bits = sum(1 << place for place in short)
        rest = sum(needs[place] for place in roles if place not in short)
        given = sum(
            (post.hours * ((row & bits) > 0) for post, row in zip(case.posts, teams, strict=True)), 0.0
        )
        bounds.append(given + rest + np.zeros(teams.shape[1]))
    return np.min(bounds, axis=0)


def _tied(case, one, other):
    return one != other and ((one, other) in case.ties or (other, one) in case.ties)
