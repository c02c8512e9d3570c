"""Saving what differs between the inputs and what is stored, as soon as it differs."""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st

from mallipaja.catalogue.survey_template import Page
from mallipaja.errors import ActionError
from mallipaja.i18n import N_, Words
from mallipaja.survey import same
from mallipaja.survey.accepting import BROKEN, check_constraint
from mallipaja.survey.answers import Answer
from mallipaja.survey.clean import Cleaned, clean
from mallipaja.survey.form import Field, Form, Place
from mallipaja.survey.logic import logic_of
from mallipaja.survey.runs import asked_besides
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.answering.entry import Entry
from mallipaja.ui.answering.in_words import filled_field
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import note

AGAIN_S = 3.0
TRIES = 20
NOT_YET = N_(
    "Your answer is **not saved yet**, because there is no connection to the database. The answer stays on this "
    "page. Keep the page open: saving is tried again every few seconds."
)
NOT_SAVED = N_("Not saved: {why}")
_AWAY = "STORE_"


def settle(desk: Desk, page: Page, field: Field, entry: Entry, shown: Entry) -> None:
    """Store what is in a field's inputs when it is not what they were drawn from.

    What cannot be stored stays in the inputs; the desk knows why.
    """
    place = field.key
    if entry == shown:
        desk.refused.pop(place, None)
        desk.unsaved.pop(place, None)
        return
    form = desk.form
    codes = tuple(choice.code for choice in form.choices(field.question, field.pilot, field.row))
    try:
        value = None if entry.reason else entry.value(field.question)
        cleaned = clean(
            field.question, value, reason=entry.reason or None, other=entry.other or None, codes=codes
        )
        check_constraint(form, field, cleaned)
    except ActionError as error:
        desk.refused[place] = (entry, error)
        return
    desk.refused.pop(place, None)
    if _same(cleaned, form.given(field)):
        desk.unsaved.pop(place, None)
        return
    if _stored(desk, place, cleaned):
        if field.pilot:
            _take_writes(desk, same.spread(form, page))
            desk.put(place, cleaned)
        desk.stale = desk.stale or _changes_page(form, desk.form, page, field)


def retry(desk: Desk) -> bool:
    """Try once more to store what is waiting; whether nothing is waiting any more."""
    return all(_stored(desk, place, cleaned) for place, cleaned in list(desk.unsaved.items()))


def wait_for_store(desk: Desk, _: Words) -> bool:
    """While something is waiting: say so, and go on trying for a minute. A new answer starts this anew.

    Returns
    -------
    Whether something waited and is stored now.
    """
    if not desk.unsaved:
        return False
    st.error(_(NOT_YET))
    for _turn in range(TRIES):
        time.sleep(AGAIN_S)
        if retry(desk):
            return True
    return False


def why(desk: Desk, field: Field, _: Words) -> str:
    """Why the answer of a field is not saved: what the form says of its limits, or what every form would say."""
    error = desk.refused[field.key][1]
    told = filled_field(desk.form, field, _).question.constraint_message
    if error.code == BROKEN and told is not None:
        return _(NOT_SAVED, why=as_typed(told.get(_.language)))
    return sentence(_, error)


def sentence(_: Words, error: ActionError) -> str:
    """Why an answer is not saved, with numbers written as the reader writes them."""
    values: Mapping[str, object] = {
        name: _.number(value, 10) if isinstance(value, int | float) else value
        for name, value in error.values.items()
    }
    return _(NOT_SAVED, why=_(error.message, **values))


def _stored(desk: Desk, place: Place, cleaned: Cleaned) -> bool:
    try:
        saved_at = desk.keep(place, cleaned)
    except ActionError as error:
        if error.code.startswith(_AWAY):
            desk.unsaved[place] = cleaned
        else:
            desk.unsaved.pop(place, None)
            desk.stopped = error
        return False
    except Exception as error:
        note(error)  # whatever it was, the answer is not stored: say so, keep it and try again
        desk.unsaved[place] = cleaned
        return False
    desk.unsaved.pop(place, None)
    desk.stopped = None
    desk.saved_at = desk.times[place] = saved_at
    desk.put(place, cleaned)
    return True


def _take_writes(desk: Desk, writes: same.Writes) -> None:
    for place, one in writes.items():
        desk.put(place, Cleaned(one.value, one.reason, one.other) if one else Cleaned(None))


def _same(cleaned: Cleaned, answer: Answer | None) -> bool:
    if answer is None:
        return cleaned.is_blank
    return (cleaned.value, cleaned.reason, cleaned.other) == (answer.value, answer.reason, answer.other)


def _changes_page(before: Form, after: Form, page: Page, field: Field) -> bool:
    """Whether the answer changes what this very page asks and says, beside what is drawn together with it."""
    question = field.question.id
    if field.question.feeds == "unit.pilots" and same.per_pilot_questions(page):
        return True
    if question in {item.for_each for item in page.items if item.type == "block"}:
        return True
    logic = logic_of(before.template)
    if logic is None or question not in logic.elements:
        return False
    decided = logic.reach(question).decided
    here = {name for name in decided - {question} if logic.elements[name].page == page.id}
    if decided & logic.piped[page.id] or here & logic.filters.keys():
        return True
    return bool(here) and asked_besides(before, page, field) != asked_besides(after, page, field)
