"""Measures of graphs: against networkx, under relabelling, and by what must add up."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.network.brokerage import Brokerage, brokerage
from mallipaja.network.graph import Graph
from mallipaja.network.notes import notes
from mallipaja.network.summary import summary
from tests.graphs import graph_from, values_of

NAMES = "abcdefgh"
SECTORS = "xyz"


@st.composite
def graphs(draw):
    """Up to eight nodes with any ties and weights, directed or not."""
    ids = draw(st.lists(st.sampled_from(NAMES), unique=True))
    directed = draw(st.booleans())
    possible = [(a, b) for a in ids for b in ids if (a != b if directed else a < b)]
    ties = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
    weights = draw(st.lists(st.integers(1, 5), min_size=len(ties), max_size=len(ties)))
    return Graph.of(ids, [(a, b, float(w)) for (a, b), w in zip(ties, weights, strict=True)], directed)


def as_networkx(graph):
    made = nx.DiGraph() if graph.directed else nx.Graph()
    made.add_nodes_from(graph.ids)
    for one, other, weight in zip(graph.source, graph.target, graph.weight, strict=True):
        made.add_edge(graph.ids[one], graph.ids[other], weight=float(weight))
    return made


@given(graphs(), st.booleans())
def test_the_measures_are_those_of_networkx(graph, weighted):
    found, expected = summary(graph, weighted=weighted), as_networkx(graph)
    weight = "weight" if weighted else None
    assert found.paths.betweenness == pytest.approx(values_of(nx.betweenness_centrality(expected), expected))
    assert found.paths.closeness == pytest.approx(values_of(nx.closeness_centrality(expected), expected))
    if graph.order > 1:
        assert found.density == pytest.approx(nx.density(expected))
    if graph.directed and graph.size:
        assert found.reciprocity == pytest.approx(nx.overall_reciprocity(expected))
    either = expected.to_undirected()
    assert {frozenset(part) for part in found.cohesion.parts} == set(
        map(frozenset, nx.connected_components(either))
    )
    assert set(found.cohesion.cut_points) == set(nx.articulation_points(either))
    nodes = list(expected)  # node by node: with SciPy installed, networkx's matrix way has other numbers
    constraint = nx.constraint(expected, nodes, weight=weight)
    size = nx.effective_size(expected, nodes, weight=weight)
    for position, node in enumerate(graph.ids):
        if len(expected[node]):  # networkx has none for nodes nothing goes out from
            assert found.holes.constraint[position] == pytest.approx(constraint[node])
            assert found.holes.effective_size[position] == pytest.approx(size[node])
        assert math.isnan(found.holes.constraint[position]) == (not either[node])


@given(graphs(), st.permutations(NAMES), st.data())
def test_relabelling_and_reordering_change_no_number(graph, names, data):
    new = dict(zip(NAMES, names, strict=True))
    order = data.draw(st.permutations(range(graph.order)))
    sector = {node: data.draw(st.sampled_from(SECTORS)) for node in graph.ids}
    ends = list(zip(graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True))
    moved = Graph.of(
        [new[graph.ids[position]] for position in order],
        [(new[graph.ids[a]], new[graph.ids[b]], weight) for a, b, weight in reversed(ends)],
        graph.directed,
    )
    assert moved.relabelled({new[node]: node for node in graph.ids}).ids == tuple(graph.ids[p] for p in order)
    one = summary(graph, [sector[node] for node in graph.ids])
    two = summary(moved, [sector[graph.ids[position]] for position in order])
    for measure in ("density", "reciprocity", "degree_centralization", "in_degree_centralization",
                    "out_degree_centralization", "betweenness_centralization"):  # fmt: skip
        assert getattr(one, measure) == pytest.approx(getattr(two, measure))
    assert one.homophily == two.homophily
    assert {(note.measure, note.reason) for note in notes(one)} == {(n.measure, n.reason) for n in notes(two)}
    back = [order.index(position) for position in range(graph.order)]
    for by_node in (
        lambda s: s.paths.betweenness, lambda s: s.paths.closeness, lambda s: s.holes.constraint,
        lambda s: s.holes.effective_size, lambda s: s.cohesion.core, lambda s: s.cohesion.clustering,
        lambda s: s.degrees.both,
    ):  # fmt: skip
        assert by_node(one) == pytest.approx(by_node(two)[back], nan_ok=True)
    assert list(one.brokerage) == [two.brokerage[position] for position in back]


@given(graphs(), st.data())
def test_brokerage_is_what_counting_triples_gives(graph, data):
    sector = [data.draw(st.sampled_from(SECTORS)) for _ in graph.ids]
    tied = {(int(a), int(b)) for a, b in zip(graph.source, graph.target, strict=True)}
    tied |= set() if graph.directed else {(b, a) for a, b in tied}
    found = brokerage(graph, sector)
    for node in range(graph.order):
        kinds = [
            kind(sector[a], sector[node], sector[c])
            for a in range(graph.order)
            for c in range(graph.order)
            if a != c and (a, node) in tied and (node, c) in tied and (a, c) not in tied
        ]
        names = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
        assert found[node] == Brokerage(**{name: kinds.count(name) for name in names})


def kind(first, middle, last):
    if first == last:
        return "coordinator" if first == middle else "itinerant"
    if middle == last:
        return "gatekeeper"
    return "representative" if first == middle else "liaison"


@given(graphs())
def test_what_passes_through_is_the_steps_between(graph):
    """Every shortest path passes one node less than it has steps."""
    found, expected = summary(graph), as_networkx(graph)
    steps = [d - 1 for _, by in nx.all_pairs_shortest_path_length(expected) for d in by.values() if d]
    pairs = (graph.order - 1) * (graph.order - 2)
    if pairs > 0:
        assert found.paths.betweenness.sum() * pairs == pytest.approx(sum(steps))


@given(graphs())
def test_the_eigenvector_is_one(graph):
    found = summary(graph).eigenvector
    if found is None:
        return
    matrix = np.zeros((graph.order, graph.order))
    matrix[graph.target, graph.source] = 1
    matrix = matrix if graph.directed else np.maximum(matrix, matrix.T)
    turned = matrix @ found
    largest = max(abs(np.linalg.eigvals(matrix)))
    assert turned == pytest.approx(largest * found, abs=1e-4)
    assert np.linalg.norm(found) == pytest.approx(1)


def test_a_random_network_of_many_parts():
    graph = nx.gnm_random_graph(120, 100, seed=5)
    found = summary(graph_from(graph))
    assert found.paths.betweenness == pytest.approx(values_of(nx.betweenness_centrality(graph), graph))
    assert found.paths.closeness == pytest.approx(values_of(nx.closeness_centrality(graph), graph))
