"""``mallipaja draft``: what it prints, and what it says of files that cannot be used."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mallipaja.commands.draft import command
from mallipaja.settings import ROOT

EXAMPLE = ROOT / "docs" / "examples" / "team_case.yaml"
CASE = """\
sectors_required: [health]
roles:
  - {id: nurse, sector: health, heads: 1, hours: 12, mandatory: true, qualifies: [nurse]}
posts:
  - {id: clinic, sector: health, professions: [nurse], hours: 8, chair: true}
"""


def run(tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(command, [str(file), *options])
    return result.exit_code, result.output


def codes(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    code, output = run(tmp_path, text, "--json")
    assert code == 1, output
    return [(one["line"], one["where"], one["code"]) for one in json.loads(output)["problems"]]


def notices(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    code, output = run(tmp_path, text, "--json")
    assert code == 0, output
    return [(one["line"], one["code"]) for one in json.loads(output)["notices"]]


def test_everything_asked_for_is_printed(tmp_path: Path) -> None:
    code, output = run(tmp_path, CASE, "--json", "--alternatives", "2", "--repair")
    found = json.loads(output)
    assert code == 0
    assert (found["status"], found["gap"], found["alternatives"]) == ("optimal", 0.0, [])
    assert found["goals"] == {
        "missing_mandatory": 0, "missing_hours": 8.0, "missing_competence": 0, "missing_chair": 0,
        "missing_optional": 0, "continuity": 0, "people": 1, "secondary_seats": 0, "travel_hours": 0.0,
    }  # fmt: skip
    assert found["seats"] == [{"role": "nurse", "post": "clinic", "hours": 8.0}]
    assert found["gaps"] == [{"kind": "hours", "about": "nurse", "missing": 4.0, "mandatory": True}]
    assert [one["missing"] for one in found["shortages"]] == [4.0]
    assert [one["actions"][0]["means"] for one in found["repairs"]] == ["more_hours", "buy", "accept_hours"]
    assert found["seconds"] >= 0


def test_the_example_of_the_documentation_speaks_every_language() -> None:
    for language, word in (("en", "Seats"), ("fi", "Paikat"), ("sv", "Platser")):
        result = CliRunner().invoke(
            command, [str(EXAMPLE), "--alternatives", "1", "--repair", "--language", language]
        )
        assert result.exit_code == 0, result.output
        assert word in result.output


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("hours: 8", "hours: -8", (5, "posts[0].hours", "TEAM_002")),
        ("hours: 12", "hours: -1", (3, "roles[0].hours", "TEAM_002")),
        ("chair: true}", "chair: true}\nteam_cap: 0", (6, "team_cap", "TEAM_002")),
        ("chair: true}", "chair: true}\nseats_per_post: 0", (6, "seats_per_post", "TEAM_002")),
        ("chair: true}", "chair: true}\nprices: {hire: -1}", (6, "prices.hire", "TEAM_013")),
        ("chair: true}", "chair: true}\nprices: {hired: 1}", (6, "prices.hired", "TEAM_014")),
        ("chair: true}", "chair: true}\npins: [[clinic]]", (6, "pins[0]", "TEAM_012")),
        ("chair: true}", "chair: true}\npins: [[clinic, cook]]", (6, "pins[0]", "TEAM_003")),
        ("chair: true}", "chair: true}\nvetoes: [[ward, nurse]]", (6, "vetoes[0]", "TEAM_003")),
        ("chair: true}", "chair: true}\nties: [[clinic, ward]]", (6, "ties[0]", "TEAM_003")),
        (
            "chair: true}",
            "chair: true}\nneighbours: [{id: clinic, sector: kela, professions: [a]}]",
            (6, "neighbours[0].id", "TEAM_015"),
        ),
        (
            "chair: true}",
            "chair: true}\npins: [[clinic, nurse]]\nvetoes: [[clinic, nurse]]",
            (6, "pins[0]", "TEAM_004"),
        ),
        (
            "chair: true}",
            "chair: true}\n  - {id: clinic, sector: kela, professions: [nurse]}",
            (6, "posts[1]", "TEAM_001"),
        ),
    ],
)
def test_what_cannot_be_drafted_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, expected: tuple
) -> None:
    assert codes(tmp_path, CASE.replace(old, new)) == [expected]


def test_pins_that_contradict_each_other(tmp_path: Path) -> None:
    two = CASE.replace("posts:", "  - {id: boss, heads: 0, qualifies: [nurse]}\nposts:")
    text = two + "pins: [[clinic, nurse], [clinic, boss]]\n"
    assert codes(tmp_path, text) == [(7, "pins[1]", "TEAM_006")]
    wrong = (
        two.replace("qualifies: [nurse]}\nposts", "qualifies: [doctor]}\nposts") + "pins: [[clinic, boss]]\n"
    )
    assert codes(tmp_path, wrong) == [(7, "pins[0]", "TEAM_005")]


def test_an_empty_file_and_one_without_posts_key(tmp_path: Path) -> None:
    assert [code for _l, _w, code in codes(tmp_path, "")] == ["TEAM_011"]
    assert [code for _l, _w, code in codes(tmp_path, "roles: []\n")] == ["SHAPE_002"]


def test_what_is_odd_is_said_and_still_drafted(tmp_path: Path) -> None:
    roles = CASE.partition("posts:")[0]
    assert notices(tmp_path, roles + "posts: []\n") == [(4, "TEAM_008")]
    assert notices(tmp_path, CASE.replace("qualifies: [nurse]", "qualifies: [cook]")) == [(3, "TEAM_009")]
    assert notices(tmp_path, CASE.replace("hours: 8", "hours: 0")) == [(5, "TEAM_010")]


def test_five_hundred_posts(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: p{n}, sector: health, professions: [nurse], hours: {n % 7}}}\n" for n in range(500)
    )
    code, output = run(tmp_path, CASE + rows, "--json")
    found = json.loads(output)
    assert code == 0
    assert found["goals"]["missing_hours"] == 0
    assert found["seconds"] < 20


def test_no_time_gives_the_best_found_and_says_so(tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{id: p{n}, sector: health, professions: [nurse], hours: {n % 7}}}\n" for n in range(300)
    )
    code, output = run(tmp_path, CASE + rows, "--json", "--seconds", "0.01")
    found = json.loads(output)
    assert code == 0
    assert found["seats"]
    assert found["status"] in {"time_limit", "optimal"}
    assert (found["gap"] > 0) == (found["status"] == "time_limit")
    text = run(tmp_path, CASE + rows, "--seconds", "0.01")[1].splitlines()[0]
    assert text.startswith("There is no better team.") or "% at most" in text


def test_without_the_solver_a_team_is_chosen_and_shortages_are_told(tmp_path: Path) -> None:
    """In a process of its own, where importing the solver really fails."""
    broken = tmp_path / "path" / "highspy"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    code = "import sys; from mallipaja.commands.draft import command; command(sys.argv[1:])"
    result = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLE), "--json", "--repair", "--alternatives", "2"],
        env={**os.environ, "PYTHONPATH": str(broken.parent)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = json.loads(result.stdout)
    assert (found["status"], found["gap"], found["repairs"], found["alternatives"]) == ("greedy", 1.0, [], [])
    assert {one["post"] for one in found["seats"]} >= {"social_work", "employment_office", "clinic"}
    assert [one["roles"] for one in found["shortages"]] == [["kela"]]
