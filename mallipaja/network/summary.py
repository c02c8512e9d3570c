"""Every measure of a network at once, with what is not defined and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mallipaja.network.brokerage import Brokerage, brokerage
from mallipaja.network.centrality import (
    Degrees,
    betweenness_centralization,
    centralization,
    degrees_of,
    eigenvector,
)
from mallipaja.network.graph import Floats, Graph
from mallipaja.network.groups import (
    Cohesion,
    Communities,
    Homophily,
    cohesion,
    communities,
    homophily,
)
from mallipaja.network.holes import Holes, holes
from mallipaja.network.paths import Paths, paths

SEED = 0
"""The communities' seed where nobody gives one."""


@dataclass(frozen=True, eq=False)
class Summary:
    """The measures of a graph; see the classes for definitions. ``None`` is not defined.

    ``silent`` are the nodes that have not answered. ``density`` is over the ordered pairs whose first node answered
    (unordered pairs with an answer from either, when undirected); ``density_bounds`` take every other pair as no tie,
    or as a tie. ``reciprocity`` is the arc form (returned ties / ties, as networkx), ``reciprocity_dyad`` pairs tied
    both ways / pairs tied; both among those who answered and of directed graphs only.
    """

    graph: Graph
    silent: tuple[str, ...]
    density: float | None
    density_bounds: tuple[float, float] | None
    reciprocity: float | None
    reciprocity_dyad: float | None
    degrees: Degrees
    degree_centralization: float | None
    in_degree_centralization: float | None
    out_degree_centralization: float | None
    betweenness_centralization: float | None
    paths: Paths
    eigenvector: Floats | None
    holes: Holes
    cohesion: Cohesion
    communities: Communities | None
    homophily: Homophily | None
    brokerage: tuple[Brokerage, ...] | None


def summary(
    graph: Graph,
    sectors: Sequence[str] | None = None,
    silent: Sequence[str] = (),
    weighted: bool = False,
    seed: int = SEED,
) -> Summary:
    """All measures of ``graph``.

    Parameters
    ----------
    sectors : the sector of each node, for homophily and brokerage; ``None`` when they are not known.
    silent : ids of the nodes that have not answered.
    weighted : whether weights count, as strengths, in constraint, effective size, eigenvector centrality and
        communities. They never are lengths of paths.
    seed : of the communities.
    """
    found = degrees_of(graph)
    walked = paths(graph)
    directed = graph.directed
    density, bounds = _density(graph, set(silent))
    arc, dyad = _reciprocity(graph, set(silent)) if directed else (None, None)
    return Summary(
        graph=graph,
        silent=tuple(silent),
        density=density,
        density_bounds=bounds,
        reciprocity=arc,
        reciprocity_dyad=dyad,
        degrees=found,
        degree_centralization=None if directed else centralization(found.both, directed=False),
        in_degree_centralization=centralization(found.into, directed=True) if directed else None,
        out_degree_centralization=centralization(found.out_of, directed=True) if directed else None,
        betweenness_centralization=betweenness_centralization(walked.betweenness),
        paths=walked,
        eigenvector=eigenvector(graph, weighted),
        holes=holes(graph, weighted),
        cohesion=cohesion(graph),
        communities=communities(graph, seed, weighted),
        homophily=homophily(graph, sectors) if sectors is not None else None,
        brokerage=brokerage(graph, sectors) if sectors is not None else None,
    )


def _density(graph: Graph, silent: set[str]) -> tuple[float | None, tuple[float, float] | None]:
    order, quiet = graph.order, len(silent)
    pairs = order * (order - 1)
    unknown = quiet * (order - 1)
    if not graph.directed:
        pairs, unknown = pairs // 2, quiet * (quiet - 1) // 2
    if not pairs:
        return None, None
    answered = np.array([node not in silent for node in graph.ids], dtype=bool)
    seen = answered[graph.source] if graph.directed else answered[graph.source] | answered[graph.target]
    hidden = graph.size - int(seen.sum())
    observed = pairs - unknown
    density = (graph.size - hidden) / observed if observed else None
    return density, (graph.size / pairs, (graph.size + unknown - hidden) / pairs)


def _reciprocity(graph: Graph, silent: set[str]) -> tuple[float | None, float | None]:
    arcs = {
        (one, other)
        for one, other in zip(graph.source.tolist(), graph.target.tolist(), strict=True)
        if graph.ids[one] not in silent and graph.ids[other] not in silent
    }
    returned = sum(1 for one, other in arcs if (other, one) in arcs)
    if not arcs:
        return None, None
    return returned / len(arcs), returned / 2 / (len(arcs) - returned / 2)
