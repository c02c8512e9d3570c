"""Pictures and documents as files: made here, typed text only shown, the same values the same bytes."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

import psutil
import pytest

from mallipaja.charts.response_bars import response_bars
from mallipaja.i18n import Words
from mallipaja.report import chart_file, chart_program, pdf
from mallipaja.report.chart_process import PICTURES, ChartProcess, PictureNotMade

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
TYPED = '#panic("x") *a* $b$ <c> @d `e` \\ "f" [g] // h'


def chart(name: str = "Kela"):  # type: ignore[no-untyped-def]
    made = response_bars({name: {"submitted": 2, "not_started": 1}}, Words("fi"))
    assert made is not None
    return made


def test_a_chart_is_a_picture_with_its_words() -> None:
    drawn = chart_file.svg(chart("O'Hara <b> & Ähtäri"))
    assert drawn.startswith("<svg")
    assert "O'Hara &lt;b&gt; &amp; Ähtäri" in drawn
    assert 'width="1100"' in drawn or "viewBox" in drawn


def test_no_character_keeps_a_chart_from_being_drawn() -> None:
    """Some of these end the process that draws them, some its expressions."""
    everything = "".join(map(chr, [*range(0x20), 0x2028, 0x2029, 0xFFFE, 0xFFFF])) + "\ud800"
    assert chart_file.png(chart(f"Kela{everything}")).startswith(b"\x89PNG\r\n")
    assert "Kela" in chart_file.svg(chart(f"Kela{everything}"))


def test_a_chart_is_a_png_twice_as_sharp() -> None:
    made = chart_file.png(chart())
    assert made.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(made[16:20], "big") >= 2 * chart_file.WIDTH


def test_the_words_of_a_png_are_drawn() -> None:
    """A picture whose font cannot be found has no words at all, and nobody is told."""
    assert chart_file.png(chart("Kela")) != chart_file.png(chart("Kunta"))


def blocks() -> tuple[pdf.Block, ...]:
    return (
        pdf.Heading(TYPED, 3),  # the two levels above it are missing
        pdf.Paragraph(TYPED, muted=True),
        pdf.Items((TYPED, "toinen")),
        pdf.Items(()),
        pdf.Table(("a", TYPED), ((TYPED,), ("1", "2", "3")), fills=((0, 1, "#f6dad8"),)),
        pdf.Table((), ()),
        pdf.NewPage(),
        pdf.Heading("Kuva"),
        pdf.Picture(chart_file.svg(chart()), TYPED),
    )


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_typed_text_is_only_shown_in_a_document(paper: pdf.Paper) -> None:
    listed = blocks()
    made = pdf.pdf(TYPED, listed, "fi", AT, subtitle=TYPED, paper=paper, landscape=True)
    assert made.startswith(b"%PDF-1.")
    assert b"pdfuaid" in made
    assert b"/Lang(fi-FI)" in made
    assert made == pdf.pdf(TYPED, listed, "fi", AT, subtitle=TYPED, paper=paper, landscape=True)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_process_makes_the_picture_this_one_would(kind: chart_program.Kind) -> None:
    job = chart_program.job(kind, chart_file.spec(chart("Ähtäri \u2028 \\n <b>")))
    assert PICTURES.made(job) == chart_program.make(job)
    assert PICTURES.pid != os.getpid()


def test_a_process_that_has_ended_is_replaced() -> None:
    before = chart_file.svg(chart())
    ended = PICTURES.pid
    assert ended is not None
    assert chart_file.svg(chart()) == before
    assert PICTURES.pid == ended  # kept from picture to picture
    psutil.Process(ended).kill()
    assert chart_file.svg(chart()) == before
    assert PICTURES.pid != ended


def test_the_process_ends_when_its_server_does() -> None:
    """Whatever became of the server: its end of the pipe closes then."""
    process = ChartProcess()
    process.made(chart_program.job("svg", chart_file.spec(chart())))
    seen = psutil.Process(process.pid)
    assert process._process is not None
    assert process._process.stdin is not None
    process._process.stdin.close()
    seen.wait(60)
    process.close()


NEVER = "import time; time.sleep(600)"
NOT_MADE = "import sys; sys.stdin.readline(); sys.stdout.buffer.write(bytes(9))"


@pytest.mark.parametrize(
    ("program", "limit_s", "code"),
    [(NEVER, 0.2, "PICTURE_LATE"), ("", 60, "PICTURE_NOT_MADE"), (NOT_MADE, 60, "PICTURE_NOT_MADE")],
)
def test_a_picture_that_is_not_made_is_said(program: str, limit_s: float, code: str) -> None:
    process = ChartProcess((sys.executable, "-c", program), limit_s)
    with pytest.raises(PictureNotMade) as told:
        process.made(b"{}\n")
    process.close()
    assert told.value.code == code


def test_a_program_that_does_not_start_is_said() -> None:
    with pytest.raises(PictureNotMade) as told:
        ChartProcess(("mallipaja-has-no-such-program",)).made(b"{}\n")
    assert told.value.code == "PICTURE_NOT_MADE"


def test_what_cannot_be_drawn_is_said_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(PictureNotMade) as told:
        PICTURES.made(chart_program.job("svg", {"mark": "Matti Meikäläinen"}))
    assert "Matti" not in f"{told.value}{caplog.text}"
