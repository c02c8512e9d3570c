"""Hours flowing from posts to roles: how many can be given at most, and where they fall short.

Exact: hours are counted in millionths. Giving is improved along ways that move hours from one role to another
until no way is left (Ford and Fulkerson 1956); where it stops is the smallest set of roles that is short.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from itertools import pairwise

PARTS = 1_000_000
"""An hour in the parts that are counted."""

Pair = tuple[str, str]


class Flow:
    """Hours given so far.

    Parameters
    ----------
    hours : hours a month of each post.
    arcs : (post, role) that may give.
    """

    def __init__(self, hours: Mapping[str, float], arcs: Iterable[Pair]) -> None:
        self._left = {post: round(amount * PARTS) for post, amount in hours.items()}
        self._needs: dict[str, int] = {}
        self._given: dict[Pair, int] = {}
        self._givers: dict[str, list[str]] = {}
        self._takers: dict[str, list[str]] = {}
        for post, role in sorted(set(arcs)):
            self._givers.setdefault(role, []).append(post)
            self._takers.setdefault(post, []).append(role)

    def fill(self, needs: Mapping[str, float]) -> None:
        """Give as much as can be given to these roles together. What was given before stays given."""
        for role, amount in needs.items():
            self._needs[role] = round(amount * PARTS)
            while self._needs[role] > 0 and (way := self._way(role)):
                self._move(role, way)

    def _way(self, role: str) -> list[str]:
        """Roles and posts in turn from ``role`` back to a post that has hours left; empty when there is none."""
        came: dict[tuple[str, str], tuple[str, str]] = {}
        queue = deque([("role", role)])
        while queue:
            kind, name = here = queue.popleft()
            if kind == "post" and self._left[name] > 0:
                return _back(here, came)
            for further in self._steps(kind, name):
                if further not in came and further != ("role", role):
                    came[further] = here
                    queue.append(further)
        return []

    def _steps(self, kind: str, name: str) -> list[tuple[str, str]]:
        if kind == "role":
            return [("post", post) for post in self._givers.get(name, ()) if post in self._left]
        return [("role", role) for role in self._takers.get(name, ()) if self._given.get((name, role), 0) > 0]

    def _move(self, role: str, way: list[str]) -> None:
        """Move hours along ``role, post, role, post …``: each role takes from the post after it."""
        steps = list(zip(way[::2], way[1::2], strict=True))
        moved = min(self._needs[role], self._left[way[-1]])
        for (_taker, post), (later, _post) in pairwise(steps):
            moved = min(moved, self._given[post, later])
        for taker, post in steps:
            self._given[post, taker] = self._given.get((post, taker), 0) + moved
        for (_taker, post), (later, _post) in pairwise(steps):
            self._given[post, later] -= moved
        self._left[way[-1]] -= moved
        self._needs[role] -= moved

    def given(self) -> dict[Pair, float]:
        """Hours a month each pair gives."""
        return {pair: amount / PARTS for pair, amount in self._given.items() if amount}

    def lacking(self) -> float:
        """Hours a month that the roles filled so far still lack together."""
        return sum(self._needs.values()) / PARTS

    def short(self) -> set[str]:
        """The smallest set of roles that is short whatever is done: those lacking, and those who would lack if
        they gave up hours to them (the sink side of the minimum cut).
        """
        found = {role for role, amount in self._needs.items() if amount > 0}
        queue = deque(found)
        while queue:
            for post in self._givers.get(queue.popleft(), ()):
                for role in self._takers[post]:
                    if role not in found and self._given.get((post, role), 0) > 0:
                        found.add(role)
                        queue.append(role)
        return found


def _back(here: tuple[str, str], came: Mapping[tuple[str, str], tuple[str, str]]) -> list[str]:
    way = [here[1]]
    while here in came:
        here = came[here]
        way.append(here[1])
    return way[::-1]
