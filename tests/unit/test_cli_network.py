"""``mallipaja network`` on tables, as people outside the app call it."""

import json
import math
import subprocess
import sys

import networkx as nx
import pytest
from click.testing import CliRunner

from mallipaja.cli import main
from mallipaja.settings import ROOT

KEYS = [
    "nodes", "ties", "directed", "weighted", "silent", "density", "density_bounds", "reciprocity",
    "reciprocity_dyad", "degree_centralization", "in_degree_centralization", "out_degree_centralization",
    "betweenness_centralization", "components", "component_sizes", "cut_points", "transitivity", "degree",
    "in_degree", "out_degree", "degree_count", "betweenness", "closeness", "eigenvector", "constraint",
    "effective_size", "clustering", "core", "communities", "modularity", "ei_index", "brokerage", "notes",
]  # fmt: skip
ABC = "source,target\nA,B\nB,A\nA,C\n"


@pytest.fixture
def measure(tmp_path):
    """Run the command on tables."""

    def run(ties, *options, nodes=None):
        paths = []
        for name, text in (("ties", ties), ("nodes", nodes)):
            if text is not None:
                path = tmp_path / f"{name}.csv"
                path.write_bytes(text if isinstance(text, bytes) else text.encode())
                paths += [f"--{name}", str(path)]
        return CliRunner().invoke(main, ["network", *paths, *options], catch_exceptions=False)

    return run


def found(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_constant=pytest.fail)


def problems(result):
    assert result.exit_code == 1, result.output
    return [(one["code"], one["line"], one["where"]) for one in json.loads(result.stdout)["problems"]]


def close(value):
    return pytest.approx(value, abs=5e-7)


def csv_of(graph, weight=None):
    lines = ["source,target,weight"]
    lines += [f"{a},{b},{data.get(weight, 1)}" for a, b, data in graph.edges(data=True)]
    return "\n".join(lines) + "\n"


def test_the_directed_example(measure):
    plain = found(measure(ABC, "--json"))
    assert list(plain) == KEYS
    assert (plain["nodes"], plain["ties"], plain["components"]) == (3, 3, 1)
    assert (plain["density"], plain["reciprocity"]) == (0.5, close(2 / 3))
    assert plain["degree_centralization"] is None
    assert (plain["in_degree_centralization"], plain["out_degree_centralization"]) == (0.0, 0.75)
    assert plain["degree"] == {"A": 1.5, "B": 1.0, "C": 0.5}
    assert plain["degree_count"] == {"A": 3, "B": 2, "C": 1}
    assert "degree_centralization" in {note["measure"] for note in plain["notes"]}


@pytest.mark.parametrize(
    "graph", [nx.karate_club_graph(), nx.florentine_families_graph()], ids=["karate", "florentine"]
)
def test_published_networks_equal_networkx(measure, graph):
    plain = found(measure(csv_of(graph), "--undirected", "--json"))
    assert (plain["nodes"], plain["ties"]) == (len(graph), graph.number_of_edges())
    for key, function in {
        "degree": nx.degree_centrality, "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality, "constraint": nx.constraint, "effective_size": nx.effective_size,
        "clustering": nx.clustering, "core": nx.core_number,
    }.items():  # fmt: skip
        assert plain[key] == pytest.approx(
            {str(node): value for node, value in function(graph, **_plainly(key)).items()}
        )
    assert (plain["reciprocity"], plain["in_degree"]) == (None, None)


def _plainly(key):
    return {"weight": None} if key in {"betweenness", "constraint", "effective_size", "clustering"} else {}


def test_weights_count_only_when_asked_for(measure):
    karate = nx.karate_club_graph()
    without = found(measure(csv_of(karate, "weight"), "--undirected", "--json"))
    assert (without["constraint"]["0"], without["weighted"]) == (close(0.155423), False)
    assert without["degree_centralization"] == close(0.399621)
    assert "weighted_degree" not in without
    weighted = found(measure(csv_of(karate, "weight"), "--undirected", "--weight", "--json"))
    assert (weighted["constraint"]["0"], weighted["weighted"]) == (close(0.190623), True)
    assert weighted["weighted_degree"]["0"] == 42
    assert weighted["betweenness"] == without["betweenness"]


