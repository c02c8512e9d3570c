"""What an invitation asks: its forms, their choice lists, and whether they can be answered now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from mallipaja.actions.access import Job
from mallipaja.actions.documents import template_of
from mallipaja.actions.tokens import response_key
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError, Refused
from mallipaja.i18n import HELSINKI, N_
from mallipaja.store import answering as store
from mallipaja.store import answers as answer_store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema, survey_versions
from mallipaja.store import surveys as survey_store
from mallipaja.store.answering import Standing
from mallipaja.store.answers import Kept
from mallipaja.store.projects import Pilot, Unit
from mallipaja.store.survey_versions import RoundVersion
from mallipaja.store.surveys import Response
from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.audience import forms_for
from mallipaja.survey.form import ACTORS, PILOTS, Form, Place, by_key, is_answered
from mallipaja.survey.logic import Reach, logic_of, looks_around
from mallipaja.survey.opening import day_only, takes_answers
from mallipaja.survey.same import per_pilot_questions

CLOSED = N_("The survey is closed. Your answers are kept, but they can no longer be changed.")
LINK_ENDED = N_("This link no longer works. Ask the person who invited you for a new one.")
T = TypeVar("T", Unit, Pilot)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """One form of an invitation, ready to be drawn.

    ``open`` tells whether it can be answered now; ``pilot_names`` are by pilot key; ``saved_at`` is when an
    answer was last stored, ``None`` before the first. Of an anonymous form days are stored, not hours.
    """

    response_id: str
    document_id: str
    form: Form
    pilot_names: dict[str, str]
    submitted_at: datetime | None
    saved_at: datetime | None
    open: bool
    closes_on: date | None
    is_anonymous: bool = False


def standing_of(job: Job, invitation_id: str) -> Standing:
    """The invitation; raises ``LINK_ENDED`` when it has been revoked, has expired or was removed."""
    return standing_still(job, store.standing(job, invitation_id))


def standing_still(job: Job, found: Standing) -> Standing:
    """The same invitation, when its link still works; raises ``LINK_ENDED`` as `standing_of` does."""
    expired = found.expires_at is not None and found.expires_at < job.at
    if found.removed or expired or found.revoked_at is not None:
        raise ActionError("LINK_ENDED", LINK_ENDED)
    return found


def is_open(job: Job, standing: Standing) -> bool:
    """Whether the round takes answers today; the closing day itself is still open."""
    return takes_answers(standing.state, standing.opens_on, standing.closes_on, job.today)


def check_open(job: Job, standing: Standing) -> None:
    """Raise ``CLOSED`` when the round takes no answers."""
    if not is_open(job, standing):
        raise ActionError("CLOSED", CLOSED)


def key_of(job: Job, standing: Standing, document_id: str) -> str:
    """The key of an anonymous response to a form, from the token of the link this device was opened with."""
    token = dict(job.actor.tokens).get(standing.invitation_id)
    if token is None:
        raise ActionError("LINK_ENDED", LINK_ENDED)
    return response_key(token, f"{standing.round_id}/{document_id}")


def response_for(job: Job, standing: Standing, document_id: str, *, theirs: bool = False) -> Response | None:
    """The response given to a form by whoever asks, if it has been started.

    Parameters
    ----------
    theirs : tell also of what somebody answers themselves.

    Raises
    ------
    Refused : those who run the project ask for what somebody answers themselves.
    """
    if standing.is_anonymous:
        return survey_store.response_by_key(job, key_of(job, standing, document_id))
    found = survey_store.response_for(job, standing.invitation_id, document_id)
    if found and not theirs and not may_open(job, standing, found):
        raise Refused
    return found


def may_open(job: Job, standing: Standing, response: Response) -> bool:
    """Whether a response is one's own, or was written down for others."""
    return standing.invitation_id in job.actor.invitations or response.on_behalf


def keeping(job: Job, standing: Standing) -> Job:
    """The transaction as what is stored of an answer sees it: anonymous answers tell neither who nor which hour."""
    if not standing.is_anonymous:
        return job
    return replace(job, who="anonymous", at=day_only(job.at))


def unit_of(job: Job, standing: Standing) -> Unit | None:
    """The unit that answers; ``None`` for joint and personal forms. Raises ``LINK_ENDED`` when it is in the bin."""
    if standing.unit_id is None:
        return None
    every = project_store.units(job, standing.project_id)
    return _there(every, standing.unit_id)


