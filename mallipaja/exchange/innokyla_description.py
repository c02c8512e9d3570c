"""A model as an Innokylä description: the fields of the page in its order, every sentence with the element it tells.

What a model does not state is not written; of THL's five questions it is said that the answer is not known. What is only
planned, wished for or recommended says so after the sentence. The texts are in Finnish, the language of the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mallipaja.catalogue.operating_model import DescribedModel, Element, Fact, GenericModel, Group
from mallipaja.catalogue.text import Source
from mallipaja.charts.legend import MODALITIES
from mallipaja.exchange.innokyla_fields import LABELS, LISTS, SECTIONS
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Variant
from mallipaja.model.cell import PRACTICE, Cell
from mallipaja.model.comparison import compare
from mallipaja.model.resolve import resolve

IDEA, SURROUNDINGS, CLIENTS, TERMS, RESULTS, TIPS = SECTIONS
QUESTIONS = "questions"
NOT_KNOWN = "Ei tiedossa."
_FIELDS = {
    "context.place": "Toteutuspaikka",
    "context.region": "",
    "context.funding": "Toimintamallin rahoittaja",
    "context.development_phase": "Kehittämisen vaihe",
    "context.page_dates": "",
    "context.tags": "",
}
"""Elements whose place is a field of its own, not a section; "" where another part of the model says it."""
_BY_KEY = {
    "rules.target_group": CLIENTS,
    "context.evaluation": RESULTS,
    "context.tips": TIPS,
    "context.good_practices": TIPS,
    "context.challenges": TIPS,
    "context.open_issues": TIPS,
}
_BY_GROUP: dict[Group, str] = {
    "roles": IDEA,
    "phases": IDEA,
    "rules": IDEA,
    "artefacts": IDEA,
    "rehabilitation": IDEA,
    "information": IDEA,
    "questions": IDEA,
    "context": SURROUNDINGS,
    "interfaces": SURROUNDINGS,
    "participation": CLIENTS,
    "governance": TERMS,
    "resources": TERMS,
    "people": TERMS,
    "tools": TERMS,
}
_PHASES = {"in_development": "Kehitteillä", "ready": "Valmis"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement: its text, the element it tells, and where it is from ("" where no source is known)."""

    text: str
    element: str
    source: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said of one element, under its name; a paragraph with no sentences answers a question nobody has."""

    label: str
    element: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A field of the description with its paragraphs."""

    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class InnokylaDescription:
    """The page to be: basic facts, sections that have something to say, THL's five questions, tags."""

    title: str
    short_description: str
    place: tuple[Sentence, ...]
    region: str
    funder: tuple[str, ...]
    created: date | None
    modified: date | None
    sections: tuple[Section, ...]
    questions: tuple[Paragraph, ...]
    phase: str
    tags: Mapping[str, tuple[str, ...]]

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence that tells an element, in the order of the page."""
        yield from self.place
        for paragraph in (*(p for section in self.sections for p in section.paragraphs), *self.questions):
            yield from paragraph.sentences


def describe_region(model: DescribedModel, generic: GenericModel) -> InnokylaDescription:
    """A described model as a page; ``generic`` gives the names of the elements."""
    matrix = compare(generic, described=(model,))
    sources = {source.id: source for source in model.sources}
    said = {row.key: _facts_said(row.key, cell, sources) for row, cell in matrix.cells(model.id)}
    page = next((source for source in model.sources if source.kind == "innokyla_page"), None)
    return InnokylaDescription(
        title=model.name.fi,
        short_description=model.summary.fi,
        place=said.get("context.place", ()),
        region=model.region.fi,
        funder=_funders(said.get("context.funding", ())),
        created=page.created if page else None,
        modified=page.modified if page else None,
        sections=_sections(generic, said),
        questions=_questions(generic, said),
        phase=_phase(model),
        tags=_tags(said.get("context.tags", ())),
    )


def describe_variant(
    variant: Variant, generic: GenericModel, region: str, local: GenericModel | None = None
) -> InnokylaDescription:
    """A pilot's variant as a page: what it has taken a stand on.

    ``region`` is the municipality; ``local`` the generic model with the changes of the pilot's region, where it has one.
    """
    matrix = compare(generic, (variant,))
    snapshot = resolve(local or generic, variant.adaptations)
    said = {}
    for row, cell in matrix.cells(variant.id):
        state = snapshot.elements.get(row.key)
        text = str(state.fields["text"]) if state else ""
        said[row.key] = _variant_said(row.key, cell, text)
    labels = {
        row.key: row.label for row in matrix.rows if row.element is None and row.key not in generic.elements
    }
    return InnokylaDescription(
        title=variant.name,
        short_description=generic.summary.fi,
        place=(),
        region=region,
        funder=(),
        created=None,
        modified=None,
        sections=_sections(generic, said, labels),
        questions=_questions(generic, said),
        phase="",
        tags={},
    )


def _facts_said(key: str, cell: Cell, sources: Mapping[str, Source]) -> tuple[Sentence, ...]:
    return tuple(Sentence(_fact_text(fact), key, _source(fact, sources)) for fact in cell.facts)


def _fact_text(fact: Fact) -> str:
    text = fact.text.fi.strip()
    if fact.modality in PRACTICE:
        return _ended(text)
    return f"{text.rstrip('.')} ({Words('fi')(MODALITIES[fact.modality])})."


def _source(fact: Fact, sources: Mapping[str, Source]) -> str:
    title = sources[fact.source].title if fact.source in sources else fact.source
    return ", ".join(part for part in (title, fact.section, fact.date) if part)


def _variant_said(key: str, cell: Cell, text: str) -> tuple[Sentence, ...]:
    if cell.status == "not_stated":
        return ()
    decided = ", ".join(dict.fromkeys(one.decided_by for one in cell.adaptations if one.decided_by))
    changes = [one for one in cell.adaptations if one.is_active] or list(cell.adaptations)
    why = [one.why for one in changes if one.why]
    if cell.status == "missing":
        reason = why or [cell.stance.note if cell.stance else ""]
        return (Sentence(_ended(f"Ei kuulu malliin. {reason[0]}".strip()), key, decided),)
    others = [one.what for one in changes if one.what and one.value != text and one.operation != "add"]
    firm = "" if cell.is_practice else f" ({Words('fi')(MODALITIES[cell.modality])})" if cell.modality else ""
    listed = [_ended(one.rstrip(".") + firm) for one in (text, *others) if one]
    return tuple(Sentence(one, key, decided) for one in listed)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _sections(
    generic: GenericModel, said: Mapping[str, tuple[Sentence, ...]], own: Mapping[str, str] | None = None
) -> tuple[Section, ...]:
    names = {key: element.label.fi for key, element in generic.elements.items()} | dict(own or {})
    paragraphs: dict[str, list[Paragraph]] = {label: [] for label in SECTIONS}
    for key, label in names.items():
        if said.get(key) and key not in _FIELDS and not key.startswith(f"{QUESTIONS}."):
            paragraphs[_section_of(key)].append(Paragraph(label, key, said[key]))
    return tuple(Section(label, tuple(found)) for label, found in paragraphs.items() if found)


def _section_of(key: str) -> str:
    group = next(group for group in _BY_GROUP if group == key.split(".", 1)[0])
    return _BY_KEY.get(key) or _BY_GROUP[group]


def _questions(generic: GenericModel, said: Mapping[str, tuple[Sentence, ...]]) -> tuple[Paragraph, ...]:
    """Each question with what answers it: its own statement, and those of the elements that answer it."""
    return tuple(
        Paragraph(element.label.fi, key, _answers(key, element, said))
        for key, element in generic.elements.items()
        if element.group == QUESTIONS
    )


def _answers(key: str, element: Element, said: Mapping[str, tuple[Sentence, ...]]) -> tuple[Sentence, ...]:
    found = (one for part in (key, *element.answered_by) for one in said.get(part, ()))
    return tuple(dict.fromkeys(found))


def _funders(said: Sequence[Sentence]) -> tuple[str, ...]:
    """The funders by name where a sentence names a known one, else the sentence."""
    found: list[str] = []
    for sentence in said:
        known = [name for name in LISTS["funder"] if name.casefold() in sentence.text.casefold()]
        longest = [name for name in known if not any(name != other and name in other for other in known)]
        found += longest or [sentence.text]
    return tuple(dict.fromkeys(found))


def _phase(model: DescribedModel) -> str:
    told = model.elements.get("context.development_phase")
    codes = [code for fact in (told.facts if told else ()) for code in fact.codes]
    return _PHASES.get(codes[-1], "") if codes else ""


def _tags(said: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
    """Lists of tags by their label, from sentences of the form "label: a, b."."""
    found: dict[str, tuple[str, ...]] = {}
    for sentence in said:
        label, _, rest = sentence.text.partition(":")
        if label in LABELS and rest:
            found[label] = tuple(re.split(r",\s+", rest.strip().rstrip(".")))
    return found
