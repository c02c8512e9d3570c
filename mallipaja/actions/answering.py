"""Answering on an invitation: open the form, save each answer as it is given, submit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of
from mallipaja.catalogue.survey_template import ChoiceItem, Question, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import surveys as store
from mallipaja.store.projects import Unit
from mallipaja.store.surveys import Invitation, Response
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.audience import forms_for
from mallipaja.survey.clean import Cleaned, clean
from mallipaja.survey.form import SAME, Form, by_key

CLOSED = N_("The survey is closed. Your answers are kept, but they can no longer be changed.")
LINK_ENDED = N_("This link no longer works. Ask the person who invited you for a new one.")
NOT_ASKED = N_("This form does not have that question.")
INCOMPLETE = N_("{count} required questions have no answer yet.")


@dataclass(frozen=True, slots=True)
class OpenForm:
    """One form of an invitation, ready to be drawn.

    ``open`` tells whether it can be answered now; ``pilot_names`` are by pilot key; ``saved_at`` is when an answer was last
    stored, ``None`` before the first.
    """

    response_id: str
    form: Form
    pilot_names: dict[str, str]
    submitted_at: datetime | None
    saved_at: datetime | None
    open: bool
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Welcome:
    """What an invited person sees first."""

    invitation_id: str
    project: str
    round_title: str
    respondent: str
    organisation: str
    kind: str
    is_example: bool
    languages: tuple[str, ...]
    templates: tuple[SurveyTemplate, ...]
    document_ids: tuple[str, ...]
    submitted: tuple[bool, ...]
    open: bool
    closes_on: date | None


@action(Right.RESPOND, "invitation_id", writes=False)
def welcome(job: Job, *, invitation_id: str) -> Welcome:
    """The forms an invitation holds and how far they are."""
    invitation = store.invitation_of(job, invitation_id)
    one = store.round_of(job, invitation.round_id)
    project = record.get(job, schema.project, one.project_id)
    unit = _unit(job, invitation)
    organisation = record.get(job, schema.organisation, unit.organisation_id) if unit else None
    pilot = record.get(job, schema.pilot, invitation.pilot_id) if invitation.pilot_id else None
    documents = _documents(job, invitation)
    given = [store.response_for(job, invitation_id, document_id) for document_id, _ in documents]
    return Welcome(
        invitation_id, project.name, one.title,
        unit.name if unit else (pilot.name if pilot else ""),
        organisation.name if organisation else "", invitation.kind, project.is_example, tuple(project.languages),
        tuple(template for _, template in documents), tuple(document_id for document_id, _ in documents),
        tuple(bool(r and r.submitted_at) for r in given), _is_open(job, invitation), one.closes_on,
    )


@action(Right.RESPOND, "invitation_id")
def open_form(job: Job, *, invitation_id: str, document_id: str) -> OpenForm:
    """The form with the answers given so far; the first time it starts a response and fills in what is known."""
    invitation = store.invitation_of(job, invitation_id)
    if document_id not in [known for known, _ in _documents(job, invitation)]:
        raise ActionError("NOT_ASKED", NOT_ASKED)
    response = store.response_for(job, invitation_id, document_id)
    if response is None:
        _check_open(job, invitation)
        response = _start(job, invitation, document_id)
    return _opened(job, invitation, response)


@action(Right.RESPOND, "response_id")
def save_answer(
    job: Job, *, response_id: str, question: str, pilot: str = "", row: str = "", value: AnswerValue = None,
    reason: str | None = None, other: str | None = None,
) -> datetime:
    """Store one answer; returns when it was stored. The answer is in the database when this returns."""
    response, form = _form(job, response_id)
    if question.startswith(SAME):
        cleaned = Cleaned("yes" if value == "yes" else "no")
    else:
        asked = _asked(form, question, pilot, row)
        codes = {choice.code for choice in form.choices(asked)}
        cleaned = clean(asked, value, reason=reason, other=other, codes=codes)
    store.save_answer(job, response_id, (question, pilot, row), cleaned, project_id=job.project_id)
    return job.at


@action(Right.RESPOND, "response_id")
def submit(job: Job, *, response_id: str) -> None:
    """Send the form; it can still be changed until the round closes."""
    response, form = _form(job, response_id)
    lacking = sum(len(form.missing(page)) for page in form.template.pages)
    if lacking:
        raise ActionError("INCOMPLETE", INCOMPLETE, count=lacking)
    if response.submitted_at is None:
        values = {"submitted_at": job.at}
        record.change(job, schema.response, response_id, values, revision=None, project_id=job.project_id)


def external_lists(job: Job, project_id: str, pilot_ids: tuple[str, ...]) -> dict[str, tuple[ChoiceItem, ...]]:
    """The choice lists a template takes from outside: the project's actors and pilots, and the professions."""
    actors = {a.key: a for pilot_id in pilot_ids for a in project_store.actors(job, project_id, pilot_id)}
    return {
        "project:actors": tuple(
            ChoiceItem(code=a.key, label=Text(fi=a.name), sector=a.sector)
            for a in sorted(actors.values(), key=lambda a: (a.position, a.name))
        ),
        "project:pilots": tuple(
            ChoiceItem(code=p.key, label=Text(fi=p.name)) for p in project_store.pilots(job, project_id)
        ),
        "reference:professions": job.catalogue.profession_choices,
    }


