"""``mallipaja impact``: thresholds of both laws, ranges, what-if, and everything a file can have wrong."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import mallipaja
from mallipaja.catalogue.reference import BenefitShare
from mallipaja.cli import main
from mallipaja.model.benefit_cost import Terms, benefit_cost, days_of, difference, people_of, step_of

FILE = """\
rules: from_2025
days_per_year: 258
daily_amount_eur: 30
amount_source: Keksitty esimerkki
amount_date: 2025
people:
  1-100: 7
  101-200: 40
  401-700: [20, 30]
  701-: 10
"""


@pytest.fixture
def calculate(tmp_path):
    def run(text, *options):
        path = tmp_path / "vaikutus.yaml"
        path.write_text(text, "utf-8")
        return CliRunner().invoke(main, ["impact", str(path), *options], catch_exceptions=False)

    return run


@pytest.mark.parametrize(
    ("rules", "day", "percent"),
    [
        ("before_2025", 1, 0), ("before_2025", 300, 0), ("before_2025", 301, 50), ("before_2025", 1000, 50),
        ("before_2025", 1001, 70), ("before_2025", 5000, 70),
        ("from_2025", 100, 0), ("from_2025", 101, 10), ("from_2025", 200, 10), ("from_2025", 201, 20),
        ("from_2025", 300, 20), ("from_2025", 301, 30), ("from_2025", 400, 30), ("from_2025", 401, 40),
        ("from_2025", 700, 40), ("from_2025", 701, 50), ("from_2025", 5000, 50),
    ],
)  # fmt: skip
def test_the_thresholds(rules, day, percent, catalogue, calculate):
    rule = next(one for one in catalogue.table(BenefitShare).rules if one.key == rules)
    assert step_of(rule, day).percent == percent
    text = f"rules: {rules}\ndays_per_year: 100\ndaily_amount_eur: 10\npeople: {{{day}: 1}}\n"
    found = json.loads(calculate(text, "--json").stdout)
    assert found["bands"][0]["share_percent"] == percent
    assert found["eur_per_year"] == {"low": percent * 10, "high": percent * 10}


def test_by_hand(calculate):
    found = json.loads(calculate(FILE, "--json").stdout)
    assert [one["eur_per_year"] for one in found["bands"]] == [
        {"low": 0, "high": 0},
        {"low": 30_960, "high": 30_960},
        {"low": 61_920, "high": 92_880},
        {"low": 38_700, "high": 38_700},
    ]
    assert found["people"] == {"low": 77, "high": 87}
    assert found["eur_per_year"] == {"low": 131_580, "high": 162_540}
    assert (found["rules"], found["valid_from"], found["valid_to"]) == ("from_2025", "2025-01-01", None)
    assert (found["amount_source"], found["amount_date"]) == ("Keksitty esimerkki", "2025")
    assert (found["what_if"], found["difference_eur_per_year"]) == (None, None)


def test_in_python():
    assert mallipaja.impact(FILE.encode()).cost.eur_per_year == (131_580, 162_540)


def test_what_nobody_has_read_in_the_act_is_said(calculate):
    found = json.loads(calculate(FILE, "--json").stdout)
    assert found["verified"] is False
    assert [one["verified"] for one in found["bands"]] == [True, False, False, False]
    assert "387/2023" in found["bands"][1]["source"]
    assert "have not been read" in found["notes"][0]
    assert "does not say what a service changes" in found["notes"][-1]
    before = FILE.replace("from_2025", "before_2025").replace("  1-100: 7\n  101-200: 40\n", "")
    old = json.loads(calculate(before.replace("701-", "1001-"), "--json").stdout)
    assert old["verified"] is True
    assert not any("have not been read" in note for note in old["notes"])


def test_what_if_changes_only_the_bands_it_names(calculate):
    found = json.loads(calculate(FILE + "what_if:\n  101-200: 50\n  201-300: [0, 10]\n", "--json").stdout)
    assert found["what_if"]["people"] == {"low": 87, "high": 107}
    assert found["difference_eur_per_year"] == {"low": 7_740, "high": 23_220}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_table(calculate, language):
    result = calculate(FILE + "what_if: {101-200: 30}\n", "--language", language)
    assert (result.exit_code, result.stderr) == (0, "")
    marked = [line for line in result.stdout.splitlines() if "*" in line]
    assert any(line.startswith("101-200") for line in marked)
    assert not any(line.startswith("1-100 ") for line in marked)


def changed(old, new):
    assert old in FILE
    return FILE.replace(old, new)


@pytest.mark.parametrize(
    ("text", "code", "line", "where"),
    [
        (changed("  101-200: 40", "  101-300: 40"), "IMPACT_002", 8, "people.101-300"),
        (changed("  401-700: [20, 30]\n  701-: 10", "  600-: 10"), "IMPACT_002", 9, "people.600-"),
        (changed("  101-200: 40", "  200-101: 40"), "IMPACT_001", 8, "people.200-101"),
        (changed("  101-200: 40", "  pitkään: 40"), "IMPACT_001", 8, "people.pitkään"),
        (changed("  1-100: 7", "  0-100: 7"), "IMPACT_001", 7, "people.0-100"),
        (changed("  701-: 10", "  650-700: 10"), "IMPACT_003", 10, "people.650-700"),
        (changed("40\n", "-40\n"), "IMPACT_004", 8, "people.101-200"),
        (changed("[20, 30]", "[30, 20]"), "IMPACT_004", 9, "people.401-700"),
        (changed("258", "400"), "IMPACT_005", 2, "days_per_year"),
        (changed("eur: 30", "eur: 0"), "IMPACT_005", 3, "daily_amount_eur"),
        (changed("eur: 30", "eur: 37,21"), "SHAPE_011", 3, "daily_amount_eur"),
        (changed("daily_amount_eur: 30\n", ""), "SHAPE_002", 1, ""),
        (changed("rules: from_2025", "rules: from_2026"), "SHAPE_007", 1, "rules"),
        (changed("[20, 30]", "[20, 30, 40]"), "IMPACT_007", 9, "people.401-700"),
        (changed("40\n", "many\n"), "SHAPE_011", 8, "people.101-200[0]"),
        (changed("  701-: 10", "  1-100: 10"), "YAML_007", 10, "people.1-100"),
        (FILE + "what_if: {650-700: 3}\n", "IMPACT_003", 11, "what_if.650-700"),
        (FILE.partition("people")[0] + "people: {}\n", "IMPACT_008", 6, "people"),
        ("", "YAML_018", 1, ""),
        ("- 1\n", "YAML_018", 1, ""),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong(calculate, text, code, line, where):
    result = calculate(text, "--json")
    assert result.exit_code == 1
    found = [(one["code"], one["line"], one["where"]) for one in json.loads(result.stdout)["problems"]]
    assert found == [(code, line, where)]
    assert code in calculate(text, "--language", "fi").stderr


def test_without_the_table_of_shares(calculate, tmp_path, monkeypatch):
    monkeypatch.setenv("MALLIPAJA_DEFINITIONS", str(tmp_path / "none"))
    found = json.loads(calculate(FILE, "--json").stdout)
    assert [one["code"] for one in found["problems"]] == ["IMPACT_006"]


@pytest.mark.parametrize(
    ("band", "days"),
    [
        ("101-200", (101, 200)), ("101–200", (101, 200)), (" 101 - 200 ", (101, 200)), ("701-", (701, None)),
        ("701+", (701, None)), ("300", (300, 300)), ("1+2", None), ("-5", None), ("", None), ("0", None),
    ],
)  # fmt: skip
def test_bands(band, days):
    assert days_of(band) == days


numbers = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda two: (float(min(two)), float(max(two)))
)
peoples = st.dictionaries(
    st.sampled_from(("1-100", "101-200", "201-300", "301-400", "401-700", "701-")), numbers
)


@given(peoples, peoples)
def test_the_low_never_exceeds_the_high_and_a_band_at_a_time_adds_up(catalogue, people, other):
    rule = next(one for one in catalogue.table(BenefitShare).rules if one.key == "from_2025")
    terms = Terms(rule, 258, 30)
    cost, else_ = benefit_cost(terms, people), benefit_cost(terms, {**people, **other})
    assert cost.eur_per_year[0] <= cost.eur_per_year[1]
    for end in (0, 1):
        alone = sum(benefit_cost(terms, {band: one}).eur_per_year[end] for band, one in people.items())
        assert cost.eur_per_year[end] == pytest.approx(alone)
    low, high = difference(cost, else_)
    assert low <= high
    assert difference(cost, cost) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12", (12, 12)), (" 10–20 ", (10, 20)), ("10 - 20", (10, 20)), ("1 200...1\u00a0300", (1200, 1300)),
        ("7,5", (7.5, 7.5)), ("0", (0, 0)), ("20-10", None), ("-5", None), ("noin 10", None), ("", None),
        ("1 20", None), ("10-20-30", None),
    ],
)  # fmt: skip
def test_people_are_read_as_they_are_typed(typed, read):
    assert people_of(typed) == read
