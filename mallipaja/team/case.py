"""What is to be solved: seats, posts, the rules of the team, and what people have already decided."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from mallipaja.errors import Finding, Problem
from mallipaja.survey.given import Known
from mallipaja.team.posts import Post, qualifies
from mallipaja.team.roles import Role
from mallipaja.team.rules import (
    IMPOSSIBLE,
    NO_HOURS,
    NO_POSTS,
    NOBODY_FITS,
    NOT_QUALIFIED,
    PINNED_AND_VETOED,
    TOO_MANY_POSTS,
    TOO_MANY_SEATS,
    TWICE,
    UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Competence:
    """What the team must know together: at least ``holders`` seated posts at ``level`` or above."""

    id: str
    holders: int
    level: float


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
    competences : what the team must know.
    ties : (post id, post id) of candidates known to work together, either way round; empty when not known.
    chair_wanted : whether somebody who may convene the team must sit in it.
    """

    roles: tuple[Role, ...]
    posts: tuple[Post, ...]
    sectors_required: tuple[str, ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    vetoes: tuple[tuple[str, str], ...] = ()
    team_cap: int | None = None
    seats_per_post: int = 1
    competences: tuple[Competence, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    chair_wanted: bool = True

    def tied(self) -> dict[str, set[str]]:
        """Post id -> the candidates it is known to work with."""
        found: dict[str, set[str]] = {post.id: set() for post in self.posts}
        for one, other in self.ties:
            if one in found and other in found and one != other:
                found[one].add(other)
                found[other].add(one)
        return found

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (post id, role id) that is allowed, sorted."""
        vetoed = set(self.vetoes)
        return tuple(
            sorted(
                (post.id, role.id)
                for post in self.posts
                for role in self.roles
                if qualifies(post, role)
                and (post.id, role.id) not in vetoed
                and (not role.by_client or self._comes_anyway(post, role))
            )
        )

    def _comes_anyway(self, post: Post, role: Role) -> bool:
        """Whether the post is drafted into a seat that depends on each client: people decided so, or it is in the team
        already and fits no other seat."""
        if (post.id, role.id) in self.pins:
            return True
        return post.is_member and not any(
            qualifies(post, other) for other in self.roles if not other.by_client
        )


def problems(case: Case) -> tuple[Problem, ...]:
    """What makes the case unsolvable or meaningless (`team.rules`); empty when it can be drafted."""
    return tuple(one.at("team") for one in problems_found(case))


def problems_found(case: Case) -> list[Finding]:
    """The same, each at its place in the case by the names of posts and roles."""
    return [*_doubles(case), *_amounts(case), *_decisions(case)] or _too_many_pins(case)


def notices(case: Case) -> tuple[Problem, ...]:
    """What is odd but can be drafted: nobody to choose from, a seat nobody fits, a post that gives no hours."""
    return tuple(one.at("team") for one in notices_found(case))


def notices_found(case: Case) -> list[Finding]:
    """The same, each at its place in the case by the names of posts and roles."""
    found = [] if case.posts else [NO_POSTS.found("posts")]
    here = {role for _post, role in case.pairs()}
    for role in case.roles:
        if case.posts and role.id not in here and (role.heads or role.hours_per_month):
            allowed = ", ".join(role.qualifies) or role.sector
            found.append(NOBODY_FITS.found("roles", role.id, allowed=allowed))
    found += [
        NO_HOURS.found("posts", post.id, "hours_per_month")
        for post in case.posts
        if post.hours_per_month == Known(0.0)
    ]
    return found


def _doubles(case: Case) -> list[Finding]:
    counts = Counter(
        [("posts", post.id) for post in case.posts]
        + [("roles", role.id) for role in case.roles]
        + [("competences", one.id) for one in case.competences]
    )
    return [TWICE.found(*spot, count=count) for spot, count in sorted(counts.items()) if count > 1]


def _amounts(case: Case) -> list[Finding]:
    amounts: dict[tuple[str, ...], float] = {("posts", p.id, "hours_per_month"): p.hours for p in case.posts}
    for role in case.roles:
        amounts["roles", role.id, "hours_per_month"] = role.hours_per_month or 0.0
        amounts["roles", role.id, "heads"] = role.heads
    for one in case.competences:
        amounts["competences", one.id, "holders"] = one.holders
        amounts["competences", one.id, "level"] = one.level
    for post in case.posts:
        amounts["posts", post.id, "travel_hours_per_month"] = post.travel_hours_per_month or 0.0
        for competence, level in post.competences:
            amounts["posts", post.id, "competences", competence] = level
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
