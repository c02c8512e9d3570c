"""What one browser tab holds of a form while it is being answered.

``known`` is what this tab last saw stored. Inputs that differ from it are saved, whatever was stored elsewhere
meanwhile; inputs that do not differ are left alone, so that two tabs never take back each other's answers.
Nothing here is the only copy of an answer that the page has called saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import monotonic

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.answering import clear_row, open_form, save_answer, start_form, submit
from mallipaja.actions.asking import OpenForm
from mallipaja.errors import ActionError
from mallipaja.i18n import DEFAULT_LANGUAGE
from mallipaja.survey.answers import Answer
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.form import Form, Place
from mallipaja.ui.answering.entry import Entry
from mallipaja.ui.session import language, respondent_context

TRUSTED_S = 20.0
"""How long a device that has been told to stop may go on saving in another tab."""
_DESK = "mallipaja.desk"


@dataclass
class Desk:
    """The form of one invitation on one tab.

    Attributes
    ----------
    known : the stored answers as this tab last saw them.
    refused : what is in inputs that cannot be stored as it is, and why.
    unsaved : what could not be stored because the database did not answer; tried again on every run.
    stopped : why nothing can be stored any more (the round was closed, the link revoked).
    saved_at : when an answer was last stored.
    times : when each answer was last saved here.
    shown : the places of the screen being shown.
    wanted_rows : how many of the respondent's own rows to show, by block and pilot.
    renewed : how many times the inputs of a field have been replaced by fresh ones.
    stale : what is asked may have changed; read the form anew.
    whole_page : the whole page is being drawn, not one question of it.
    in_run : questions are being drawn together with what they decide on.
    touched : the places in which something was changed since they were last drawn.
    resumed : the form had been started when this tab opened it.
    asked : who answers here, and when that was looked up.
    pressed : the button outside the cards that was pressed, until the page has acted on it.
    passed : the step one went on from, when required questions were left open on it.
    held : the places named at the buttons: what is in them could not be saved when one wanted to go on.
    aim : the place to bring into view when the screen is drawn next.
    reviewing : one came to this screen from the summary.
    language : of the page, as it was last drawn whole.
    aims : how many times a place has been brought into view; a page that is drawn again does not do it again.
    for_others : somebody writes in what others have answered: the words speak to the one who writes.
    made : the form with what this tab knows, until that changes: its conditions are worked out once.
    """

    invitation_id: str
    opened: OpenForm
    known: dict[Place, Answer]
    screen: str
    saved_at: datetime | None
    refused: dict[Place, tuple[Entry, ActionError]] = field(default_factory=dict)
    unsaved: dict[Place, Cleaned] = field(default_factory=dict)
    stopped: ActionError | None = None
    times: dict[Place, datetime | None] = field(default_factory=dict)
    shown: set[Place] = field(default_factory=set)
    wanted_rows: dict[tuple[str, str], int] = field(default_factory=dict)
    renewed: Counter[Place] = field(default_factory=Counter)
    stale: bool = False
    whole_page: bool = False
    in_run: bool = False
    touched: set[Place] = field(default_factory=set)
    resumed: bool = False
    asked: tuple[Context, float] | None = None
    pressed: tuple[str, ...] = ()
    passed: str = ""
    held: set[Place] = field(default_factory=set)
    aim: Place | None = None
    reviewing: bool = False
    aims: int = 0
    language: str = DEFAULT_LANGUAGE
    for_others: bool = False
    made: Form | None = None

    def context(self) -> Context:
        """Who answers on this tab; looked up anew when the last time is `TRUSTED_S` ago.

        Whether the invitation still stands is checked with every answer all the same.
        """
        if self.asked is None or monotonic() - self.asked[1] > TRUSTED_S:
            self.asked = (respondent_context(self.invitation_id), monotonic())
        return self.asked[0]

    # What is stored, and where, is decided here; a desk for trying a survey out stores nothing (see `trial`).

    def keep(self, place: Place, cleaned: Cleaned) -> datetime | None:
        """Store an answer; it is in the database when this returns.

        Returns
        -------
        When it was stored; ``None`` from a desk that stores nothing.
        """
        question, pilot, row = place
        saved = save_answer(
            self.context(),
            response_id=self.opened.response_id,
            question=question,
            pilot=pilot,
            row=row,
            value=cleaned.value,
            reason=cleaned.reason,
            other=cleaned.other,
        )
        return saved.at

    def clear_row(self, block: str, pilot: str, row: str) -> None:
        """Take away a row the respondent has added."""
        response = self.opened.response_id
        context = respondent_context(self.invitation_id)
        clear_row(context, response_id=response, block=block, pilot=pilot, row=row)

    def send(self) -> None:
        """Send the form."""
        submit(respondent_context(self.invitation_id), response_id=self.opened.response_id)

    def read(self) -> OpenForm:
        """The form as it is stored now."""
        invitation, document = self.invitation_id, self.opened.document_id
        context = respondent_context(invitation)
        found = open_form(context, invitation_id=invitation, document_id=document)
        return found or start_form(context, invitation_id=invitation, document_id=document)

    def touch(self, place: Place) -> None:
        """Note a change in a place.

        A browser sends changes made in one moment (leaving a box by pressing a button) together, as a rerun of
        the first one's question only. What else came with them is known from here and from `press`.
        """
        self.touched.add(place)

    def press(self, *button: str) -> None:
        """Note that a button was pressed."""
        self.pressed = button

    def take_pressed(self) -> tuple[str, ...]:
        """The button that was pressed; it is no longer pressed afterwards."""
        pressed, self.pressed = self.pressed, ()
        return pressed

    @property
    def begun(self) -> bool:
        """Whether anybody has answered here. What was filled in from an earlier round is there to be looked through."""
        return self.resumed or bool(self.times)

    @property
    def names_old(self) -> bool:
        """Whether what is said at the buttons is no longer so."""
        return bool(self.held) and self.held != self.shown & self.refused.keys()

    def next_aim(self) -> int:
        """The number of this bringing into view; there is nothing to bring afterwards."""
        self.aim = None
        self.aims += 1
        return self.aims

    @property
    def form(self) -> Form:
        """The form with the answers as this tab knows them."""
        made = self.made
        if made is None or (made.wanted_rows, made.language) != (self.wanted_rows, self.language):
            made = self.made = replace(
                self.opened.form,
                answers=dict(self.known),
                wanted_rows=dict(self.wanted_rows),
                language=self.language,
            )
        return made

    def put(self, place: Place, cleaned: Cleaned) -> None:
        """Note what is stored in a place now."""
        self.made = None
        if cleaned.is_blank:
            self.known.pop(place, None)
        else:
            response = self.opened.response_id
            self.known[place] = Answer(response, *place, cleaned.value, cleaned.reason, cleaned.other)

    def refresh(self, opened: OpenForm, *, keep: Collection[Place]) -> None:
        """Take over what is stored now, except in the places being shown: there this tab has the word."""
        kept = {place: one for place, one in self.known.items() if place in keep}
        others = {place: one for place, one in opened.form.answers.items() if place not in keep}
        self.opened, self.known, self.stale, self.made = opened, {**others, **kept}, False, None

    def shows_only(self, places: Collection[Place]) -> None:
        """Forget what was typed in places of this screen that are not asked any more; what was stored stays."""
        for place in self.shown - set(places):
            self.no_longer_shows(place)

    def no_longer_shows(self, place: Place) -> None:
        """Forget what was typed in a place that is not asked any more."""
        self.refused.pop(place, None)
        self.touched.discard(place)
        self.shown.discard(place)


def desk_for(invitation_id: str, document_id: str, screen: str) -> Desk:
    """The desk of this tab for a form; read from the database when a screen is entered or has changed.

    Raises
    ------
    ActionError : the form cannot be opened, or started.
    """
    name = f"{_DESK}.{invitation_id}.{document_id}"
    desk: Desk | None = st.session_state.get(name)
    if desk is not None:
        desk.asked = None
    if desk is None:
        context = respondent_context(invitation_id)
        found = open_form(context, invitation_id=invitation_id, document_id=document_id)
        opened = found or start_form(context, invitation_id=invitation_id, document_id=document_id)
        desk = Desk(invitation_id, opened, dict(opened.form.answers), screen, opened.saved_at)
        desk.resumed = found is not None
        st.session_state[name] = desk
    else:
        enter(desk, screen)
    desk.language = language()
    return desk


def forget_desk(desk: Desk) -> None:
    """Keep nothing of the form in this tab: its answers have been erased."""
    st.session_state.pop(f"{_DESK}.{desk.invitation_id}.{desk.opened.document_id}", None)


def enter(desk: Desk, screen: str) -> None:
    """Read the form anew when another screen is shown, or when what is asked may have changed."""
    if desk.screen != screen:
        desk.refresh(desk.read(), keep=())
        desk.screen, desk.shown = screen, set()
    elif desk.stale:
        desk.refresh(desk.read(), keep=desk.shown)
