"""Redacting: what should never have been written (a client's data) is taken out, also of the past.

The text goes from the record, from every line of its history, from what was copied from it (challenges, merged
results of votes, final minutes), and so from everything that is exported later. Backups that were made earlier have
it still: the page says so.
"""

from __future__ import annotations

from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.forgetting import forget_kept
from mallipaja.store import boards, decisions, redaction, schema, votes
from mallipaja.store import record as records
from mallipaja.store import workshops as workshop_store
from mallipaja.store.schema import Table
from mallipaja.workshop.minutes import WRITTEN

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
    """Take the text of a decision, and what came of it, out of everywhere."""
    one = records.get(job, schema.decision, decision_id, binned=True)
    _take_out(job, schema.decision, one, "text", "outcome")
    _clean_minutes(job, one.workshop_id, one.text)
    workshop_store.touch(job, one.workshop_id)


@action(Right.RUN_PROJECT, "challenge_id")
def redact_challenge(job: Job, *, challenge_id: str) -> None:
    """Take the text of a challenge, and the reasons for not solving it, out of everywhere."""
    one = records.get(job, schema.challenge, challenge_id, binned=True)
    _take_out(job, schema.challenge, one, "text")
    for link_id in decisions.reasons_of(job, challenge_id):
        redaction.redact(job, schema.challenge_link, link_id, "reason", REDACTED, project_id=job.project_id)
    forget_kept(job, job.project_id)
    if one.workshop_id:
        _clean_minutes(job, one.workshop_id, one.text)


@action(Right.RUN_PROJECT, "remark_id")
def redact_remark(job: Job, *, remark_id: str) -> None:
    """Take a remark on the minutes, and its answer, out of everywhere."""
    one = records.get(job, schema.minutes_remark, remark_id, binned=True)
    _take_out(job, schema.minutes_remark, one, "text", "answer")


@action(Right.RUN_PROJECT, "workshop_id")
def redact_addition(job: Job, *, workshop_id: str) -> None:
    """Take what the facilitator added to the minutes, now or before, out of everywhere."""
    found = decisions.minutes_of(job, workshop_id)
    if found is None:
        return
    _take_out(job, schema.minutes, found, "addition")
    if found.body and found.body.get("addition"):
        fresh: Any = {**found.body, "addition": REDACTED}
        redaction.redact(job, schema.minutes, found.id, "body", fresh, project_id=job.project_id)


def _take_out(job: Job, table: Table, one: Any, *fields: str) -> None:
    """Take the texts of a record out, also where its history has one that it has no more."""
    for field in fields:
        if getattr(one, field) or field in redaction.written(job, table, one.id):
            redaction.redact(job, table, one.id, field, REDACTED, project_id=job.project_id)


def _clean_minutes(job: Job, workshop_id: str, text: str) -> None:
    """Final minutes hold their own copy of what was said."""
    found = decisions.minutes_of(job, workshop_id)
    if found is None or not text or text == REDACTED:
        return
    fresh = redaction.without(found.body, text, REDACTED, WRITTEN)
    if fresh != found.body:
        redaction.redact(job, schema.minutes, found.id, "body", fresh, project_id=job.project_id)
