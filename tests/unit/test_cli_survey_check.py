"""``mallipaja survey check`` as people and programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mallipaja.cli import main
from mallipaja.settings import ROOT

INVALID = ROOT / "tests" / "definitions" / "invalid"
FORM = Path("survey_templates") / "conditions.yaml"


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["survey", "check", *map(str, arguments)], catch_exceptions=False)


def test_a_shipped_form_has_no_problems_and_is_told_at_a_glance() -> None:
    result = check(ROOT / "survey_templates" / "capacity_basic.yaml", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["problems"], told["losses"]) == (0, [], [])
    assert (told["form"]["questions"], told["form"]["conditional"], told["form"]["stated"]) == (20, 10, 7)
    assert told["form"]["shortest"] < told["form"]["longest"] <= 6
    assert told["form"]["untranslated"] == {}


@pytest.mark.parametrize(
    ("case", "token", "near"),
    [
        ("TEMPLATE_033__missing_operand", "'and' (character 12)", ""),
        ("TEMPLATE_035__curly_quotes", "‘ (character 11)", "straight"),
        ("TEMPLATE_036__two_equals", "'=='", "="),
        ("TEMPLATE_038__dollar_without_braces", "'$AGE' (character 1)", "${AGE}"),
        ("TEMPLATE_039__misspelt_and", "'annd' (character 12)", "'and'"),
        ("TEMPLATE_043__unknown_question", "'AGEE'", "'AGE'"),
        ("TEMPLATE_044__unknown_function", "'selectd' (character 1)", "'selected'"),
        ("TEMPLATE_046__circle", "LAST → AFTER → LAST", ""),
        ("TEMPLATE_047__own_answer", "'LAST'", "constraint"),
        ("TEMPLATE_048__asked_later", "'AFTER'", ""),
        ("TEMPLATE_049__number_and_word", "'adult' (character 10)", "'AGE'"),
        ("TEMPLATE_050__not_a_choice", "'shraed' (character 19)", "'shared'"),
        ("TEMPLATE_050__label_for_a_code", "'Yhteinen'", "'shared'"),
        ("TEMPLATE_051__empty_range", "${AGE} > 10 and ${AGE} < 5", "limits"),
        ("TEMPLATE_052__two_choices_at_once", "'own' and", "'or'"),
    ],
)
def test_each_kind_of_fault_is_told_with_line_token_and_what_to_write(
    case: str, token: str, near: str
) -> None:
    path = INVALID / case / FORM
    result = check(path)
    assert result.exit_code == 1
    [line] = [number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "# <-" in text]
    [told] = [one for one in result.stdout.splitlines() if one]
    assert told.startswith(f"{path}:{line} ")
    assert token in told
    assert near in told


def test_messages_come_in_the_readers_language() -> None:
    result = check(INVALID / "TEMPLATE_043__unknown_question" / FORM, "--language", "fi")
    assert "Kysymystä tai laskentaa ”AGEE” ei ole." in result.stdout
    assert "Tarkoititteko" in result.stdout or "AGE" in result.stdout


def test_a_file_that_is_not_there_is_a_problem() -> None:
    result = check("no_such.yaml")
    assert (result.exit_code, "FILE_001" in result.stdout) == (1, True)
