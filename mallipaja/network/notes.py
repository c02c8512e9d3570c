"""Why a measure of a network is not defined, in message ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mallipaja.i18n import N_
from mallipaja.network.summary import Summary

NO_PAIRS = N_("There are fewer than two nodes.")
FEW_NODES = N_("There are fewer than three nodes.")
NO_TIES = N_("There are no ties.")
NONE_ANSWERED = N_("Nobody has answered.")
NO_TIES_ANSWERED = N_("There are no ties among those who answered.")
DIRECTED_ONLY = N_("It is defined for directed networks only.")
UNDIRECTED_ONLY = N_("It is defined for undirected networks only; see in- and out-degree.")
ISOLATES = N_("It is not defined for nodes without ties.")
NOT_FOUND = N_("No node stands out: the network has no cycle, or its centre cannot be told.")
NO_PAIRS_OF_CONTACTS = N_("No node has two contacts.")
NO_SECTORS = N_("The sector of every node is needed.")


@dataclass(frozen=True, slots=True)
class Note:
    """``measure`` is not defined, for ``nodes`` only where there are any; ``reason`` is a message id."""

    measure: str
    reason: str
    nodes: tuple[str, ...] = ()


def notes(found: Summary) -> tuple[Note, ...]:
    """What of a summary is not defined, and why."""
    return tuple(_notes(found))


def _notes(found: Summary) -> Iterator[Note]:
    graph = found.graph
    if found.density is None:
        yield Note("density", NO_PAIRS if graph.order < 2 else NONE_ANSWERED)
    if graph.order < 2:
        for measure in ("degree", "in_degree", "out_degree") if graph.directed else ("degree",):
            yield Note(measure, NO_PAIRS, graph.ids)
    yield from _of_directions(found)
    if found.betweenness_centralization is None:
        yield Note("betweenness_centralization", FEW_NODES)
    if found.eigenvector is None:
        yield Note("eigenvector", NOT_FOUND if graph.size else NO_TIES, graph.ids)
    isolates = tuple(graph.ids[node] for node in np.flatnonzero(graph.mutual.count == 0))
    if isolates:
        yield Note("constraint", ISOLATES, isolates)
        yield Note("effective_size", ISOLATES, isolates)
    if found.cohesion.transitivity is None:
        yield Note("transitivity", NO_PAIRS_OF_CONTACTS)
    if found.communities is None:
        yield Note("communities", NO_TIES)
        yield Note("modularity", NO_TIES)
    if found.homophily is None or found.homophily.index is None:
        yield Note("ei_index", NO_SECTORS if found.homophily is None else NO_TIES)
    if found.brokerage is None:
        yield Note("brokerage", NO_SECTORS)


def _of_directions(found: Summary) -> Iterator[Note]:
    graph = found.graph
    if graph.directed:
        yield Note("degree_centralization", UNDIRECTED_ONLY)
        if found.in_degree_centralization is None:
            yield Note("in_degree_centralization", NO_PAIRS)
            yield Note("out_degree_centralization", NO_PAIRS)
        if found.reciprocity is None:
            reason = NO_TIES_ANSWERED if graph.size else NO_TIES
            yield Note("reciprocity", reason)
            yield Note("reciprocity_dyad", reason)
        return
    if found.degree_centralization is None:
        yield Note("degree_centralization", FEW_NODES)
    for measure in (
        "reciprocity",
        "reciprocity_dyad",
        "in_degree_centralization",
        "out_degree_centralization",
        "in_degree",
        "out_degree",
    ):
        yield Note(measure, DIRECTED_ONLY)
