"""An Innokylä description as a Word document, with a table at the end that says where each sentence is from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from mallipaja.exchange.innokyla_description import NOT_KNOWN, InnokylaDescription, Paragraph
from mallipaja.exchange.innokyla_text import THL, basics, tags

_MAKER = "Mallipaja"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that cannot stand in a Word file; somebody may have pasted one."""


def as_docx(description: InnokylaDescription, labels: Mapping[str, str]) -> bytes:
    """The document as bytes.

    Parameters
    ----------
    labels : names of the elements by their keys, for the table of sources.
    """
    document = Document()
    _set_up(document, description.title)
    document.add_heading(_xml(description.title), level=0)
    document.add_heading("Perustiedot", level=1)
    _facts(document, basics(description))
    document.add_heading("Toimintamallin kuvaus", level=1)
    for section in description.sections:
        document.add_heading(section.label, level=2)
        _paragraphs(document, section.paragraphs)
    document.add_heading(THL, level=2)
    _paragraphs(document, description.questions)
    document.add_heading("Aiheet", level=1)
    _facts(document, tags(description))
    document.add_heading("Mistä tiedot ovat", level=1)
    _sources(document, description, labels)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: WordDocument, title: str) -> None:
    document.core_properties.title = _xml(title)[:255]
    document.core_properties.author = _MAKER
    document.core_properties.comments = ""
    document.core_properties.language = "fi-FI"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fi-FI")
    style.element.get_or_add_rPr().append(language)


def _facts(document: WordDocument, rows: Iterable[tuple[str, str]]) -> None:
    for label, text in rows:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(_xml(", ".join(text.split("\n"))) if text else NOT_KNOWN)


def _paragraphs(document: WordDocument, paragraphs: Iterable[Paragraph]) -> None:
    for one in paragraphs:
        paragraph = document.add_paragraph(style="List Bullet")
        label = _xml(one.label)
        paragraph.add_run(label if label.endswith("?") else f"{label}:").bold = True
        said = " ".join(sentence.text for sentence in one.sentences) or NOT_KNOWN
        paragraph.add_run(f" {_xml(said)}")


def _sources(document: WordDocument, description: InnokylaDescription, labels: Mapping[str, str]) -> None:
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Kohta", "Mitä sanotaan", "Lähde"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    _repeat_heading(table)
    for one in dict.fromkeys(description.sentences()):
        texts = (labels.get(one.element, one.element), one.text, one.source or "–")
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = _xml(text)


def _repeat_heading(table: Table) -> None:
    """Mark the first row as a heading: it repeats on every page, and a screen reader tells it as one."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _xml(text: str) -> str:
    return _NOT_XML.sub(" ", text)