def test_pucci_is_in_the_nodes_and_tied_to_nobody(measure):
    florentine = nx.florentine_families_graph()
    nodes = "id\n" + "\n".join([*florentine, "Pucci"]) + "\n"
    plain = found(measure(csv_of(florentine), "--undirected", "--json", nodes=nodes))
    assert (plain["nodes"], plain["density"], plain["degree_centralization"]) == (
        16,
        close(0.166667),
        close(0.266667),
    )
    assert (plain["constraint"]["Pucci"], plain["closeness"]["Pucci"], plain["components"]) == (None, 0.0, 2)
    assert {
        "measure": "constraint",
        "nodes": ["Pucci"],
        "reason": "It is not defined for nodes without ties.",
    } in plain["notes"]


def test_both_ways_are_one_tie_of_the_larger_weight(measure):
    plain = found(
        measure("source,target,weight\nA,B,2\nB,A,3\nA,C,1\n", "--undirected", "--weight", "--json")
    )
    assert (plain["ties"], plain["weighted_degree"]) == (2, {"A": 4.0, "B": 3.0, "C": 1.0})


def test_sectors_and_answers_of_the_nodes(measure):
    nodes = "id;name;sector;responded\nA;Asema;health;kyllä\nB;Kela;kela;yes\nC;Työ;health;NO\n"
    plain = found(measure(ABC, "--json", nodes=nodes))
    assert plain["silent"] == ["C"]
    assert (plain["density"], plain["density_bounds"]) == (0.75, [0.5, close(5 / 6)])
    assert (plain["reciprocity"], plain["ei_index"]) == (1.0, close(1 / 3))
    assert plain["brokerage"]["A"] == {
        "coordinator": 0, "itinerant": 0, "gatekeeper": 1, "representative": 0, "liaison": 0,
    }  # fmt: skip
    some = found(measure(ABC, "--json", nodes="id,sector\nA,health\nB,\nC,health\n"))
    assert (some["ei_index"], some["brokerage"]) == (None, None)


@pytest.mark.parametrize("directed", [[], ["--undirected"]])
@pytest.mark.parametrize(
    ("ties", "nodes", "count"),
    [
        ("source,target\n", None, 0),
        ("source,target\n", "id\n", 0),
        ("source,target\n", "id\nA\n", 1),
        ("source,target\n", "id\nA\nB\nC\n", 3),
        ("source,target\nA,B\nC,D\n", "id\nA\nB\nC\nD\nE\n", 5),
    ],
)
def test_limits_are_null_with_a_note(measure, ties, nodes, count, directed):
    plain = found(measure(ties, "--json", *directed, nodes=nodes))
    noted = {note["measure"] for note in plain["notes"]}
    assert plain["nodes"] == count
    for key, value in plain.items():
        nulls = value is None or (isinstance(value, dict) and None in value.values())
        if key not in {"density_bounds"}:
            assert nulls <= (key in noted), key


def test_two_thousand_nodes(measure):
    star = nx.star_graph(1999)
    plain = found(measure(csv_of(star), "--undirected", "--json"))
    assert (plain["nodes"], plain["betweenness"]["0"], plain["degree_centralization"]) == (
        2000,
        close(1),
        close(1),
    )


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        (ABC + "A,B\n", [("NETWORK_005", 5, "target")]),
        (ABC + "\nC,C\n", [("NETWORK_004", 6, "target")]),
        (ABC + "C,\n", [("NETWORK_003", 5, "target")]),
        (ABC + ",C\n", [("NETWORK_003", 5, "source")]),
        (ABC + "A,B,C\n", [("NETWORK_009", 5, "")]),
        (ABC + "A\n", [("NETWORK_009", 5, "")]),
        (ABC + '"A,B\n', [("NETWORK_012", 5, "")]),
        ("", [("NETWORK_001", 1, ""), ("NETWORK_001", 1, "")]),
        ("source\nA\n", [("NETWORK_001", 1, "")]),
        ("source,target,source\nA,B,C\n", [("NETWORK_002", 1, "")]),
        ("source,target\nA,B\nA,B\nB,B\n", [("NETWORK_005", 3, "target"), ("NETWORK_004", 4, "target")]),
        (b"source,target\nA,\xe4\n", [("FILE_005", 2, "")]),
    ],
)
def test_bad_ties_are_problems_with_their_line(measure, ties, expected):
    assert problems(measure(ties, "--json")) == expected


