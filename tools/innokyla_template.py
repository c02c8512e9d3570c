"""Write mallipaja/exchange/innokyla_template.docx: the layout of a description for Word, filled in by docxtpl.

``python tools/innokyla_template.py``

The file may be opened and laid out anew in Word, as long as its tags stay; this script is where it started from.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "mallipaja" / "exchange" / "innokyla_template.docx"


def main() -> None:
    document = Document()
    _set_up(document)
    document.add_heading("{{ title }}", level=0)
    document.add_heading("Perustiedot", level=1)
    _pairs(document, "facts")
    document.add_heading("Toimintamallin kuvaus", level=1)
    document.add_paragraph("{%p for section in sections %}")
    document.add_heading("{{ section.label }}", level=2)
    _bullets(document, "section.paragraphs")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ questions_title }}", level=2)
    _bullets(document, "questions")
    document.add_heading("Aiheet", level=1)
    _pairs(document, "tags")
    document.add_heading("Mistä tiedot ovat", level=1)
    _sources(document)
    document.save(str(TEMPLATE))


def _set_up(document: WordDocument) -> None:
    document.core_properties.author = "Mallipaja"
    document.core_properties.comments = ""
    document.core_properties.language = "fi-FI"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fi-FI")
    style.element.get_or_add_rPr().append(language)


def _pairs(document: WordDocument, name: str) -> None:
    document.add_paragraph(f"{{%p for one in {name} %}}")
    paragraph = document.add_paragraph()
    paragraph.add_run("{{ one.label }}: ").bold = True
    paragraph.add_run("{{ one.text }}")
    document.add_paragraph("{%p endfor %}")


def _bullets(document: WordDocument, name: str) -> None:
    document.add_paragraph(f"{{%p for one in {name} %}}")
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run("{{ one.label }}").bold = True
    paragraph.add_run(" {{ one.text }}")
    document.add_paragraph("{%p endfor %}")


def _sources(document: WordDocument) -> None:
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Kohta", "Mitä sanotaan", "Lähde"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    _repeat_heading(table)
    table.rows[1].cells[0].text = "{%tr for one in sources %}"
    for cell, tag in zip(table.rows[2].cells, ("one.element", "one.text", "one.source"), strict=True):
        cell.text = f"{{{{ {tag} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _repeat_heading(table: Table) -> None:
    """Mark the first row as a heading: it repeats on every page, and a screen reader tells it as one."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


if __name__ == "__main__":
    main()
