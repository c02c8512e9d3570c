"""Structural holes: how far a node's contacts know each other anyway (Burt 1992).

Ties are taken in both directions together: the strength between two nodes is the sum of the ties between them. The
definitions are networkx's; one pass over the neighbours of neighbours replaces its four nested Python loops
(4 s at 60 nodes).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mallipaja.network.graph import Floats, Graph


@dataclass(frozen=True, eq=False)
class Holes:
    """In the order of the nodes; NaN for a node without any tie, for which neither is defined.

    ``constraint``: Σ over contacts j of (p_ij + Σ_q p_iq p_qj)², p_ij = strength with j / strength with all
    (Burt 2004): 1 when everything goes through one contact, small when contacts are many and strangers to each
    other. ``effective_size``: Σ over contacts j of (1 - Σ_q p_iq m_jq), m_jq = strength of j with q / j's largest
    strength (Burt 1992); without weights n - 2t/n with t ties among the n contacts (Borgatti 1997).
    """

    constraint: Floats
    effective_size: Floats


def holes(graph: Graph, weighted: bool = False) -> Holes:
    """Constraint and effective size of every node, by the graph's weights when ``weighted``.

    Unweighted, a directed pair tied both ways still counts double, as in networkx.
    """
    rows = graph.mutual if weighted else graph.unweighted.mutual
    constraint, effective = np.full(graph.order, np.nan), np.full(graph.order, np.nan)
    tied = np.flatnonzero(rows.count).tolist()
    total = np.bincount(rows.owner, weights=rows.weight, minlength=graph.order)
    largest = np.zeros(graph.order)
    np.maximum.at(largest, rows.owner, rows.weight)
    share, relative = rows.weight / total[rows.owner], rows.weight / largest[rows.owner]
    own = np.zeros(graph.order)
    for node in tied:
        mine = rows.of_node(node)
        contacts = rows.neighbour[mine]
        theirs = rows.places(contacts)
        further = rows.neighbour[theirs]
        own[contacts] = share[mine]
        through = np.bincount(
            further,
            weights=np.repeat(share[mine], rows.count[contacts]) * share[theirs],
            minlength=graph.order,
        )
        constraint[node] = np.square(share[mine] + through[contacts]).sum()
        effective[node] = len(contacts) - (own[further] * relative[theirs]).sum()
        own[contacts] = 0
    return Holes(constraint, effective)
