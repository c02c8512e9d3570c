"""Answering a page once for all pilots, and going back to answering for each.

Nothing a respondent has said is lost by trying the switch: what is copied and what is taken back is worked
out here, and the store keeps the history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from mallipaja.catalogue.survey_template import Block, Page
from mallipaja.survey.answers import Answer
from mallipaja.survey.form import Form, Place, is_per_pilot

Writes = dict[Place, Answer | None]
"""Answers to store; ``None`` takes the stored one away."""


def turned_on(form: Form, page: Page) -> Writes:
    """The answers for all pilots to begin with: those of the first pilot that has any on the page."""
    asked = per_pilot_questions(page)
    if _common(form, asked):
        return {}
    for pilot in form.pilots:
        own = {key: one for key, one in form.answers.items() if key[0] in asked and key[1] == pilot}
        if own:
            return {(key[0], "", key[2]): replace(one, pilot="") for key, one in own.items()}
    return {}


def turned_off(form: Form, page: Page, times: Mapping[Place, datetime], since: datetime) -> Writes:
    """What the switch leaves behind.

    What was answered while it was on now holds for each pilot. What was only copied when it was turned on goes:
    each pilot's own answers are as they were before.

    Parameters
    ----------
    times : when each answer of the response was stored.
    since : when the switch was turned on.
    """
    writes: Writes = {}
    for key, one in _common(form, per_pilot_questions(page)).items():
        if times[key] > since:
            writes |= {(key[0], pilot, key[2]): replace(one, pilot=pilot) for pilot in form.pilots}
        elif times[key] < since:
            writes |= _for_others(form, key, one)
        writes[key] = None
    return writes


def spread(form: Form, page: Page) -> Writes:
    """Answers for all pilots as answers of each pilot that has none of its own; before one of them changes."""
    writes: Writes = {}
    for key, one in _common(form, per_pilot_questions(page)).items():
        writes |= _for_others(form, key, one)
        writes[key] = None
    return writes


def per_pilot_questions(page: Page) -> frozenset[str]:
    """The ids of the questions of a page that are asked for each pilot."""
    found: set[str] = set()
    for item in page.items:
        if is_per_pilot(item):
            found |= {question.id for question in item.questions} if isinstance(item, Block) else {item.id}
    return frozenset(found)


def _common(form: Form, asked: frozenset[str]) -> dict[Place, Answer]:
    return {key: one for key, one in form.answers.items() if key[0] in asked and not key[1]}


def _for_others(form: Form, key: Place, one: Answer) -> Writes:
    places = {pilot: (key[0], pilot, key[2]) for pilot in form.pilots}
    return {place: replace(one, pilot=pilot) for pilot, place in places.items() if place not in form.answers}
