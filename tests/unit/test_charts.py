"""Charts as Vega-Lite: what is drawn, in which words, and that nothing is said by colour alone."""

import subprocess
import sys
from itertools import pairwise

import pytest

from mallipaja.capacity.totals import Group
from mallipaja.charts.capacity import bars
from mallipaja.charts.comparison import comparison_matrix
from mallipaja.charts.network import _parted, network_map
from mallipaja.charts.practice import practice_matrix
from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix
from mallipaja.charts.team import SeatMark, team_picture
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.model.comparison import compare
from mallipaja.network.joining import ties
from mallipaja.network.layout import layout
from mallipaja.practice.matrix import matrix
from mallipaja.practice.phases import phases
from mallipaja.settings import ROOT
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Total
from mallipaja.survey.units import ActorInfo, UnitInfo
from tests.drawing import spec_of
from tests.model_building import element, generic, phase

EN, FI = Words("en"), Words("fi")
PILOT = ("keuruu",)
ACTORS = (
    ActorInfo("clinic", "Terveysasema", "health", "county", "Hyvinvointialue", PILOT),
    ActorInfo("kela", "Kela", "kela", "kela", "Kela", PILOT),
    ActorInfo("adult", "Aikuissosiaalityö", "social", "county", "Hyvinvointialue", PILOT),
)
UNITS = tuple(UnitInfo(f"u_{a.id}", a.organisation, a.name, a.sector, a.id, a.name, PILOT) for a in ACTORS)


def rec(feed, unit, value, row=""):
    return FeedRecord(feed, f"r_{unit}", unit, PILOT, "keuruu", row, value, None)


RECORDS = (
    rec("network.ties", "u_clinic", ("kela", "adult")),
    rec("network.frequency", "u_clinic", "weekly", "kela"),
    rec("network.ties", "u_kela", ("clinic",)),
    rec("practice.phase_activity", "u_clinic", "regularly", "meeting"),
    rec("practice.handover_to", "u_clinic", "kela", "meeting"),
    rec("practice.handover_agreed", "u_clinic", "not_agreed", "meeting"),
    rec("practice.phase_activity", "u_kela", "sometimes", "meeting"),
)
NETWORK = ties(RECORDS, UNITS, ACTORS, "keuruu")
GENERIC = generic(
    {"rules.consent": element(label="Suostumus"), "phases.meeting": phase(1, ("health", "kela"))}
)


def rows(chart, layer):
    """The data of one layer."""
    spec = spec_of(chart)
    part = spec["layer"][layer]
    found = part.get("data") or spec["data"]
    return found["values"] if "values" in found else spec["datasets"][found["name"]]


def group(key, hours, htv):
    nothing = Total(None, 0, (), 1)
    return Group(key, "", ("u",), nothing, htv, hours, nothing)


def test_bars_say_what_is_not_known_and_never_draw_it_as_zero():
    groups = (
        group("nurse", Total(42.5, 2, (), 0), Total(1.4, 2, (), 0)),
        group("doctor", Total(20.0, 1, (("do_not_know", 1),), 0), Total(0.8, 1, (), 1)),
        group("kela_expert", Total(None, 0, (), 1), Total(None, 0, (), 1)),
        group("zero", Total(0.0, 1, (), 0), Total(0.0, 1, (), 0)),
    )
    chart = bars(groups, {"nurse": "terveydenhoitaja"}, FI, description="Tunnit")
    assert [(row["name"], row["hours"], row["partial"], row["text"]) for row in rows(chart, 0)] == [
        ("terveydenhoitaja", 42.5, False, "42,5 h/vk · 1,40 htv"),
        ("doctor", 20.0, True, "≥ 20 h/vk · ≥ 0,80 htv"),
        ("kela_expert", None, True, "? ei tiedossa · ? htv"),
        ("zero", 0.0, False, "0 h/vk · 0,00 htv"),
    ]
    spec = chart.to_dict()
    assert spec["description"] == "Tunnit"
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar", "tick", "text", "text"]
    assert spec["layer"][0]["transform"] == [{"filter": "datum.hours !== null"}]


def test_long_names_are_parted_at_the_space_nearest_to_their_middle():
    assert _parted("Mielenterveys- ja päihdepalvelut") == "Mielenterveys- ja\npäihdepalvelut"
    assert _parted("Terveysasema") == "Terveysasema"
    assert _parted("Erikoissairaanhoidonyksikkö") == "Erikoissairaanhoidonyksikkö"


