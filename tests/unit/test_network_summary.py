"""All measures on networks with published figures, a directed example, and at their limits."""

import networkx as nx
import numpy as np
import pytest

from mallipaja.network.brokerage import Brokerage, brokerage
from mallipaja.network.centrality import centralization, eigenvector
from mallipaja.network.graph import Graph, graph_of
from mallipaja.network.groups import homophily
from mallipaja.network.holes import holes
from mallipaja.network.joining import ties
from mallipaja.network.notes import notes
from mallipaja.network.paths import paths
from mallipaja.network.summary import summary
from tests.graphs import graph_from, two_way_star, values_of
from tests.unit.test_network import ACTORS, RECORDS, UNITS, small

KARATE = nx.karate_club_graph()
CLUBS = [KARATE.nodes[node]["club"] for node in KARATE]
FLORENTINE = nx.florentine_families_graph()
KITE = nx.krackhardt_kite_graph()


def effective_size(graph, weight=None):
    """networkx by its definition, node by node: where SciPy is installed, its matrix way gives other numbers."""
    return nx.effective_size(graph, list(graph), weight=weight)


def close(value):
    return pytest.approx(value, abs=5e-7)


def at(found, values, node):
    return values[found.graph.ids.index(node)]


def test_zachary_s_karate_club():
    found = summary(graph_from(KARATE), CLUBS)
    assert (found.graph.order, found.graph.size) == (34, 78)
    assert found.density == close(0.139037)
    assert found.degree_centralization == close(0.399621)
    assert found.betweenness_centralization == close(0.405557)
    assert found.homophily.index == close(-0.717949)
    assert at(found, found.holes.constraint, "0") == close(0.155423)
    assert at(found, found.holes.effective_size, "0") == close(13.75)
    assert at(found, found.paths.betweenness, "0") == close(0.437635)
    assert at(found, found.degrees.both, "33") == 17
    assert found.cohesion.transitivity == close(0.255682)
    assert max(found.cohesion.core) == 4
    weighted = summary(graph_from(KARATE, "weight"), CLUBS, weighted=True)
    assert at(weighted, weighted.holes.constraint, "0") == close(0.190623)
    assert weighted.density == found.density
    assert list(weighted.paths.betweenness) == list(found.paths.betweenness)


def test_florentine_families_with_and_without_pucci():
    found = summary(graph_from(FLORENTINE))
    assert (found.density, found.degree_centralization) == (close(0.190476), close(0.274725))
    assert at(found, found.paths.betweenness, "Medici") == close(0.521978)
    assert at(found, found.paths.closeness, "Medici") == close(0.56)
    with_pucci = FLORENTINE.copy()
    with_pucci.add_node("Pucci")
    found = summary(graph_from(with_pucci))
    assert (found.density, found.degree_centralization) == (close(0.166667), close(0.266667))
    assert at(found, found.paths.closeness, "Pucci") == 0
    assert at(found, found.paths.closeness, "Medici") == close(0.56 * 14 / 15)
    assert np.isnan(at(found, found.holes.constraint, "Pucci"))
    assert [len(part) for part in found.cohesion.parts] == [15, 1]
    assert [(note.measure, note.nodes) for note in notes(found) if note.nodes] == [
        ("constraint", ("Pucci",)),
        ("effective_size", ("Pucci",)),
    ]


def test_krackhardt_s_kite():
    found = summary(graph_from(KITE))
    assert (found.density, found.degree_centralization) == (close(0.4), close(0.333333))
    assert at(found, found.paths.betweenness, "7") * 36 == close(14.0)
    assert [at(found, found.paths.closeness, node) for node in ("5", "6")] == [close(0.642857)] * 2
    assert at(found, found.degrees.both, "3") == 6
    assert found.cohesion.cut_points == ("7", "8")


@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("graph", [KARATE, FLORENTINE, KITE], ids=["karate", "florentine", "kite"])
def test_every_measure_is_that_of_networkx(graph, weight):
    found = summary(graph_from(graph, weight), weighted=weight is not None)
    assert found.paths.betweenness == pytest.approx(values_of(nx.betweenness_centrality(graph), graph))
    assert found.paths.closeness == pytest.approx(values_of(nx.closeness_centrality(graph), graph))
    assert found.holes.constraint == pytest.approx(values_of(nx.constraint(graph, weight=weight), graph))
    assert found.holes.effective_size == pytest.approx(values_of(effective_size(graph, weight=weight), graph))
    leading = nx.eigenvector_centrality(graph, max_iter=5000, tol=1e-12, weight=weight)
    assert found.eigenvector == pytest.approx(values_of(leading, graph), abs=1e-8)
    assert found.cohesion.clustering == pytest.approx(values_of(nx.clustering(graph), graph))
    assert list(found.degrees.weighted) == [degree for _, degree in graph.degree(weight=weight)]


