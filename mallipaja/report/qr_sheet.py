"""A sheet of links as QR codes, to print and cut: one HTML page that needs nothing from anywhere else."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import segno
from jinja2 import Environment

_PAGE = """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>{{ title }}</title>
<style>
@page { size: A4; margin: 12mm; }
body { font: 12pt/1.35 "Source Sans 3", Arial, sans-serif; color: #1b1b1b; margin: 12mm; }
h1 { font-size: 16pt; margin: 0 0 2mm; }
ul { list-style: none; margin: 6mm 0 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; }
li { border: 1px dashed #5f686d; padding: 5mm; break-inside: avoid; text-align: center; }
li strong { display: block; }
svg { width: 44mm; height: 44mm; }
code { font-size: 8.5pt; overflow-wrap: anywhere; display: block; }
@media print { body { margin: 0; } }
</style>
</head>
<body>
<h1>{{ title }}</h1>
<p>{{ note }}</p>
<ul>
{% for card in cards %}
<li><strong>{{ card.name }}</strong>{{ card.organisation }}<br>
{{ svg(card.address) | safe }}<code>{{ card.address }}</code></li>
{% endfor %}
</ul>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Card:
    """One link on the sheet."""

    name: str
    organisation: str
    address: str


def qr_svg(address: str) -> str:
    """The address as a QR code, an SVG element."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#000", light="#fff"
    )
    return out.getvalue().decode("utf-8")


def qr_sheet(title: str, note: str, cards: Iterable[Card], language: str) -> bytes:
    """The sheet as an HTML file; the texts are shown as they are, never as HTML."""
    template = Environment(autoescape=True).from_string(_PAGE)
    page = template.render(title=title, note=note, cards=list(cards), language=language, svg=qr_svg)
    return page.encode("utf-8")
