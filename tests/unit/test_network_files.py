"""Networks to GraphML, GEXF and CSV and back; what people wrote does no harm in any of them."""

import csv
import io
from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.exchange.edge_list import read_tables
from mallipaja.exchange.network_files import nodes_csv, ties_csv, to_gexf, to_graphml
from mallipaja.exchange.text_cells import from_cell, to_cell
from mallipaja.network.graph import graph_of
from mallipaja.network.network import Network, Node, Tie
from mallipaja.survey.given import NOT_ANSWERED, Known, Missing

DAY = date(2026, 11, 22)
NASTY = '=HYPERLINK("http://x";"y") <script>&amp; "lainaus", ö\n\U0001f600'


def node(key, name, responded=True):
    return Node(key, name, "health", "county", "Hyvinvointialue & Co", responded, 2, 1)


NETWORK = Network(
    "keuruu",
    (node("adult", NASTY), node("clinic", "Terveysasema"), node("kela", "Kela \x0b", responded=False)),
    (
        Tie("adult", "clinic", Known(4), Known(2), Known("both"), Known(True), Known("in_preparation"), 2),
        Tie("adult", "kela", Missing("do_not_know"), NOT_ANSWERED, NOT_ANSWERED, Known(False), NOT_ANSWERED),
        Tie("clinic", "adult", NOT_ANSWERED, *(NOT_ANSWERED,) * 4),
    ),
)
EDGES = {
    ("adult", "clinic"): {
        "weight": 4, "frequency": 4, "level": 2, "referral": "both", "named_contact": True,
        "agreement": "in_preparation", "named_by": 2,
    },
    ("adult", "kela"): {"weight": 1, "frequency_missing": "do_not_know", "named_contact": False, "named_by": 1},
    ("clinic", "adult"): {"weight": 1, "named_by": 1},
}  # fmt: skip
COUNTY = {"sector": "health", "organisation": "Hyvinvointialue & Co", "units": 2, "units_responded": 1}


def edges(graph, without=()):
    return {
        (a, b): {k: v for k, v in data.items() if k not in without} for a, b, data in graph.edges(data=True)
    }


def test_graphml_comes_back():
    found = nx.read_graphml(io.BytesIO(to_graphml(NETWORK)))
    assert found.is_directed()
    assert edges(found) == EDGES
    assert found.nodes["adult"] == {"label": NASTY, "responded": True, **COUNTY}
    assert found.nodes["kela"] == {"label": "Kela \ufffd", "responded": False, **COUNTY}


def test_gexf_comes_back():
    content = to_gexf(NETWORK, DAY)
    assert b'lastmodifieddate="2026-11-22"' in content
    found = nx.read_gexf(io.BytesIO(content))
    assert edges(found, without=("id",)) == EDGES
    assert found.nodes["adult"]["label"].split() == NASTY.split()
    assert {key: found.nodes["kela"][key] for key in COUNTY} == COUNTY
    assert found.nodes["kela"]["responded"] is False


def test_the_same_network_gives_the_same_files():
    assert to_graphml(NETWORK) == to_graphml(NETWORK)
    assert to_gexf(NETWORK, DAY) == to_gexf(NETWORK, DAY)


@pytest.mark.parametrize("for_excel", [False, True])
def test_the_tables_are_those_of_the_command_line(for_excel):
    tables = read_tables(
        ties_csv(NETWORK, for_excel), nodes_csv(NETWORK, for_excel), directed=True, weighted=True
    )
    expected = graph_of(NETWORK)
    assert tables.graph.ids == expected.ids
    for one, other in (
        (tables.graph.source, expected.source),
        (tables.graph.target, expected.target),
        (tables.graph.weight, expected.weight),
    ):
        assert list(one) == list(other)
    assert [(n.id, n.name, n.sector, n.responded) for n in tables.nodes] == [
        (n.id, n.name, n.sector, n.responded) for n in NETWORK.nodes
    ]
    assert tables.silent == ("kela",)


def test_no_cell_is_a_formula():
    cells = [
        cell
        for table in (ties_csv(NETWORK), nodes_csv(NETWORK))
        for row in csv.reader(io.StringIO(table.decode()))
        for cell in row
    ]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert ties_csv(NETWORK, for_excel=True).startswith(b"\xef\xbb\xbfsource;target;")


def test_what_is_not_known_is_an_empty_cell():
    rows = list(csv.DictReader(io.StringIO(ties_csv(NETWORK).decode())))
    assert [row["frequency"] for row in rows] == ["4", "", ""]
    assert [row["named_contact"] for row in rows] == ["yes", "no", ""]


def test_the_empty_network():
    empty = Network("p", (), ())
    assert len(nx.read_graphml(io.BytesIO(to_graphml(empty)))) == 0
    assert len(nx.read_gexf(io.BytesIO(to_gexf(empty, DAY)))) == 0
    assert read_tables(ties_csv(empty), nodes_csv(empty), directed=True, weighted=True).graph.order == 0


@given(st.text())
def test_a_cell_keeps_its_text_and_is_no_formula(text):
    assert from_cell(to_cell(text)) == text
    assert not to_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(st.characters(codec="utf-8")))
def test_any_name_can_be_written(name):
    network = Network("p", (node("a", name),), ())
    found = nx.read_graphml(io.BytesIO(to_graphml(network)))
    assert list(found) == ["a"]
    assert list(nx.read_gexf(io.BytesIO(to_gexf(network, DAY)))) == ["a"]
