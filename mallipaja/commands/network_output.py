"""The measures of a network as plain values for JSON, and as a table of plain text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from mallipaja.i18n import N_, Words
from mallipaja.network.notes import notes
from mallipaja.network.summary import Summary

_NAME_WIDTH = 34
_NUMBER_WIDTH = 16


def as_plain(found: Summary, weighted: bool) -> dict[str, Any]:
    """Every measure, undefined ones as ``None``, with notes that say why in English."""
    graph, cohesion = found.graph, found.cohesion
    return {
        "nodes": graph.order,
        "ties": graph.size,
        "directed": graph.directed,
        "weighted": weighted,
        "silent": list(found.silent),
        "density": found.density,
        "density_bounds": list(found.density_bounds) if found.density_bounds else None,
        "reciprocity": found.reciprocity,
        "reciprocity_dyad": found.reciprocity_dyad,
        "degree_centralization": found.degree_centralization,
        "in_degree_centralization": found.in_degree_centralization,
        "out_degree_centralization": found.out_degree_centralization,
        "betweenness_centralization": found.betweenness_centralization,
        "components": len(cohesion.parts),
        "component_sizes": [len(part) for part in cohesion.parts],
        "cut_points": list(cohesion.cut_points),
        "transitivity": cohesion.transitivity,
        **_degrees(found, weighted),
        "betweenness": _by_id(found, found.paths.betweenness.tolist()),
        "closeness": _by_id(found, found.paths.closeness.tolist()),
        "eigenvector": _by_id(found, found.eigenvector.tolist() if found.eigenvector is not None else None),
        "constraint": _by_id(found, found.holes.constraint.tolist()),
        "effective_size": _by_id(found, found.holes.effective_size.tolist()),
        "clustering": _by_id(found, cohesion.clustering.tolist()),
        "core": _by_id(found, cohesion.core.tolist()),
        "communities": [list(group) for group in found.communities.groups] if found.communities else None,
        "modularity": found.communities.modularity if found.communities else None,
        "ei_index": found.homophily.index if found.homophily else None,
        "brokerage": _by_id(found, [asdict(one) for one in found.brokerage]) if found.brokerage else None,
        "notes": [
            {"measure": note.measure, "nodes": list(note.nodes), "reason": note.reason}
            for note in notes(found)
        ],
    }


def _degrees(found: Summary, weighted: bool) -> dict[str, Any]:
    others, degrees, directed = found.graph.order - 1, found.degrees, found.graph.directed

    def share(counts: Any) -> Any:
        return _by_id(found, [count / others if others else None for count in counts.tolist()])

    return {
        "degree": share(degrees.both),
        "in_degree": share(degrees.into) if directed else None,
        "out_degree": share(degrees.out_of) if directed else None,
        "degree_count": _by_id(found, degrees.both.tolist()),
        **({"weighted_degree": _by_id(found, degrees.weighted.tolist())} if weighted else {}),
    }


def _by_id(found: Summary, values: Iterable[Any] | None) -> dict[str, Any]:
    listed = values if values is not None else [None] * found.graph.order
    return {
        node: None if isinstance(value, float) and math.isnan(value) else value
        for node, value in zip(found.graph.ids, listed, strict=True)
    }


_WHOLE: tuple[tuple[str, str], ...] = (
    ("density", N_("Density")),
    ("reciprocity", N_("Reciprocity of ties")),
    ("degree_centralization", N_("Degree centralisation")),
    ("in_degree_centralization", N_("In-degree centralisation")),
    ("out_degree_centralization", N_("Out-degree centralisation")),
    ("betweenness_centralization", N_("Betweenness centralisation")),
    ("ei_index", N_("E-I index (-1 inside, 1 between)")),
)
_NODES: tuple[tuple[str, str], ...] = (
    ("degree_count", N_("ties")),
    ("betweenness", N_("betweenness")),
    ("closeness", N_("closeness")),
    ("constraint", N_("constraint")),
    ("effective_size", N_("effective size")),
)
_OF_THE_OTHER_KIND = {
    True: {"degree_centralization"},
    False: {"reciprocity", "in_degree_centralization", "out_degree_centralization"},
}
"""Measures a directed (true) or undirected network never has."""


def table(found: Summary, names: Mapping[str, str], words: Words) -> str:
    """The main measures, with numbers by locale; what is not defined is a dash, with the reason below."""
    return "\n".join(_lines(found, as_plain(found, weighted=False), names, words))


def _lines(found: Summary, plain: Mapping[str, Any], names: Mapping[str, str], _: Words) -> Iterator[str]:
    yield _row(_("Nodes"), _.number(plain["nodes"]))
    yield _row(_("Ties"), _.number(plain["ties"]))
    whole = [row for row in _WHOLE if row[0] not in _OF_THE_OTHER_KIND[found.graph.directed]]
    for key, label in whole:
        yield _row(_(label), _.fixed(plain[key], 3))
    yield _row(_("Connected parts"), _.number(plain["components"]))
    cut_points = [names.get(node) or node for node in plain["cut_points"]]
    yield _row(_("Breaks without"), _.listing(cut_points) if cut_points else "–")
    yield ""
    yield _row(_("Node"), *(_(label) for _key, label in _NODES))
    for node in found.graph.ids:
        values = [plain[key][node] for key, _label in _NODES]
        numbers = [_.number(v) if isinstance(v, int) else _.fixed(v, 3) for v in values]
        yield _row(names.get(node) or node, *numbers)
    yield ""
    labels = dict((*whole, *_NODES))
    for note in notes(found):
        if note.measure in labels:
            yield f"{_(labels[note.measure])}: {_(note.reason)}"


def _row(name: str, *numbers: str) -> str:
    return name.ljust(_NAME_WIDTH) + "".join(f" {number.rjust(_NUMBER_WIDTH)}" for number in numbers)
