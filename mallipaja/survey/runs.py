"""The questions of a card that are drawn together, because answering one decides whether others are asked."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.catalogue.survey_template import Page, SurveyTemplate
from mallipaja.survey.form import Card, Field, Form, Part, name_of
from mallipaja.survey.logic import Logic, logic_of


@dataclass(frozen=True, slots=True)
class Run:
    """Items of a card that follow each other.

    ``leads`` are the questions in it that decide on later ones in it; a run without leads has one item.
    """

    items: tuple[Part, ...]
    leads: frozenset[str] = frozenset()


def runs(template: SurveyTemplate, card: Card) -> tuple[Run, ...]:
    """All items of a card, asked now or not, in runs: from a question to the last item it decides on."""
    logic = logic_of(template)
    if logic is None:
        return tuple(Run((item,)) for item in card.every)
    last = [_last_decided(logic, card, place) for place in range(len(card.every))]
    found: list[Run] = []
    start = 0
    while start < len(card.every):
        end = place = start
        while place <= end:
            end, place = max(end, last[place]), place + 1
        leads = frozenset(
            item.question.id
            for at, item in enumerate(card.every[start : end + 1], start)
            if isinstance(item, Field) and last[at] > at
        )
        found.append(Run(card.every[start : end + 1], leads))
        start = end + 1
    return tuple(found)


def _last_decided(logic: Logic, card: Card, place: int) -> int:
    """The last item of the card that the item in a place decides on; the place itself when there is none."""
    item = card.every[place]
    if not isinstance(item, Field) or item.question.id not in logic.elements:
        return place
    decided = logic.reach(item.question.id).decided
    later = range(len(card.every) - 1, place, -1)
    return next((at for at in later if name_of(card.every[at]) in decided), place)


def asked_besides(form: Form, page: Page, field: Field) -> list[tuple[str, ...]]:
    """What a page asks and says now, card by card, without what comes after a field in its own card."""
    found = []
    for card in form.cards(page):
        own = any(one.key == field.key for one in card.fields)
        names = card.names[: card.names.index(field.question.id)] if own else card.names
        found.append((card.pilot, card.row, *names))
    return found
