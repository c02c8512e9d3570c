"""Parts, cores, clusters, communities, and ties within and between sectors. Ties are taken in any direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from mallipaja.network.graph import Floats, Graph, Ints


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups with more ties inside than between, largest first; ``modularity`` says how much more (0: as by chance,
    towards 1: much)."""

    groups: tuple[tuple[str, ...], ...]
    modularity: float


@dataclass(frozen=True, slots=True)
class Homophily:
    """E-I index: (external - internal) / (external + internal) ties, -1 all within sectors, 1 all between.

    ``index`` is ``None`` without ties. ``by_sector`` counts, for each sector, the ties with an end in it: internal,
    external, and the index. Source: Krackhardt and Stern, Informal networks and organizational crises, Social
    Psychology Quarterly 51 (1988).
    """

    index: float | None
    internal: int
    external: int
    by_sector: tuple[tuple[str, int, int, float | None], ...]


@dataclass(frozen=True, eq=False)
class Cohesion:
    """In the order of the nodes.

    ``parts``: the connected parts by ids, largest first. ``cut_points``: nodes whose leaving breaks their part.
    ``core``: the largest k such that the node belongs to a group in which everybody has k ties within it (Seidman
    1983). ``clustering``: share of the node's pairs of contacts that are tied (Watts and Strogatz 1998), 0 under
    two contacts as in networkx. ``transitivity``: the same over the whole network, ``None`` when nobody has two
    contacts.
    """

    parts: tuple[tuple[str, ...], ...]
    cut_points: tuple[str, ...]
    core: Ints
    clustering: Floats
    transitivity: float | None


def cohesion(graph: Graph) -> Cohesion:
    """Parts, cut points, cores and clustering of the graph without directions."""
    plain = undirected(graph)
    parts = sorted((tuple(sorted(part)) for part in nx.connected_components(plain)), key=_by_size)
    core = nx.core_number(plain)
    clustering = nx.clustering(plain)
    assert isinstance(clustering, dict)  # a number only of a single node
    pairs = any(degree > 1 for _, degree in plain.degree)
    return Cohesion(
        parts=tuple(parts),
        cut_points=tuple(sorted(nx.articulation_points(plain))),
        core=np.array([core[node] for node in graph.ids], dtype=np.intp),
        clustering=np.array([clustering[node] for node in graph.ids], dtype=np.float64),
        transitivity=float(nx.transitivity(plain)) if pairs else None,
    )


def communities(graph: Graph, seed: int, weighted: bool = False) -> Communities | None:
    """Communities by the Louvain method (Blondel et al. 2008); ``None`` without ties.

    The method tries nodes in a random order: the same ``seed`` and graph give the same groups, another seed may
    not, so they are a way to look at a network, not a fact about it.
    """
    if not graph.size:
        return None
    plain = undirected(graph)
    weight = "weight" if weighted else None
    found = nx.community.louvain_communities(plain, weight=weight, seed=seed)
    modularity = float(nx.community.modularity(plain, found, weight=weight))
    return Communities(tuple(sorted((tuple(sorted(group)) for group in found), key=_by_size)), modularity)


def homophily(graph: Graph, sectors: Sequence[str]) -> Homophily:
    """Ties within and between ``sectors`` (one for each node). A directed tie counts once, each way for itself."""
    ends = [(sectors[one], sectors[other]) for one, other in zip(graph.source, graph.target, strict=True)]
    rows = []
    for sector in sorted(set(sectors)):
        inside = sum(1 for one, other in ends if one == other == sector)
        outside = sum(1 for one, other in ends if (one == sector) != (other == sector))
        rows.append((sector, inside, outside, _index(inside, outside)))
    internal = sum(1 for one, other in ends if one == other)
    external = len(ends) - internal
    return Homophily(_index(internal, external), internal, external, tuple(rows))


def undirected(graph: Graph) -> nx.Graph[str]:
    """The graph without directions for networkx, nodes by id; weights of ties both ways are added."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph.ids))
    rows = graph.mutual
    for one, other, weight in zip(rows.owner, rows.neighbour, rows.weight, strict=True):
        if one < other:
            plain.add_edge(graph.ids[one], graph.ids[other], weight=float(weight))
    return plain


def _index(internal: int, external: int) -> float | None:
    return (external - internal) / (external + internal) if internal + external else None


def _by_size(part: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(part), part
