"""Who stands between others of the same or of different sectors (Gould and Fernandez 1989)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mallipaja.network.graph import Graph, Ints


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often a node is the middle one of a → node → c when a has no tie to c.

    By the sectors of a, the node and c: ``coordinator`` all three the same; ``itinerant`` a and c the same, the
    node of another; ``gatekeeper`` the node and c the same (it lets in); ``representative`` a and the node the
    same (it speaks out); ``liaison`` all different. Ties of an undirected graph go both ways, so each pair of others
    counts twice and gatekeeper equals representative.

    Source: Gould and Fernandez, Structures of mediation, Sociological Methodology 19 (1989).
    """

    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison


def brokerage(graph: Graph, sectors: Sequence[str]) -> tuple[Brokerage, ...]:
    """The brokerage of every node, in their order; ``sectors`` has one for each node."""
    sector = np.unique(np.array(list(sectors), dtype=str), return_inverse=True)[1].astype(np.intp)
    tied = np.zeros((graph.order, graph.order), dtype=bool)
    tied[graph.source, graph.target] = True
    if not graph.directed:
        tied |= tied.T
    return tuple(_broker(node, tied, sector) for node in range(graph.order))


def _broker(node: int, tied: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], sector: Ints) -> Brokerage:
    before, after = np.flatnonzero(tied[:, node]), np.flatnonzero(tied[node])
    open_pair = ~tied[np.ix_(before, after)] & (before[:, None] != after[None, :])
    first_own = (sector[before] == sector[node])[:, None]
    last_own = (sector[after] == sector[node])[None, :]
    same_ends = sector[before][:, None] == sector[after][None, :]

    def count(kind: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
        return int((open_pair & kind).sum())

    return Brokerage(
        coordinator=count(first_own & last_own),
        itinerant=count(same_ends & ~first_own),
        gatekeeper=count(~first_own & last_own),
        representative=count(first_own & ~last_own),
        liaison=count(~first_own & ~last_own & ~same_ends),
    )
