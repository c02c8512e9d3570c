"""Why hours are short, whoever is chosen: sets of seats that need more than all who could sit in them have
together.

The largest lack is found as a minimum cut of the flow posts → seats (Hall's condition with hours). Limits on
seats and team size are not in it, so hours may be short also where no shortage is named here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.flow import Flow, Pair

_LEAST = 1e-3
"""Fewer missing hours a month than this are not worth a line."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """``roles`` need ``needed`` hours a month together; ``posts``, all who may sit in them, have
    ``available``.

    ``not_known`` are those of the posts whose hours nobody has said; they are counted as 0.
    """

    roles: tuple[str, ...]
    posts: tuple[str, ...]
    needed: float
    available: float
    not_known: tuple[str, ...]

    @property
    def missing(self) -> float:
        """Hours a month that no choice of posts can give."""
        return self.needed - self.available


def shortages(case: Case) -> tuple[Shortage, ...]:
    """The smallest sets of seats whose needs cannot be met, the largest lack first."""
    pairs = case.pairs()
    flow = Flow({post.id: post.hours for post in case.posts}, pairs)
    flow.fill({role.id: role.hours_per_month or 0.0 for role in case.roles})
    found = [_shortage(case, roles, posts) for roles, posts in _parts(flow.short(), pairs)]
    short = [one for one in found if one.missing > _LEAST]
    return tuple(sorted(short, key=lambda one: (-one.missing, one.roles)))


def _parts(short: set[str], pairs: Iterable[Pair]) -> list[tuple[set[str], set[str]]]:
    """The short roles in groups that share no post, each with the posts that may sit in it."""
    posts_of: dict[str, set[str]] = {role: set() for role in short}
    for post, role in pairs:
        if role in short:
            posts_of[role].add(post)
    parts: list[tuple[set[str], set[str]]] = []
    for role in sorted(short):
        mine = [part for part in parts if part[1] & posts_of[role]]
        roles = {role}.union(*(part[0] for part in mine))
        posts = posts_of[role].union(*(part[1] for part in mine))
        parts = [part for part in parts if part not in mine] + [(roles, posts)]
    return parts


def _shortage(case: Case, role_ids: set[str], post_ids: set[str]) -> Shortage:
    roles = [role for role in case.roles if role.id in role_ids]
    posts = [post for post in case.posts if post.id in post_ids]
    return Shortage(
        roles=tuple(sorted(role.id for role in roles)),
        posts=tuple(sorted(post.id for post in posts)),
        needed=sum(role.hours_per_month or 0.0 for role in roles),
        available=sum(post.hours for post in posts),
        not_known=tuple(sorted(post.id for post in posts if not isinstance(post.hours_per_month, Known))),
    )
