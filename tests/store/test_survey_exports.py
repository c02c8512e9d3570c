"""Files of a round's results: what may be shown and nothing else, in the shapes they promise."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import numpy as np
import openpyxl
import pytest
from sqlalchemy import select

from mallipaja.actions.access import Context
from mallipaja.actions.survey_exports import KINDS, export_file, export_results, take_answers
from mallipaja.actions.survey_results import round_results
from mallipaja.actions.surveys import close_round
from mallipaja.errors import ActionError
from mallipaja.exchange.ddi import NAMESPACE
from mallipaja.i18n import Words
from mallipaja.store import schema
from mallipaja.store.engine import Store
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.suppression import SEVERAL
from tests.small_project import START, SmallProject
from tests.store.test_commands import mallipaja
from tests.store.test_survey_results import opinions, personal_round, respond
from tests.survey_round import start

_ = Words("fi")
ContextFor = Callable[[str], Context]
FORMULA = '=HYPERLINK("http://x")'


def table(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def facts(context_for: ContextFor, small_project: SmallProject) -> tuple[Context, str]:
    """Two units have answered the capacity survey; one has written a formula."""
    round_ = start(context_for, small_project, templates=("capacity_basic",))
    figures = {
        ("K1", "", ""): FORMULA,
        ("K3", "", ""): ("social_counsellor", "public_health_nurse"),
        ("K4", "", "social_counsellor"): 2.0,
        ("K5", "", "social_counsellor"): 0.5,
        ("K17", "keuruu", ""): "yes",
    }
    round_.answer(small_project.health_unit, "capacity_basic", figures)
    round_.answer(small_project.employment_unit, "capacity_basic", {("K1", "", ""): "Työllisyys;=1+1"})
    return round_.facilitator, round_.round_id


def test_facts_are_given_in_the_units_name_and_no_formula_runs(facts: tuple[Context, str]) -> None:
    asked, round_id = facts
    rows = table(export_file(asked, round_id=round_id, kind="answers"))
    (half,) = [one for one in rows if one[_("Key")] == "K5"]
    assert (half[_("Unit")], half[_("Answer")], half[_("Row")]) == ("Kuntoutus", "0,5", "sosiaaliohjaaja")
    assert {one[_("Version")] for one in rows} == {asked.catalogue.templates["capacity_basic"].version}
    assert [one[_("Answer")] for one in rows if one[_("Key")] == "K1"] == ["'" + FORMULA, "Työllisyys;=1+1"]
    book = openpyxl.load_workbook(io.BytesIO(export_file(asked, round_id=round_id, kind="workbook")))
    assert book.sheetnames == [_("Results"), _("Facts"), _("Questions")]
    cells = [cell for row in book[_("Facts")].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert 0.5 in {cell.value for cell in cells}
    listed = {row[1].value for row in book[_("Questions")].iter_rows(min_row=2)}
    assert {"K1", "K3", "K18"} <= listed


def test_every_export_is_noted(facts: tuple[Context, str], store: Store) -> None:
    asked, round_id = facts
    for kind in KINDS:
        export_file(asked, round_id=round_id, kind=kind)
    export_results(asked, round_id=round_id)
    taken = take_answers(asked, round_id=round_id, form="capacity_basic", column="K1").answers
    assert len(taken) == 2
    with store.reading("test", START) as work:
        noted = list(work.connection.execute(select(schema.export_log.c.what)).scalars())
    others = ["survey results", "survey answers"]
    assert Counter(noted) == Counter([f"survey {kind}" for kind in KINDS] + others)
    with pytest.raises(ActionError):
        export_file(asked, round_id=round_id, kind="everything")


def test_odk_files_have_the_shape_of_the_form(facts: tuple[Context, str]) -> None:
    asked, round_id = facts
    packed = zipfile.ZipFile(io.BytesIO(export_file(asked, round_id=round_id, kind="odk")))
    assert sorted(packed.namelist()) == [
        "capacity_basic-K3_rows.csv", "capacity_basic-pilots.csv", "capacity_basic.csv",
    ]  # fmt: skip

    def lines(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(packed.read(name).decode())))

    main = lines("capacity_basic.csv")
    assert len(main) == 2
    answered = next(one for one in main if one["unit"] == "Kuntoutus")
    assert (
        answered["professions-K3"] == "public_health_nurse social_counsellor"
    )  # in the order of the choices
    assert answered["unit-K1"] == "'" + FORMULA
    other = next(one for one in main if one["unit"] != "Kuntoutus")
    assert other["unit-K1"] == "Työllisyys;'=1+1"  # where semicolons part cells it would be a cell of its own
    assert answered["KEY"].startswith("uuid:")
    assert answered["KEY"] == answered["meta-instanceID"]
    (row,) = lines("capacity_basic-K3_rows.csv")
    assert (row["row"], row["K4"], row["K5"]) == ("social_counsellor", "2", "0.5")
    assert row["PARENT_KEY"] == answered["KEY"]
    (pilot,) = lines("capacity_basic-pilots.csv")
    assert (pilot["pilot"], pilot["K17"]) == ("keuruu", "yes")


# --- opinions -------------------------------------------------------------------------------------------


def everything(asked: Context, round_id: str) -> Iterator[str]:
    """The text of every file."""
    for kind in KINDS:
        data = export_file(asked, round_id=round_id, kind=kind)
        if kind == "odk":
            packed = zipfile.ZipFile(io.BytesIO(data))
            yield from (packed.read(name).decode() for name in packed.namelist())
        elif kind == "workbook":
            book = openpyxl.load_workbook(io.BytesIO(data))
            yield "\n".join(str(c.value) for s in book for row in s.iter_rows() for c in row)
        else:
            yield data.decode("utf-8-sig")


def test_no_file_tells_what_one_person_thinks(context_for: ContextFor, small_project: SmallProject) -> None:
    round_id = opinions(context_for, small_project, 6, 3)
    asked = context_for("facilitator")
    assert not any("Keuruun sana" in text for text in everything(asked, round_id))
    close_round(asked, round_id=round_id)
    assert not any("Keuruun sana" in text for text in everything(asked, round_id))
    rows = table(export_file(asked, round_id=round_id, kind="results"))
    hidden = {
        one[_("Name of the group")]: one[_("Figure")]
        for one in rows
        if one[_("Key")] == "T3a" and one[_("Group")] == _("municipality or area")
    }
    assert hidden == {
        "Keuruu": _("not shown: a small group could be worked out"),
        "Laukaa": _("not shown: too few answers"),
    }
    book = ElementTree.fromstring(export_file(asked, round_id=round_id, kind="codebook"))
    counts = {
        var.get("name"): [int(one.text or 0) for one in var.iter(f"{{{NAMESPACE}}}catStat")]
        for var in book.iter(f"{{{NAMESPACE}}}var")
    }
    assert counts["statements-T3a"] == [2, 1, 1, 1, 4]


@pytest.mark.parametrize("seed", range(5))
def test_an_attacker_with_every_page_and_file_solves_nothing(
    context_for: ContextFor, small_project: SmallProject, seed: int
) -> None:
    """Random rounds of respondents by pilot and organisation. What the exports and the pages show is one and the same
    set of groups, and no sum of them is about fewer than five people."""
    rng = Random(seed)
    asked = context_for("facilitator")
    round_id = personal_round(context_for, small_project)
    keuruu, laukaa = small_project.keuruu, small_project.laukaa
    places = {"keuruu": (keuruu,), "laukaa": (laukaa,), SEVERAL: (keuruu, laukaa)}
    units = {"": None, "health": small_project.health_unit, "employment": small_project.employment_unit}
    people = []
    for _number in range(rng.randint(5, 22)):
        place, employer = rng.choice(list(places)), rng.choice(list(units))
        answer = str(rng.randint(1, 5))
        respond(asked, round_id, {"T3a": Cleaned(answer)}, *places[place], unit_id=units[employer])
        people.append((place, employer, answer))
    close_round(asked, round_id=round_id)
    seen = dict[tuple[str, str], tuple[tuple[str, int], ...]]()
    for group in export_results(asked, round_id=round_id).forms[0].groups:
        row = next(one for one in group.questions if one.column.key == "T3a").rows[0]
        if row.distribution is not None:
            seen[
                "" if group.kind == "organisation" else group.key,
                group.key if group.kind == "organisation" else "",
            ] = row.distribution.counts
    for pilot in ("", *places):
        for employer in units:
            found = round_results(asked, round_id=round_id, pilot=pilot, organisation=employer)
            row = next(one for one in found.questions if one.column.key == "T3a").rows[0]
            shown = row.distribution.counts if row.distribution is not None else None
            assert shown == seen.get((pilot, employer))
    matrix = []
    for (pilot, employer), counts in seen.items():
        members = [pilot in ("", p) and employer in ("", e) for p, e, _answer in people]
        matrix.append([float(one) for one in members])
        told = Counter(answer for (_p, _e, answer), inside in zip(people, members, strict=True) if inside)
        assert dict(counts) == {str(n): told[str(n)] for n in range(1, 6)}
    assert _smallest_support(np.array(matrix).reshape(len(matrix), len(people)), people) >= 5


def _smallest_support(matrix: np.ndarray, people: list[tuple[str, str, str]]) -> float:
    """How many people the sum of published groups that is about the fewest is about."""
    kinds = sorted({(place, employer) for place, employer, _answer in people})
    sizes = Counter((place, employer) for place, employer, _answer in people)
    columns = np.array([matrix[:, [p[:2] for p in people].index(kind)] for kind in kinds]).T
    rank = np.linalg.matrix_rank(columns) if columns.size else 0
    best = float("inf")
    for bits in range(1, 2 ** len(kinds)):
        few = [n for n in range(len(kinds)) if bits >> n & 1]
        size = sum(sizes[kinds[n]] for n in few)
        rest = [n for n in range(len(kinds)) if n not in few]
        left = np.linalg.matrix_rank(columns[:, rest]) if rest and columns.size else 0
        if size < best and rank > left:
            best = size
    return best


# --- the codebook ---------------------------------------------------------------------------------------

CHILDREN = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation guide docStatus docSrc controlledVocabUsed notes",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "rspStmt": "AuthEnty othId",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "serStmt": "serName serInfo",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec specPerm restrctn contact citReq deposReq conditions disclaimer",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": "fileName fileCitation dataFingerprint fileCont fileStrc dimensns fileType format filePlac dataChck",
    "dimensns": "caseQnty varQnty logRecL recPrCas recDimnTot recNumTot",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "varGrp": "labl txt concept defntn universe notes",
    "var": "location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe TotlResp "
    "sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel notes",
    "valrng": "item range key notes",
    "catgry": "catValu labl txt catStat mrow",
}
"""The elements DDI-Codebook 2.5 allows in each element we write, in their order."""
FREE = {"qstn": {"preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"}}


def test_the_codebook_is_ddi_codebook_2_5(facts: tuple[Context, str]) -> None:
    asked, round_id = facts
    root = ElementTree.fromstring(export_file(asked, round_id=round_id, kind="codebook"))
    ids: list[str] = []
    for element in root.iter():
        assert element.tag.startswith(f"{{{NAMESPACE}}}")
        tag = element.tag.split("}")[1]
        children = [one.tag.split("}")[1] for one in element]
        if tag in FREE:
            assert set(children) <= FREE[tag]
        elif children:
            order = CHILDREN[tag].split()
            places = [order.index(one) for one in children]
            assert places == sorted(places), (tag, children)
        ids += [element.attrib["ID"]] if "ID" in element.attrib else []
    assert len(ids) == len(set(ids))
    variables = list(root.iter(f"{{{NAMESPACE}}}var"))
    assert all(one.attrib["files"] in ids for one in variables)
    for group in root.iter(f"{{{NAMESPACE}}}varGrp"):
        assert set(group.attrib["var"].split()) <= set(ids)
    assert root.attrib["version"] == "2.5"
    names = {one.attrib["name"] for one in variables}
    packed = zipfile.ZipFile(io.BytesIO(export_file(asked, round_id=round_id, kind="odk")))
    heads = {
        column
        for name in packed.namelist()
        for column in packed.read(name).decode().splitlines()[0].split(",")
    }
    assert names <= heads


# --- the command ----------------------------------------------------------------------------------------


def test_the_command_prints_and_writes(facts: tuple[Context, str], tmp_path: Path) -> None:
    asked, _round_id = facts
    if not asked.store.is_sqlite:
        return  # one database is enough for the command line
    printed = mallipaja(asked.store, tmp_path, "survey", "results", "Kartoitus", "--json")
    assert (printed.returncode, printed.stderr) == (0, "")
    found = json.loads(printed.stdout)
    assert (found["round"]["title"], found["smallest_group"]) == ("Kartoitus", 5)
    questions = found["forms"][0]["groups"][0]["questions"]
    heads = next(one for one in questions if one["key"] == "K4")["rows"]
    assert [(one["row"], one["answered"]) for one in heads] == [("social_counsellor", 1)]
    files = [f"--{name}={tmp_path / name}" for name in ("answers", "workbook", "codebook", "odk")]
    written = mallipaja(asked.store, tmp_path, "survey", "results", "Kartoitus", *files, "--csv")
    assert written.returncode == 0, written.stderr
    assert len(table(("\ufeff" + written.stdout).encode())) > 20
    assert all((tmp_path / name).stat().st_size > 200 for name in ("answers", "workbook", "codebook", "odk"))
    again = mallipaja(asked.store, tmp_path, "survey", "results", "Kartoitus", files[0])
    assert again.returncode == 1
    assert "exists" in again.stderr
    unknown = mallipaja(asked.store, tmp_path, "survey", "results", "Tuntematon", "--json")
    assert "There is no round 'Tuntematon'" in unknown.stderr
