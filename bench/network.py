"""All measures of a network, beside networkx in the same run: 60 actors, and 2,000 actors with 40,000 ties.

``python -m bench.network`` prints the ratios first and, on the last line, the same as JSON. At 2,000 actors networkx
would need most of an hour: betweenness, constraint and effective size are measured there on a sample of the nodes and
multiplied up, and said to be so. Ours gives betweenness and closeness, and constraint and effective size, at once;
each is timed against networkx's one of them. What both compute is compared before anything is timed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np

from bench.timing import cpu_s, machine, show
from mallipaja.network.graph import Graph
from mallipaja.network.holes import holes
from mallipaja.network.paths import paths
from mallipaja.network.summary import summary

SECTORS = ("health", "social", "employment", "kela", "third", "other")
SMALL, LARGE = (60, 600), (2_000, 40_000)
TARGETS_S = {SMALL: 0.3, LARGE: 30.0}
SAMPLE = 10
"""Of how many nodes networkx computes the slow measures at 2,000."""


def main() -> None:
    figures: dict[str, Any] = {"machine": machine(), "networkx": nx.__version__, "scipy": has_scipy()}
    for size in (SMALL, LARGE):
        figures |= measured(size)
    ratios = {name: value for name, value in figures.items() if "times" in name}
    show({**ratios, **figures})
    print(json.dumps(figures))


def has_scipy() -> bool:
    """With scipy, networkx computes constraint and effective size by sparse matrices."""
    try:
        import scipy  # noqa: F401
    except ImportError:
        return False
    return True


def measured(size: tuple[int, int]) -> dict[str, Any]:
    """Figures of a random directed network of so many actors and ties."""
    actors, arcs = size
    theirs = nx.gnm_random_graph(actors, arcs, seed=4, directed=True)
    ids = [f"a{node}" for node in theirs]
    ours = Graph.of(ids, [(ids[one], ids[other]) for one, other in theirs.edges], directed=True)
    sectors = [SECTORS[node % len(SECTORS)] for node in theirs]
    sample = list(theirs) if size == SMALL else random.Random(4).sample(list(theirs), SAMPLE)
    agree(ours, theirs, sample)
    whole = cpu_s(lambda: summary(_fresh(ours), sectors))
    compared = {
        "betweenness": (lambda: paths(_fresh(ours)), lambda: _betweenness(theirs, len(sample))),
        "constraint": (lambda: holes(_fresh(ours)), lambda: nx.constraint(theirs, sample)),
        "effective size": (lambda: holes(_fresh(ours)), lambda: nx.effective_size(theirs, sample)),
    }
    found: dict[str, Any] = {}
    for name, (own, other) in compared.items():
        found |= _row(f"{actors:,} actors, {name}", own, other, len(theirs) / len(sample))
    found[f"{actors:,} actors, {arcs:,} ties, all measures (s)"] = whole
    found[f"{actors:,} actors, all measures, times under the target"] = TARGETS_S[size] / whole
    return found


def _row(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], factor: float
) -> dict[str, Any]:
    own, other = cpu_s(ours), cpu_s(theirs, runs=1) * factor
    how = "" if factor == 1 else f", from 1 node in {factor:.0f}"
    return {
        f"{name}: networkx{how}, times ours": other / own,
        f"{name}: ours (s)": own,
        f"{name}: networkx{how} (s)": other,
    }


def agree(ours: Graph, theirs: nx.DiGraph, sample: list[int]) -> None:
    """The same numbers where networkx has them, on the sample."""
    own, walked = holes(ours), paths(ours)
    for node in sample:
        if theirs.out_degree(node):
            assert np.isclose(own.constraint[node], nx.constraint(theirs, [node])[node])
            assert np.isclose(own.effective_size[node], nx.effective_size(theirs, [node])[node])
        assert np.isclose(walked.closeness[node], nx.closeness_centrality(theirs, node))


def _betweenness(graph: nx.DiGraph, sample: int) -> None:
    nx.betweenness_centrality(graph, k=None if sample == len(graph) else sample, seed=4)


def _fresh(graph: Graph) -> Graph:
    """The graph without what it has remembered."""
    return Graph(graph.ids, graph.source, graph.target, graph.weight, graph.directed)


if __name__ == "__main__":
    main()
