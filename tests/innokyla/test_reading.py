"""Pages of every form, written for this test, and the five sources where they are at hand.

``pages/x.txt`` is read into ``pages/x.json``: adding a pair adds a test.
"""

import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.cli import main
from mallipaja.errors import ProblemsError
from mallipaja.exchange.innokyla_fields import LABELS, SECTIONS
from mallipaja.exchange.innokyla_page import read_page
from mallipaja.settings import ROOT

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
SOURCES = ROOT.parent / "shared" / "sources"
KEYS = [
    "title", "short_description", "place", "region", "funder", "created", "modified", "phase", "topics",
    "phenomena", "target_group", "sections",
]  # fmt: skip
STM = ["Sosiaali- ja terveysministeriö (STM)"]
NOTHING = {
    key: [] if key in {"funder", "topics", "phenomena", "target_group"} else None for key in KEYS[1:-1]
}
HEADERS = {
    "etela-karjala-rinnallakulkija": {
        "title": "Etelä-Karjalan alueen työ- ja toimintakyvyn tuen ekosysteemimalli - Rinnallakulkijapalvelu",
        "region": "Etelä-Karjalan hyvinvointialue",
        "funder": STM,
        "created": "2023-04-05",
        "modified": "2023-12-11",
        "phase": "Valmis",
        "topics": [],
        "phenomena": [],
        "target_group": [],
        "sections": list(SECTIONS),
    },
    "keski-suomi-asiakasvastaavamalli": {
        **NOTHING,
        "title": "Asiakasvastaavamalli - Meijän kyvyt käyttöön -hanke",
        "sections": [],
    },
    "paijat-hame-asiakasvastaava": {
        "title": "Asiakasvastaava/TTO Päijät-Häme",
        "place": "Päijät-Häme",
        "region": "Päijät-Häme",
        "funder": STM,
        "created": "2021-05-28",
        "modified": "2021-09-15",
        "phase": "Kehitteillä",
        "topics": ["Asiakas- ja palveluohjaus", "Asiakaslähtöisyys"],
        "phenomena": ["Syrjäytyminen"],
        "target_group": ["Ammattilaiset"],
        "sections": ["Toimintaympäristö", "Kohderyhmä ja asiakasymmärrys"],
    },
    "satakunta-asiakasvastaava": {**NOTHING, "sections": []},
    "siun-sote-tyokyvyn-tuen-tiimi": {
        "title": "Työkyvyn tuen tiimi Siun sotessa",
        "place": "Siun sote, tulevaisuuden sote-keskukset",
        "region": "Pohjois-Karjala",
        "funder": STM,
        "created": "2021-09-01",
        "modified": "2022-12-01",
        "phase": "Kehitteillä",
        "topics": [],
        "phenomena": [],
        "target_group": [],
        "sections": ["Ratkaisun perusidea", "Toimintaympäristö", "Kohderyhmä ja asiakasymmärrys"],
    },
}
"""Header facts of the sources; their texts are not copied here."""
PLACES = {"etela-karjala-rinnallakulkija": ("sotekeskuksissa", "Lappeenrannassa", "Imatralla")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page(page):
    expected = json.loads(page.with_suffix(".json").read_text("utf-8"))
    codes = expected.pop("problems")
    found = read_page(page.read_bytes(), page.name)
    assert found.page.as_dict() == expected
    assert list(found.page.as_dict()) == KEYS
    assert sorted(problem.code for problem in found.problems) == codes
    assert "kirjoittaja" not in json.dumps(found.page.as_dict(), ensure_ascii=False).lower()
    assert not any("kirjoittaja" in str(problem).lower() for problem in found.problems)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_line_ends_marks_and_blank_lines_do_not_matter(page):
    text = page.read_text("utf-8")
    expected = read_page(page.read_bytes(), page.name).page
    for other in ("\ufeff" + text, text.replace("\n", "\r\n"), text.replace(" ", "\u00a0"), text + "\n\n"):
        assert read_page(other.encode(), page.name).page == expected


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources are not part of the project")
@pytest.mark.parametrize("name", HEADERS)
def test_the_sources(name):
    result = CliRunner().invoke(main, ["innokyla", "read", str(SOURCES / f"{name}.txt"), "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found) == KEYS
    found["sections"] = list(found["sections"])
    assert {key: found[key] for key in HEADERS[name]} == HEADERS[name]
    for word in PLACES.get(name, ()):
        assert word in found["place"]
    text = (SOURCES / f"{name}.txt").read_text("utf-8").splitlines()
    if "Tekijä" in text:
        (author,) = [line for line in text[text.index("Tekijä") + 1 :] if line.strip()][:1]
        assert author not in result.stdout + result.stderr


def test_what_was_found_and_what_was_not_for_people(tmp_path):
    file = tmp_path / "sivu.txt"
    file.write_bytes(next(page for page in PAGES if page.stem == "cut_off").read_bytes())
    result = CliRunner().invoke(main, ["innokyla", "read", str(file), "--language", "fi"])
    assert result.exit_code == 0
    assert "Katkennut malli" in result.stdout
    assert "INNOKYLA_003" in result.stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE html><body>Luotu</body>", "INNOKYLA_007"),
        (None, "FILE_001"),
        (b"Ty\xf6", "FILE_005"),
        (b"x" * 1_000_001, "FILE_004"),
    ],
    ids=["html", "no file", "latin 1", "too large"],
)  # fmt: skip
def test_a_file_that_is_no_page(tmp_path, content, code):
    file = tmp_path / "sivu.txt"
    if content is not None:
        file.write_bytes(content)
    result = CliRunner().invoke(main, ["innokyla", "read", str(file), "--json"])
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["problems"]] == [code]


def test_an_empty_file_gives_an_empty_draft_and_says_so(tmp_path):
    file = tmp_path / "tyhja.txt"
    file.write_bytes(b"")
    result = CliRunner().invoke(main, ["innokyla", "read", str(file), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"title": None, **NOTHING, "sections": {}}
    assert "INNOKYLA_001" in result.stderr


pieces = st.one_of(
    st.sampled_from((*LABELS, *SECTIONS, *(f"{one} **" for one in SECTIONS))),
    st.sampled_from(("1.9.2021", "99.99.9999", "Valmis", "icon/bulb Created with Sketch. Valmis", "**", "Luotu: x")),
    st.text(max_size=30),
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("\n".join))
def test_anything_is_read_and_nothing_is_invented(text):
    try:
        found = read_page(text.encode("utf-8", "replace"), "sivu.txt").page
    except ProblemsError:
        return
    said = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    for value in (found.title, found.place, found.region, *found.sections.values()):
        assert all(word in said for word in (value or "").split())
