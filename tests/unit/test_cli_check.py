"""``mallipaja check``, ``schema`` and ``version`` as people and editors call them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from mallipaja import __version__
from mallipaja.catalogue.formats import FORMATS
from mallipaja.catalogue.load import definition_files
from mallipaja.catalogue.reader import Plain, read_yaml
from mallipaja.catalogue.schema import schema_name, schemas
from mallipaja.cli import COMMANDS, main
from mallipaja.settings import ROOT

WHOLE = ROOT / "tests" / "definitions" / "valid" / "whole"
FIELDS = ["code", "path", "line", "where", "message", "allowed", "fix"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    shutil.copytree(WHOLE, root)
    path = root / "municipalities" / "077_testila.yaml"
    text = path.read_text(encoding="utf-8").replace("value: 204", "value: many").replace("region:", "regoin:")
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_definitions_pass_without_a_path() -> None:
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No problems.\n")
    assert run("check", "--json").stdout == '{\n  "problems": []\n}\n'


def test_every_problem_is_printed_with_its_line(broken: Path) -> None:
    result = run("check", broken)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{broken}:4 regoin: The key 'regoin' is not known here. Known: format, code, name, region, sources, figures. "
        "Did you mean 'region'? [SHAPE_001]",
        f"{broken}:8 figures[0].value: 'many' is not a number. Write digits with a decimal point, for example 10.5. "
        "[SHAPE_011]",
    ]
    assert result.stderr == "2 problems in 1 file.\n"


def test_json_has_the_agreed_shape(broken: Path) -> None:
    result = run("check", "--json", broken.parent.parent)
    assert result.exit_code == 1
    rows = json.loads(result.stdout)["problems"]
    assert [list(row) for row in rows] == [FIELDS, FIELDS]
    assert rows[1] == {
        "code": "SHAPE_011", "path": str(broken), "line": 8, "where": "figures[0].value",
        "message": "'many' is not a number.", "allowed": "",
        "fix": "Write digits with a decimal point, for example 10.5.",
    }  # fmt: skip


def test_messages_in_finnish_and_swedish(broken: Path) -> None:
    assert "'many' ei ole luku." in run("check", "--language", "fi", broken).stdout
    assert "'many' är inte ett tal." in run("check", "--language", "sv", broken).stdout


def test_a_path_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    rows = json.loads(run("check", "--json", tmp_path / "none.yaml", tmp_path).stdout)["problems"]
    assert [(row["code"], row["path"], row["line"]) for row in rows] == [
        ("FILE_010", str(tmp_path), 0),
        ("FILE_001", str(tmp_path / "none.yaml"), 0),
    ]


def test_a_definition_folder_of_ones_own(broken: Path) -> None:
    """What MALLIPAJA_DEFINITIONS names is what is checked; problems are named from there on."""
    environment = {**os.environ, "MALLIPAJA_DEFINITIONS": str(broken.parent.parent)}
    command = [sys.executable, "-m", "mallipaja", "check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd="/", check=False)
    assert done.returncode == 1
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()] == [
        "municipalities/077_testila.yaml:4",
        "municipalities/077_testila.yaml:8",
    ]
    empty = {**environment, "MALLIPAJA_DEFINITIONS": str(broken.parent.parent / "nothing")}
    done = subprocess.run(command, env=empty, capture_output=True, text=True, cwd="/", check=False)
    assert (done.returncode, "[FILE_001]" in done.stdout) == (1, True)


def test_checking_needs_no_database_streamlit_or_pandas() -> None:
    code = (
        "import sys; from mallipaja.actions.catalogue import check_paths; from mallipaja.settings import ROOT;"
        "assert check_paths([], ROOT) == ();"
        "print(sorted({'sqlalchemy', 'streamlit', 'pandas', 'altair'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "[]\n"


def test_help_lists_every_command_without_loading_it() -> None:
    code = (
        "import sys; from mallipaja.cli import main; main(['--help'], standalone_mode=False);"
        "print([name for name in sys.modules if name.startswith('mallipaja.commands.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.endswith("\n['mallipaja.commands.lazy']\n")
    for name, (_, line) in COMMANDS.items():
        assert name in done.stdout
        assert line.split()[0] in done.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {name}")


def test_an_unknown_command_is_said() -> None:
    result = run("frobnicate")
    assert (result.exit_code, "No such command 'frobnicate'" in result.stderr) == (2, True)


def test_version() -> None:
    assert run("version").stdout == f"{__version__}\n"


def test_one_schema_per_format(tmp_path: Path) -> None:
    result = run("schema", "--out", tmp_path / "new" / "schemas")
    written = sorted(path.name for path in (tmp_path / "new" / "schemas").iterdir())
    assert written == sorted(schema_name(made) for made in FORMATS.values())
    assert len(result.stdout.splitlines()) == len(FORMATS)
    assert json.loads(run("schema").stdout) == schemas()


def as_an_editor_sees_it(value: Plain) -> object:
    """Plain data with numbers and truth values as YAML 1.2 resolves them. The reader has lost the quotes, so a text
    that looks like a number is one here: what the schemas allow."""
    if isinstance(value, dict):
        return {key: as_an_editor_sees_it(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees_it(item) for item in value]
    if value in {"true", "false"}:
        return value == "true"
    try:
        return float(value) if value else value
    except ValueError:
        return value


@pytest.mark.parametrize(("path", "name"), definition_files(ROOT) + definition_files(WHOLE))
def test_the_schemas_accept_what_the_checks_accept(path: Path, name: str) -> None:
    data = read_yaml(path.read_text(encoding="utf-8"), name).data
    assert data is not None
    schema = schemas()[schema_name(FORMATS[str(data["format"])])]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(as_an_editor_sees_it(data))


@pytest.mark.parametrize(
    "case", ["SHAPE_001__unknown_key_in_note", "SHAPE_007__unknown_type", "SHAPE_005__text_for_a_list"]
)
def test_the_schemas_refuse_wrong_shapes(case: str) -> None:
    path = ROOT / "tests/definitions/invalid" / case / "survey_templates/form.yaml"
    data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    assert data is not None
    validator = jsonschema.Draft202012Validator(schemas()["survey_template.schema.json"])
    assert list(validator.iter_errors(as_an_editor_sees_it(data)))
