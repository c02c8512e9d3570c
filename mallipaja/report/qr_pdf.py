"""The sheet of QR codes as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mallipaja.i18n import Words
from mallipaja.report.pdf import Block, Heading, Paragraph, Picture, pdf
from mallipaja.report.qr_sheet import Card, qr_svg


def qr_pdf(title: str, note: str, cards: Iterable[Card], _: Words, at: datetime) -> bytes:
    """The sheet as a PDF: for each link a heading, its code and its address."""
    blocks: list[Block] = [Paragraph(note)]
    for card in cards:
        blocks += [
            Heading(card.name),
            Paragraph(card.organisation, muted=True),
            Picture(_sized(qr_svg(card.address)), _("QR code of the link of {name}", name=card.name), 0.3),
            Paragraph(card.address, muted=True),
        ]
    return pdf(title, blocks, _.language, at)


def _sized(svg: str) -> str:
    """Typst wants to know how large a picture is by itself."""
    return svg.replace("<svg ", '<svg width="200" height="200" ', 1)
