"""An Innokylä description as plain text, field by field to be copied into the service, and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mallipaja.exchange.innokyla_description import NOT_KNOWN, InnokylaDescription, Paragraph

THL = "THL:n viisi kysymystä"
_TAGS = ("Aihealueet", "Ilmiöt", "Kohderyhmä")


def fields(description: InnokylaDescription) -> tuple[tuple[str, str], ...]:
    """Label and text of every field that has something to say, in the order of the page: one box to copy each."""
    return tuple((label, text) for label, text in _fields(description) if text)


def as_text(description: InnokylaDescription) -> str:
    """The whole page as text; `innokyla_page.read_page` reads it back."""
    parts = [description.title, "Perustiedot"]
    for label, text in fields(description):
        parts.append(f"{label}\n{text}")
    return "\n\n".join(parts) + "\n"


def as_plain(description: InnokylaDescription) -> dict[str, Any]:
    """Fields and, for every sentence, the element it tells and its source."""
    return {
        "fields": dict(fields(description)),
        "sentences": [
            {"text": one.text, "element": one.element, "source": one.source or None}
            for one in description.sentences()
        ],
    }


def basics(description: InnokylaDescription) -> tuple[tuple[str, str], ...]:
    """The basic facts, empty ones too."""
    return (
        ("Toimintamallin nimi", description.title),
        ("Toimintamallin lyhyt kuvaus", description.short_description),
        ("Toteutuspaikka", " ".join(one.text for one in description.place)),
        ("Paikkakunta, maakunta tai hyvinvointialue", description.region),
        ("Toimintamallin rahoittaja", "\n".join(description.funder)),
        ("Luotu", description.created.strftime("%d.%m.%Y") if description.created else ""),
        ("Viimeksi muokattu", description.modified.strftime("%d.%m.%Y") if description.modified else ""),
    )


def tags(description: InnokylaDescription) -> tuple[tuple[str, str], ...]:
    """Phase and tags, empty ones too."""
    listed = ((label, "\n".join(description.tags.get(label, ()))) for label in _TAGS)
    return (("Kehittämisen vaihe", description.phase), *listed)


def line(paragraph: Paragraph) -> str:
    """A paragraph on one line: the element's name and what is said of it."""
    said = " ".join(one.text for one in paragraph.sentences)
    name = paragraph.label if paragraph.label.endswith("?") else f"{paragraph.label}:"
    return f"– {name} {said or NOT_KNOWN}"


def _fields(description: InnokylaDescription) -> Iterator[tuple[str, str]]:
    yield from basics(description)
    texts = {one.label: "\n".join(line(part) for part in one.paragraphs) for one in description.sections}
    questions = "\n".join([THL, *(line(one) for one in description.questions)])
    first = "Ratkaisun perusidea"
    yield first, "\n\n".join(part for part in (texts.pop(first, ""), questions) if part)
    yield from texts.items()
    yield from tags(description)
