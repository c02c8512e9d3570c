"""Degree, eigenvector centrality, and how much a whole network leans on its most central node (Freeman)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mallipaja.network.graph import Floats, Graph, Ints

_TOLERANCE = 1e-12
_ROUNDS = 2_000
_MOST_SOLVED = 3_000


@dataclass(frozen=True, eq=False)
class Degrees:
    """Ties of each node, in the order of the nodes. Of an undirected graph ``into`` and ``out_of`` are ``both``.

    ``both`` counts ties (of a directed graph in and out together), ``weighted`` adds their weights.
    """

    both: Ints
    into: Ints
    out_of: Ints
    weighted: Floats


def degrees_of(graph: Graph) -> Degrees:
    """The degrees of every node."""
    out_of = np.bincount(graph.source, minlength=graph.order)
    into = np.bincount(graph.target, minlength=graph.order)
    ends, twice = np.concatenate([graph.source, graph.target]), np.concatenate([graph.weight, graph.weight])
    strength = np.bincount(ends, weights=twice, minlength=graph.order).astype(np.float64)
    both = out_of + into
    if not graph.directed:
        into = out_of = both
    return Degrees(both, into, out_of, strength)


def centralization(counts: Ints, directed: bool) -> float | None:
    """Freeman's degree centralisation: 1 when one node has all the ties, 0 when all have equally many.

    Undirected Σ(max - d) / ((n-1)(n-2)), undefined (``None``) under three nodes; of in- or out-degrees of a directed
    graph Σ(max - d) / (n-1)², undefined under two. Source: Freeman, Centrality in social networks: conceptual
    clarification, Social Networks 1 (1979).
    """
    order = len(counts)
    most = (order - 1) ** 2 if directed else (order - 1) * (order - 2)
    if order < (2 if directed else 3):
        return None
    return float((counts.max() - counts).sum() / most)


def betweenness_centralization(betweenness: Floats) -> float | None:
    """Freeman's centralisation of normalised betweenness, Σ(max - b) / (n-1); ``None`` under three nodes."""
    order = len(betweenness)
    return float((betweenness.max() - betweenness).sum() / (order - 1)) if order > 2 else None


def eigenvector(graph: Graph, weighted: bool = False) -> Floats | None:
    """Eigenvector centrality: being tied to those who are tied to many (Bonacich 1972), of length 1 as in networkx.

    Of a directed graph by the ties a node gets. ``None`` when it is not defined: without ties, without a cycle in
    a directed graph (everything fades out along it), or when nothing stands out even after long iteration. In a
    network of several parts the nodes outside the densest are 0.
    """
    given = graph if weighted else graph.unweighted
    if not graph.size or (graph.directed and not _has_cycle(graph)):
        return None
    rows = given.out
    found = _iterate(rows.owner, rows.neighbour, rows.weight, graph.order)
    if found is None and not graph.directed and graph.order <= _MOST_SOLVED:
        return _solve(given)
    return found


def _iterate(source: Ints, target: Ints, weight: Floats, order: int) -> Floats | None:
    """The limit of giving one's value on along every tie and keeping it, or ``None``."""
    value = np.full(order, 1 / np.sqrt(order))
    for _ in range(_ROUNDS):
        before = value
        value = before + np.bincount(target, weights=weight * before[source], minlength=order)
        value /= np.linalg.norm(value)
        if np.abs(value - before).sum() < order * _TOLERANCE:
            return value
    return None


def _solve(graph: Graph) -> Floats:
    """The same limit from the eigenvectors, for an undirected graph on which iterating is slow."""
    matrix = np.zeros((graph.order, graph.order))
    rows = graph.out
    matrix[rows.owner, rows.neighbour] = rows.weight
    values, vectors = np.linalg.eigh(matrix)
    leading = vectors[:, values > values[-1] * (1 - 1e-9)]
    found = np.maximum(leading @ leading.sum(axis=0), 0)
    return np.asarray(found / np.linalg.norm(found))


def _has_cycle(graph: Graph) -> bool:
    """Whether a directed graph has one: taking away nodes nothing comes to, in rounds, leaves something."""
    waiting = np.bincount(graph.target, minlength=graph.order)
    free = np.flatnonzero(waiting == 0)
    left = graph.order
    while len(free):
        left -= len(free)
        freed = graph.out.neighbour[graph.out.places(free)]
        lost = np.bincount(freed, minlength=graph.order)
        waiting -= lost
        free = np.flatnonzero((waiting == 0) & (lost > 0))
    return left > 0
