"""Pictures of results and of the monitoring as Vega-Lite: what is drawn, with which words and numbers."""

from collections import Counter
from datetime import date

import pytest

from mallipaja.catalogue.text import Text
from mallipaja.charts import survey_results as charts
from mallipaja.charts.scale_bars import MOST_STEPS, scale_bars
from mallipaja.charts.survey_progress import answering_lines, stop_bars
from mallipaja.i18n import Words
from mallipaja.survey.distributions import Distribution, Ranked, numbers_of
from mallipaja.survey.progress import Day, Stop
from tests.unit.test_charts import rows

FI = Words("fi")
LIKERT = {"1": "eri mieltä", "2": "ei kumpaakaan", "3": "samaa mieltä"}
NOBODY = Distribution(0, ())


def of(*counts):
    return Distribution(sum(counts), (), tuple((str(n), count) for n, count in enumerate(counts, 1)))


def numbers(*values):
    return Distribution(len(values), (), numbers=numbers_of(Counter(values)))


def test_every_choice_has_its_number_and_share():
    chart = charts.choice_bars([("", of(1, 0, 3))], LIKERT, FI)
    assert [(row["choice"], row["text"]) for row in rows(chart, 1)] == [
        ("eri mieltä", "1 · 25\xa0%"), ("ei kumpaakaan", "0 · 0\xa0%"), ("samaa mieltä", "3 · 75\xa0%"),
    ]  # fmt: skip
    assert charts.choice_bars([("", NOBODY)], LIKERT, FI) is None


def test_two_rounds_are_told_apart_by_name():
    chart = charts.choice_bars([("Kevät", of(1, 1, 0)), ("Syksy", of(0, 0, 2))], LIKERT, FI)
    assert {row["text"] for row in rows(chart, 1)} >= {"Kevät: 1 · 50\xa0%", "Syksy: 2 · 100\xa0%"}


def test_a_statement_is_balanced_round_its_middle():
    chart = scale_bars([("Väittämä", of(1, 2, 1))], LIKERT, FI)
    drawn = rows(chart, 1)
    assert [(row["start"], row["end"], row["text"]) for row in drawn] == [
        (-0.5, -0.25, "1"), (-0.25, 0.25, "2"), (0.25, 0.5, "1"),
    ]  # fmt: skip
    assert [row["step"] for row in drawn] == list(LIKERT.values())
    assert scale_bars([("Väittämä", NOBODY)], LIKERT, FI) is None


def test_numbers_have_quartiles_and_a_median():
    (row,) = rows(charts.number_strips([("hoitaja", numbers(1.0, 2.0, 4.0)), ("muu", NOBODY)], "h", FI), 0)
    assert (row["least"], row["low"], row["median"], row["high"], row["most"]) == (1.0, 1.5, 2.0, 3.0, 4.0)
    assert row["text"] == "mediaani 2, n 3"
    bins = numbers(1.0, 2.0, 4.0).numbers.bins
    assert sum(row["count"] for row in rows(charts.histogram(bins, 2.0, "h", FI), 0)) == 3
    assert charts.histogram(bins[:1], 2.0, "h", FI) is None


def test_rankings_and_tables_of_choices_and_days():
    ranked = Distribution(3, (), ranking=(Ranked("b", 3, 2, 1.5), Ranked("a", 0, 0, None)))
    (row,) = rows(charts.ranking_bars(ranked, {"a": "A", "b": "B"}, FI), 0)
    assert (row["choice"], row["text"]) == ("B", "keskisija 1,5, ensimmäisenä 2/3")
    cells = rows(charts.row_cells([("x", of(1, 0, 3)), ("y", NOBODY)], LIKERT, FI), 0)
    assert [(cell["column"], cell["text"]) for cell in cells][-1] == ("samaa mieltä", "3")
    days = Distribution(2, (), (("2026-11", 2),))
    assert [row["choice"] for row in rows(charts.month_bars([("", days)], FI), 0)] == ["11/2026"]


def test_answering_over_time_and_where_people_stop():
    days = (
        Day(date(2026, 11, 1), "", 2, 1),
        Day(date(2026, 11, 2), "", 4, 4),
        Day(date(2026, 11, 2), "x", 1, 1),
    )
    chart = answering_lines(days, {"": 4, "x": 0}, {"": "kaikki", "x": "X"}, FI)
    assert [(row["day"], row["share"]) for row in rows(chart, 0)] == [
        ("2026-11-01", 0.25),
        ("2026-11-02", 1.0),
    ]
    assert [row["label"] for row in rows(chart, 1)] == ["kaikki 100 %"]
    assert answering_lines((), {}, {}, FI) is None
    page = Text(fi="Sivu")
    bars = stop_bars((Stop(None, "", None, 2), Stop(page, "A", page, 1), Stop(page, "B", page, 3)), FI)
    assert [(row["page"], row["count"]) for row in rows(bars, 0)] == [
        ("Ei vielä omaa vastausta", 2),
        ("Sivu", 4),
    ]
    assert stop_bars((), FI) is None


@pytest.mark.parametrize("steps", range(2, MOST_STEPS + 1))
def test_every_length_of_scale_has_its_colours(steps):
    names = {str(n): f"askel {n}" for n in range(1, steps + 1)}
    assert scale_bars([("V", of(*range(1, steps + 1)))], names, FI) is not None
