"""Erasing answers: one respondent's, a round's when its time has come, and one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.answering import open_response
from mallipaja.actions.asking import keeping, key_of
from mallipaja.actions.documents import template_of
from mallipaja.actions.forgetting import forget_kept
from mallipaja.actions.redaction import redact_copies
from mallipaja.errors import ActionError
from mallipaja.i18n import HELSINKI, N_
from mallipaja.store import boards, survey_versions
from mallipaja.store import erasure as store
from mallipaja.store import surveys as round_store
from mallipaja.store.answering import Standing
from mallipaja.store.erasure import Going, Kept
from mallipaja.store.places import Place
from mallipaja.store.surveys import Response
from mallipaja.survey.opening import deletion_day

ANONYMOUS = N_(
    "The answers of an anonymous round cannot be found by person. The person can erase them with the link they have."
)
STILL_OPEN = N_("The round is open. Close it before its answers are deleted.")


@dataclass(frozen=True, slots=True)
class Due:
    """A round with the day its answers are to be deleted, and what goes then. ``day`` is ``None`` when nothing says."""

    round_id: str
    project_id: str
    project: str
    title: str
    day: date | None
    due: bool
    going: Going


@action(Right.RUN_PROJECT, "invitation_id", writes=False)
def preview_respondent(job: Job, *, invitation_id: str) -> Going:
    """What erasing the respondent of an invitation would take."""
    found = store.going(job, store.responses_on(job, invitation_id))
    return found + Going(invitations=1)


@action(Right.RUN_PROJECT, "invitation_id")
def erase_respondent(job: Job, *, invitation_id: str) -> Going:
    """Erase what was answered on an invitation, the invitation, and the person asked when nothing else is asked of
    them.

    Raises
    ------
    ActionError : ``ERASE_ANONYMOUS`` when something has been sent that cannot be found.
    """
    if round_store.invitation_of(job, invitation_id).sent_forms:
        raise ActionError("ERASE_ANONYMOUS", ANONYMOUS)
    gone = _erase_responses(job, store.responses_on(job, invitation_id))
    gone += store.erase_invitations(job, [invitation_id], project_id=job.project_id)
    forget_kept(job, job.project_id)
    return gone


@action(Right.RESPOND, "response_id")
def erase_own(job: Job, *, response_id: str) -> Going:
    """Erase one's own answers to a form while it is open, those to its earlier versions too; it can be answered anew."""
    response, standing = open_response(job, response_id)
    if standing.is_anonymous:
        store.take_sent_back(job, standing.invitation_id, template_of(job, response.document_id).id)
    mine = _in_every_version(job, standing, response)
    gone = _erase_responses(keeping(job, standing), mine)
    forget_kept(job, job.project_id)
    return gone


def _erase_responses(job: Job, response_ids: list[str]) -> Going:
    """Erase responses, and what was made of the cards that hold their words: challenges, reasons, minutes."""
    redact_copies(job, boards.all_by_id(job, store.card_copies(job, response_ids)))
    return store.erase(job, response_ids, project_id=job.project_id)


def _in_every_version(job: Job, standing: Standing, response: Response) -> list[str]:
    """The ids of a response and of those its respondent went on from to newer versions of the form."""
    versions = survey_versions.round_versions(job, standing.round_id).values()
    here = next([one.document_id for one in every] for every in versions if _asks(every, response))
    if standing.is_anonymous:
        found = (round_store.response_by_key(job, key_of(job, standing, one)) for one in here)
    else:
        found = (round_store.response_for(job, standing.invitation_id, one) for one in here)
    return [one.id for one in found if one is not None]


def _asks(versions: list[survey_versions.RoundVersion], response: Response) -> bool:
    return response.document_id in {one.document_id for one in versions}


@action(Right.RUN_PROJECT, "round_id", writes=False)
def preview_round(job: Job, *, round_id: str) -> Due | None:
    """The day the answers of a round are to be deleted and what goes then; ``None`` when they have been."""
    kept = (one for one in store.kept_rounds(job, job.project_id) if one.id == round_id)
    return next((_due(job, one) for one in kept), None)


@action(Right.RUN_PROJECT, "round_id")
def erase_round(job: Job, *, round_id: str) -> Going:
    """Delete everything answered in a closed round now, and whom it asked. The round and its questions stay."""
    one = round_store.round_of(job, round_id)
    passed = one.closes_on is not None and one.closes_on < job.today
    if one.state == "open" and not passed:
        raise ActionError("ROUND_OPEN", STILL_OPEN)
    return _erase(job, round_id, job.project_id)


@action(Right.ADMINISTER, writes=False)
def all_due(job: Job) -> list[Due]:
    """Every round of the installation whose time has come, those in the bin too."""
    return [one for one in (_due(job, kept) for kept in store.kept_rounds(job)) if one.due]


@action(Right.ADMINISTER)
def erase_due(job: Job) -> list[Due]:
    """Delete the answers of every round whose time has come."""
    found = [one for one in (_due(job, kept) for kept in store.kept_rounds(job)) if one.due]
    for one in found:
        _erase(job, one.round_id, one.project_id)
    return found


def _erase(job: Job, round_id: str, project_id: str) -> Going:
    held = store.card_copies(job, store.responses_in(job, round_id))
    redact_copies(replace(job, place=Place(project_id)), boards.all_by_id(job, held))
    gone = store.erase_round(job, round_id, project_id=project_id)
    forget_kept(job, project_id)
    return gone


def _due(job: Job, one: Kept) -> Due:
    closed = one.closed_at.astimezone(HELSINKI).date() if one.state == "closed" and one.closed_at else None
    day = deletion_day(one.delete_on, closed or one.closes_on, one.retention_months)
    over = one.state == "closed" or (one.closes_on is not None and one.closes_on < job.today)
    found = store.going(job, store.responses_in(job, one.id))
    found += Going(invitations=len(store.invitations_in(job, one.id)))
    return Due(
        one.id,
        one.project_id,
        one.project,
        one.title,
        day,
        day is not None and day <= job.today and over,
        found,
    )
