"""Pictures and documents as files: made here, typed text only shown, the same values the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mallipaja.charts.response_bars import response_bars
from mallipaja.i18n import Words
from mallipaja.report import chart_file, pdf

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


def test_a_chart_is_a_png_twice_as_sharp() -> None:
    made = chart_file.png(chart())
    assert made.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(made[16:20], "big") >= 2 * chart_file.WIDTH


def test_the_words_of_a_png_are_drawn() -> None:
    """A picture whose font cannot be found has no words at all, and nobody is told."""
    assert chart_file.png(chart("Kela")) != chart_file.png(chart("Kunta"))


BLOCKS = (
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
    made = pdf.pdf(TYPED, BLOCKS, "fi", AT, subtitle=TYPED, paper=paper, landscape=True)
    assert made.startswith(b"%PDF-1.")
    assert b"pdfuaid" in made
    assert b"/Lang(fi-FI)" in made
    assert made == pdf.pdf(TYPED, BLOCKS, "fi", AT, subtitle=TYPED, paper=paper, landscape=True)
