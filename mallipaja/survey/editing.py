"""Changing a template piece by piece. Every change gives a new template; what it means is checked afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    ChoiceItem,
    Note,
    Page,
    Question,
    QuestionType,
    Section,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError, Spot
from mallipaja.i18n import N_
from mallipaja.survey.check import APPLIES
from mallipaja.survey.feeds import accepts

Item: TypeAlias = Question | Note | Section | Calculation | Block
Part: TypeAlias = Question | Calculation

FIRST_CHOICES = (
    ChoiceItem(code="1", label=Text(fi="Kyllä", sv="Ja", en="Yes")),
    ChoiceItem(code="2", label=Text(fi="Ei", sv="Nej", en="No")),
)
"""What a question that needs choices begins with."""
MEANWHILE = N_(
    "Somebody else has changed this meanwhile. Copy what you wrote, open the survey again and make the change anew."
)
GONE = N_("This is no longer in the survey: somebody else has removed it.")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with where it stands; ``block`` is the id of the block a question is in, "" outside blocks."""

    item: Item
    page: str
    block: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class SaveItem:
    """An item as it was opened, and as it is to be. Its id stays; a block keeps the questions it has now."""

    before: Item
    after: Item


@dataclass(frozen=True, slots=True)
class Retype:
    """A question of another type: what does not go with it is dropped, and choices are given where it needs some."""

    item: str
    type: QuestionType


@dataclass(frozen=True, slots=True)
class AddItem:
    """A new item on a page, or a new question in a block; after the one named, "" = last."""

    page: str
    item: Item
    after: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """An item goes; lists nothing uses any more go with it."""

    item: str


@dataclass(frozen=True, slots=True)
class MoveItem:
    """An item one place up (-1) or down (1); over the edge of its page onto the next one."""

    item: str
    step: int


@dataclass(frozen=True, slots=True)
class SavePage:
    """The heading and condition of a page as they were opened, and as they are to be."""

    page: str
    before: tuple[Text, str | None]
    after: tuple[Text, str | None]


@dataclass(frozen=True, slots=True)
class AddPage:
    """A new page after the one named."""

    page: Page
    after: str


@dataclass(frozen=True, slots=True)
class RemovePage:
    """A page goes with everything on it."""

    page: str


@dataclass(frozen=True, slots=True)
class MovePage:
    """A page one place up (-1) or down (1)."""

    page: str
    step: int


@dataclass(frozen=True, slots=True)
class SaveChoices:
    """A list of choices as it was opened, and as it is to be; one that was not there is new."""

    name: str
    before: tuple[ChoiceItem, ...]
    after: tuple[ChoiceItem, ...]


@dataclass(frozen=True, slots=True)
class SaveHead:
    """Title, purpose and minutes of the survey as they were opened, and as they are to be."""

    before: tuple[Text, Text, int]
    after: tuple[Text, Text, int]


Change: TypeAlias = (
    SaveItem
    | Retype
    | AddItem
    | RemoveItem
    | MoveItem
    | SavePage
    | AddPage
    | RemovePage
    | MovePage
    | SaveChoices
    | SaveHead
)


def applied(template: SurveyTemplate, change: Change) -> SurveyTemplate:
    """The template after a change.

    Raises
    ------
    ActionError : somebody else has changed or removed the same thing since it was opened.
    """
    match change:
        case SaveItem(before, after):
            return _with_item(template, before, after)
        case Retype(item, kind):
            return without_unused_lists(_retyped(template, item, kind))
        case AddItem():
            return _with_new_item(template, change)
        case RemoveItem(item):
            return without_unused_lists(_without(template, item))
        case MoveItem(item, step):
            return _moved(template, item, step)
        case SaveChoices(name, before, after):
            if template.choice_lists.get(name, ()) != before:
                raise ActionError("TEMPLATE_LATE", MEANWHILE)
            return template.model_copy(update={"choice_lists": {**template.choice_lists, name: after}})
        case SaveHead(before, after):
            if (template.title, template.purpose, template.minutes) != before:
                raise ActionError("TEMPLATE_LATE", MEANWHILE)
            title, purpose, minutes = after
            return template.model_copy(update={"title": title, "purpose": purpose, "minutes": minutes})
        case _:
            return _with_pages(template, change)


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


def _pages(template: SurveyTemplate, pages: Sequence[Page]) -> SurveyTemplate:
    return template.model_copy(update={"pages": tuple(pages)})


def _items(template: SurveyTemplate, page_id: str, items: Sequence[Item]) -> SurveyTemplate:
    return _pages(
        template,
        [
            one.model_copy(update={"items": tuple(items)}) if one.id == page_id else one
            for one in template.pages
        ],
    )


def _page(template: SurveyTemplate, page_id: str) -> Page:
    found = next((one for one in template.pages if one.id == page_id), None)
    if found is None:
        raise ActionError("TEMPLATE_GONE", GONE)
    return found


