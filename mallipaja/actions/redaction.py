"""Redacting: what should never have been written (a client's data) is taken out, also of the past.

The text goes from the record, from every line of its history, from what was copied from it (challenges, merged
results of votes, final minutes), and so from everything that is exported later. Backups that were made earlier have
it still: the page says so.
"""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.forgetting import forget_kept
from mallipaja.store import boards, decisions, redaction, schema, votes
from mallipaja.store import record as records
from mallipaja.store import workshops as workshop_store

REDACTED = "[poistettu]"
"""What is there instead, in every language: a mark, not a sentence."""


@action(Right.RUN_PROJECT, "card_id")
def redact_card(job: Job, *, card_id: str) -> None:
    """Take the text of a card out of everywhere."""
    one = boards.card_or_none(job, card_id)
    if one is None or one.text == REDACTED:
        return
    redaction.redact(job, schema.card, card_id, "text", REDACTED, project_id=job.project_id)
    votes.clean_label(job, card_id, REDACTED)
    for challenge_id in decisions.challenges_of_card(job, card_id):
        raised = decisions.challenge_or_none(job, challenge_id)
        if raised is not None and one.text in raised.text:
            fresh = raised.text.replace(one.text, REDACTED)
            redaction.redact(job, schema.challenge, challenge_id, "text", fresh, project_id=job.project_id)
    forget_kept(job, job.project_id)
    step = workshop_store.step_of(job, one.step_id)
    _clean_minutes(job, step.workshop_id, one.text)
    workshop_store.touch(job, step.workshop_id)


@action(Right.RUN_PROJECT, "decision_id")
def redact_decision(job: Job, *, decision_id: str) -> None:
    """Take the text of a decision out of everywhere."""
    one = records.get(job, schema.decision, decision_id, binned=True)
    redaction.redact(job, schema.decision, decision_id, "text", REDACTED, project_id=job.project_id)
    _clean_minutes(job, one.workshop_id, one.text)
    workshop_store.touch(job, one.workshop_id)


@action(Right.RUN_PROJECT, "challenge_id")
def redact_challenge(job: Job, *, challenge_id: str) -> None:
    """Take the text of a challenge out of everywhere."""
    one = records.get(job, schema.challenge, challenge_id, binned=True)
    redaction.redact(job, schema.challenge, challenge_id, "text", REDACTED, project_id=job.project_id)
    forget_kept(job, job.project_id)
    if one.workshop_id:
        _clean_minutes(job, one.workshop_id, one.text)


@action(Right.RUN_PROJECT, "remark_id")
def redact_remark(job: Job, *, remark_id: str) -> None:
    """Take the text of a remark on the minutes out of everywhere."""
    redaction.redact(job, schema.minutes_remark, remark_id, "text", REDACTED, project_id=job.project_id)


def _clean_minutes(job: Job, workshop_id: str, text: str) -> None:
    """Final minutes hold their own copy of what was said."""
    found = decisions.minutes_of(job, workshop_id)
    if found is None or not text:
        return
    fresh = redaction.without(found.body, text, REDACTED)
    if fresh != found.body:
        redaction.redact(job, schema.minutes, found.id, "body", fresh, project_id=job.project_id)
