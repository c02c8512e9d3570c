"""What becomes of the others when an actor, or a whole organisation, leaves.

`structure.without` says this of the cut points alone; here it is said of everybody, because an organisation with
several actors can hold a network together though none of its actors does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from mallipaja.network.network import Network
from mallipaja.network.symmetry import Pair, Rule, edges


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
    listed = edges(network, rule)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((pair.first, pair.second) for pair in listed)
    sector = {node.id: node.sector for node in network.nodes}
    found = [_removal(graph, listed, sector, *one) for one in leaving]
    return tuple(sorted(found, key=lambda one: (-len(one.cut_off), -one.ties_lost, one.key)))


def _removal(
    graph: nx.Graph[str],
    listed: Iterable[Pair],
    sector: dict[str, str],
    key: str,
    name: str,
    actors: set[str],
) -> Removal:
    staying = graph.subgraph(set(graph) - actors)
    pieces = [frozenset(piece) for piece in nx.connected_components(staying)]
    cut_off: set[str] = set()
    for part in nx.connected_components(graph):
        if part & actors:
            inside = sorted((piece for piece in pieces if piece <= part), key=lambda p: (-len(p), min(p)))
            cut_off |= {actor for piece in inside[1:] for actor in piece}
    kept = [pair for pair in listed if not {pair.first, pair.second} & actors]
    lost = graph.number_of_edges() - len(kept)
    still = {sector[actor] for actor in staying}
    return Removal(
        key=key,
        name=name,
        actors=tuple(sorted(actors)),
        ties_lost=lost,
        of=graph.number_of_edges(),
        cut_off=tuple(sorted(cut_off)),
        alone=tuple(sorted(actor for actor in cut_off if not staying.degree(actor))),
        parts=len(pieces),
        sectors_apart=tuple(
            sorted(pair for pair in _tied(listed, sector) - _tied(kept, sector) if set(pair) <= still)
        ),
    )


def _tied(listed: Iterable[Pair], sector: dict[str, str]) -> set[tuple[str, str]]:
    """The pairs of different sectors that have a tie."""
    found = {tuple(sorted((sector[pair.first], sector[pair.second]))) for pair in listed}
    return {(one, other) for one, other in found if one != other}
