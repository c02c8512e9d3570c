"""The comparison workbook, opened again and compared with what it was made of."""

import io
from dataclasses import replace

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.cell.rich_text import CellRichText, TextBlock

from mallipaja.cli import main
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Adaptation, Stance, Variant
from mallipaja.model.comparison import compare
from mallipaja.model.frame import OPTIONS, Frame
from mallipaja.model.frame_words import CODES, FIELDS
from mallipaja.report.cell_words import status_words
from mallipaja.report.comparison_plain import row_label
from mallipaja.report.workbook import MOST_CHARACTERS, comparison_workbook
from mallipaja.report.workbook_rows import adaptation_rows
from tests.model_building import described, element, fact, generic, role, stated

GENERIC = generic(
    {
        "roles.kela": role("kela", hours=4, professions=("kela_expert",)),
        "rules.consent": element(label="Suostumus", text="Suostumus pyydetään aina."),
        "rules.mode": element(level="adaptable", label="Tapa", text="Tavataan kerran."),
        "context.challenges": element("context", "local", label="Haasteet", text="Haasteet"),
    }
)
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "12", "{=1}", "1.2.2024")
KEURUU = Variant(
    "keuruu",
    "=Keuruu",
    "1",
    (
        Adaptation(
            "1", "set", "rules.consent", "text", "Suostumus pyydetään aina.", "Suostumus pyydetään kirjallisesti aina.",
            "=Kirjallisesti", "Asiakkaat unohtivat", "Tiimi", True,
            Frame("planning", "planned_proactive", "team", "content", "unit", None, "tailoring", "fit", "recipient"),
        ),
        Adaptation("2", "set", "roles.kela", "role.hours_per_month", 4.0, 6.5, "Lisää aikaa", "", "Kela"),
        Adaptation(
            "3", "set", "rules.mode", "text", "Tavataan kerran.", "-2 kertaa", "Ehdotus", "Syy", "", state="proposal"
        ),
        Adaptation("4", "add", "tools.line", "", None, "x" * 40_000, "Pitkä", "Syy", "Tiimi"),
    ),
    (Stance("rules.consent", "fits_changed"),),
)  # fmt: skip
KANKAALA = described(
    "kankaala",
    {
        "rules.consent": stated("adapted_consistent", fact("@Suostumus riittää suullisena")),
        "rules.mode": stated("same", fact("Kerran", modality="wished")),
        "context.challenges": stated("added", fact("+Aikaa ei ole"), fact("Tieto ei kulje")),
    },
)
COMPARISON = compare(GENERIC, (KEURUU,), (KANKAALA,), with_generic=True)
FI = Words("fi")


@pytest.fixture(scope="module")
def book():
    content = comparison_workbook(COMPARISON, {}, FI)
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def rows(sheet):
    return [[None if one.value is None else str(one.value) for one in row] for row in sheet.iter_rows()]


def test_the_sheets(book):
    assert book.sheetnames == ["Matriisi", "Mukautukset", "Haasteet → ratkaisut", "Versiot"]


def test_the_matrix_is_the_comparison(book):
    head, *body = rows(book["Matriisi"])
    assert head == ["Elementti", "Avain", "Taso", "x", "=Keuruu", "Kankaala"]
    count = len(COMPARISON.rows)
    for row, written in zip(COMPARISON.rows, body[:count], strict=True):
        assert written[0] == row_label(row, "fi")
        assert written[1] == row.key
        assert written[3:] == [status_words(cell, FI) for cell in row.cells]
    assert [line[3:] for line in body[count:]] == [[None, "1", "1"], [None, "2", "1"], [None, "0", "1"]]


def test_every_change_has_its_row_with_its_reasons_and_codes(book):
    head, *body = rows(book["Mukautukset"])
    assert len(head) == len(set(head)) == 24
    at = head.index("FRAME: Ajankohta")
    of_keuruu = [line for line in body if line[0] == "=Keuruu"]
    written = {line[1]: line for line in of_keuruu}
    assert set(written) == {"Suostumus", "Nimi", "Tapa", "Pitkä"}
    consent = written["Suostumus"]
    assert consent[4:10] == [
        "sovittu", "Suostumus pyydetään aina.", "Suostumus pyydetään kirjallisesti aina.",
        "=Kirjallisesti", "Asiakkaat unohtivat", "Tiimi",
    ]  # fmt: skip
    frame = KEURUU.adaptations[0].frame
    assert consent[at : at + 9] == [
        FI(CODES[name][getattr(frame, name)]) if getattr(frame, name) else None for name in FIELDS
    ]
    assert written["Nimi"][5:7] == ["Tunteja kuukaudessa: 4", "Tunteja kuukaudessa: 6,5"]
    assert written["Tapa"][4] == "ehdotus"
    (_, told), *_ = [(line[1], line) for line in body if line[0] == "Kankaala" and line[1] == "Suostumus"]
    assert told[6] == "@Suostumus riittää suullisena"