def _found(template: SurveyTemplate, item_id: str) -> Entry:
    found = entry(template, item_id)
    if found is None:
        raise ActionError("TEMPLATE_GONE", GONE)
    return found


def _siblings(template: SurveyTemplate, page: str, block: str) -> list[Item]:
    """The items of a page, or the questions of a block."""
    if not block:
        return list(_page(template, page).items)
    inside = _found(template, block).item
    assert isinstance(inside, Block)
    return list(inside.questions)


def _put(template: SurveyTemplate, page: str, block: str, items: Sequence[Item]) -> SurveyTemplate:
    if not block:
        return _items(template, page, items)
    outer = _siblings(template, page, "")
    fresh = [one.model_copy(update={"questions": tuple(items)}) if one.id == block else one for one in outer]
    return _items(template, page, fresh)


def _with_item(template: SurveyTemplate, before: Item, after: Item) -> SurveyTemplate:
    found = _found(template, before.id)
    if _bare(found.item) != _bare(before):
        raise ActionError("TEMPLATE_LATE", MEANWHILE)
    if isinstance(after, Block) and isinstance(found.item, Block):
        after = after.model_copy(update={"questions": found.item.questions})
    siblings = _siblings(template, found.page, found.block)
    return without_unused_lists(
        _put(template, found.page, found.block, [after if one.id == before.id else one for one in siblings])
    )


def _retyped(template: SurveyTemplate, item_id: str, kind: QuestionType) -> SurveyTemplate:
    found = _found(template, item_id)
    question = found.item
    assert isinstance(question, Question)
    dropped = {key: Question.model_fields[key].default for key, kinds in APPLIES.items() if kind not in kinds}
    fresh = question.model_copy(update={**dropped, "type": kind})
    if kind == "scale":
        fresh = fresh.model_copy(update={"disclosure": "opinion"})
    if fresh.feeds and not accepts(fresh.feeds, kind, fresh.integer):
        fresh = fresh.model_copy(update={"feeds": None})
    if kind in APPLIES["choices"] and fresh.choices is None:
        name = fresh_list(template, item_id)
        template = template.model_copy(
            update={"choice_lists": {**template.choice_lists, name: FIRST_CHOICES}}
        )
        fresh = fresh.model_copy(update={"choices": name})
    siblings = _siblings(template, found.page, found.block)
    return _put(template, found.page, found.block, [fresh if one.id == item_id else one for one in siblings])


def _bare(item: Item) -> Item:
    """An item without the questions in it, which are changed one by one."""
    return item.model_copy(update={"questions": ()}) if isinstance(item, Block) else item


def _with_new_item(template: SurveyTemplate, change: AddItem) -> SurveyTemplate:
    siblings = _siblings(template, change.page, change.block)
    places = [place for place, one in enumerate(siblings) if one.id == change.after]
    siblings.insert(places[0] + 1 if places else len(siblings), change.item)
    return _put(template, change.page, change.block, siblings)


def _without(template: SurveyTemplate, item_id: str) -> SurveyTemplate:
    found = _found(template, item_id)
    siblings = _siblings(template, found.page, found.block)
    return _put(template, found.page, found.block, [one for one in siblings if one.id != item_id])


def _moved(template: SurveyTemplate, item_id: str, step: int) -> SurveyTemplate:
    found = _found(template, item_id)
    siblings = _siblings(template, found.page, found.block)
    place = next(n for n, one in enumerate(siblings) if one.id == item_id)
    if 0 <= place + step < len(siblings):
        siblings.insert(place + step, siblings.pop(place))
        return _put(template, found.page, found.block, siblings)
    ids = [page.id for page in template.pages]
    there = ids.index(found.page) + step
    if found.block or not 0 <= there < len(ids):
        return template
    others = list(template.pages[there].items)
    others.insert(len(others) if step < 0 else 0, found.item)
    return _items(_without(template, item_id), ids[there], others)


def _with_pages(
    template: SurveyTemplate, change: SavePage | AddPage | RemovePage | MovePage
) -> SurveyTemplate:
    pages = list(template.pages)
    match change:
        case SavePage(page_id, before, (title, relevant)):
            page = _page(template, page_id)
            if (page.title, page.relevant) != before:
                raise ActionError("TEMPLATE_LATE", MEANWHILE)
            fresh = page.model_copy(update={"title": title, "relevant": relevant})
            return _pages(template, [fresh if one.id == page_id else one for one in pages])
        case AddPage(page, after):
            places = [n for n, one in enumerate(pages) if one.id == after]
            pages.insert(places[0] + 1 if places else len(pages), page)
        case RemovePage(page_id):
            pages.remove(_page(template, page_id))
        case MovePage(page_id, step):
            place = pages.index(_page(template, page_id))
            if 0 <= place + step < len(pages):
                pages.insert(place + step, pages.pop(place))
    return without_unused_lists(_pages(template, pages))
