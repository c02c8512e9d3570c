"""Small groups: which groups' opinions may be shown so that nobody's can be worked out.

Opinions of fewer than `SMALLEST_GROUP` respondents are never shown. That alone is not enough: what all said less what
one municipality said is what the others said. Groups are therefore chosen together, for everything that is ever shown
of a question: all respondents, each municipality, each organisation. What a group said is the sum of what its
respondents said, so whatever can be worked out is a sum of published groups with some coefficients. Give each
municipality and each organisation a node, and join them by the respondents they share; a municipality that is not
shown becomes part of one node, an organisation that is not shown part of another. A combination gives every node a
number and a respondent the difference of the two ends: it is about those respondents only whose ends differ, which is
a cut of the graph. So nothing about fewer than five respondents can be worked out exactly when every cut of every
connected part weighs five or more. Groups are left out until that is so.

Municipalities have to be disjoint for this: a respondent of several belongs to `SEVERAL`.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

SMALLEST_GROUP = 5
"""Respondents are told this number. A setting can only make it larger: `smallest_group`."""
SEVERAL = "*"
"""The municipality of a respondent who answers for several at once."""
NONE = ""
"""Of no municipality, or of no organisation: never a group of its own."""

Node: TypeAlias = tuple[str, str]
_PILOT, _ORGANISATION = "pilot", "organisation"
_Graph: TypeAlias = dict[Node, dict[Node, float]]
_ROUNDING = 1e-9


def smallest_group(wanted: int = 0) -> int:
    """The smallest group shown: `SMALLEST_GROUP`, or ``wanted`` where an installation wants more."""
    return max(SMALLEST_GROUP, wanted)


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups of one question whose answers may be shown: all together, by municipality, by organisation."""

    everybody: bool
    pilots: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def allows(self, pilot: str = "", organisation: str = "") -> bool:
        """Whether the answers of a group may be shown; "" is everybody. A municipality within an organisation never."""
        if pilot and organisation:
            return False
        if pilot:
            return pilot in self.pilots
        return organisation in self.organisations if organisation else self.everybody


def shown(respondents: Mapping[tuple[str, str], float], least: int = SMALLEST_GROUP) -> Shown:
    """The groups that may be shown of one question.

    Parameters
    ----------
    respondents : by (municipality, organisation), how many gave an answer; `NONE` for what they have not. Somebody
        who answers in several cells counts in each with an equal part of one.
    least : the smallest group that is shown.

    Returns
    -------
    As many groups as can be, smaller ones left out first. It depends on how many answered, never on what.
    """
    parts = {cell: weight for cell, weight in respondents.items() if weight > 0}
    if sum(parts.values()) < least - _ROUNDING:
        return Shown(everybody=False)
    pilots, organisations = _sizes(parts, 0), _sizes(parts, 1)
    kept = {(_PILOT, key) for key, size in pilots.items() if size >= least - _ROUNDING}
    kept |= {(_ORGANISATION, key) for key, size in organisations.items() if size >= least - _ROUNDING}
    sizes = {(_PILOT, key): size for key, size in pilots.items()}
    sizes |= {(_ORGANISATION, key): size for key, size in organisations.items()}
    while weak := _weak_side(_graph(parts, kept), least - _ROUNDING):
        kept.discard(_given_up(weak, kept, parts, sizes))
    return Shown(
        everybody=True,
        pilots=frozenset(key for kind, key in kept if kind == _PILOT),
        organisations=frozenset(key for kind, key in kept if kind == _ORGANISATION),
    )


def _sizes(parts: Mapping[tuple[str, str], float], side: int) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for cell, weight in parts.items():
        if cell[side] != NONE:
            found[cell[side]] += weight
    return dict(found)


def _ends(cell: tuple[str, str], kept: set[Node]) -> tuple[Node, Node]:
    pilot, organisation = (_PILOT, cell[0]), (_ORGANISATION, cell[1])
    return (
        pilot if pilot in kept else (_PILOT, NONE),
        organisation if organisation in kept else (_ORGANISATION, NONE),
    )


def _graph(parts: Mapping[tuple[str, str], float], kept: set[Node]) -> _Graph:
    graph: _Graph = defaultdict(lambda: defaultdict(float))
    for cell, weight in parts.items():
        one, other = _ends(cell, kept)
        graph[one][other] += weight
        graph[other][one] += weight
    return graph


def _weak_side(graph: _Graph, least: float) -> frozenset[Node]:
    """One side of a cut lighter than ``least`` within a connected part; empty when there is none.

    Nodes that no such cut can part are merged until nothing is left to part (Nagamochi and Ibaraki 1992, Computing
    edge-connectivity in multigraphs and capacitated graphs, SIAM J Discrete Math 5).
    """
    members = {node: frozenset([node]) for node in graph}
    while len(graph) > 1:
        weak, same = _scan(graph, least)
        if weak is not None:
            return members[weak]
        graph, members = _merged(graph, members, same)
    return frozenset()


def _scan(graph: _Graph, least: float) -> tuple[Node | None, dict[Node, Node]]:
    """Nodes in the order of their ties to those before; a node whose ties weigh too little, and which are one."""
    leader = {node: node for node in graph}
    reached = dict.fromkeys(graph, 0.0)
    waiting = [(-0.0, node) for node in sorted(graph)]
    heapq.heapify(waiting)
    done: set[Node] = set()
    while waiting:
        _weight, node = heapq.heappop(waiting)
        if node in done:
            continue
        done.add(node)
        ties = sum(graph[node].values())
        if 0 < ties < least:
            return node, leader
        for other, weight in graph[node].items():
            if other in done:
                continue
            reached[other] += weight
            if reached[other] >= least:
                leader[_leader(leader, other)] = _leader(leader, node)
            heapq.heappush(waiting, (-reached[other], other))
    return None, leader


def _leader(leader: dict[Node, Node], node: Node) -> Node:
    while leader[node] != node:
        node = leader[node]
    return node


def _merged(
    graph: _Graph, members: dict[Node, frozenset[Node]], leader: dict[Node, Node]
) -> tuple[_Graph, dict[Node, frozenset[Node]]]:
    """The graph with nodes that belong together as one; whole parts that are one node fall away."""
    fresh: _Graph = defaultdict(lambda: defaultdict(float))
    whole: dict[Node, frozenset[Node]] = {}
    for node, ties in graph.items():
        head = _leader(leader, node)
        whole[head] = whole.get(head, frozenset()) | members[node]
        for other, weight in ties.items():
            if (end := _leader(leader, other)) != head:
                fresh[head][end] += weight
    return fresh, {node: whole[node] for node in fresh}


def _given_up(
    weak: frozenset[Node],
    kept: set[Node],
    parts: Mapping[tuple[str, str], float],
    sizes: Mapping[Node, float],
) -> Node:
    """The group to leave out next: the smallest at the weak cut, an organisation before a municipality."""
    across = {
        node
        for cell in parts
        for ends in [_ends(cell, kept)]
        if (ends[0] in weak) != (ends[1] in weak)
        for node in ends
    }
    candidates = across & kept
    if not candidates:  # those left out are themselves too few: one more of their kind joins them
        kinds = {kind for kind, _key in across}
        candidates = {node for node in kept if node[0] in kinds} or kept
    return min(candidates, key=lambda node: (node[0] != _ORGANISATION, sizes[node], node))