def test_the_network_map_dashes_one_sided_ties_and_leaves_the_silent_hollow():
    chart = network_map(NETWORK, layout(ACTORS), "any", EN)
    assert [(row["between"], row["frequency"], row["state"]) for row in rows(chart, 1)] == [
        ("Aikuissosiaalityö – Terveysasema", "not known", "the other side has not answered"),
        ("Terveysasema – Kela", "weekly", "both sides report it"),
    ]
    assert [row["name"] for row in rows(chart, 2)] == ["Terveysasema", "Kela"]
    assert [(row["name"], row["answered"]) for row in rows(chart, 3)] == [("Aikuissosiaalityö", "0/1")]
    names = [row for layer in range(4, len(chart.to_dict()["layer"])) for row in rows(chart, layer)]
    shown = {row["label"] for row in names if "label" in row}
    assert shown == {"Terveysasema", "Kela", "Aikuissosiaalityö (no answer)"}


def test_every_layer_of_a_map_has_no_axis():
    for chart in (
        network_map(NETWORK, layout(ACTORS), "confirmed", EN),
        team_picture([SeatMark("Kela", "kela", "", "vacant", None)], EN),
    ):
        for layer in chart.to_dict()["layer"]:
            assert layer["encoding"]["x"]["axis"] is None
            assert layer["encoding"]["y"]["axis"] is None


def test_confirmed_ties_and_a_focus():
    confirmed = network_map(NETWORK, layout(ACTORS), "confirmed", EN, focus="adult")
    assert [(row["between"], row["opacity"]) for row in rows(confirmed, 1)] == [("Terveysasema – Kela", 0.08)]
    params = confirmed.to_dict()["params"]
    assert [param["name"] for param in params] == ["focus"]


def test_sectors_have_their_own_shapes_and_colours():
    encoding = network_map(NETWORK, layout(ACTORS), "any", EN).to_dict()["layer"][2]["encoding"]
    assert encoding["shape"]["scale"] == {
        "domain": ["Health care", "Social services", "Kela"],
        "range": ["circle", "square", "diamond"],
    }
    assert encoding["color"]["scale"]["range"] == ["#0072b2", "#d55e00", "#cc79a7"]


def test_a_sector_without_a_shape_is_drawn_as_other():
    chart = team_picture([SeatMark("Seat", "", "", "vacant", None)], EN)
    assert chart.to_dict()["layer"][2]["encoding"]["shape"]["scale"]["domain"] == ["Other"]


def test_the_practice_matrix_marks_gaps_breaks_and_the_unknown():
    found = matrix(RECORDS, UNITS, ACTORS, phases(GENERIC), "keuruu")
    chart = practice_matrix(found, EN)
    assert [
        (row["row_label"], row["what"], row["symbol"], row["outline"], row["note"]) for row in rows(chart, 0)
    ] == [
        ("Terveysasema", "● regularly", "●↛", "", "→ Kela; the hand-over breaks here"),
        ("Kela", "◐ sometimes", "◐!", "#ae332d", "the generic model requires this sector here"),
        ("Aikuissosiaalityö", "? not known", "?", "", ""),
    ]
    assert "the hand-over breaks here" in chart.to_dict()["title"]["text"]


def test_the_comparison_puts_in_parentheses_what_is_no_practice():
    proposal = Adaptation("1", "set", "rules.consent", value="x", core_kept=True, state="proposal")
    comparison = compare(
        GENERIC,
        (
            Variant("a", "Keuruu", "1", (), (Stance("rules.consent", "fits", "yes"),)),
            Variant("b", "Laukaa", "1", (proposal,), (Stance("rules.consent", "fits_changed"),)),
            Variant("c", "Laukaa", "1"),
        ),
    )
    chart = comparison_matrix(comparison, comparison.rows[:1], FI, names={"c": "Laukaa, alue"})
    assert [(row["column_label"], row["symbol"], row["note"]) for row in rows(chart, 0)] == [
        ("Keuruu", "=", "käytössä"),
        ("Laukaa", "(≈)", "suunniteltu"),
        ("Laukaa, alue", "?", ""),
    ]
    assert {row["row_label"] for row in rows(chart, 0)} == {"Suostumus"}


