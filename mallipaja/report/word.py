"""The same blocks as in a PDF, as a Word document: headings, paragraphs, lists, tables and pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.run import Run

from mallipaja.report.pdf import Block, Heading, Items, NewPage, Paragraph, Picture, Table

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that cannot stand in a Word file; somebody may have pasted one."""
_MARGIN = Cm(1.8)
_BRAND = RGBColor(0x00, 0x35, 0x7A)
_HEAD = "EAF2FA"
_AIR = 25
"""Over and under the text of a cell, in twentieths of a point."""
_MUTED = RGBColor(0x5F, 0x68, 0x6D)
_LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def word(
    title: str, blocks: Sequence[Block], language: str, *, subtitle: str = "", landscape: bool = False
) -> bytes:
    """The document as bytes.

    Parameters
    ----------
    title, subtitle : on the first page; the title is also the document's name.
    language : ``fi``, ``sv`` or ``en``; what the spelling checker and a screen reader take it for.

    Notes
    -----
    Text is text whatever signs it holds. A picture is left to the PDF: its place has its text alternative.
    """
    document = Document()
    _prepare(document, language, landscape=landscape)
    _number_pages(document)
    document.core_properties.title = _xml(title)[:255]
    document.core_properties.language = _LANGUAGES.get(language, "fi-FI")
    document.add_heading(_xml(title), 0)
    if subtitle:
        document.add_paragraph(_xml(subtitle)).runs[0].font.color.rgb = _MUTED
    for block in blocks:
        _add(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: Made, language: str, *, landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    hyphens = OxmlElement("w:autoHyphenation")  # long Finnish words stand in narrow columns
    settings = document.settings.element
    settings.insert(
        settings.index(settings.find(qn("w:defaultTabStop"))) + 1, hyphens
    )  # its place by the schema
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(9.5)
    style.paragraph_format.space_after = Pt(4)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGES.get(language, "fi-FI"))
    style.element.get_or_add_rPr().append(spoken)
    for level, points in ((0, 18), (1, 13), (2, 11), (3, 10)):
        heading = document.styles["Title" if level == 0 else f"Heading {level}"]
        _no_theme_fonts(heading)
        heading.font.size, heading.font.color.rgb, heading.font.name = Pt(points), _BRAND, "Arial"
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(4)


def _no_theme_fonts(style: BaseStyle) -> None:
    """Drop the template's theme fonts: Word takes them before the font that is named."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [one for one in fonts.attrib if one.endswith("Theme")]:
        del fonts.attrib[name]


def _number_pages(document: Made) -> None:
    """Page and pages at the foot of each page, as in the PDF."""
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for place, code in enumerate(("PAGE", "NUMPAGES")):
        if place:
            line.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        field.append(run)
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        line._p.append(field)


def _muted(run: Run) -> None:
    run.font.size, run.font.color.rgb = Pt(8.5), _MUTED


def _add(document: Made, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(_xml(text), level)
        case Paragraph(text, muted):
            run = document.add_paragraph().add_run(_xml(text))
            if muted:
                _muted(run)
        case Items(texts):
            for text in texts:
                document.add_paragraph(_xml(text), style="List Bullet")
        case Table():
            _table(document, block)
        case Picture(text=text):
            document.add_paragraph(_xml(text))
        case NewPage():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _table(document: Made, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    _fill(table.rows[0], block.head, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in block.rows:
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if block.row_height_mm:
            made.height = Mm(block.row_height_mm)  # at least
        _fill(made, row)
    widths = block.widths if len(block.widths) == len(block.head) else (1.0,) * len(block.head)
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    assert page is not None
    assert left is not None
    assert right is not None
    _give_air(table)
    table.autofit = False  # else the widths below are only a wish
    for column, share in zip(table.columns, widths, strict=True):
        column.width = int((page - left - right) * share / sum(widths))
        for cell in column.cells:
            cell.width = column.width
    after = document.add_paragraph()  # two tables in a row would else become one
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(8)


def _give_air(table: WordTable) -> None:
    """Keep the text of a cell off its lines."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        air = OxmlElement(f"w:{side}")
        air.set(qn("w:w"), str(_AIR))
        air.set(qn("w:type"), "dxa")
        margins.append(air)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)  # its place by the schema


def _fill(row: _Row, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        if bold:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), _HEAD)
            cell._tc.get_or_add_tcPr().append(shade)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(_xml(text))
        run.font.size, run.bold = Pt(8.5), bold


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
