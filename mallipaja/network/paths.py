"""Betweenness and closeness by breadth-first search from many nodes at once.

networkx searches from one node at a time in Python (33 s at 2,000 nodes and 40,000 ties); here every level of many
searches is a few array operations. Definitions and normalisation are those of networkx.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mallipaja.network.graph import Floats, Graph, Ints, Rows

_ARCS_AT_ONCE = 400_000
"""Search from so many nodes at once that they meet about this many ties: enough to be fast, little memory."""
_MOST_WAYS = 1e100


@dataclass(frozen=True, eq=False)
class Paths:
    """Measures from shortest paths in steps (weights are strengths, not lengths), in the order of the nodes.

    ``betweenness``: the share of the other pairs' shortest paths that go through the node, over (n-1)(n-2) ordered
    pairs (Freeman 1977; algorithm of Brandes 2001). ``closeness``: nodes that reach this one / sum of their
    distances to it, times their share of the other nodes (Wasserman and Faust 1994), so that it is defined when
    not everybody is reached; along the direction of the ties, as networkx.
    """

    betweenness: Floats
    closeness: Floats


def paths(graph: Graph) -> Paths:
    """Betweenness and closeness of every node; 0 where there are no paths, never NaN."""
    order = graph.order
    through, distance, reached = (np.zeros(order) for _ in range(3))
    at_once = max(1, _ARCS_AT_ONCE // max(1, order, len(graph.out.neighbour)))
    for first in range(0, order, at_once):
        sources = np.arange(first, min(first + at_once, order))
        search = _search(graph.out, sources)
        through += search.dependency().sum(axis=0)
        steps = search.steps.reshape(len(sources), order)
        distance += np.where(steps > 0, steps, 0).sum(axis=0)
        reached += (steps > 0).sum(axis=0)
    pairs = (order - 1) * (order - 2)
    share = np.divide(reached, distance, out=np.zeros(order), where=distance > 0)
    return Paths(through / pairs if pairs > 0 else through, share * reached / max(order - 1, 1))


@dataclass(frozen=True, eq=False)
class _Search:
    """Searches from ``sources``; a place ``b * n + v`` is node v of the b-th search.

    ``steps`` is -1 where nothing leads. ``levels`` are the ties on shortest paths, level by level: from which
    places, to which, and the portion of the shortest paths into the place that come along the tie.
    """

    sources: Ints
    order: int
    steps: Ints
    levels: list[tuple[Ints, Ints, Floats]]

    def dependency(self) -> Floats:
        """How much each source depends on each node for reaching the others: sources × nodes."""
        passed = np.zeros(len(self.steps))
        for tail, head, portion in reversed(self.levels):
            first = np.flatnonzero(np.diff(tail, prepend=-1))  # tails are in order, so each has one run
            passed[tail[first]] += np.add.reduceat(portion * (1 + passed[head]), first)
        found = passed.reshape(len(self.sources), self.order)
        found[np.arange(len(self.sources)), self.sources] = 0
        return found


def _search(rows: Rows, sources: Ints) -> _Search:
    order = len(rows.count)
    steps = np.full(len(sources) * order, -1, dtype=np.intp)
    ways = np.zeros(len(sources) * order)
    front = np.arange(len(sources)) * order + sources
    steps[front], ways[front] = 0, 1
    search = _Search(sources, order, steps, [])
    level = 0
    while len(front):
        level += 1
        node = front % order
        counts = rows.count[node]
        tail = np.repeat(front, counts)
        head = np.repeat(front - node, counts) + rows.neighbour[rows.places(node)]
        fresh = steps[head] < 0
        tail, head = tail[fresh], head[fresh]
        front = _add_ways(ways, tail, head)
        steps[front] = level
        search.levels.append((tail, head, ways[tail] / ways[head]))
        _keep_finite(ways, front, order)
    return search


def _add_ways(ways: Floats, tail: Ints, head: Ints) -> Ints:
    """Count the ways from ``tail`` into ``head``; the places reached, ascending."""
    if 8 * len(head) < len(ways):  # few of many: sorting them is less work than looking at all
        front, inverse = np.unique(head, return_inverse=True)
        ways[front] = np.bincount(inverse, weights=ways[tail], minlength=len(front))
        return front
    added = np.bincount(head, weights=ways[tail], minlength=len(ways))
    ways += added
    return np.flatnonzero(added)


def _keep_finite(ways: Floats, front: Ints, order: int) -> None:
    """Shorten the counts of a level before they overflow: only their proportions within a search matter."""
    if not len(front) or ways[front].max() < _MOST_WAYS:
        return
    search = front // order
    largest = np.zeros(search[-1] + 1)
    np.maximum.at(largest, search, ways[front])
    ways[front] = np.maximum(ways[front] / largest[search], 1 / _MOST_WAYS)
