"""Why hours are short, whoever is chosen: sets of seats that need more than all who could sit in them have
together.

The largest lack is found as a minimum cut of the flow posts → seats (Hall's condition with hours). Limits on
seats and team size are not in it, so hours may be short also where no shortage is named here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from mallipaja.survey.given import Known
from mallipaja.team.case import Case

_PARTS = 1000
"""Hours are counted in thousandths, so that the flow is exact."""


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
    sink_side = _sink_side(case, pairs)
    short_roles = {role.id for role in case.roles if ("role", role.id) in sink_side}
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    graph.add_nodes_from(("role", role) for role in sorted(short_roles))
    graph.add_edges_from((("post", post), ("role", role)) for post, role in pairs if role in short_roles)
    found = [_shortage(case, part) for part in nx.connected_components(graph)]
    short = [one for one in found if one.missing > 1 / _PARTS]
    return tuple(sorted(short, key=lambda one: (-one.missing, one.roles)))


def _sink_side(case: Case, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    graph: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    graph.add_nodes_from([("source", ""), ("sink", "")])
    for post in case.posts:
        graph.add_edge(("source", ""), ("post", post.id), capacity=round(post.hours * _PARTS))
    for role in case.roles:
        graph.add_edge(
            ("role", role.id), ("sink", ""), capacity=round((role.hours_per_month or 0.0) * _PARTS)
        )
    for post_id, role_id in pairs:
        graph.add_edge(("post", post_id), ("role", role_id))
    _, (_, sink_side) = nx.minimum_cut(graph, ("source", ""), ("sink", ""))
    return set(sink_side)


def _shortage(case: Case, part: Iterable[tuple[str, str]]) -> Shortage:
    members = set(part)
    roles = [role for role in case.roles if ("role", role.id) in members]
    posts = [post for post in case.posts if ("post", post.id) in members]
    return Shortage(
        roles=tuple(sorted(role.id for role in roles)),
        posts=tuple(sorted(post.id for post in posts)),
        needed=sum(role.hours_per_month or 0.0 for role in roles),
        available=sum(post.hours for post in posts),
        not_known=tuple(sorted(post.id for post in posts if not isinstance(post.hours_per_month, Known))),
    )
