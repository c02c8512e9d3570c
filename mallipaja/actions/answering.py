"""Answering on an invitation: open the form, save each answer as it is given, submit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.asking import (
    OpenForm,
    around,
    check_open,
    form_of,
    forms_of,
    is_open,
    keeping,
    key_of,
    may_open,
    note_asked,
    note_decided,
    opened,
    pilot_of,
    response_for,
    standing_of,
    standing_still,
    unit_of,
)
from mallipaja.actions.documents import template_of
from mallipaja.actions.prefill import prefill, prefill_joint
from mallipaja.actions.tokens import response_key
from mallipaja.catalogue.survey_template import Page, Question, SurveyTemplate
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import answering as answering_store
from mallipaja.store import answers as answer_store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import surveys as store
from mallipaja.store.answering import Standing
from mallipaja.store.begun import begun
from mallipaja.store.projects import Unit
from mallipaja.store.surveys import Response
from mallipaja.survey import same
from mallipaja.survey.accepting import check_constraint
from mallipaja.survey.answers import SAME, Answer, AnswerValue
from mallipaja.survey.clean import Cleaned, clean
from mallipaja.survey.form import OWN_ROWS, Field, Form, Place, same_question
from mallipaja.survey.minutes import minutes_for
from mallipaja.survey.own_rows import moved_up

NOT_ASKED = N_("This form does not have that question.")
SENT_ALREADY = N_("This form has been sent already, with a link that has been replaced since.")
NEWER_VERSION = N_("You have gone on to a newer version of this form. Open the survey again.")
READ_ONLY = N_("This answer is shown for information; it cannot be changed here.")
BROKEN = N_("{count} answers do not fit the limits of their questions, or your other answers.")
INCOMPLETE = N_("{count} required questions have no answer yet.")


@dataclass(frozen=True, slots=True)
class WelcomeForm:
    """One form of an invitation and how far it is. ``newer`` is the version asked now, when this one is older.

    ``theirs``: somebody answers it themselves, so that those who answer for others may not open it. ``minutes`` are those
    it is said to take whoever answers for as many pilots as this invitation does.
    """

    document_id: str
    template: SurveyTemplate
    started: bool
    submitted_at: datetime | None
    minutes: int
    newer: str | None = None
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Welcome:
    """What an invited person sees first. ``kind`` is unit, joint or personal.

    ``is_shared``: the invitation was taken from a link that several people share; nobody knows who has it.
    """

    invitation_id: str
    project: str
    round_title: str
    respondent: str
    organisation: str
    kind: str
    is_example: bool
    languages: tuple[str, ...]
    forms: tuple[WelcomeForm, ...]
    open: bool
    closes_on: date | None
    opens_on: date | None = None
    is_anonymous: bool = False
    closed: bool = False
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """One answer as it is stored now, and when it was stored."""

    answer: Answer
    at: datetime


@action(Right.RESPOND, "invitation_id", writes=False)
def welcome(job: Job, *, invitation_id: str) -> Welcome:
    """The forms an invitation holds and how far they are."""
    standing = standing_of(job, invitation_id)
    project = record.get(job, schema.project, standing.project_id)
    unit = unit_of(job, standing)
    organisation = record.get(job, schema.organisation, unit.organisation_id) if unit else None
    pilot = pilot_of(job, standing)
    forms = []
    served = len(_served(job, standing, unit))
    for one in forms_of(job, standing, unit):
        given = response_for(job, standing, one.document_id, theirs=True)
        sent = given.submitted_at if given else None
        theirs = given is not None and not may_open(job, standing, given)
        minutes = minutes_for(one.template, served)
        forms.append(
            WelcomeForm(one.document_id, one.template, given is not None, sent, minutes, one.newer, theirs)
        )
    return Welcome(
        invitation_id,
        project.name,
        standing.round_title,
        unit.name if unit else (pilot.name if pilot else ""),
        organisation.name if organisation else "",
        standing.kind,
        project.is_example,
        tuple(project.languages),
        tuple(forms),
        is_open(job, standing),
        standing.closes_on,
        standing.opens_on,
        standing.is_anonymous,
        standing.state != "open" or (standing.closes_on is not None and standing.closes_on < job.today),
        standing.is_shared,
    )


@action(Right.RESPOND, "invitation_id", writes=False)
def open_form(job: Job, *, invitation_id: str, document_id: str) -> OpenForm | None:
    """The form with the answers given so far; ``None`` when it has not been started."""
    standing = standing_of(job, invitation_id)
    response = response_for(job, standing, document_id)
    return opened(job, standing, response) if response else None


@action(Right.RESPOND, "invitation_id")
def start_form(job: Job, *, invitation_id: str, document_id: str) -> OpenForm:
    """Start a form of the invitation, with what is known beforehand filled in; a started one is opened."""
    standing = standing_of(job, invitation_id)
    unit = unit_of(job, standing)
    if document_id not in [one.document_id for one in forms_of(job, standing, unit)]:
        raise ActionError("NOT_ASKED", NOT_ASKED)
    response = response_for(job, standing, document_id)
    if response is None:
        check_open(job, standing)
        response = begin(job, standing, document_id, unit)
    return opened(job, standing, response)


def begin(
    job: Job,
    standing: Standing,
    document_id: str,
    unit: Unit | None,
    *,
    prefilled: bool = True,
    filled_on: date | None = None,
) -> Response:
    """A new response to a form, with what is known beforehand; the caller has checked that it may be begun."""
    kept = keeping(job, standing)
    values = {"round_id": standing.round_id, "document_id": document_id, "started_at": kept.at}
    if standing.is_anonymous:
        if template_of(job, document_id).id in standing.sent_forms:
            raise ActionError("SENT_ALREADY", SENT_ALREADY)
        values |= {"anonymous_key": key_of(job, standing, document_id), "source": "link"}
    else:
        mine = standing.invitation_id in job.actor.invitations
        source = "joint" if standing.kind == "joint" else "link" if mine else "paper"
        values |= {
            "invitation_id": standing.invitation_id,
            "unit_id": standing.unit_id,
            "source": source,
            "entered_by": "" if mine else job.actor.name,
            "filled_on": filled_on,
        }
    response_id = record.add(kept, schema.response, values, project_id=job.project_id)
    answering_store.cover(job, response_id, _served(job, standing, unit))
    response = store.response_of(job, response_id)
    if prefilled:
        prefill(kept, form_of(job, standing, response), response, unit)
        cover_as_said(kept, standing, response)
        note_asked(kept, standing, response)
        prefill_joint(kept, form_of(job, standing, response), response)
    return response


def _served(job: Job, standing: Standing, unit: Unit | None) -> list[str]:
    """The ids of the pilots of the round whoever is invited answers for."""
    if unit is None:
        return [standing.pilot_id or ""]
    return [one for one in store.round_pilots(job, standing.round_id) if one in unit.pilots]


@action(Right.RESPOND, "response_id")
def save_answer(
    job: Job,
    *,
    response_id: str,
    question: str,
    pilot: str = "",
    row: str = "",
    value: AnswerValue = None,
    reason: str | None = None,
    other: str | None = None,
) -> Saved:
    """Store one answer. It is in the database when this returns.

    Raises
    ------
    ActionError : ``ANSWER_*`` when the answer is not allowed, ``CLOSED`` or ``LINK_ENDED`` when it comes too
        late, ``NOT_ASKED`` when the form has no such place.
    """
    response, standing = open_response(job, response_id)
    saved_at, job = job.at, keeping(job, standing)
    place = (question, pilot, row)
    known = around(job, standing, response, place, value)
    form = known.form
    if question.startswith(SAME):
        cleaned = _switch(job, form, response, place, on=value == "yes")
    else:
        asked, page = _asked(form, place)
        if asked.read_only:
            raise ActionError("READ_ONLY", READ_ONLY)
        codes = tuple(choice.code for choice in form.choices(asked, pilot, row))
        cleaned = clean(asked, value, reason=reason, other=other, codes=codes)
        check_constraint(form, Field(asked, pilot, row), cleaned)
        if known.known is None:  # only then something may have been answered for all pilots
            _write(job, response, same.spread(form, page) if pilot else {})
            answer_store.save_answer(job, response_id, place, cleaned, project_id=job.project_id)
        else:
            was = known.known.get(place)
            answer_store.replace_answer(job, response_id, place, was, cleaned, project_id=job.project_id)
        if asked.feeds == "unit.pilots" and isinstance(cleaned.value, tuple):
            _cover(job, standing, response, cleaned.value)
    answer = Answer(response_id, *place, cleaned.value, cleaned.reason, cleaned.other)
    note_decided(job, standing, response, known, answer)
    return Saved(answer, saved_at)


@action(Right.RESPOND, "response_id")
def clear_row(job: Job, *, response_id: str, block: str, pilot: str = "", row: str = "") -> None:
    """Take away a row the respondent has added; the rows after it move up by one."""
    response, standing = open_response(job, response_id)
    job = keeping(job, standing)
    form = form_of(job, standing, response)
    rows = next((one for one in form.template.blocks() if one.id == block), None)
    if rows is None or rows.for_each != OWN_ROWS or row not in form.possible_rows(rows):
        raise ActionError("NOT_ASKED", NOT_ASKED)
    if pilot:  # the rows may have been answered for all pilots
        page = next(one for one in form.template.pages if rows in one.items)
        _write(job, response, same.spread(form, page))
        form = form_of(job, standing, response)
    _write(job, response, moved_up(form, {question.id for question in rows.questions}, pilot, int(row)))
    note_asked(job, standing, response)


@action(Right.RESPOND, "response_id")
def submit(job: Job, *, response_id: str) -> None:
    """Send the form; it can still be changed until the round closes."""
    response, standing = open_response(job, response_id)
    form = form_of(job, standing, response)
    lacking = sum(len(form.missing(page)) for page in form.template.pages)
    if lacking:
        raise ActionError("INCOMPLETE", INCOMPLETE, count=lacking)
    broken = sum(len(form.broken(page)) for page in form.template.pages)
    if broken:
        raise ActionError("BROKEN", BROKEN, count=broken)
    note_asked(job, standing, response)
    if response.submitted_at is None:
        job = keeping(job, standing)
        values = {"submitted_at": job.at}
        if standing.is_anonymous:
            answering_store.note_sent(job, standing.invitation_id, form.template.id)
        record.change(job, schema.response, response_id, values, revision=None, project_id=job.project_id)


def open_response(job: Job, response_id: str) -> tuple[Response, Standing]:
    """A response that can be answered now, and the invitation it is answered on.

    Raises
    ------
    ActionError : ``CLOSED``, ``LINK_ENDED``, or ``NEWER_VERSION`` when it has been left for a newer version.
    """
    found = job.place.begun if job.place else None
    if found is None or found.response.id != response_id:
        found = begun(job, response_id)
    if found is None:
        raise NotFound(schema.response.name)
    response = found.response
    if found.standing:
        standing = standing_still(job, found.standing)
    else:
        standing = standing_of(job, _opened_with(job, response, found.anonymous_key))
    check_open(job, standing)
    if response.superseded_at is not None:
        raise ActionError("NEWER_VERSION", NEWER_VERSION)
    return response, standing


def _opened_with(job: Job, response: Response, known: str | None) -> str:
    """The invitation whose link an anonymous response was begun with; only who has the link can tell."""
    scope = f"{response.round_id}/{response.document_id}"
    return next(one for one, token in job.actor.tokens if response_key(token, scope) == known)


def _asked(form: Form, place: Place) -> tuple[Question, Page]:
    """The question of a place, and its page."""
    question, pilot, row = place
    for page in form.template.pages:
        pilots = (*form.pilots, "") if question in same.per_pilot_questions(page) else ("",)
        for item in page.items:
            for one in item.questions if item.type == "block" else (item,):
                if one.id != question or not isinstance(one, Question) or pilot not in pilots:
                    continue
                # the rows of this block alone: the form may hold no more lists than this question needs
                if row in (form.possible_rows(item) if item.type == "block" else ("",)):
                    return one, page
    raise ActionError("NOT_ASKED", NOT_ASKED)


def _switch(job: Job, form: Form, response: Response, place: Place, *, on: bool) -> Cleaned:
    """Answer a page once for all pilots from now on, or for each again."""
    page = next((one for one in form.template.pages if same_question(one) == place[0]), None)
    if page is None or place[1:] != ("", "") or not form.asks_same(page):
        raise ActionError("NOT_ASKED", NOT_ASKED)
    if on and not form.is_same(page):
        _write(job, response, same.turned_on(form, page))
    elif not on and form.is_same(page):
        times = answering_store.times_of(job, response.id)
        _write(job, response, same.turned_off(form, page, times, times[place]))
    cleaned = Cleaned("yes" if on else "no")
    answer_store.save_answer(job, response.id, place, cleaned, project_id=job.project_id)
    return cleaned


def _write(job: Job, response: Response, writes: same.Writes) -> None:
    for place, one in writes.items():
        cleaned = Cleaned(one.value, one.reason, one.other) if one else Cleaned(None)
        answer_store.save_answer(job, response.id, place, cleaned, project_id=job.project_id)


def cover_as_said(job: Job, standing: Standing, response: Response) -> None:
    """Ask about the pilots that the unit is already known to have said it serves."""
    form = form_of(job, standing, response)
    for question, _block in form.template.questions():
        given = form.answers.get((question.id, "", ""))
        if question.feeds == "unit.pilots" and given is not None and isinstance(given.value, tuple):
            _cover(job, standing, response, given.value)


def _cover(job: Job, standing: Standing, response: Response, keys: tuple[str, ...]) -> None:
    """Ask from now on about the pilots the unit says it serves, as far as they are in the round."""
    in_round = set(store.round_pilots(job, standing.round_id))
    pilots = project_store.pilots(job, standing.project_id)
    chosen = [one.id for one in pilots if one.key in keys and one.id in in_round]
    if chosen:
        answering_store.cover(job, response.id, chosen)
        note_asked(job, standing, response)
