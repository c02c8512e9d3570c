"""The sheet of QR codes as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mallipaja.i18n import Words
from mallipaja.report.pdf import Block, Heading, Paragraph, Picture, Together, pdf
from mallipaja.report.qr_sheet import Card, qr_svg


def qr_pdf(title: str, note: str, cards: Iterable[Card], _: Words, at: datetime) -> bytes:
    """The sheet as a PDF: for each link its name, its code and its address, all three on one page."""
    return pdf(title, [Paragraph(note), *(together(one, _) for one in cards)], _.language, at)


def together(card: Card, _: Words) -> Block:
    """What is cut out for one unit or person: it is never split between two pages."""
    code = Picture(_sized(qr_svg(card.address)), _("QR code of the link of {name}", name=card.name), 0.3)
    organisation, address = Paragraph(card.organisation, muted=True), Paragraph(card.address, muted=True)
    return Together((Heading(card.name), organisation, code, address))


def _sized(svg: str) -> str:
    """Typst wants to know how large a picture is by itself."""
    return svg.replace("<svg ", '<svg width="200" height="200" ', 1)