def pilot_of(job: Job, standing: Standing) -> Pilot | None:
    """The pilot of a joint or a personal form. Raises ``LINK_ENDED`` when it is in the bin."""
    if standing.pilot_id is None:
        return None
    return _there(project_store.pilots(job, standing.project_id), standing.pilot_id)


def _there(every: Sequence[T], wanted: str) -> T:
    found = next((one for one in every if one.id == wanted), None)
    if found is None:
        raise ActionError("LINK_ENDED", LINK_ENDED)
    return found


@dataclass(frozen=True, slots=True)
class AskedForm:
    """A form an invitation holds, in the version this respondent has.

    ``newer`` is the version that is asked now, when this one was begun and not sent: the respondent chooses
    whether to carry the answers over.
    """

    document_id: str
    template: SurveyTemplate
    newer: str | None = None


def forms_of(job: Job, standing: Standing, unit: Unit | None) -> list[AskedForm]:
    """The forms the invitation holds, in the order of the round."""
    versions = survey_versions.round_versions(job, standing.round_id)
    everything = {key: template_of(job, found[-1].document_id) for key, found in versions.items()}
    # the actor's sector, not the employer's: one municipality employs social work and employment services
    sector = record.get(job, schema.actor, unit.actor_id).sector if unit else ""
    wanted = forms_for(everything.values(), standing.kind, sector)
    return [_own_version(job, standing, found) for key, found in versions.items() if key in wanted]


def _own_version(job: Job, standing: Standing, versions: list[RoundVersion]) -> AskedForm:
    """What was sent stays as it was sent; what was begun may go over to the version asked now."""
    now = versions[-1].document_id
    if len(versions) > 1:
        ids = [one.document_id for one in versions]
        keys = {one: key_of(job, standing, one) for one in ids} if standing.is_anonymous else {}
        given = survey_versions.latest_given(job, standing.invitation_id, keys, ids)
        for one in reversed(ids):
            if one in given and one != now:
                sent = given[one][1]
                return AskedForm(one, template_of(job, one), None if sent else now)
            if one in given:
                break
    return AskedForm(now, template_of(job, now))


def external_lists(
    job: Job, project_id: str, pilot_keys: tuple[str, ...], own_actor: str = ""
) -> tuple[dict[str, tuple[ChoiceItem, ...]], dict[str, frozenset[str]]]:
    """The choice lists a template takes from outside, and the codes of the actors by pilot.

    Parameters
    ----------
    pilot_keys : the actors are those on the rosters of these pilots.
    own_actor : id of the actor that answers; it is not asked about itself.
    """
    rows = [row for row in store.rosters(job, project_id) if row.id != own_actor]
    actors = {
        row.key: ChoiceItem(code=row.key, label=Text(fi=row.name), sector=row.sector)
        for row in rows
        if row.pilot in pilot_keys
    }
    pilots = project_store.pilots(job, project_id)
    lists = {
        ACTORS: tuple(actors.values()),
        PILOTS: tuple(ChoiceItem(code=one.key, label=Text(fi=one.name)) for one in pilots),
        "reference:professions": job.catalogue.profession_choices,
    }
    return lists, {key: frozenset(row.key for row in rows if row.pilot == key) for key in pilot_keys}


def form_of(job: Job, standing: Standing, response: Response) -> Form:
    """The form of a response with its answers."""
    keys = store.pilot_keys(job, response.id)
    own = store.own_actor(job, response.unit_id) if response.unit_id else ""
    lists, rosters = external_lists(job, standing.project_id, keys, own)
    answers = by_key(answer_store.answers_of(job, response.id))
    return Form(template_of(job, response.document_id), keys, lists, answers, rosters, moment=_moment(job))


def _moment(job: Job) -> str:
    return job.at.astimezone(HELSINKI).replace(tzinfo=None).isoformat(timespec="seconds")


def note_asked(job: Job, standing: Standing, response: Response) -> None:
    """Note beside every answer of a response whether its question is asked now; after what conditions look at.

    What is not asked, or is about a pilot that is not asked about any more, is kept, and counts nowhere until it is
    asked again.
    """
    form = form_of(job, standing, response)
    asked = {place: _is_asked(form, place) for place in form.answers}
    answer_store.note_asked(job, response.id, asked)


