"""Ties from answers, measures with known values, findings as codes, positions that stay."""

import math

import networkx as nx
import pytest

from mallipaja.network.findings import Finding, all_findings, findings
from mallipaja.network.joining import ties
from mallipaja.network.layout import layout
from mallipaja.network.measures import Degree, Density, Reciprocity, degrees, density, reciprocity
from mallipaja.network.network import Network, Node, Tie
from mallipaja.network.opinions import InformationExchange, information_exchange
from mallipaja.network.structure import Without, components, without
from mallipaja.network.symmetry import Pair, edges, pairs
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing
from mallipaja.survey.units import ActorInfo, UnitInfo

ALL = ("keuruu", "laukaa")
ACTORS = (
    ActorInfo("clinic", "Terveysasema", "health", "county", "Hyvinvointialue", ALL),
    ActorInfo("jobs", "Työllisyyspalvelu", "employment", "area", "Työllisyysalue", ALL),
    ActorInfo("kela", "Kela", "kela", "kela", "Kela", ALL),
    ActorInfo("far", "Muualla", "third", "x", "X", ("laukaa",)),
)
UNITS = (
    UnitInfo("c1", "county", "Hyvinvointialue", "health", "clinic", "Vastaanotto", ("keuruu",)),
    UnitInfo("c2", "county", "Hyvinvointialue", "health", "clinic", "Kuntoutus", ("keuruu",)),
    UnitInfo("j1", "area", "Työllisyysalue", "employment", "jobs", "Toimisto", ("keuruu", "laukaa")),
    UnitInfo("k1", "kela", "Kela", "kela", "kela", "Asiakaspalvelu", ("keuruu",)),
)


def rec(feed, unit, value, row="", *, pilot="keuruu", reason=None, other=None):
    return FeedRecord(f"network.{feed}", f"r_{unit}", unit, (), pilot, row, value, reason, other)


RECORDS = (
    rec("ties", "c1", ("jobs",)),
    rec("frequency", "c1", "monthly", "jobs"),
    rec("referral", "c1", "we_refer", "jobs"),
    rec("agreement", "c1", "in_preparation", "jobs"),
    rec("ties", "c2", ("jobs", "kela", "clinic", "other", "far"), other="Seurakunta "),
    rec("frequency", "c2", "weekly", "jobs"),
    rec("level", "c2", "coordination", "jobs"),
    rec("referral", "c2", "we_receive", "jobs"),
    rec("named_contact", "c2", "yes", "jobs"),
    rec("agreement", "c2", "no", "jobs"),
    rec("frequency", "c2", None, "kela", reason="do_not_know"),
    rec("ties", "j1", ("clinic",), pilot=""),
    rec("frequency", "j1", "daily", "clinic", pilot=""),
)


def small(arcs, nodes, silent=(), sectors=None):
    """A network from arcs alone."""
    sectors = sectors or {}
    return Network(
        "p",
        tuple(
            Node(n, n, sectors.get(n, n), n, n, n not in silent, 1, n not in silent) for n in sorted(nodes)
        ),
        tuple(Tie(a, b, *(NOT_ANSWERED,) * 5) for a, b in sorted(arcs)),
    )


ABC = small([("a", "b"), ("b", "a"), ("a", "c")], "abc")


def test_units_of_one_actor_are_joined_by_the_stated_rule():
    network = ties(RECORDS, UNITS, ACTORS, "keuruu")
    assert [(n.id, n.responded, n.units, n.units_responded) for n in network.nodes] == [
        ("clinic", True, 2, 2),
        ("jobs", True, 1, 1),
        ("kela", False, 1, 0),
    ]
    assert network.tie("clinic", "jobs") == Tie(
        "clinic", "jobs", Known(4), Known(2), Known("both"), Known(True), Known("in_preparation"), named_by=2
    )
    assert network.tie("clinic", "kela") == Tie(
        "clinic", "kela", Missing("do_not_know"), *(NOT_ANSWERED,) * 4, named_by=1
    )
    assert [(t.source, t.target) for t in network.ties] == [
        ("clinic", "jobs"),
        ("clinic", "kela"),
        ("jobs", "clinic"),
    ]
    assert (network.outside, network.others) == (("far",), ("Seurakunta",))


def test_a_tie_has_three_states():
    network = ties(RECORDS, UNITS, ACTORS, "keuruu")
    assert network.state("clinic", "kela") is True
    assert network.state("jobs", "kela") is False
    assert network.state("kela", "jobs") is None
    assert (network.responded, network.silent) == (("clinic", "jobs"), ("kela",))


def test_an_answer_for_all_pilots_holds_in_each():
    laukaa = ties(RECORDS, UNITS, ACTORS, "laukaa")
    assert [node.id for node in laukaa.nodes] == ["clinic", "far", "jobs", "kela"]
    assert [(t.source, t.target) for t in laukaa.ties] == [("jobs", "clinic")]
    assert laukaa.silent == ("clinic", "far", "kela")


def test_a_unit_that_works_with_nobody_has_answered():
    network = ties((rec("ties", "k1", ()),), UNITS, ACTORS, "keuruu")
    assert network.responded == ("kela",)
    assert density(network) == Density(0.0, 0.0, 4 / 6, 0, 2, 6)


def test_density_and_reciprocity_of_the_stated_example():
    assert density(ABC) == Density(0.5, 0.5, 0.5, 3, 6, 6)
    assert reciprocity(ABC) == Reciprocity(2 / 3, 0.5, 3, 2)
    assert degrees(ABC) == (Degree("a", 1, 2, 2), Degree("b", 1, 2, 1), Degree("c", 1, 2, 0))


