"""Measures against networkx, under relabelling, and between their bounds."""

import math

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.network.findings import all_findings
from mallipaja.network.layout import layout
from mallipaja.network.measures import density, reciprocity
from mallipaja.network.network import Network, Node, Tie
from mallipaja.network.structure import components, without
from mallipaja.network.symmetry import edges, pairs
from mallipaja.survey.given import NOT_ANSWERED
from mallipaja.survey.units import ActorInfo

NAMES = "abcdef"


@st.composite
def networks(draw, silent=True):
    """Up to six actors, any ties of those that answered."""
    nodes = sorted(draw(st.sets(st.sampled_from(NAMES), min_size=1)))
    answered = set(draw(st.sets(st.sampled_from(nodes)))) if silent else set(nodes)
    arcs = [(a, b) for a in nodes for b in nodes if a != b and a in answered and draw(st.booleans())]
    return build(nodes, answered, arcs)


def build(nodes, answered, arcs):
    return Network(
        "p",
        tuple(Node(n, n, n, n, n, n in answered, 1, n in answered) for n in nodes),
        tuple(Tie(a, b, *(NOT_ANSWERED,) * 5) for a, b in sorted(arcs)),
    )


@given(networks(silent=False))
def test_with_all_answers_the_measures_are_those_of_networkx(network):
    graph = nx.DiGraph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((tie.source, tie.target) for tie in network.ties)
    found = density(network)
    if found.value is not None:
        assert math.isclose(found.value, nx.density(graph))
        assert found.low == found.value == found.high
    if network.ties:
        assert math.isclose(reciprocity(network).arc, nx.overall_reciprocity(graph))
    undirected = graph.to_undirected()
    assert {frozenset(part) for part in components(network)} == set(
        map(frozenset, nx.connected_components(undirected))
    )
    confirmed = graph.to_undirected(reciprocal=True)
    assert {frozenset((p.first, p.second)) for p in edges(network, "confirmed")} == set(
        map(frozenset, confirmed.edges)
    )


@given(networks())
def test_any_way_the_silent_answer_stays_within_the_bounds(network):
    found = density(network)
    if found.low is None:
        return
    assert found.low <= found.high
    if found.value is not None:
        assert found.low <= found.value <= found.high or math.isclose(found.value, found.high)
    ids = [node.id for node in network.nodes]
    kept = {(tie.source, tie.target) for tie in network.ties}
    full = kept | {(a, b) for a in network.silent for b in ids if a != b}
    assert math.isclose(density(build(ids, set(ids), kept)).value, found.low)
    assert math.isclose(density(build(ids, set(ids), full)).value, found.high)


@given(networks(), st.permutations(NAMES))
def test_relabelling_changes_no_number(network, order):
    new = dict(zip(NAMES, order, strict=True))
    other = build(
        sorted(new[node.id] for node in network.nodes),
        {new[actor] for actor in network.responded},
        [(new[tie.source], new[tie.target]) for tie in network.ties],
    )
    assert density(other) == density(network)
    assert reciprocity(other) == reciprocity(network)
    assert sorted(len(part) for part in components(other)) == sorted(len(p) for p in components(network))
    assert sorted(pair.state for pair in pairs(other)) == sorted(pair.state for pair in pairs(network))
    assert sorted(f.code for f in all_findings(other)) == sorted(f.code for f in all_findings(network))


@given(networks())
def test_leaving_cuts_off_exactly_the_smaller_parts(network):
    for one in without(network):
        rest = [node.id for node in network.nodes if node.id != one.actor]
        arcs = [(t.source, t.target) for t in network.ties if one.actor not in {t.source, t.target}]
        left = {frozenset(part) for part in components(build(rest, set(rest), arcs))}
        assert {frozenset(part) for part in one.parts} <= left
        assert sorted(member for part in one.parts[1:] for member in part) == list(one.cut_off)


@given(st.lists(st.sampled_from(("health", "social", "kela", "unheard_of")), max_size=12))
def test_positions_are_all_different(sectors):
    actors = [ActorInfo(f"a{n}", f"A{n}", sector, "o", "O", ()) for n, sector in enumerate(sectors)]
    places = {(round(p.x, 6), round(p.y, 6)) for p in layout(actors).values()}
    assert len(places) == len(sectors)
