"""What is to be solved: seats, posts, the rules of the team, and what people have already decided."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from mallipaja.errors import Finding, Problem
from mallipaja.team.posts import Post, qualifies
from mallipaja.team.roles import Role
from mallipaja.team.rules import (
    IMPOSSIBLE,
    NOT_QUALIFIED,
    PINNED_AND_VETOED,
    TOO_MANY_POSTS,
    TOO_MANY_SEATS,
    TWICE,
    UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A team to draft.

    Attributes
    ----------
    roles, posts : the seats and who could sit in them.
    sectors_required : sectors that must have a seated post (required parties on the day).
    pins : (post id, role id) pairs that must hold; vetoes : pairs that must not.
    team_cap : most posts in the team; ``None`` for no limit.
    seats_per_post : most seats of one post; its hours are split over them.
    """

    roles: tuple[Role, ...]
    posts: tuple[Post, ...]
    sectors_required: tuple[str, ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    vetoes: tuple[tuple[str, str], ...] = ()
    team_cap: int | None = None
    seats_per_post: int = 1

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (post id, role id) that is allowed, sorted."""
        vetoed = set(self.vetoes)
        return tuple(
            sorted(
                (post.id, role.id)
                for post in self.posts
                for role in self.roles
                if qualifies(post, role) and (post.id, role.id) not in vetoed
            )
        )


def problems(case: Case) -> tuple[Problem, ...]:
    """What makes the case unsolvable or meaningless (`team.rules`); empty when it can be drafted."""
    found = [*_doubles(case), *_amounts(case), *_decisions(case)]
    return tuple(one.at("team") for one in found or _too_many_pins(case))


def _doubles(case: Case) -> list[Finding]:
    counts = Counter(
        [("posts", post.id) for post in case.posts] + [("roles", role.id) for role in case.roles]
    )
    return [TWICE.found(*spot, count=count) for spot, count in sorted(counts.items()) if count > 1]


def _amounts(case: Case) -> list[Finding]:
    amounts: dict[tuple[str, ...], float] = {("posts", p.id, "hours_per_month"): p.hours for p in case.posts}
    for role in case.roles:
        amounts["roles", role.id, "hours_per_month"] = role.hours_per_month or 0.0
        amounts["roles", role.id, "heads"] = role.heads
    found = [
        IMPOSSIBLE.found(*spot, amount=f"{amount:g}", least=0)
        for spot, amount in sorted(amounts.items())
        if not (amount >= 0 and math.isfinite(amount))
    ]
    limits = {"seats_per_post": case.seats_per_post, "team_cap": case.team_cap}
    return found + [
        IMPOSSIBLE.found(name, amount=limit, least=1)
        for name, limit in limits.items()
        if limit is not None and limit < 1
    ]


def _decisions(case: Case) -> list[Finding]:
    posts = {post.id: post for post in case.posts}
    roles = {role.id: role for role in case.roles}
    found: list[Finding] = []
    for kind, pairs in (("pins", case.pins), ("vetoes", case.vetoes)):
        for post, role in sorted(pairs):
            spot = (kind, post, role)
            if post not in posts or role not in roles:
                found.append(UNKNOWN.found(*spot))
            elif kind == "pins" and (post, role) in case.vetoes:
                found.append(PINNED_AND_VETOED.found(*spot))
            elif kind == "pins" and not qualifies(posts[post], roles[role]):
                fit = ", ".join(roles[role].qualifies) or roles[role].sector
                found.append(NOT_QUALIFIED.found(*spot, allowed=fit))
    return found


def _too_many_pins(case: Case) -> list[Finding]:
    counts = Counter(post for post, _ in set(case.pins))
    found = [
        TOO_MANY_SEATS.found("pins", post, count=count, most=case.seats_per_post)
        for post, count in sorted(counts.items())
        if count > case.seats_per_post
    ]
    if case.team_cap is not None and len(counts) > case.team_cap:
        found.append(TOO_MANY_POSTS.found("pins", count=len(counts), most=case.team_cap))
    return found
