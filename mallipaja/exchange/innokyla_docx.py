"""An Innokylä description as a Word document, with a table at the end that says where each sentence is from.

Laid out by ``innokyla_template.docx``; what is filled in is text and nothing else, whatever signs it holds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import Environment

from mallipaja.exchange.innokyla_description import NOT_KNOWN, InnokylaDescription, Paragraph
from mallipaja.exchange.innokyla_text import THL, basics, tags

TEMPLATE = Path(__file__).with_name("innokyla_template.docx")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that cannot stand in a Word file; somebody may have pasted one."""


def as_docx(description: InnokylaDescription, labels: Mapping[str, str]) -> bytes:
    """The document as bytes.

    Parameters
    ----------
    labels : names of the elements by their keys, for the table of sources.
    """
    template = DocxTemplate(TEMPLATE)
    template.render(_filled(description, labels), Environment(autoescape=True))
    document = template.docx
    document.core_properties.title = _xml(description.title)[:255]
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _filled(description: InnokylaDescription, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": _xml(description.title),
        "facts": _pairs(basics(description)),
        "sections": [
            {"label": _xml(one.label), "paragraphs": _bullets(one.paragraphs)} for one in description.sections
        ],
        "questions_title": THL,
        "questions": _bullets(description.questions),
        "tags": _pairs(tags(description)),
        "sources": [
            {
                "element": _xml(labels.get(one.element, one.element)),
                "text": _xml(one.text),
                "source": _xml(one.source) or "–",
            }
            for one in dict.fromkeys(description.sentences())
        ],
    }


def _pairs(rows: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"label": label, "text": _xml(", ".join(text.split("\n"))) if text else NOT_KNOWN}
        for label, text in rows
    ]


def _bullets(paragraphs: Iterable[Paragraph]) -> list[dict[str, str]]:
    found = []
    for one in paragraphs:
        label = _xml(one.label)
        said = " ".join(sentence.text for sentence in one.sentences) or NOT_KNOWN
        found.append({"label": label if label.endswith("?") else f"{label}:", "text": _xml(said)})
    return found


def _xml(text: str) -> str:
    return _NOT_XML.sub(" ", text)