def _form(job: Job, response_id: str) -> tuple[Response, Form]:
    response = store.response_of(job, response_id)
    assert response.invitation_id is not None
    invitation = store.invitation_of(job, response.invitation_id)
    _check_open(job, invitation)
    return response, _opened(job, invitation, response).form


def _opened(job: Job, invitation: Invitation, response: Response) -> OpenForm:
    project_id = job.project_id
    keys = store.response_pilot_keys(job, response.id)
    pilots = {p.key: p for p in project_store.pilots(job, project_id)}
    lists = external_lists(job, project_id, tuple(pilots[key].id for key in keys))
    form = Form(template_of(job, response.document_id), keys, lists, by_key(store.answers_of(job, response.id)))
    return OpenForm(
        response.id, form, {key: pilots[key].name for key in keys}, response.submitted_at,
        store.saved_at(job, response.id), _is_open(job, invitation),
        store.round_of(job, response.round_id).closes_on,
    )


def _start(job: Job, invitation: Invitation, document_id: str) -> Response:
    unit = _unit(job, invitation)
    values = {
        "round_id": invitation.round_id, "document_id": document_id, "invitation_id": invitation.id,
        "unit_id": invitation.unit_id, "source": "joint" if invitation.kind == "joint" else "link",
        "started_at": job.at,
    }
    response_id = record.add(job, schema.response, values, project_id=job.project_id)
    in_round = store.round_pilots(job, invitation.round_id)
    served = [p for p in in_round if p in unit.pilots] if unit else [invitation.pilot_id]
    store.add_links(
        job,
        [(schema.response_pilot, {"id": record.new_id(), "response_id": response_id, "pilot_id": p}) for p in served],
    )
    _prefill(job, response_id, document_id, unit)
    return store.response_of(job, response_id)


def _prefill(job: Job, response_id: str, document_id: str, unit: Unit | None) -> None:
    """Fill in the questions whose answer is known beforehand: the unit and the pilots it serves."""
    if unit is None:
        return
    pilots = {p.id: p.key for p in project_store.pilots(job, job.project_id)}
    known: dict[str, AnswerValue] = {
        "unit.organisation": unit.name, "unit.pilots": tuple(pilots[p] for p in unit.pilots if p in pilots),
    }
    for question, block in template_of(job, document_id).questions():
        if block is None and question.prefilled and question.feeds in known:
            value = known[question.feeds]
            if question.type in ("text", "multiple") and value:
                store.save_answer(job, response_id, (question.id, "", ""), Cleaned(value), project_id=job.project_id)


def _asked(form: Form, question: str, pilot: str, row: str) -> Question:
    for page in form.template.pages:
        for field in form.fields(page):
            if field.key == (question, pilot, row):
                return field.question
    raise ActionError("NOT_ASKED", NOT_ASKED)


def _unit(job: Job, invitation: Invitation) -> Unit | None:
    if invitation.unit_id is None:
        return None
    return next((u for u in project_store.units(job, job.project_id) if u.id == invitation.unit_id), None)


def _documents(job: Job, invitation: Invitation) -> list[tuple[str, SurveyTemplate]]:
    everything = [(d, template_of(job, d)) for d in store.round_documents(job, invitation.round_id)]
    unit = _unit(job, invitation)
    sector = record.get(job, schema.actor, unit.actor_id, binned=True).sector if unit else ""
    wanted = forms_for([template for _, template in everything], invitation.kind, sector)
    return [(document_id, template) for document_id, template in everything if template.id in wanted]


def _is_open(job: Job, invitation: Invitation) -> bool:
    one = store.round_of(job, invitation.round_id)
    past = one.closes_on is not None and one.closes_on < job.at.date()
    expired = invitation.expires_at is not None and invitation.expires_at < job.at
    return one.state == "open" and not past and not expired and invitation.revoked_at is None


def _check_open(job: Job, invitation: Invitation) -> None:
    if invitation.revoked_at is not None or (invitation.expires_at and invitation.expires_at < job.at):
        raise ActionError("LINK_ENDED", LINK_ENDED)
    if not _is_open(job, invitation):
        raise ActionError("CLOSED", CLOSED)