def test_the_directed_example():
    found = summary(Graph.of("ABC", [("A", "B"), ("B", "A"), ("A", "C")], directed=True))
    assert (found.density, found.reciprocity, found.reciprocity_dyad) == (0.5, close(2 / 3), 0.5)
    assert found.degree_centralization is None
    assert (found.in_degree_centralization, found.out_degree_centralization) == (0.0, 0.75)
    assert list(found.paths.closeness) == [0.5, 0.5, close(2 / 3)]
    assert list(found.paths.betweenness) == [0.5, 0, 0]
    assert list(found.degrees.out_of) == [2, 1, 0]


def test_a_larger_directed_network_is_that_of_networkx():
    graph = nx.gnp_random_graph(40, 0.15, seed=5, directed=True)
    found = summary(graph_from(graph))
    assert found.reciprocity == pytest.approx(nx.overall_reciprocity(graph))
    assert found.paths.betweenness == pytest.approx(values_of(nx.betweenness_centrality(graph), graph))
    assert found.paths.closeness == pytest.approx(values_of(nx.closeness_centrality(graph), graph))
    assert found.holes.constraint == pytest.approx(values_of(nx.constraint(graph), graph))
    assert found.holes.effective_size == pytest.approx(values_of(effective_size(graph), graph))
    leading = nx.eigenvector_centrality(graph, max_iter=5000, tol=1e-12)
    assert found.eigenvector == pytest.approx(values_of(leading, graph), abs=1e-8)


def test_centralisation_of_stars_and_cycles():
    star, cycle = nx.star_graph(6), nx.cycle_graph(6)
    assert summary(graph_from(star)).degree_centralization == 1
    assert summary(graph_from(star)).betweenness_centralization == 1
    assert summary(graph_from(cycle)).degree_centralization == 0
    outward = nx.DiGraph([(0, leaf) for leaf in range(1, 7)])
    found = summary(graph_from(outward))
    assert (found.out_degree_centralization, found.in_degree_centralization) == (1, close(1 / 36))
    assert summary(graph_from(two_way_star(5))).out_degree_centralization == close(4 * 5 / 25)
    assert centralization(np.array([1, 1]), directed=False) is None


def test_a_node_that_is_only_tied_to_has_a_constraint():
    """networkx gives NaN or a number, by whether scipy is there; Burt's definition has no direction."""
    found = holes(Graph.of("abc", [("a", "b"), ("a", "c")], directed=True))
    assert list(found.constraint) == [0.5, 1, 1]
    assert list(found.effective_size) == [2, 1, 1]


def test_brokerage_by_hand():
    graph = Graph.of(
        "abcde", [("a", "b"), ("b", "c"), ("c", "a"), ("b", "d"), ("d", "b"), ("d", "e")], directed=True
    )
    found = brokerage(graph, ["x", "x", "y", "y", "z"])
    # b: a→c is closed (c→a is not a→c): a,x → b,x → c,y; a → b → d; d,y → b,x → c,y
    assert found[1] == Brokerage(coordinator=0, itinerant=1, gatekeeper=0, representative=2, liaison=0)
    # c: b,x → c,y → a,x ; a: c,y → a,x → b,x
    assert found[2] == Brokerage(0, 1, 0, 0, 0)
    assert found[0] == Brokerage(0, 0, 1, 0, 0)
    # d: b,x → d,y → e,z
    assert found[3] == Brokerage(0, 0, 0, 0, 1)
    assert found[3].total == 1
    assert found[4] == Brokerage(0, 0, 0, 0, 0)


def test_homophily_counts_each_sector_s_ties():
    graph = Graph.of("abcd", [("a", "b"), ("a", "c"), ("c", "d")], directed=False)
    found = homophily(graph, ["x", "x", "y", "z"])
    assert (found.index, found.internal, found.external) == (close(1 / 3), 1, 2)
    assert found.by_sector == (("x", 1, 1, 0.0), ("y", 0, 2, 1.0), ("z", 0, 1, 1.0))
    assert homophily(Graph.of("ab", [], directed=False), ["x", "y"]).index is None


def test_communities_depend_on_the_seed_alone():
    one, same = (summary(graph_from(KARATE), seed=3).communities for _ in range(2))
    assert one == same
    assert sorted(node for group in one.groups for node in group) == sorted(map(str, KARATE))
    plain = [{int(node) for node in group} for group in one.groups]
    assert one.modularity == pytest.approx(nx.community.modularity(KARATE, plain, weight=None))


def reasons(found):
    return {(note.measure, note.nodes) for note in notes(found)}


