"""What is to be solved: seats, posts, the rules of the team, and what people have already decided."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from mallipaja.errors import Problem
from mallipaja.team.posts import Post, qualifies
from mallipaja.team.roles import Role


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
    """What makes the case unsolvable or meaningless; empty when it can be drafted.

    Codes: ``TEAM_001`` a post or role is listed twice, ``_002`` an amount is not possible, ``_003`` a pin or
    veto of an unknown post or role, ``_004`` a pin that is also vetoed, ``_005`` a pin of a post that does
    not qualify, ``_006`` more pins than the team or a post may have seats.
    """
    found = [*_doubles(case), *_amounts(case), *_decisions(case)]
    return tuple(found or _too_many_pins(case))


def _problem(where: str, code: str, message: str, allowed: str, fix: str) -> Problem:
    return Problem("team", 0, where, code, message, allowed, fix)


def _doubles(case: Case) -> list[Problem]:
    counts = Counter(
        [f"posts.{post.id}" for post in case.posts] + [f"roles.{role.id}" for role in case.roles]
    )
    return [
        _problem(where, "TEAM_001", f"listed {count} times", "Once.", "Remove the extra ones.")
        for where, count in sorted(counts.items())
        if count > 1
    ]


def _amounts(case: Case) -> list[Problem]:
    amounts: dict[str, float] = {f"posts.{post.id}.hours_per_month": post.hours for post in case.posts}
    for role in case.roles:
        amounts[f"roles.{role.id}.hours_per_month"] = role.hours_per_month or 0.0
        amounts[f"roles.{role.id}.heads"] = role.heads
    found = [
        _problem(where, "TEAM_002", f"the amount is {amount:g}", "Zero or more.", "Correct the amount.")
        for where, amount in sorted(amounts.items())
        if not (amount >= 0 and math.isfinite(amount))
    ]
    limits = {"seats_per_post": case.seats_per_post, "team_cap": case.team_cap}
    for where, limit in limits.items():
        if limit is not None and limit < 1:
            found.append(
                _problem(where, "TEAM_002", f"the limit is {limit}", "One or more.", "Correct the limit.")
            )
    return found


def _decisions(case: Case) -> list[Problem]:
    found_posts = {post.id: post for post in case.posts}
    found_roles = {role.id: role for role in case.roles}
    found: list[Problem] = []
    for kind, pairs in (("pins", case.pins), ("vetoes", case.vetoes)):
        for post, role in sorted(pairs):
            where = f"{kind}.{post}.{role}"
            if post not in found_posts or role not in found_roles:
                known = "Posts and roles of this case."
                found.append(
                    _problem(where, "TEAM_003", "no such post or role", known, "Remove the decision.")
                )
            elif kind == "pins" and (post, role) in case.vetoes:
                found.append(
                    _problem(
                        where, "TEAM_004", "both pinned and vetoed", "One of the two.", "Remove one of them."
                    )
                )
            elif kind == "pins" and not qualifies(found_posts[post], found_roles[role]):
                fit = ", ".join(found_roles[role].qualifies) or found_roles[role].sector
                found.append(
                    _problem(
                        where,
                        "TEAM_005",
                        "the post does not qualify for the role",
                        f"Who may sit here: {fit}.",
                        "Choose another role, or change the role's professions.",
                    )
                )
    return found


def _too_many_pins(case: Case) -> list[Problem]:
    pins = set(case.pins)
    found = [
        _problem(
            f"pins.{post}",
            "TEAM_006",
            f"pinned to {count} seats",
            f"At most {case.seats_per_post} seats for one post.",
            "Remove a pin.",
        )
        for post, count in sorted(Counter(post for post, _ in pins).items())
        if count > case.seats_per_post
    ]
    people = len({post for post, _ in pins})
    if case.team_cap is not None and people > case.team_cap:
        found.append(
            _problem(
                "pins", "TEAM_006", f"{people} posts are pinned", f"At most {case.team_cap}.", "Remove a pin."
            )
        )
    return found
