"""What becomes of the others when an actor, or a whole organisation, leaves.

`structure.without` says this of the cut points alone; here it is said of everybody, because an organisation with
several actors can hold a network together though none of its actors does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from mallipaja.network.network import Network
from mallipaja.network.symmetry import Pair, Rule, edges

Places: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Removal:
    """The effect of ``actors`` leaving together.

    Attributes
    ----------
    key, name : the actor or organisation that leaves.
    actors : who leaves, sorted.
    ties_lost, of : pairs with an end among them, of all the pairs.
    cut_off : actors that were tied to more of the others and are now outside the largest piece of their part.
    alone : those of them that have no tie left.
    parts : connected parts among those who stay.
    sectors_apart : sectors that had a tie with each other and have none any more, though both are still there.
    """

    key: str
    name: str
    actors: tuple[str, ...]
    ties_lost: int
    of: int
    cut_off: tuple[str, ...]
    alone: tuple[str, ...]
    parts: int
    sectors_apart: tuple[tuple[str, str], ...]


def without_each_actor(network: Network, rule: Rule = "any") -> tuple[Removal, ...]:
    """The effect of each actor leaving: the most cut off first, then the most ties lost, then by id."""
    return _each(network, rule, ((node.id, node.name, {node.id}) for node in network.nodes))


def without_each_organisation(network: Network, rule: Rule = "any") -> tuple[Removal, ...]:
    """The effect of each employer leaving with all its actors, in the same order."""
    members: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for node in network.nodes:
        key = node.organisation or node.id  # an actor nobody employs leaves alone
        members.setdefault(key, set()).add(node.id)
        names.setdefault(key, node.organisation_name or node.name)
    return _each(network, rule, ((key, names[key], actors) for key, actors in members.items()))


def _each(network: Network, rule: Rule, leaving: Iterable[tuple[str, str, set[str]]]) -> tuple[Removal, ...]:
    whole = _Whole(network, edges(network, rule))
    found = [whole.without(*one) for one in leaving]
    return tuple(sorted(found, key=lambda one: (-len(one.cut_off), -one.ties_lost, one.key)))


class _Whole:
    """The network as numbers, so that thousands may leave one by one: actors by place, ties as two columns."""

    def __init__(self, network: Network, listed: Sequence[Pair]) -> None:
        self.ids = np.array(sorted(node.id for node in network.nodes), dtype=object)
        self.place: dict[str, int] = {actor: place for place, actor in enumerate(self.ids)}
        ends = [(self.place[pair.first], self.place[pair.second]) for pair in listed]
        self.ends: Places = np.array(ends, dtype=np.int64).reshape(-1, 2)
        self.sectors = sorted({node.sector for node in network.nodes})
        kinds = {node.id: self.sectors.index(node.sector) for node in network.nodes}
        self.kind = np.array([kinds[actor] for actor in self.ids], dtype=np.int64)
        everybody = np.ones(len(self.ids), dtype=bool)
        self.parts, self.part = self._pieces(everybody)
        sides = np.sort(self.kind[self.ends], axis=1)
        self.between: Places = sides[:, 0] * len(self.sectors) + sides[:, 1]
        self.tied = np.bincount(self.between, minlength=len(self.sectors) ** 2)
        self.cut_points = _cut_points(len(self.ids), self.ends)

    def without(self, key: str, name: str, actors: set[str]) -> Removal:
        gone = np.array(sorted(self.place[actor] for actor in actors), dtype=np.int64)
        staying = np.ones(len(self.ids), dtype=bool)
        staying[gone] = False
        kept: Mask = np.logical_and(staying[self.ends[:, 0]], staying[self.ends[:, 1]])
        parts, cut = self._broken(gone, staying, kept)
        return Removal(
            key=key,
            name=name,
            actors=tuple(sorted(actors)),
            ties_lost=int(len(kept) - kept.sum()),
            of=len(kept),
            cut_off=tuple(self.ids[place] for place in cut),
            alone=self._alone(cut, kept),
            parts=parts,
            sectors_apart=self._apart(staying, kept),
        )

    def _broken(self, gone: Places, staying: Mask, kept: Mask) -> tuple[int, list[int]]:
        """Parts among those who stay, and who of them is outside the largest piece of its part, by place."""
        if len(gone) == 1 and not self.cut_points[gone[0]]:  # nothing falls apart: no need to look
            alone = np.count_nonzero(self.part == self.part[gone[0]]) == 1
            return self.parts - alone, []
        parts, piece = self._pieces(staying, kept)
        cut: list[int] = []
        for part in np.unique(self.part[gone]):
            inside = np.flatnonzero((self.part == part) & staying)
            # places go by id, so the first of equally large pieces is the one with the least id
            names, first, count = np.unique(piece[inside], return_index=True, return_counts=True)
            order = sorted(range(len(names)), key=lambda n: (-count[n], first[n]))
            largest = names[order[0]] if order else -1
            cut += [int(place) for place in inside if piece[place] != largest]
        return parts, sorted(cut)

    def _pieces(self, staying: Mask, kept: Mask | None = None) -> tuple[int, Places]:
        ends = self.ends if kept is None else self.ends[kept]
        labels = _labels(len(self.ids), ends)
        return len(np.unique(labels)) - int(np.count_nonzero(~staying)), labels

    def _alone(self, cut: list[int], kept: Mask) -> tuple[str, ...]:
        if not cut:
            return ()
        degree = np.bincount(self.ends[kept].ravel(), minlength=len(self.ids))
        return tuple(self.ids[place] for place in cut if not degree[place])

    def _apart(self, staying: Mask, kept: Mask) -> tuple[tuple[str, str], ...]:
        still = np.zeros(len(self.sectors), dtype=bool)
        still[self.kind[staying]] = True
        lost = np.bincount(self.between[~kept], minlength=len(self.tied))
        pairs = (
            divmod(int(code), len(self.sectors)) for code in np.flatnonzero((lost > 0) & (lost == self.tied))
        )
        return tuple((self.sectors[a], self.sectors[b]) for a, b in pairs if a != b and still[a] and still[b])


def _labels(count: int, ends: Places) -> Places:
    """The least place in each actor's piece: the less of two tied labels spreads, and chains of labels are cut short."""
    labels = np.arange(count, dtype=np.int64)
    while True:
        one, other = labels[ends[:, 0]], labels[ends[:, 1]]
        least = np.minimum(one, other)
        spread = labels.copy()
        np.minimum.at(spread, one, least)
        np.minimum.at(spread, other, least)
        spread = spread[spread]
        if np.array_equal(spread, labels):
            return labels
        labels = spread


def _cut_points(count: int, ends: Places) -> Mask:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(ends.tolist())
    found = np.zeros(count, dtype=bool)
    found[list(nx.articulation_points(graph))] = True
    return found