def test_the_team_picture_dashes_open_seats():
    seats = [
        SeatMark("Terveydenhuolto", "health", "Terveysasema", "named", 12.0, remote=True, shared=True),
        SeatMark("Kela", "kela", "", "vacant", None),
    ]
    chart = team_picture(seats, EN)
    spec = chart.to_dict()
    assert [row["role"] for row in rows(chart, 0)] == ["Terveydenhuolto"]
    assert [(row["role"], row["holder"]) for row in rows(chart, 1)] == [("Kela", "vacant")]
    assert spec["layer"][1]["mark"]["strokeDash"] == [6, 5]
    assert rows(chart, 0)[0]["detail"] == "12 h/month · named · shared · ⌂ remote"
    filled = [layer["encoding"]["fill"] for layer in spec["layer"] if "fill" in layer.get("encoding", {})]
    assert [one["scale"]["domain"] for one in filled] == [["shared with other teams"]]


def test_labels_that_people_typed_stay_data():
    nasty = '"];alert(1)//\u2028</script>'
    chart = symbol_matrix(
        [Mark("r", "c", "k")],
        Side({"r": nasty}, "Rows"),
        Side({"c": "C"}, "Columns"),
        {"k": Kind("Kind", "=", "#ffffff")},
        EN,
        legend_title="What",
    )
    expression = chart.to_dict()["layer"][0]["encoding"]["y"]["axis"]["labelExpr"]
    assert expression == '{"r": "\\"];alert(1)//\\u2028</script>"}[datum.value]'


def test_projector_type_is_larger():
    def size(projector):
        chart = team_picture([SeatMark("Kela", "kela", "", "vacant", None)], EN, projector=projector)
        return chart.to_dict()["config"]["legend"]["labelFontSize"]

    assert (size(False), size(True)) == (15, 20)


@pytest.mark.parametrize(
    "chart",
    [
        bars((), {}, EN),
        network_map(ties((), (), (), "keuruu"), {}, "any", EN),
        practice_matrix(matrix((), (), (), (), "keuruu"), EN),
        team_picture((), EN),
        comparison_matrix(compare(GENERIC), compare(GENERIC).rows, EN),
    ],
)
def test_nothing_to_draw_is_no_chart(chart):
    assert chart is None


def test_words_and_colours_are_read_without_altair():
    code = "import sys, mallipaja.charts.palette, mallipaja.charts.legend; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_chart_can_meet_half_of_pandas() -> None:
    """Altair looks pandas up while another thread may be importing it; `charts.frame` waits until it is whole."""
    for path in sorted((ROOT / "mallipaja" / "charts").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "import altair" in text and path.name != "frame.py":
            assert (
                "from mallipaja.charts.frame import" in text or "from mallipaja.charts.symbols import" in text
            ), path


@pytest.mark.parametrize("projector", [False, True])
@pytest.mark.parametrize("count", [1, 2, 5, 9, 14])
def test_labels_of_seats_never_stand_on_each_other(count: int, projector: bool) -> None:
    """A line needs 1.2 times the height of its type; seats of one side are further apart than their lines need."""
    unit = "Mielenterveys- ja päihdepalvelut, Jyväskylä/Sampoharju"
    seats = [
        SeatMark(f"Seat {n}", "health", unit, "deputy_named", None, shared=True, remote=True)
        for n in range(count)
    ]
    drawn = team_picture(seats, EN, projector=projector).to_dict()
    chairs = next(
        layer for layer in drawn["layer"] if layer["mark"]["type"] == "point" and layer["mark"].get("filled")
    )
    rows = drawn["datasets"][chairs["data"]["name"]]
    assert len(rows) == count
    low, high = chairs["encoding"]["y"]["scale"]["domain"]
    pixels = drawn["height"] / (high - low)
    size = next(layer["mark"]["fontSize"] for layer in drawn["layer"] if layer["mark"]["type"] == "text")
    for side in ("right", "left"):
        places = sorted(row["y"] * pixels for row in rows if row["side"] == side)
        assert all(after - before > 5 * 1.2 * size for before, after in pairwise(places))
    assert {len(row["beside"].split("\n")) for row in rows} == {5}
    assert all(len(line) <= 36 for row in rows for line in row["beside"].split("\n"))
    assert all(
        isinstance(value, str | float | bool) for row in rows for value in row.values()
    )  # no lists: a page shows them raw
    assert all("hours not known" in row["detail"] for row in rows)
