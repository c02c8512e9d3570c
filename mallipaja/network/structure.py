"""Parts of the network, and what breaks if an actor leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from mallipaja.network.network import Network
from mallipaja.network.symmetry import Rule, edges


@dataclass(frozen=True, slots=True)
class Without:
    """What happens to the others when ``actor`` leaves.

    ``parts`` are the pieces its own part of the network falls into, largest first; ``cut_off`` are the actors
    outside the largest piece, sorted.
    """

    actor: str
    parts: tuple[tuple[str, ...], ...]
    cut_off: tuple[str, ...]


def components(network: Network, rule: Rule = "any") -> tuple[tuple[str, ...], ...]:
    """The connected parts, largest first (ties by id); an actor without ties is a part of its own."""
    return _parts(nx.connected_components(_graph(network, rule)))


def without(network: Network, rule: Rule = "any") -> tuple[Without, ...]:
    """The cut points: actors whose leaving breaks their part of the network.

    Returns
    -------
    One `Without` for each cut point, the most actors cut off first, then by id. Empty when nobody's leaving
    breaks anything. Ties of actors that have not answered are known only from the others, so "nobody" is
    certain only when everybody has answered.
    """
    graph = _graph(network, rule)
    found = [_without(graph, actor) for actor in nx.articulation_points(graph)]
    return tuple(sorted(found, key=lambda one: (-len(one.cut_off), one.actor)))


def _graph(network: Network, rule: Rule) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((pair.first, pair.second) for pair in edges(network, rule))
    return graph


def _without(graph: nx.Graph[str], actor: str) -> Without:
    part = nx.node_connected_component(graph, actor)
    parts = _parts(nx.connected_components(graph.subgraph(part - {actor})))
    return Without(actor, parts, tuple(sorted(member for piece in parts[1:] for member in piece)))


def _parts(found: Iterable[set[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(sorted(part)) for part in found), key=lambda part: (-len(part), part)))
