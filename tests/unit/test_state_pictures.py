"""Pictures and lists of the current state: kinds of ties, names of maps, matrices, lines of time."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.temporary import spells
from mallipaja.charts.adjacency import adjacency_matrix
from mallipaja.charts.heads import lines
from mallipaja.charts.network import network_map
from mallipaja.charts.staffing_time import staffing_time
from mallipaja.i18n import Words
from mallipaja.network.layout import is_right, label_heights, layout
from mallipaja.network.network import Network, Node, Tie
from mallipaja.network.relation import Relation, around, narrowed, strongest
from mallipaja.network.removal import without_each_actor, without_each_organisation
from mallipaja.network.symmetry import Rule, edges
from mallipaja.survey.given import NOT_ANSWERED, Given, Known, Missing
from mallipaja.survey.units import ActorInfo
from tests.drawing import spec_of

_ = Words("fi")
SECTORS = ("health", "social", "employment", "kela", "third", "other")


def actors(count: int) -> list[ActorInfo]:
    return [ActorInfo(f"a{n}", f"Toimija {n:02}", SECTORS[n % 6], "o", "O", ("p",)) for n in range(count)]


def node(key: str, sector: str = "health", responded: bool = True, organisation: str = "o") -> Node:
    return Node(key, f"Toimija {key}", sector, organisation, organisation, responded, 1, int(responded))


def tie(source: str, target: str, **said: Any) -> Tie:
    given: dict[str, Given[Any]] = dict.fromkeys(
        ("frequency", "level", "referral", "named_contact", "agreement"), NOT_ANSWERED
    )
    return Tie(source, target, **{**given, **{key: Known(value) for key, value in said.items()}})


def rows_of(chart: Any, layer: int) -> list[dict[str, Any]]:
    spec = spec_of(chart)
    found = spec["layer"][layer].get("data") or spec["data"]
    return list(spec["datasets"][found["name"]])


# --- kinds of ties --------------------------------------------------------------------------------------

RICH = Network(
    "p",
    (node("a"), node("b"), node("c")),
    (
        tie("a", "b", frequency=3, level=3, referral="both", named_contact=True, agreement="yes"),
        tie("b", "a", frequency=2, level=1, referral="neither", named_contact=False, agreement="no"),
        tie("a", "c"),
    ),
)


@pytest.mark.parametrize("relation", ["monthly", "joint", "referrals", "agreement", "contact"])
def test_a_tie_is_of_a_kind_only_when_it_was_said(relation: Relation) -> None:
    found = narrowed(RICH, relation)
    assert [(one.source, one.target) for one in found.network.ties] == [("a", "b")]
    assert found.unknown == 1
    assert found.network.nodes == RICH.nodes


def test_any_tie_is_every_tie() -> None:
    assert narrowed(RICH, "any").network is RICH


def test_of_too_many_the_strongest_are_drawn() -> None:
    ties = (tie("a", "b"), tie("b", "a"), tie("b", "d"), tie("c", "b"), tie("d", "e"))
    network = Network("p", tuple(node(key) for key in "abcdef"), ties)
    found = strongest(network, 2)
    assert [one.id for one in found.nodes] == ["b", "d"]
    assert [(one.source, one.target) for one in found.ties] == [("b", "d")]
    assert [one.id for one in strongest(network, 2, keep="f").nodes] == ["b", "f"]
    assert strongest(network, 6) is network


@pytest.mark.parametrize("rule", ["any", "confirmed"])
@given(arcs=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda a: a[0] != a[1])))
@settings(max_examples=30)
def test_whoever_leaves_breaks_what_networkx_says(rule: Rule, arcs: set[tuple[int, int]]) -> None:
    nodes = tuple(node(str(n), SECTORS[n % 3]) for n in range(8))
    network = Network("p", nodes, tuple(tie(str(a), str(b)) for a, b in sorted(arcs)))
    pairs = [(one.first, one.second) for one in edges(network, rule)]
    graph: nx.Graph[str] = nx.Graph(pairs)
    graph.add_nodes_from(one.id for one in nodes)
    for one in without_each_actor(network, rule):
        staying = graph.subgraph(set(graph) - {one.key})
        part = nx.node_connected_component(graph, one.key) - {one.key}
        pieces = sorted(nx.connected_components(staying.subgraph(part)), key=lambda p: (-len(p), min(p)))
        assert set(one.cut_off) == set().union(*pieces[1:])
        assert one.parts == nx.number_connected_components(staying)
        assert (one.ties_lost, one.of) == (graph.degree(one.key), len(pairs))


def test_round_an_actor_are_those_it_names_or_that_name_it() -> None:
    ties = (tie("a", "b"), tie("b", "d"), tie("c", "a"), tie("d", "e"))
    found = around(Network("p", tuple(node(key) for key in "abcde"), ties), "a")
    assert [one.id for one in found.nodes] == ["a", "b", "c"]
    assert [(one.source, one.target) for one in found.ties] == [("a", "b"), ("c", "a")]


# --- the map --------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 90), st.floats(0.01, 0.3))
def test_names_never_lie_on_each_other_and_keep_their_order(count: int, least: float) -> None:
    places = layout(actors(count))
    heights = label_heights(places.values(), least)
    assert set(heights) == set(places)
    for right in (True, False):
        column = [one for one in places.values() if is_right(one) is right]
        listed = sorted(column, key=lambda one: (-one.y, one.actor))
        found = [heights[one.actor] for one in listed]
        assert all(upper - lower >= least - 1e-9 for upper, lower in itertools.pairwise(found))
        room = max(1.0, least * (len(column) - 1) / 2) + 1e-9
        assert all(-room <= height <= room for height in found)


@pytest.mark.parametrize(
    ("count", "projector", "wall"),
    [
        (1, True, False),
        (15, True, False),
        (60, True, False),
        (60, False, False),
        (15, True, True),
        (60, True, True),
    ],
)
def test_a_map_has_room_for_each_name(count: int, projector: bool, wall: bool) -> None:
    """For two lines of each on the wall, where long names are parted."""
    listed = actors(count)
    network = Network("p", tuple(node(one.id, one.sector) for one in listed), ())
    chart = network_map(network, layout(listed), "any", _, projector=projector, legends=not wall)
    assert chart is not None
    spec = chart.to_dict()
    scale = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    plot = spec["height"] - (30 if wall else 230)  # what legends take
    lines = 2 if wall else 1
    for layer, part in enumerate(spec["layer"]):
        if part["mark"]["type"] == "text":
            heights = sorted(row["y"] for row in rows_of(chart, layer))
            apart = [(b - a) / (scale[1] - scale[0]) * plot for a, b in itertools.pairwise(heights)]
            assert all(pixels >= lines * part["mark"]["fontSize"] for pixels in apart)
    assert spec["layer"][-1]["mark"]["opacity"] == 0  # the discs that are clicked, over the silent too
    assert len(rows_of(chart, len(spec["layer"]) - 1)) == count


def test_the_matrix_says_who_reports_what() -> None:
    network = Network(
        "p",
        (node("a"), node("b"), node("c", responded=False)),
        (tie("a", "b", frequency=4), tie("b", "a"), tie("a", "c")),
    )
    chart = adjacency_matrix(network, _)
    found = {(row["row"], row["column"]): row["symbol"] for row in rows_of(chart, 0)}
    assert found == {
        ("a", "a"): "╲", ("a", "b"): "●", ("a", "c"): "○",
        ("b", "a"): "●", ("b", "b"): "╲", ("b", "c"): "·",
        ("c", "a"): "?", ("c", "b"): "?", ("c", "c"): "╲",
    }  # fmt: skip
    confirmed = adjacency_matrix(network, _, "confirmed")
    assert {row["symbol"] for row in rows_of(confirmed, 0)} == {"╲", "●", "·", "?"}
    assert adjacency_matrix(Network("p", (), ()), _) is None


def test_actors_nobody_employs_leave_alone() -> None:
    nodes = (node("a", organisation=""), node("b", organisation=""), node("c"))
    found = without_each_organisation(Network("p", nodes, (tie("a", "c"), tie("b", "c"))))
    assert {one.key: one.actors for one in found} == {"a": ("a",), "b": ("b",), "o": ("c",)}


# --- heads of matrices ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "room", "expected"),
    [
        ("Palvelutarpeen arviointi", 10, ["Palvelu-", "tarpeen", "arviointi"]),
        ("Kela", 10, ["Kela"]),
        ("", 10, [""]),
        ("työ- ja toimintakyky", 12, ["työ- ja", "toimintakyky"]),
        ("xxxxxxxxxxxxxxxx", 5, ["xxxxxxxxxxxxxxxx"]),
    ],
)
def test_long_words_break_between_syllables(label: str, room: int, expected: list[str]) -> None:
    assert lines(label, room) == expected


@settings(max_examples=60, deadline=None)
@given(st.text("aeiouäkstlnr -", max_size=40), st.integers(4, 30))
def test_no_letter_is_lost_in_lines(label: str, room: int) -> None:
    def letters(text: str) -> str:
        return text.replace("-", "").replace(" ", "")

    assert letters("".join(lines(label, room))) == letters(label)


# --- the line of time -----------------------------------------------------------------------------------


def supply_row(
    unit: str, vacancies: Given[float], since: Given[str], share: Given[float], until: Given[str]
) -> SupplyRow:
    nothing: Given[float] = NOT_ANSWERED
    return SupplyRow(
        unit, f"Yksikkö {unit}", "o", "O", "health", "a", ("p",), "nurse", nothing, nothing, nothing, vacancies,
        since, share, until, nothing,
    )  # fmt: skip


ROWS = (
    supply_row("1", Known(1.0), Known("2026-09-01"), Known(50.0), Known("2027-12-31")),
    supply_row("2", Known(2.0), Known("2026-03-01"), Known(0.0), NOT_ANSWERED),
    supply_row("3", Known(0.5), NOT_ANSWERED, Known(20.0), Known("2026-12-31")),
    supply_row("4", Missing("not_collected"), Known("2026-03-01"), NOT_ANSWERED, Known("2026-12-31")),
    supply_row("5", Known(0.0), NOT_ANSWERED, Known(10.0), Known("soon")),
)


def test_what_is_unfilled_comes_the_longest_first_and_what_ends_the_soonest() -> None:
    assert [(one.kind, one.row.unit, one.amount, one.day) for one in spells(ROWS)] == [
        ("vacant", "2", 2.0, date(2026, 3, 1)),
        ("vacant", "1", 1.0, date(2026, 9, 1)),
        ("vacant", "3", 0.5, None),
        ("money", "3", 20.0, date(2026, 12, 31)),
        ("money", "1", 50.0, date(2027, 12, 31)),
        ("money", "5", 10.0, None),
    ]


def test_the_line_of_time_ends_where_the_post_is_still_unfilled() -> None:
    found = spells(ROWS)
    chart = staffing_time(found, ["O'Hara \\ <b>"] * len(found), date(2026, 11, 22), _)
    bars = rows_of(chart, 0)
    assert [(row["start"], row["end"]) for row in bars] == [
        ("2026-03-01", "2026-11-22"),
        ("2026-09-01", "2026-11-22"),
        ("2026-11-22", "2026-12-31"),
        ("2026-11-22", "2027-12-31"),
    ]
    assert bars[0]["text"] == "2 täyttämättä 1.3.2026 alkaen"
    assert staffing_time(spells(ROWS[4:]), ["x"], date(2026, 11, 22), _) is None
