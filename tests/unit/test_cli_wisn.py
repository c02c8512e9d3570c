"""``mallipaja wisn`` on files, as people outside the app call it: published numbers, bad input, languages."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mallipaja.cli import main
from mallipaja.settings import ROOT

# Burmen et al. 2017, doi 10.1186/s12960-017-0186-3, table 3: 179 days, 17.46 persons.
CLINIC = """\
working_days: {possible: 234, public_holidays: 10, annual_leave: 30, sick_leave: 15}
hours_per_day: 8
days_per_week: 4.5
activities:
  - {name: Visit, per_year: 100000, hours_each: 0.25}
category_allowances:
  - {name: Own, hours: 80, per: year}
"""
SYNTHETIC = """\
working_days: {possible: 260, public_holidays: 10, annual_leave: 30, sick_leave: 9, other: 5}
hours_per_day: 7.65
activities:
  - {name: Ensikäynti, per_year: 120, hours_each: 3}
  - {name: Tiimi, per_year: 96, hours_each: 2.5}
  - {name: Seuranta, per_year: 480, hours_each: 0.75}
category_allowances:
  - {name: Palaveri, hours: 1.5, per: week}
  - {name: Kirjaaminen, hours: 1, per: day}
  - {name: Matkat, hours: 8, per: month}
individual_allowances:
  - {name: Opiskelijat, persons: 1, hours_per_year: 100}