def _is_asked(form: Form, place: Place) -> bool:
    return place[1] in ("", *form.pilots) and form.is_asked(*place)


@dataclass(frozen=True, slots=True)
class Around:
    """As much of a form as saving an answer in a place needs; for most that is next to nothing.

    ``reach`` is how far the answer reaches, ``None`` when no further than itself. ``known`` are the answers that were
    read for it, by place, ``None`` when the whole form was read.
    """

    form: Form
    reach: Reach | None
    known: Mapping[Place, Kept] | None


def around(job: Job, standing: Standing, response: Response, place: Place, value: AnswerValue) -> Around:
    """What an answer is judged by and what it decides on, and the answer that is stored in its place now.

    Of the project's lists the chosen actors alone are read. The other answers are read as far as conditions of this
    answer's reach look at them, and all of them when something has been answered for all pilots at once.
    """
    template = template_of(job, response.document_id)
    question, pilot, row = place
    found = template.by_id.get(question)
    reach = _reach(template, question)
    if found is None or found[0].choices == PILOTS or (reach and reach.needs_lists):
        return Around(form_of(job, standing, response), reach, None)
    asked, block = found
    read = reach.read if reach else frozenset()
    together = _together(template, question) if pilot else frozenset()
    known = answer_store.answers_around(job, response.id, place, read, together)
    if any(one.answer.pilot == "" and one.answer.question in together for one in known.values()):
        return Around(form_of(job, standing, response), reach, None)
    lists = {"reference:professions": job.catalogue.profession_choices}
    if block and block.is_roster and template.question(block.for_each).choices == ACTORS:
        lists[ACTORS] = _choices(store.actors_named(job, standing.project_id, (row,)))
    pilots = store.pilot_keys(job, response.id) if pilot or reach or asked.choices == ACTORS else ()
    if asked.choices == ACTORS:
        codes = value if isinstance(value, tuple) else (str(value),)
        on = (pilot,) if pilot else pilots
        rows = store.actors_on_rosters(
            job, standing.project_id, codes, on, but_of_unit=response.unit_id or ""
        )
        lists[ACTORS] = (*lists.get(ACTORS, ()), *_choices(rows))
    looked_at = by_key(one.answer for one in known.values() if one.answer.question in read)
    return Around(Form(template, pilots, lists, looked_at, moment=_moment(job)), reach, known)


def _reach(template: SurveyTemplate, question: str) -> Reach | None:
    logic = logic_of(template)
    if logic is None or not looks_around(template, question):
        return None
    return (
        logic.reach(question)
        if question in logic.elements
        else Reach(frozenset(), frozenset(), needs_lists=True)
    )


def note_decided(job: Job, standing: Standing, response: Response, known: Around, answer: Answer) -> None:
    """Note beside the answers that a stored answer decides on whether their questions are asked now."""
    if known.reach is None:
        return
    if known.known is None:
        note_asked(job, standing, response)
        return
    place = (answer.question, answer.pilot, answer.row)
    answers = {one: given for one, given in known.form.answers.items() if one != place}
    if is_answered(answer):
        answers[place] = answer
    form = replace(known.form, answers=answers)
    for one in answers:
        was = known.known[one].asked if one in known.known else True
        if one[0] in known.reach.decided and (now := _is_asked(form, one)) != was:
            answer_store.set_asked(job, response.id, one, asked=now)


def _together(template: SurveyTemplate, question: str) -> frozenset[str]:
    """The questions that are answered for all pilots at once, or for each, together with this one."""
    return next((ids for ids in map(per_pilot_questions, template.pages) if question in ids), frozenset())


def _choices(actors: Iterable[tuple[str, str, str]]) -> tuple[ChoiceItem, ...]:
    return tuple(ChoiceItem(code=key, label=Text(fi=name), sector=sector) for key, name, sector in actors)


def opened(job: Job, standing: Standing, response: Response) -> OpenForm:
    """The form of a response as the respondent sees it."""
    form = form_of(job, standing, response)
    names = {choice.code: choice.label.fi for choice in form.lists[PILOTS]}
    return OpenForm(
        response.id,
        response.document_id,
        form,
        {key: names[key] for key in form.pilots},
        response.submitted_at,
        answer_store.saved_at(job, response.id),
        is_open(job, standing),
        standing.closes_on,
        standing.is_anonymous,
    )
