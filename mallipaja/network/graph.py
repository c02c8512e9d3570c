"""A network as numbers: who is tied to whom, for measures that need neither names nor answers.

Everything here is a `Graph`; `graph_of` makes one of a pilot's network. Ties of those who have not answered are not
known, so measures of a graph with silent actors are of what was said, not of what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from mallipaja.network.network import Network
from mallipaja.network.symmetry import Rule, edges
from mallipaja.survey.given import known

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes by position, and ties from ``source`` to ``target`` (positions) with a positive ``weight``.

    No tie is there twice and none leads to itself. Of an undirected graph each tie is there once, in either
    direction. Made by `Graph.of`.
    """

    ids: tuple[str, ...]
    source: Ints
    target: Ints
    weight: Floats
    directed: bool

    @staticmethod
    def of(
        ids: Sequence[str], ties: Iterable[tuple[str, str] | tuple[str, str, float]], directed: bool
    ) -> Graph:
        """The graph of ``ties`` (source, target, and weight or 1) between ``ids``.

        Raises
        ------
        ValueError : a tie leads to itself, is there twice (in any direction, when not ``directed``), has a weight
            that is not positive, or names an id that is not in ``ids``; or an id is there twice.
        """
        place = {node: position for position, node in enumerate(ids)}
        if len(place) != len(ids):
            raise ValueError("two nodes have the same id")
        seen: set[tuple[int, int]] = set()
        weights: list[float] = []
        rows: list[tuple[int, int]] = []
        for one, other, *given in ties:
            try:
                pair = place[one], place[other]
            except KeyError as error:
                raise ValueError(f"{error.args[0]!r} is not a node") from None
            key = pair if directed else (min(pair), max(pair))
            if key in seen or pair[0] == pair[1]:
                raise ValueError(f"the tie {one!r} - {other!r} is there twice or leads to itself")
            seen.add(key)
            rows.append(pair)
            weights.append(given[0] if given else 1.0)
        if any(not weight > 0 for weight in weights):
            raise ValueError("a weight is not positive")
        ends = np.array(rows, dtype=np.intp).reshape(-1, 2)
        return Graph(tuple(ids), ends[:, 0], ends[:, 1], np.array(weights, dtype=np.float64), directed)

    @property
    def order(self) -> int:
        """How many nodes."""
        return len(self.ids)

    @property
    def size(self) -> int:
        """How many ties."""
        return len(self.source)

    @cached_property
    def out(self) -> Rows:
        """The neighbours each node has a tie to; of an undirected graph, all its neighbours."""
        if self.directed:
            return Rows.of(self.order, self.source, self.target, self.weight)
        return self.mutual

    @cached_property
    def mutual(self) -> Rows:
        """The neighbours of each node in any direction. The weight of a directed pair is the sum of its ties."""
        one = np.concatenate([self.source, self.target])
        other = np.concatenate([self.target, self.source])
        return Rows.of(self.order, one, other, np.concatenate([self.weight, self.weight]))

    @cached_property
    def unweighted(self) -> Graph:
        """The same ties, each of weight 1."""
        return replace(self, weight=np.ones(self.size))

    def by_id(self, values: Iterable[float]) -> dict[str, float]:
        """Values in the order of the nodes, by their ids."""
        return dict(zip(self.ids, values, strict=True))

    def relabelled(self, names: Mapping[str, str]) -> Graph:
        """The same graph with other ids."""
        return replace(self, ids=tuple(names[node] for node in self.ids))


@dataclass(frozen=True, eq=False)
class Rows:
    """Neighbours row by row (compressed sparse rows): those of node ``v`` are
    ``neighbour[start[v]:start[v + 1]]``, ascending, with ``weight`` beside them."""

    start: Ints
    neighbour: Ints
    weight: Floats

    @staticmethod
    def of(order: int, one: Ints, other: Ints, weight: Floats) -> Rows:
        """Rows of ties from ``one`` to ``other``; weights of a pair that is there twice are added."""
        keys, inverse = np.unique(one * order + other, return_inverse=True)
        counts = np.bincount(keys // max(order, 1), minlength=order)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.intp)
        added = np.bincount(inverse, weights=weight, minlength=len(keys))
        return Rows(start, keys % max(order, 1), added.astype(np.float64))

    @cached_property
    def count(self) -> Ints:
        """How many neighbours each node has."""
        return np.diff(self.start)

    @cached_property
    def owner(self) -> Ints:
        """The node each place of ``neighbour`` belongs to."""
        return np.repeat(np.arange(len(self.start) - 1), self.count)

    def of_node(self, node: int) -> slice:
        """The places of a node's neighbours."""
        return slice(int(self.start[node]), int(self.start[node + 1]))

    def places(self, nodes: Ints) -> Ints:
        """The places of the neighbours of each of ``nodes``, one node after the other."""
        counts = self.count[nodes]
        ends = np.cumsum(counts)
        first = np.repeat(self.start[nodes] - (ends - counts), counts)
        return first + np.arange(ends[-1] if len(ends) else 0)


def graph_of(network: Network, rule: Rule | None = None) -> Graph:
    """A pilot's network as a graph, with the frequency (1-5) as weight and 1 where nobody gave it.

    Without a rule, the directed ties as they were named; with ``any`` or ``confirmed``, the undirected pairs that
    either side, or both, named.
    """
    ids = tuple(node.id for node in network.nodes)
    if rule is None:
        named = ((tie.source, tie.target, float(known(tie.frequency) or 1)) for tie in network.ties)
        return Graph.of(ids, named, directed=True)
    pairs = ((pair.first, pair.second, float(pair.frequency or 1)) for pair in edges(network, rule))
    return Graph.of(ids, pairs, directed=False)