@pytest.mark.parametrize("directed", [False, True])
def test_the_empty_network(directed):
    found = summary(Graph.of((), (), directed), [])
    assert (found.density, found.density_bounds, found.eigenvector, found.communities) == (None,) * 4
    assert found.cohesion.parts == ()
    assert {"density", "eigenvector", "communities", "ei_index"} <= {note.measure for note in notes(found)}


@pytest.mark.parametrize("directed", [False, True])
def test_one_node(directed):
    found = summary(Graph.of("a", (), directed), ["x"])
    assert (found.density, found.degree_centralization, found.betweenness_centralization) == (None,) * 3
    assert list(found.paths.closeness) == [0]
    assert (("constraint", ("a",))) in reasons(found)
    assert (("degree", ("a",))) in reasons(found)


def test_isolates_and_a_network_in_parts():
    graph = Graph.of("abcde", [("a", "b"), ("c", "d")], directed=True)
    found = summary(graph, "xxyyy")
    assert found.cohesion.parts == (("a", "b"), ("c", "d"), ("e",))
    assert (found.reciprocity, found.reciprocity_dyad) == (0.0, 0.0)
    assert found.eigenvector is None
    assert list(found.paths.closeness) == [0, 0.25, 0, 0.25, 0]
    assert ("eigenvector", graph.ids) in reasons(found)
    assert not any(np.isnan(found.paths.closeness) | np.isnan(found.paths.betweenness))


def test_the_eigenvector_of_two_equal_parts_and_of_a_slow_one():
    twins = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    assert eigenvector(graph_from(twins)) == pytest.approx(np.full(8, 8**-0.5))
    slow = eigenvector(graph_from(nx.path_graph(200)))
    expected = np.sin(np.pi * np.arange(1, 201) / 201)
    assert slow == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)


def test_two_thousand_nodes_round_one():
    found = summary(graph_from(nx.star_graph(1999)), ["x"] * 2000)
    assert found.degree_centralization == close(1)
    assert found.paths.betweenness[0] == close(1)
    assert (found.paths.closeness[0], found.holes.constraint[0]) == (close(1), close(1 / 1999))
    assert found.holes.effective_size[0] == close(1999)
    assert found.brokerage[0].coordinator == 1999 * 1998


def test_more_shortest_paths_than_can_be_counted():
    """300 layers of 3: 3^299 shortest paths from end to end, shortened on the way."""
    graph = nx.Graph(((layer, a), (layer + 1, b)) for layer in range(299) for a in range(3) for b in range(3))
    found = paths(graph_from(graph)).betweenness
    middle = list(graph).index((150, 0))
    # a third of the pairs across its layer, and a sixth of those within the layers beside it, both ways
    through = 2 * (3 * 150) * (3 * 149) / 3 + 2 * 6 / 6
    assert found[middle] * (len(graph) - 1) * (len(graph) - 2) == pytest.approx(through)


def test_those_who_have_not_answered():
    graph = Graph.of("abc", [("a", "b"), ("b", "a"), ("a", "c")], directed=True)
    found = summary(graph, silent=["c"])
    assert (found.density, found.density_bounds) == (0.75, (0.5, close(5 / 6)))
    assert (found.reciprocity, found.reciprocity_dyad) == (1.0, 1.0)
    both = summary(Graph.of("abc", [("a", "b")], directed=False), silent=["b", "c"])
    assert (both.density, both.density_bounds) == (0.5, (close(1 / 3), close(2 / 3)))
    nobody = summary(Graph.of("ab", [], directed=True), silent=["a", "b"])
    assert (nobody.density, nobody.density_bounds) == (None, (0.0, 1.0))


def test_a_pilot_s_network_as_a_graph():
    network = ties(RECORDS, UNITS, ACTORS, "keuruu")
    named = graph_of(network)
    assert (named.ids, named.directed) == (("clinic", "jobs", "kela"), True)
    assert list(zip(named.source, named.target, named.weight, strict=True)) == [
        (0, 1, 4),
        (0, 2, 1),
        (1, 0, 5),
    ]
    either = graph_of(network, "any")
    assert list(zip(either.source, either.target, either.weight, strict=True)) == [(0, 1, 5), (0, 2, 1)]
    assert graph_of(network, "confirmed").size == 1
    assert graph_of(small([], ""), "any").order == 0


@pytest.mark.parametrize(
    ("ids", "given"),
    [
        ("aa", []),
        ("ab", [("a", "a")]),
        ("ab", [("a", "x")]),
        ("ab", [("a", "b"), ("a", "b")]),
        ("ab", [("a", "b"), ("b", "a")]),
        ("ab", [("a", "b", 0.0)]),
        ("ab", [("a", "b", float("nan"))]),
    ],
)
def test_what_is_no_graph_is_refused(ids, given):
    with pytest.raises(ValueError, match=r"node|tie|weight"):
        Graph.of(ids, given, directed=False)
