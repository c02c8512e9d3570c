"""Density, reciprocity and degree of a network in which some have not answered."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.network.network import Network


@dataclass(frozen=True, slots=True)
class Density:
    """Named ties per possible tie.

    ``value`` = ``ties`` / ``observed`` over the ordered pairs whose first actor answered; ``low`` and
    ``high`` are the bounds when every unobserved pair is taken as no tie, or as a tie; ``pairs`` = n(n-1).
    ``None`` where nothing is observed (``value``) or there are fewer than two actors (all three).
    """

    value: float | None
    low: float | None
    high: float | None
    ties: int
    observed: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """How many ties go both ways, among actors that both answered.

    ``arc`` is the arc form (networkx): returned ties / ties; ``dyad`` the dyad form: pairs with both ties /
    pairs with any. Both ``None`` without ties. ``ties`` and ``pairs`` are the denominators.
    """

    arc: float | None
    dyad: float | None
    ties: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Degree:
    """``named_by``: how many of the ``asked`` answering others name this actor; ``names``: how many it names.

    ``names`` is ``None`` when the actor has not answered.
    """

    actor: str
    named_by: int
    asked: int
    names: int | None


def density(network: Network) -> Density:
    """Density over observed pairs with its bounds; see `Density`."""
    count = len(network.nodes)
    pairs = count * (count - 1)
    observed = len(network.responded) * (count - 1) if count else 0
    ties = len(network.ties)
    return Density(
        value=ties / observed if observed else None,
        low=ties / pairs if pairs else None,
        high=(ties + pairs - observed) / pairs if pairs else None,
        ties=ties,
        observed=observed,
        pairs=pairs,
    )


def reciprocity(network: Network) -> Reciprocity:
    """Reciprocity among those who answered; see `Reciprocity`."""
    answered = set(network.responded)
    arcs = {
        (tie.source, tie.target) for tie in network.ties if tie.source in answered and tie.target in answered
    }
    returned = sum(1 for source, target in arcs if (target, source) in arcs)
    pairs = len({frozenset(arc) for arc in arcs})
    return Reciprocity(
        arc=returned / len(arcs) if arcs else None,
        dyad=returned / 2 / pairs if pairs else None,
        ties=len(arcs),
        pairs=pairs,
    )


def degrees(network: Network) -> tuple[Degree, ...]:
    """In- and out-degree of every actor, in the order of the nodes."""
    named_by: dict[str, int] = {}
    names: dict[str, int] = {}
    for tie in network.ties:
        named_by[tie.target] = named_by.get(tie.target, 0) + 1
        names[tie.source] = names.get(tie.source, 0) + 1
    answered = len(network.responded)
    return tuple(
        Degree(
            actor=node.id,
            named_by=named_by.get(node.id, 0),
            asked=answered - (1 if node.responded else 0),
            names=names.get(node.id, 0) if node.responded else None,
        )
        for node in network.nodes
    )
