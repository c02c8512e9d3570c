"""The items of a template in order, and names no item, page or list has yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mallipaja.catalogue.survey_template import Block, Calculation, Note, Question, Section, SurveyTemplate
from mallipaja.errors import Spot

Item: TypeAlias = Question | Note | Section | Calculation | Block


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with where it stands; ``block`` is the id of the block a question is in, "" outside blocks."""

    item: Item
    page: str
    block: str
    spot: Spot


def entries(template: SurveyTemplate) -> Iterator[Entry]:
    """Every item in order, the questions of a block after it."""
    for p, page in enumerate(template.pages):
        for i, item in enumerate(page.items):
            spot: Spot = ("pages", p, "items", i)
            yield Entry(item, page.id, "", spot)
            if isinstance(item, Block):
                for q, question in enumerate(item.questions):
                    yield Entry(question, page.id, item.id, (*spot, "questions", q))


def entry(template: SurveyTemplate, item_id: str) -> Entry | None:
    """The item with this id; ``None`` when there is none."""
    return next((one for one in entries(template) if one.item.id == item_id), None)


def fresh_id(template: SurveyTemplate, stem: str) -> str:
    """An id no item has: ``Q1``, ``Q2`` ..."""
    taken = {one.item.id for one in entries(template)}
    taken |= {one.id for block in template.blocks() for one in block.calculations}
    return _numbered(stem, taken)


def fresh_page_id(template: SurveyTemplate) -> str:
    """An id no page has."""
    return _numbered("page_", {page.id for page in template.pages})


def fresh_list(template: SurveyTemplate, stem: str) -> str:
    """A name no list has."""
    wanted = stem.lower() if stem[:1].isalpha() else f"list_{stem.lower()}"
    return (
        wanted if wanted not in template.choice_lists else _numbered(f"{wanted}_", set(template.choice_lists))
    )


def used_by(template: SurveyTemplate, name: str) -> tuple[str, ...]:
    """The ids of the questions and blocks that use a list."""
    return tuple(
        one.item.id
        for one in entries(template)
        if name in (getattr(one.item, "choices", None), getattr(one.item, "extra_choices", None))
        or getattr(one.item, "for_each", "") == f"list:{name}"
    )


def without_unused_lists(template: SurveyTemplate) -> SurveyTemplate:
    """The template without lists that nothing uses."""
    kept = {name: items for name, items in template.choice_lists.items() if used_by(template, name)}
    return template if kept == template.choice_lists else template.model_copy(update={"choice_lists": kept})


def _numbered(stem: str, taken: set[str]) -> str:
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"