def test_words_that_differ_are_marked(book):
    (row,) = [line for line in book["Mukautukset"].iter_rows() if str(line[7].value) == "=Kirjallisesti"]
    rich = row[6].value
    assert isinstance(rich, CellRichText)
    marked = [part.text for part in rich if isinstance(part, TextBlock) and part.font.b and part.font.u]
    assert marked == ["kirjallisesti "]
    assert str(rich) == "Suostumus pyydetään kirjallisesti aina."


def test_challenges_stand_beside_what_answers_them(book):
    assert rows(book["Haasteet → ratkaisut"])[1:] == [
        ["=Keuruu", "Asiakkaat unohtivat", "=Kirjallisesti", "Suostumus", "Tiimi"],
        ["=Keuruu", "Syy", "Ehdotus", "Tapa", None],
        ["=Keuruu", "Syy", "Pitkä", "Pitkä", "Tiimi"],
        ["Kankaala", "+Aikaa ei ole", None, None, "page"],
        ["Kankaala", "Tieto ei kulje", None, None, "page"],
    ]


def test_versions(book):
    body = rows(book["Versiot"])[1:]
    assert [line[:5] for line in body] == [
        ["x", "generic", "yleinen malli", "1", "1"],
        ["=Keuruu", "keuruu", "pilotin malli", "1", "1"],
        ["Kankaala", "kankaala", "kuvattu malli", "1", "1"],
    ]


def test_nothing_is_a_formula_a_link_or_cut_without_a_word(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None
    (long,) = [
        cell for row in book["Mukautukset"].iter_rows() for cell in row if str(cell.value).startswith("xxx")
    ]
    assert len(str(long.value)) == MOST_CHARACTERS
    assert str(long.value).endswith("…")


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_stays_a_text(text):
    says = described("d", {"rules.consent": stated("adapted_consistent", fact(text))})
    content = comparison_workbook(compare(GENERIC, described=(says,)), {}, FI)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Mukautukset"]
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows(2, 2, 7, 7)] == [(text, "s")]


def test_codes_in_values_are_called_by_name():
    own = Adaptation(
        "1", "set", "roles.kela", "role.professions", ("nurse",), ("nurse", "doctor"), "w", "w", "w"
    )
    names = {"nurse": "sairaanhoitaja", "doctor": "lääkäri"}
    rows = adaptation_rows(compare(GENERIC, (replace(KEURUU, adaptations=(own,)),)), {}, FI, names)
    assert rows[1][5:7] == ["sairaanhoitaja", "sairaanhoitaja ja lääkäri"]


def test_every_frame_code_has_words():
    assert set(FIELDS) == set(CODES) == set(OPTIONS)
    for name, codes in OPTIONS.items():
        assert set(CODES[name]) == set(codes)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_by_the_command_line(tmp_path, language, catalogue):
    file = tmp_path / "vertailu.xlsx"
    words = ["compare", "generic", "siun_sote", "keski_suomi", "--xlsx", str(file), "--language", language]
    assert CliRunner().invoke(main, words).exit_code == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Matriisi", "Mukautukset", "Haasteet → ratkaisut", "Versiot"]
    assert book["Matriisi"].max_row == 1 + len(catalogue.generic.elements) + 3
    assert [row[1].value for row in book["Versiot"].iter_rows(2) if row[1].value != "generic"] == [
        "siun_sote", "keski_suomi",
    ]  # fmt: skip
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 1
    assert "--replace" in again.stderr
    assert CliRunner().invoke(main, [*words, "--replace", "--json"]).exit_code == 0
    folder = [*words[:5], str(tmp_path / "puuttuu" / "x.xlsx")]
    assert "cannot be written" in CliRunner().invoke(main, folder).stderr
