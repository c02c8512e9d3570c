"""Charts, the QR sheet and typed text of the facilitator's pages: what they hold, and that nothing runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.charts.attendance_bars import attendance_bars
from mallipaja.charts.process_board import MARKS, SYMBOLS, Cell, Mark, mark_of, process_board
from mallipaja.charts.response_bars import response_bars
from mallipaja.i18n import Words
from mallipaja.report.pdf import Together
from mallipaja.report.qr_pdf import qr_pdf, together
from mallipaja.report.qr_sheet import Card, qr_sheet, qr_svg
from mallipaja.ui.as_typed import as_typed
from mallipaja.workshop.attendance import AttendanceSum
from mallipaja.workshop.process import StepState
from tests.drawing import spec_of

_ = Words("fi")


def rows_of(chart: Any) -> list[dict[str, Any]]:
    (rows,) = spec_of(chart)["datasets"].values()
    return list(rows)


# --- the process board ----------------------------------------------------------------------------------

STATES: list[tuple[StepState, Mark]] = [
    (StepState("x"), "not_started"),
    (StepState("x", "under_way"), "under_way"),
    (StepState("x", "under_way", artefact="luonnos"), "under_way"),
    (StepState("x", "closed", artefact="valmis"), "closed"),
    (StepState("x", "closed", reason="ei tarvittu"), "without_artefact"),
]


@pytest.mark.parametrize(("state", "mark"), STATES)
def test_the_mark_of_a_step(state: StepState, mark: Mark) -> None:
    assert mark_of(state) == mark


def test_marks_differ_without_colour() -> None:
    assert len({SYMBOLS[mark] for mark in MARKS}) == len(MARKS)


def test_the_board_has_a_cell_for_each_pilot_and_step_and_can_be_clicked() -> None:
    steps = {"a": "Kutsuttu", "b": "Kysely auki"}
    pilots = {"1": "Keuruu", "2": "O'Hara \\ <b>"}
    cells = [Cell(key, name, step, "under_way", "kesken") for key, name in pilots.items() for step in steps]
    chart = process_board(cells, steps, ("Pilotti", "Vaihe", "Tila"), ("2", "b"))
    rows = rows_of(chart)
    assert [(row["pilot"], row["step"]) for row in rows if row["open"]] == [("O'Hara \\ <b>", "b")]
    assert len(rows) == 4
    spec = chart.to_dict()
    assert [one["name"] for one in spec["params"]] == ["cell"]
    axes = [layer["encoding"]["y"]["axis"]["labelExpr"] for layer in spec["layer"]]
    assert all(
        r"'O\'Hara \\ <b>'" in axis for axis in axes
    )  # a text of Vega's language, closed where it ends


def test_the_board_cuts_no_head() -> None:
    """Two lines each; the last ones of all begin at their marks."""
    steps = {
        "a": "Kutsuttu",
        "b": "Asiakasvastaavan roolit sovittu",
        "c": "Den klientansvarigas roller är överenskomna",
    }
    cells = [Cell("1", "Keuruu", step, "under_way", "kesken") for step in steps]
    spec = process_board(cells, steps, ("Pilotti", "Vaihe", "Tila"), ("", ""), projector=True).to_dict()
    heads = spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]
    assert "['', 'Kutsuttu']" in heads
    assert "['Asiakasvastaavan', 'roolit sovittu']" in heads
    assert "['Den klientansvarigas', 'roller är överenskomna']" in heads


# --- who has answered -----------------------------------------------------------------------------------


def test_answers_are_stacked_and_numbered() -> None:
    counts = {"Kela": {"submitted": 2, "under_way": 1, "not_started": 0}, "Kunta": {"not_started": 3}}
    rows = rows_of(response_bars(counts, _))
    assert [(row["organisation"], row["start"], row["end"], row["text"]) for row in rows] == [
        ("Kela", 0, 2, "● 2"),
        ("Kela", 2, 3, "◐ 1"),
        ("Kunta", 0, 3, "○ 3"),
    ]


def test_nothing_to_draw_is_no_picture() -> None:
    assert response_bars({}, _) is None
    assert response_bars({"Kela": {}}, _) is None
    assert attendance_bars([], _) is None
    assert attendance_bars([("Kela", AttendanceSum("kela", 0, 0, 0, 0, 0))], _) is None


def test_attendance_says_its_numbers() -> None:
    rows = rows_of(attendance_bars([("Kela", AttendanceSum("kela", 2, 1, 3, 5, 0))], _))
    assert [(row["meetings"], row["supervisor"]) for row in rows] == [(2, 1)]
    assert "2 / 3" in rows[0]["text"]


# --- the QR sheet ---------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Collects the tags and the visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_sheet_shows_typed_names_as_they_are() -> None:
    name = "<script>alert(1)</script> & {{ 7 * 7 }}"
    cards = [Card(name, "Kela", "https://mallipaja.example/i/abc"), Card("B", "C", "https://x.example/i/d")]
    page = Tags()
    page.feed(qr_sheet("Kysely <1>", "Ohje", cards, "fi").decode())
    assert "script" not in page.tags
    assert page.tags.count("li") == page.tags.count("svg") == 2
    assert name in page.words
    assert "Kysely <1>" in page.words


def test_the_sheet_needs_nothing_from_elsewhere() -> None:
    sheet = qr_sheet("T", "O", [Card("A", "B", "https://mallipaja.example/i/abc")], "sv").decode()
    assert not re.search(r"(src|href|url)\s*[=(]", sheet)
    assert '<html lang="sv">' in sheet


def test_a_name_and_its_code_are_never_on_two_pages() -> None:
    """Three codes fit on a page of the PDF; a fourth takes its name with it."""
    cards = [Card(f"Yksikkö {n}", "Kela", f"https://mallipaja.example/i/{n}") for n in range(4)]
    block = together(cards[0], Words("fi"))
    assert isinstance(block, Together)
    assert [one.kind for one in block.blocks] == ["heading", "paragraph", "picture", "paragraph"]
    at = datetime(2026, 11, 22, tzinfo=UTC)
    pages = [
        len(re.findall(rb"/Type\s*/Page\b", qr_pdf("T", "O", cards[:n], Words("fi"), at))) for n in (3, 4)
    ]
    assert pages == [1, 2]


def test_a_code_has_a_quiet_zone_and_scales() -> None:
    svg = qr_svg("https://mallipaja.example/i/" + "x" * 32)
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg).group(1))  # type: ignore[union-attr]
    assert size == 33 + 2 * 4  # version 4 at error level M holds 60 characters; four modules of quiet around
    assert 'width="' not in svg.split(">", 1)[0]


# --- typed text -----------------------------------------------------------------------------------------


def shown(markdown: str) -> str:
    """What CommonMark shows of escaped text: a backslash before punctuation goes away."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


@given(st.text(max_size=60))
def test_typed_text_is_shown_as_it_is(text: str) -> None:
    assert shown(as_typed(text)) == text.replace("\r", " ").replace("\n", "  \n")


@pytest.mark.parametrize(
    "text",
    [
        "Sosiaalityö (aikuiset), 1.–31.5.: h/kk", "THL:n viisi kysymystä (2026)", "0,5–1,5 htv", "Kela / TE-palvelut!",
        "a_b_c, ~5 ja 2 * 3", "Kysymys #3: onko 50 % liikaa? 8 + 2 > 9", "klo 14.30–15:00", "x@kunta.fi",
    ],
)  # fmt: skip
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert as_typed(text) == text


@pytest.mark.parametrize(
    "text", ["1. vaihe", "- luettelo", "# otsikko", "> yli", "a -> b", ":joy:", "klo 12:30:45"]
)
def test_a_name_read_aloud_has_no_backslash(text: str) -> None:
    assert "\\" not in as_typed(text)


def test_an_address_is_no_link() -> None:
    assert "http://" not in as_typed("http://example.org").replace("\\", "")
    assert "www." not in as_typed("www.example.org").replace("\\", "")
