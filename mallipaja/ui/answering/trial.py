"""Trying a survey out: the same screens as respondents see, with nothing kept anywhere but on this tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import streamlit as st

from mallipaja.actions.answering import INCOMPLETE
from mallipaja.actions.asking import OpenForm
from mallipaja.actions.template_editing import Trial
from mallipaja.errors import ActionError
from mallipaja.survey import same
from mallipaja.survey.answers import SAME
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.defaults import defaults
from mallipaja.survey.form import Form, Place, same_question
from mallipaja.survey.own_rows import moved_up
from mallipaja.ui.answering.desk import Desk, enter
from mallipaja.ui.session import context, language

_DESK = "mallipaja.trial"


@dataclass
class TrialDesk(Desk):
    """A desk whose answers go nowhere. What a real one asks of the database is worked out from what is here."""

    given_at: dict[Place, datetime] = field(default_factory=dict)
    submitted_at: datetime | None = None
    sha: str = ""

    def keep(self, place: Place, cleaned: Cleaned) -> None:
        """Take an answer. It is not stored, and the page does not say that it is."""
        now = context().clock()
        if place[0].startswith(SAME):
            self._switch(place, on=cleaned.value == "yes")
        self.put(place, cleaned)
        self.given_at[place] = now
        if self._covers(place) and isinstance(cleaned.value, tuple):
            served = tuple(one for one in self.opened.pilot_names if one in cleaned.value)
            form = replace(self.opened.form, pilots=served or tuple(self.opened.pilot_names))
            self.opened = replace(self.opened, form=form)

    def clear_row(self, block: str, pilot: str, row: str) -> None:
        """Take away a row that was added."""
        questions = next(one.questions for one in self.form.template.blocks() if one.id == block)
        self._write(moved_up(self.form, {one.id for one in questions}, pilot, int(row)))

    def send(self) -> None:
        """Do what sending does, without sending."""
        lacking = sum(len(self.form.missing(page)) for page in self.form.template.pages)
        if lacking:
            raise ActionError("INCOMPLETE", INCOMPLETE, count=lacking)
        self.submitted_at = context().clock()

    def read(self) -> OpenForm:
        """The form with what was given here."""
        return replace(self.opened, form=self.form, submitted_at=self.submitted_at)

    def _covers(self, place: Place) -> bool:
        known = {question.id: question for question, _ in self.form.template.questions()}
        return place[0] in known and known[place[0]].feeds == "unit.pilots"

    def _switch(self, place: Place, *, on: bool) -> None:
        form: Form = self.form
        page = next(one for one in form.template.pages if same_question(one) == place[0])
        if on and not form.is_same(page):
            self._write(same.turned_on(form, page))
        elif not on and form.is_same(page):
            self._write(same.turned_off(form, page, self._times(), self.given_at[place]))

    def _times(self) -> Mapping[Place, datetime]:
        moment = context().clock()
        return {place: self.given_at.get(place, moment) for place in self.known}

    def _write(self, writes: same.Writes) -> None:
        for place, one in writes.items():
            self.put(place, Cleaned(one.value, one.reason, one.other) if one else Cleaned(None))
            if one:
                self.given_at.setdefault(place, context().clock())


def trial_desk(trial: Trial, screen: str) -> TrialDesk:
    """The desk of this tab for trying a survey; a survey that has been edited is begun anew."""
    name = f"{_DESK}.{trial.template.id}"
    desk: TrialDesk | None = st.session_state.get(name)
    if desk is None or desk.sha != trial.version:
        desk = _begun(trial, screen)
        st.session_state[name] = desk
    else:
        enter(desk, screen)
    desk.language = language()
    return desk


def begin_again(template_id: str) -> None:
    """Forget what was tried."""
    st.session_state.pop(f"{_DESK}.{template_id}", None)


def _begun(trial: Trial, screen: str) -> TrialDesk:
    pilots = tuple(trial.pilot_names)
    form = Form(trial.template, pilots, trial.lists, {}, trial.rosters, moment=trial.moment)
    opened = OpenForm("", "", form, dict(trial.pilot_names), None, None, True, None)
    desk = TrialDesk("", opened, {}, screen, None, sha=trial.version)
    for field_, cleaned in defaults(form):
        desk.put(field_.key, cleaned)
    return desk