current_fte: 1.0
"""
KEYS = [
    "available_hours", "activities", "category_allowance_share", "category_allowance_factor",
    "individual_allowance_factor", "required_fte", "current_fte", "difference", "ratio",
]  # fmt: skip


@pytest.fixture
def calculate(tmp_path):
    """Run the command on a text; the result and the path of the file."""

    def run(text, *options):
        path = tmp_path / "work.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(main, ["wisn", str(path), *options], catch_exceptions=False), path

    return run


def close(value):
    return pytest.approx(value, abs=5e-7)


def test_the_published_clinic(calculate):
    result, _ = calculate(CLINIC, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(found) == KEYS
    assert found["available_hours"] == close(179 * 8)
    assert found["activities"] == [
        {"name": "Visit", "standard_workload": close(5728), "staff": close(3125 / 179)}
    ]
    assert found["category_allowance_share"] == close(10 / 179)
    assert found["category_allowance_factor"] == close(179 / 169)
    assert found["required_fte"] == close(3125 / 169)
    assert [found[key] for key in ("current_fte", "difference", "ratio")] == [None, None, None]


def test_the_synthetic_example(calculate):
    found = json.loads(calculate(SYNTHETIC, "--json")[0].stdout)
    assert found["available_hours"] == close(1575.9)
    assert [(one["name"], one["standard_workload"], one["staff"]) for one in found["activities"]] == [
        ("Ensikäynti", close(525.3), close(0.228441)),
        ("Tiimi", close(630.36), close(0.152294)),
        ("Seuranta", close(2101.2), close(0.228441)),
    ]
    assert found["category_allowance_share"] == close(0.230852)
    assert found["category_allowance_factor"] == close(1.300140)
    assert found["individual_allowance_factor"] == close(0.063456)
    assert found["required_fte"] == close(0.855470)
    assert (found["current_fte"], found["difference"]) == (1.0, close(0.144530))
    assert found["ratio"] == close(1.168949)
    half = json.loads(calculate(SYNTHETIC.replace("fte: 1.0", "fte: 0.5"), "--json")[0].stdout)
    assert half["ratio"] == close(0.584474)


def test_nothing_required_has_no_ratio(calculate):
    idle = SYNTHETIC.replace("per_year: 120", "per_year: 0").replace("per_year: 96", "per_year: 0")
    idle = idle.replace("per_year: 480", "per_year: 0").replace("hours_per_year: 100", "hours_per_year: 0")
    found = json.loads(calculate(idle, "--json")[0].stdout)
    assert (found["required_fte"], found["difference"], found["ratio"]) == (0, 1.0, None)


def changed(old, new):
    assert old in SYNTHETIC
    return SYNTHETIC.replace(old, new)


@pytest.mark.parametrize(
    ("text", "code", "line", "where"),
    [
        (changed("hours_each: 3", "hours_each: -3"), "WISN_001", 4, "activities[0].hours_each"),
        (changed("per_year: 96", "per_year: -96"), "WISN_001", 5, "activities[1].per_year"),
        (changed("hours: 1,", "hours: -1,"), "WISN_001", 9, "category_allowances[1].hours"),
        (changed("persons: 1", "persons: -1"), "WISN_001", 12, "individual_allowances[0].persons"),
        (changed("fte: 1.0", "fte: -1"), "WISN_001", 13, "current_fte"),
        (changed("hours_per_day: 7.65", "hours_per_day: -7.65"), "WISN_001", 2, "hours_per_day"),
        (changed("sick_leave: 9", "sick_leave: 400"), "WISN_002", 1, "working_days.sick_leave"),
        (changed("hours_per_day: 7.65", "hours_per_day: 0"), "WISN_002", 2, "hours_per_day"),
        (changed("possible: 260", "possible: 40"), "WISN_002", 1, "working_days"),
        (changed("hours_each: 2.5", "hours_each: 0"), "WISN_003", 5, "activities[1].hours_each"),
        (changed("hours_each: 3", f"hours_each: 0.{'0' * 320}1"), "WISN_003", 4, "activities[0].hours_each"),
        (changed("hours_per_day: 7.65", f"hours_per_day: 0.{'0' * 320}1"), "WISN_002", 2, "hours_per_day"),
        (changed("hours: 1,", "hours: 7.65,"), "WISN_004", 9, "category_allowances[1]"),
        (changed("hours: 1,", "hours: 70,"), "WISN_004", 9, "category_allowances[1]"),
        (changed("hours: 8,", "hours: 110,"), "WISN_004", 7, "category_allowances"),
        (changed("hours_per_day: 7.65", "hours_per_day: 25"), "WISN_005", 2, "hours_per_day"),
        (changed("hours_per_day: 7.65", "hours_per_day: 7\ndays_per_week: 8"), "WISN_005", 3, "days_per_week"),
        (changed("possible: 260", "possible: 400"), "WISN_005", 1, "working_days.possible"),
        (changed("year: 100}", "year: 1600}"), "WISN_005", 12, "individual_allowances[0].hours_per_year"),
        (changed("hours_each: 3", "hours_each: 3 h"), "SHAPE_011", 4, "activities[0].hours_each"),
        (changed("fte: 1.0", "fte: 1,0"), "SHAPE_011", 13, "current_fte"),
        (changed("fte: 1.0", "fte: .inf"), "SHAPE_011", 13, "current_fte"),
        (changed("fte: 1.0", "fte: 1e3"), "SHAPE_011", 13, "current_fte"),
        (changed("hours_per_day: 7.65", "hours_per_day:"), "SHAPE_003", 2, "hours_per_day"),
        (changed("fte: 1.0", "fte: [1]"), "SHAPE_004", 13, "current_fte"),
        (changed("per: day", "per: daily"), "SHAPE_007", 9, "category_allowances[1].per"),
        (changed("name: Tiimi, ", ""), "SHAPE_002", 5, "activities[1]"),
        (changed("hours_per_day: 7.65\n", ""), "SHAPE_002", 1, ""),
        (changed("sick_leave: 9", "sick_leaves: 9"), "SHAPE_001", 1, "working_days.sick_leaves"),
        (changed("activities:", "activities: 5\nx:"), "SHAPE_005", 3, "activities"),
        (changed("current_fte: 1.0", "hours_per_day: 8"), "YAML_007", 13, "hours_per_day"),
        (b"", "YAML_017", 1, ""),
        (b"# only a comment\n", "YAML_017", 1, ""),
        (b"- 1\n", "YAML_017", 1, ""),
        (b"working_days: \xe4\n", "FILE_005", 1, ""),
        (b"working_days: {possible: 260\n", "YAML_004", 1, ""),
    ],
)  # fmt: skip
def test_bad_input_is_a_problem_with_its_line(calculate, text, code, line, where):
    result, path = calculate(text, "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert (code, line, where, str(path)) in {
        (one["code"], one["line"], one["where"], one["path"]) for one in problems
    }
    told = next(one for one in problems if one["code"] == code)
    assert told["message"]
    assert told["fix"]


def test_every_problem_is_told_at_once_and_in_the_units_of_the_file(calculate):
    text = SYNTHETIC.replace("hours_each: 3", "hours_each: -3").replace("fte: 1.0", "fte: -1")
    result, path = calculate(text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{path}:4 activities[0].hours_each: The amount is -3. Zero or more is allowed. "
        "Write the amount as a positive number. [WISN_001]",
        f"{path}:13 current_fte: The amount is -1. Zero or more is allowed. "
        "Write the amount as a positive number. [WISN_001]",
    ]


def test_an_unknown_key_is_answered_with_the_one_meant(calculate):
    problems = json.loads(calculate(changed("activities:", "activites:"), "--json")[0].stdout)["problems"]
    assert [(one["code"], one["line"], one["fix"]) for one in problems] == [
        ("SHAPE_001", 3, "Did you mean 'activities'?")
    ]


def test_a_file_that_is_not_there_and_one_too_large(calculate, tmp_path):
    result = CliRunner().invoke(main, ["wisn", str(tmp_path / "none.yaml"), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["problems"][0]["code"]) == (1, "FILE_001")
    result = CliRunner().invoke(main, ["wisn", str(tmp_path), "--json"])
    assert (result.exit_code, json.loads(result.stdout)["problems"][0]["code"]) == (1, "FILE_003")
    assert json.loads(calculate(b"#" * 1_000_001, "--json")[0].stdout)["problems"][0]["code"] == "FILE_004"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "fi",
            [
                "Tarvittava henkilöstö, htv",
                "vakiotyömäärä",
                "0,86",
                "+0,14",
                "23,1\xa0%",
                "1\xa0575,9",
                "525,3",
            ],
        ),
        ("sv", ["Personal som behövs, årsverken", "0,86", "+0,14", "23,1\xa0%"]),
        ("en", ["Required staff, person-years", "0.86", "+0.14", "23.1%", "1,575.9"]),
    ],
)
def test_the_table_is_in_the_reader_s_language(calculate, language, texts):
    result, _ = calculate(SYNTHETIC, "--language", language)
    assert result.exit_code == 0
    assert [text for text in texts if text not in result.stdout] == []


def test_problems_in_finnish_and_swedish(calculate):
    text = changed("hours_each: 3", "hours_each: 0")
    assert "Tehtävään ei kulu aikaa." in calculate(text, "--language", "fi")[0].stderr
    assert "Uppgiften tar ingen tid." in calculate(text, "--language", "sv")[0].stderr


def test_what_is_not_known_is_a_dash_in_the_table(calculate):
    lines = calculate(CLINIC)[0].stdout.splitlines()
    assert [
        line.split()[-1] for line in lines if line.startswith(("Current", "Difference", "WISN ratio"))
    ] == [
        "–",
        "–",
        "–",
    ]


def test_calculating_needs_no_database_streamlit_or_numpy(tmp_path):
    path = tmp_path / "work.yaml"
    path.write_text(SYNTHETIC, encoding="utf-8")
    code = (
        "import sys; from mallipaja.cli import main;"
        "main(['wisn', sys.argv[1], '--json'], standalone_mode=False);"
        "print(sorted({'sqlalchemy', 'streamlit', 'pandas', 'numpy', 'networkx'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.endswith("[]\n")
