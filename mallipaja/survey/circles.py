"""What depends on what in a template: circles, conditions on oneself, and answers that come too late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mallipaja.catalogue.survey_template import Block, Calculation
from mallipaja.errors import Finding
from mallipaja.survey import condition_rules as rules
from mallipaja.survey.conditions import Conditions, Said
from mallipaja.survey.expression import tree
from mallipaja.survey.logic import PAGE

Graph = Mapping[str, tuple[str, ...]]


def dependencies(conditions: Conditions) -> Iterator[Finding]:
    """Every circle once, and every condition that looks at itself or ahead."""
    graph = _graph(conditions)
    together = _circles(graph)
    told: set[frozenset[str]] = set()
    for said in conditions.read:
        if said.key in ("constraint", "default"):
            continue
        own = said.element.id
        circle = together.get(own, frozenset())
        if own in tree.names(said.node) and said.key == "relevant":
            yield rules.SELF.found(*said.spot, token=own)
        elif (len(circle) > 1 or own in graph.get(own, ())) and circle not in told:
            told.add(circle)
            yield rules.CYCLE.found(
                *said.spot, path=" → ".join(one.removeprefix(PAGE) for one in _path(graph, own, circle))
            )
    for said in conditions.read:
        yield from _later(conditions, said, together)


def _graph(conditions: Conditions) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: list(one.containers) for name, one in conditions.elements.items()}
    for name, one in conditions.elements.items():
        if one.block:
            found[name].append(one.block)
        if isinstance(one.item, Block) and one.item.is_roster:
            found[name].append(one.item.for_each)
    for said in conditions.read:
        if said.key in ("relevant", "calculation", "choice_filter"):
            found[said.element.id] += tree.names(said.node)
    return {
        name: tuple(dict.fromkeys(one for one in others if one in found)) for name, others in found.items()
    }


def _circles(graph: Graph) -> dict[str, frozenset[str]]:
    """For each element the elements it forms a circle with (Tarjan's components), itself included."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: dict[str, frozenset[str]] = {}
    for start in graph:
        waiting: list[tuple[str, Iterator[str]]] = []
        if start not in number:
            waiting.append((start, iter(graph[start])))
            number[start] = low[start] = len(number)
            stack.append(start)
        while waiting:
            name, others = waiting[-1]
            fresh = next((one for one in others if _reached(one, name, number, low, found)), None)
            if fresh is not None:
                number[fresh] = low[fresh] = len(number)
                stack.append(fresh)
                waiting.append((fresh, iter(graph[fresh])))
                continue
            waiting.pop()
            if waiting:
                low[waiting[-1][0]] = min(low[waiting[-1][0]], low[name])
            if low[name] == number[name]:
                place = stack.index(name)
                members = frozenset(stack[place:])
                del stack[place:]
                found |= dict.fromkeys(members, members)
    return found


def _reached(
    one: str, name: str, number: Mapping[str, int], low: dict[str, int], found: Mapping[str, frozenset[str]]
) -> bool:
    """Whether an element is met for the first time; of one met before on this way the number is noted."""
    if one not in number:
        return True
    if one not in found:
        low[name] = min(low[name], number[one])
    return False


def _path(graph: Graph, start: str, circle: frozenset[str]) -> list[str]:
    """A way round the circle from ``start`` to itself."""
    ways = [[start]]
    met = {start}
    while ways:
        way = ways.pop(0)
        for other in graph[way[-1]]:
            if other == start:
                return [*way, start]
            if other in circle and other not in met:
                met.add(other)
                ways.append([*way, other])
    return [start]


def _later(conditions: Conditions, said: Said, together: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """What an expression looks at that is asked after it; a calculation is as late as what it looks at."""
    own, order = said.element.id, conditions.order
    if isinstance(said.element.item, Calculation) and said.key == "calculation":
        return
    for name in tree.names(said.node):
        behind = [one for one in conditions.asked_by(name) if one != own]
        late = next((one for one in behind if order[one] > order[own]), None)
        if late is not None and late not in together.get(own, frozenset()):
            yield rules.LATER.found(*said.spot, token=name)
