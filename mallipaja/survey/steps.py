"""A form as the screens the respondent goes through."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.catalogue.survey_template import Page
from mallipaja.survey.form import Card, Form, is_answered
from mallipaja.survey.minutes import minutes_for

SCREEN_AS_INPUTS = 2.5
"""How many inputs a screen is worth by itself, to read and to leave: what is left goes down on short ones too. [design]"""
MOST_FIELDS = 12
"""A page with more inputs than this is shown in parts: one pilot at a time, a few rows at a time."""


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: a page of the template, or a part of a long one.

    ``number`` is the page's place in the template from 1; ``part`` runs from 1 to ``parts``.
    """

    page: Page
    number: int
    part: int
    parts: int
    cards: tuple[Card, ...]

    @property
    def id(self) -> str:
        """Its name in the page's address."""
        return self.page.id if self.parts == 1 else f"{self.page.id}.{self.part}"

    @property
    def size(self) -> int:
        """How many inputs it has."""
        return sum(len(card.fields) for card in self.cards)


def steps(form: Form) -> tuple[Step, ...]:
    """The screens of a form in order. A page with nothing to ask (no row was ticked for it) has none."""
    found: list[Step] = []
    for number, page in enumerate(form.template.pages, 1):
        cards = form.cards(page)
        parts = _parts(cards) if any(card.fields for card in cards) else []
        found += [Step(page, number, part, len(parts), own) for part, own in enumerate(parts, 1)]
    return tuple(found)


def _parts(cards: tuple[Card, ...]) -> list[tuple[Card, ...]]:
    """The screens of a page; what is hidden counts too, so that no question moves away while one answers."""
    if sum(card.most for card in cards) <= MOST_FIELDS:
        return [cards]
    parts: list[list[Card]] = []
    size = 0
    for card in cards:
        fits = parts and size + card.most <= MOST_FIELDS and parts[-1][-1].pilot == card.pilot
        if fits or (parts and size == 0):
            parts[-1].append(card)
            size += card.most
        else:
            parts.append([card])
            size = card.most
    return [tuple(part) for part in parts]


def first_unfinished(form: Form, found: tuple[Step, ...]) -> Step:
    """Where to go on: the last step with an answer of the respondent's own while it has questions without one, else
    the step after it.

    Raises
    ------
    IndexError : the form has no step.
    """
    touched = [
        position
        for position, step in enumerate(found)
        if any(
            form.given(one) is not None and not one.question.prefilled
            for card in step.cards
            for one in card.fields
        )
    ]
    if not touched:
        return found[0]
    last = found[touched[-1]]
    lacking = any(not is_answered(form.given(one)) for card in last.cards for one in card.fields)
    return last if lacking else found[min(touched[-1] + 1, len(found) - 1)]


def minutes_left(form: Form, found: tuple[Step, ...], position: int) -> int:
    """Estimated minutes from a step to the end, at least 1: those of the whole form shared by inputs and screens."""
    pilots = {card.pilot for step in found for card in step.cards if card.pilot}
    efforts = [step.size + SCREEN_AS_INPUTS for step in found]
    total, ahead = sum(efforts), sum(efforts[position:])
    whole = minutes_for(form.template, len(pilots))
    return max(1, round(whole * ahead / total)) if total else 1
