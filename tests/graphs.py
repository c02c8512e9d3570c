"""Graphs for tests, made from networkx graphs with known measures."""

from __future__ import annotations

import networkx as nx
import numpy as np

from mallipaja.network.graph import Graph


def graph_from(graph: nx.Graph, weight: str | None = None) -> Graph:
    """The same graph as ours; ids are the nodes as texts."""
    ties = [(str(a), str(b), float(data.get(weight, 1))) for a, b, data in graph.edges(data=True)]
    return Graph.of([str(node) for node in graph], ties, graph.is_directed())


def values_of(measure: dict, graph: nx.Graph) -> np.ndarray:
    """A networkx measure in the order of the nodes."""
    return np.array([measure[node] for node in graph], dtype=float)


def two_way_star(leaves: int) -> nx.DiGraph:
    """A hub tied to every leaf and back."""
    return nx.star_graph(leaves).to_directed()
