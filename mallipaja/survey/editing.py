"""Changing a template piece by piece. Every change gives a new template; what it means is checked afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from mallipaja.catalogue.survey_template import (
    Block,
    ChoiceItem,
    Page,
    Question,
    QuestionType,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.survey.check import APPLIES
from mallipaja.survey.edits import (
    AddItem,
    AddPage,
    Change,
    MoveItem,
    MovePage,
    RemoveItem,
    RemovePage,
    Retype,
    SaveChoices,
    SaveHead,
    SaveItem,
    SavePage,
)
from mallipaja.survey.entries import Entry, Item, entry, fresh_list, without_unused_lists
from mallipaja.survey.feeds import accepts

FIRST_CHOICES = (
    ChoiceItem(code="1", label=Text(fi="Kyllä", sv="Ja", en="Yes")),
    ChoiceItem(code="2", label=Text(fi="Ei", sv="Nej", en="No")),
)
"""What a question that needs choices begins with."""
MEANWHILE = N_(
    "Somebody else has changed this meanwhile. Copy what you wrote, open the survey again and make the change anew."
)
GONE = N_("This is no longer in the survey: somebody else has removed it.")


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