def test_those_who_have_not_answered_give_bounds_and_are_left_out_of_reciprocity():
    network = small([("a", "b"), ("b", "a"), ("a", "c")], "abc", silent="c")
    assert density(network) == Density(0.75, 0.5, 5 / 6, 3, 4, 6)
    assert reciprocity(network) == Reciprocity(1.0, 1.0, 2, 1)
    assert degrees(network)[2] == Degree("c", 1, 2, None)


def test_limits_of_empty_and_single_networks():
    assert density(small([], "")) == Density(None, None, None, 0, 0, 0)
    assert density(small([], "a")) == Density(None, None, None, 0, 0, 0)
    assert reciprocity(small([], "ab")) == Reciprocity(None, None, 0, 0)
    assert (components(small([], "")), without(small([], "a"))) == ((), ())
    assert findings(small([], "ab", silent="ab")) == (Finding("nothing_answered", of=2),)


@pytest.mark.parametrize(
    ("graph", "published"),
    [(nx.karate_club_graph(), 0.139037), (nx.florentine_families_graph(), 0.190476)],
)
def test_density_of_published_networks(graph, published):
    names = [str(node) for node in graph]
    arcs = [(str(a), str(b)) for a, b in graph.edges] + [(str(b), str(a)) for a, b in graph.edges]
    network = small(arcs, names)
    assert density(network).value == pytest.approx(published, abs=5e-7)
    assert density(network).value == pytest.approx(nx.density(graph))
    assert reciprocity(network).arc == 1.0
    assert {one.actor for one in without(network)} == {str(n) for n in nx.articulation_points(graph)}


def test_pairs_are_confirmed_one_sided_or_unconfirmed():
    network = small([("a", "b"), ("b", "a"), ("c", "a"), ("a", "d")], "abcd", silent="d")
    assert pairs(network) == (
        Pair("a", "b", "confirmed", None, None),
        Pair("a", "c", "one_sided", "c", None),
        Pair("a", "d", "unconfirmed", "a", None),
    )
    assert edges(network, "confirmed") == (Pair("a", "b", "confirmed", None, None),)
    assert len(edges(network, "any")) == 3


def test_a_pair_takes_the_higher_frequency():
    network = ties(RECORDS, UNITS, ACTORS, "keuruu")
    assert pairs(network)[0] == Pair("clinic", "jobs", "confirmed", None, 5)
    assert pairs(network)[1] == Pair("clinic", "kela", "unconfirmed", "clinic", None)


def test_what_breaks_if_an_actor_leaves():
    network = small([("a", "b"), ("b", "c"), ("c", "d"), ("b", "e")], "abcdef")
    assert components(network) == (("a", "b", "c", "d", "e"), ("f",))
    assert without(network) == (
        Without("b", (("c", "d"), ("a",), ("e",)), ("a", "e")),
        Without("c", (("a", "b", "e"), ("d",)), ("d",)),
    )
    assert components(network, "confirmed") == tuple((name,) for name in "abcdef")


def test_findings_come_in_order_of_importance():
    sectors = {"a": "health", "b": "social", "c": "kela", "d": "third"}
    network = small([("a", "b"), ("b", "a"), ("a", "c")], "abcd", silent="d", sectors=sectors)
    assert all_findings(network) == (
        Finding("sectors_apart", sectors=("kela", "social")),
        Finding("sectors_unconfirmed", sectors=("health", "kela")),
        Finding("depends_on", actors=("a", "c"), count=1, of=4),
        Finding("one_sided", count=1, of=2),
        Finding("not_answered", actors=("d",), count=1, of=4),
    )
    assert findings(network) == all_findings(network)[:3]


def test_findings_of_agreements_contacts_and_the_lonely():
    network = Network(
        "p",
        tuple(Node(n, n, "health", n, n, True, 1, 1) for n in "abc"),
        (
            Tie("a", "b", Known(3), NOT_ANSWERED, Known("both"), Known(False), Known("no")),
            Tie("b", "a", Known(3), NOT_ANSWERED, Known("both"), Known(True), Known("yes")),
        ),
    )
    assert all_findings(network) == (
        Finding("alone", actors=("c",), count=1, of=3),
        Finding("without_agreement", count=1, of=2),
        Finding("without_contact", count=1, of=2),
    )


def test_a_network_with_nothing_against_it_is_well_connected():
    network = small([("a", "b"), ("b", "a")], "ab")
    assert all_findings(network) == (Finding("well_connected"),)


def test_an_opinion_is_hidden_under_five_raters():
    units = tuple(UnitInfo(f"u{n}", "o", "O", "health", "clinic", "U", ("keuruu",)) for n in range(5))
    records = [rec("information_exchange", f"u{n}", float(n + 1), "jobs") for n in range(5)]
    assert information_exchange(records[:4], units, "keuruu") == InformationExchange(None, 4)
    assert information_exchange(records, units, "keuruu") == InformationExchange(3.0, 5)
    more = [*records, rec("information_exchange", "u0", "5", "kela")]
    assert information_exchange(more, units, "keuruu") == InformationExchange(3.4, 5)


def test_positions_are_on_a_circle_by_sector_and_do_not_depend_on_the_order_given():
    found = layout(ACTORS)
    assert found == layout(reversed(ACTORS))
    assert all(math.isclose(math.hypot(p.x, p.y), 1) for p in found.values())
    assert sorted(found, key=lambda actor: found[actor].angle) == ["clinic", "jobs", "kela", "far"]
    assert (found["clinic"].x, found["clinic"].y) == (0.0, 1.0)
    assert layout(()) == {}
    assert layout(ACTORS[:1])["clinic"].angle == 0
