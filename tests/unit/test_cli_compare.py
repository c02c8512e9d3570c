"""``mallipaja compare`` on the shipped files and on broken ones."""

import doctest
import json
import shutil

import pytest
from click.testing import CliRunner

import mallipaja
from mallipaja.cli import main
from mallipaja.settings import ROOT

REGIONS = ["keski_suomi", "paijat_hame", "etela_karjala", "satakunta", "siun_sote"]
STATUSES = {"same", "adapted_consistent", "adapted_inconsistent", "missing", "added", "not_stated"}


def run(*arguments, **environment):
    return CliRunner().invoke(main, ["compare", *arguments], catch_exceptions=False, env=environment)


def compared(*arguments):
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_the_json_has_the_shape_it_promises(catalogue):
    found = compared("generic", *REGIONS)
    assert list(found) == ["models", "elements"]
    assert found["models"] == ["generic", *REGIONS]
    assert [(one["key"], one["level"]) for one in found["elements"]] == [
        (key, element.level) for key, element in catalogue.generic.elements.items()
    ]
    for one in found["elements"]:
        assert list(one) == ["key", "level", "cells"]
        assert list(one["cells"]) == found["models"]
        for cell in one["cells"].values():
            assert list(cell) == ["status", "value", "source"]
            assert cell["status"] in STATUSES
            assert (cell["status"] == "not_stated") == (cell["value"] is None)
            assert (cell["value"] is None) == (cell["source"] is None)
        assert one["cells"]["generic"]["status"] == "same"


@pytest.mark.parametrize("region", REGIONS)
def test_every_status_is_what_the_file_says(catalogue, region):
    """An element the file does not list is never inherited, whatever the generic model says."""
    described = catalogue.described[region].elements
    for one in compared(region)["elements"]:
        said = described.get(one["key"])
        silent = said is None or said.state == "not_stated"
        expected = "not_stated" if silent else said.relation or "missing"
        assert one["cells"][region]["status"] == expected


def test_a_cell_tells_its_page_section_and_date():
    cells = {
        one["key"]: one["cells"]["siun_sote"] for one in compared("siun_sote", "--language", "fi")["elements"]
    }
    assert cells["roles.kela"] == {
        "status": "same",
        "value": "Kelan edustus on pakollinen",
        "source": "Työkyvyn tuen tiimi Siun sotessa, Ratkaisun perusidea, 2022-12-01",
    }


def test_a_wish_is_marked_in_its_text(catalogue):
    found = compared("satakunta", "--language", "fi")["elements"]
    wished = {
        key
        for key, said in catalogue.described["satakunta"].elements.items()
        if said.facts and all(fact.modality == "wished" for fact in said.facts)
    }
    assert wished
    for one in found:
        if one["key"] in wished:
            assert one["cells"]["satakunta"]["value"].endswith("(toivottu)")


def test_the_order_of_the_columns_is_the_one_asked_for():
    assert compared("siun_sote", "generic", "keski_suomi")["models"] == [
        "siun_sote",
        "generic",
        "keski_suomi",
    ]
    one = compared("siun_sote", "keski_suomi")["elements"]
    other = compared("keski_suomi", "siun_sote")["elements"]
    assert one == other


def test_only_differences_leaves_out_what_nobody_changed():
    every = compared("siun_sote", "keski_suomi")["elements"]
    found = compared("siun_sote", "keski_suomi", "--only-differences")["elements"]
    assert found == [
        one for one in every if {cell["status"] for cell in one["cells"].values()} - {"same", "not_stated"}
    ]
    assert 0 < len(found) < len(every)


@pytest.mark.parametrize(("language", "head"), [("fi", "Elementti"), ("sv", "Element"), ("en", "Element")])
def test_the_table(language, head):
    result = run("generic", "siun_sote", "satakunta", "--only-differences", "--language", language)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == [head, "generic", "siun_sote", "satakunta"]
    assert sum(line.startswith("siun_sote: ") and "7" in line for line in lines) == 1


@pytest.mark.parametrize("options", [(), ("--json",), ("--json", "--language", "sv")])
def test_an_unknown_model_names_the_known(options):
    result = run("siun_sot", "keski_suomi", *options)
    assert result.exit_code == 1
    said = result.stdout or result.stderr
    assert "siun_sot" in said
    assert all(region in said for region in ["generic", *REGIONS])
    assert "MODEL_037" in said
    if options:
        (problem,) = json.loads(result.stdout)["problems"]
        assert problem["code"] == "MODEL_037"
        assert "siun_sote" in problem["fix"]


def test_a_model_twice():
    result = run("siun_sote", "siun_sote", "--json")
    assert [one["code"] for one in json.loads(result.stdout)["problems"]] == ["MODEL_038"]


def test_a_broken_file_tells_its_problems_and_leaves_the_others(tmp_path):
    for folder in ("operating_models", "reference_data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file = tmp_path / "operating_models" / "satakunta.yaml"
    file.write_text(file.read_text("utf-8").replace("roles.kela:", "roles.kelaa:"), "utf-8")
    place = {"MALLIPAJA_DEFINITIONS": str(tmp_path)}
    assert run("siun_sote", **place).exit_code == 0
    broken = run("siun_sote", "satakunta", "--json", **place)
    assert broken.exit_code == 1
    (problem,) = json.loads(broken.stdout)["problems"]
    assert (problem["code"], problem["path"]) == ("MODEL_021", "operating_models/satakunta.yaml")


def test_without_a_generic_model(tmp_path):
    result = run("siun_sote", "--json", MALLIPAJA_DEFINITIONS=str(tmp_path))
    assert result.exit_code == 1
    assert {one["code"] for one in json.loads(result.stdout)["problems"]} == {"MODEL_037"}


def test_the_example_in_python_works():
    assert doctest.testmod(mallipaja).failed == 0
    assert [column.id for column in mallipaja.compare("siun_sote", "generic").comparison.columns] == [
        "siun_sote",
        "generic",
    ]
