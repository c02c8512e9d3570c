"""A respondent midway in an older version of a form: carrying the answers over, or starting afresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.answering import begin, cover_as_said, open_response
from mallipaja.actions.asking import OpenForm, form_of, forms_of, keeping, note_asked, opened, unit_of
from mallipaja.actions.documents import template_of
from mallipaja.actions.prefill import prefill
from mallipaja.actions.tidy import one_of
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import answers as answer_store
from mallipaja.store import joint, survey_versions
from mallipaja.store.answering import Standing
from mallipaja.store.surveys import Response
from mallipaja.survey.answers import Answer
from mallipaja.survey.carrying import Left, carry
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.versions import asked_in

How = Literal["carry", "afresh"]
HOWS: tuple[How, ...] = ("carry", "afresh")
NO_NEWER = N_("This form is the newest version already.")


@dataclass(frozen=True, slots=True)
class Over:
    """The answers that go over to the version asked now, and those that stay in the old response."""

    document_id: str
    carried: tuple[Answer, ...]
    left: tuple[Left, ...]


@action(Right.RESPOND, "response_id", writes=False)
def what_goes_over(job: Job, *, response_id: str) -> Over:
    """What carrying over would do, to be told beforehand."""
    response, standing = open_response(job, response_id)
    return _over(job, standing, response)


@action(Right.RESPOND, "response_id")
def go_over(job: Job, *, response_id: str, how: str) -> OpenForm:
    """Go on with the version asked now. The old response is kept with all its answers and counts no more.

    Carried over, what the older version did not ask opens as it does for everybody; of a joint answer who takes part and
    what is seen otherwise goes over too.
    """
    one_of(how, HOWS)
    response, standing = open_response(job, response_id)
    over = _over(job, standing, response)
    kept, unit = keeping(job, standing), unit_of(job, standing)
    survey_versions.supersede(kept, response.id, project_id=job.project_id)
    fresh = begin(
        job, standing, over.document_id, unit, prefilled=how == "afresh", filled_on=response.filled_on
    )
    for one in over.carried if how == "carry" else ():
        place, cleaned = (one.question, one.pilot, one.row), Cleaned(one.value, one.reason, one.other)
        answer_store.save_answer(kept, fresh.id, place, cleaned, project_id=job.project_id)
    if how == "carry":
        cover_as_said(kept, standing, fresh)
        asked_before = asked_in(template_of(job, response.document_id))
        prefill(kept, form_of(job, standing, fresh), fresh, unit, but=asked_before)
        joint.copy(kept, response.id, fresh.id, project_id=job.project_id)
    note_asked(kept, standing, fresh)
    return opened(job, standing, fresh)


def _over(job: Job, standing: Standing, response: Response) -> Over:
    """Follow the versions from the response's own to the one asked now."""
    asked = next(
        (
            one
            for one in forms_of(job, standing, unit_of(job, standing))
            if one.document_id == response.document_id
        ),
        None,
    )
    if asked is None or asked.newer is None:
        raise ActionError("NO_NEWER", NO_NEWER)
    versions = survey_versions.round_versions(job, standing.round_id)[asked.template.id]
    place = next(n for n, one in enumerate(versions) if one.document_id == response.document_id)
    answers, old = answer_store.answers_of(job, response.id), asked.template
    left: list[Left] = []
    for one in versions[place + 1 :]:
        new = template_of(job, one.document_id)
        done = carry(old, new, one.recode, answers)
        answers, old = list(done.kept.values()), new
        left += done.left
    return Over(asked.newer, tuple(answers), tuple(left))