def test_the_same_tie_twice_is_an_error_also_undirected(measure):
    assert problems(measure("source,target\nA,B\nB,A\nA,B\n", "--undirected", "--json")) == [
        ("NETWORK_005", 4, "target")
    ]


@pytest.mark.parametrize("weight", ["0", "-1", "x", "inf", "nan", "1e308", "1e-320", "1_0", "1,5"])
def test_bad_weights(measure, weight):
    ties = f'source,target,weight\nA,B,"{weight}"\n'
    assert problems(measure(ties, "--weight", "--json")) == [("NETWORK_008", 2, "weight")]
    assert found(measure(ties, "--json"))["ties"] == 1
    assert problems(measure(ABC, "--weight", "--json")) == [("NETWORK_001", 1, "")]


def test_a_table_of_a_finnish_excel(measure):
    ties = "\ufeffsource;target;weight\r\nA;B;1,5\r\nB;C;2\r\n"
    plain = found(measure(ties, "--weight", "--json"))
    assert plain["weighted_degree"] == {"A": 1.5, "B": 3.5, "C": 2.0}


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ("id\nA\nB\n", [("NETWORK_006", 4, "target")]),
        ("id\nA\nB\nC\nA\n", [("NETWORK_007", 5, "id")]),
        ("id,responded\nA,yes\nB,maybe\nC,no\n", [("NETWORK_010", 3, "responded")]),
        ("id,responded\nA,yes\nB,\nC,no\n", [("NETWORK_003", 3, "responded")]),
        ("id,responded\nA,no\nB,yes\nC,yes\n", [("NETWORK_011", 2, "source"), ("NETWORK_011", 4, "source")]),
        ("name\nA\n", [("NETWORK_001", 1, "")]),
    ],
)
def test_bad_nodes_are_problems_with_their_line(measure, nodes, expected):
    assert problems(measure(ABC, "--json", nodes=nodes)) == expected


def test_the_id_that_was_meant_is_said(measure):
    result = measure(
        "source,target\nTerveysasema,Keila\n", "--language", "fi", nodes="id\nTerveysasema\nKela\n"
    )
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'Keila' ei ole toimijoiden joukossa." in result.stderr
    assert "Tarkoititteko: 'Kela'?" in result.stderr


def test_a_file_that_is_not_there(measure, tmp_path):
    result = CliRunner().invoke(main, ["network", "--ties", str(tmp_path / "none.csv"), "--json"])
    assert problems(result) == [("FILE_001", 0, "")]


@pytest.mark.parametrize(
    ("language", "texts"),
    [("fi", ["tiheys", "0,750", "Terveysasema"]), ("sv", ["täthet", "0,750"]), ("en", ["Density", "0.750"])],
)
def test_the_table_is_in_the_reader_s_language(measure, language, texts):
    nodes = "id,name,responded\nA,Terveysasema,yes\nB,Kela,yes\nC,,no\n"
    result = measure(ABC, "--language", language, nodes=nodes)
    assert [text for text in texts if text not in result.stdout] == []
    assert "nan" not in result.stdout


def test_the_same_seed_gives_the_same_communities(measure):
    ties = csv_of(nx.karate_club_graph())
    one, same = (found(measure(ties, "--undirected", "--json", "--seed", "7")) for _ in range(2))
    assert one == same
    assert math.isclose(one["modularity"], 0.42, abs_tol=0.05)


def test_help_states_the_definitions():
    text = CliRunner().invoke(main, ["network", "--help"]).output
    for key in KEYS:
        assert key in text or key in {"directed", "weighted", "silent"}, key
    for words in ("networkx", "(n-1)(n-2)", "(n-1)^2", "source,target[,weight", "id[,name,sector,responded]"):
        assert words in text


def test_measuring_needs_no_database_streamlit_or_pandas(tmp_path):
    path = tmp_path / "ties.csv"
    path.write_text(ABC, encoding="utf-8")
    code = (
        "import sys; from mallipaja.cli import main;"
        "main(['network', '--ties', sys.argv[1], '--json'], standalone_mode=False);"
        "print(sorted({'sqlalchemy', 'streamlit', 'pandas', 'altair', 'igraph'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.endswith("[]\n")
