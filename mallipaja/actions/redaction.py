"""Redacting: what should never have been written (a client's data) is taken out, also of the past.

The text goes from the record, from every line of its history, from what was copied from it (challenges, practices,
what a card was split from and into, results of votes, final minutes), and so from everything that is exported later.
Backups that were made earlier have it still: the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.forgetting import forget_kept
from mallipaja.store import boards, decisions, practices, redaction, schema, variants, votes
from mallipaja.store import record as records
from mallipaja.store import workshops as workshop_store
from mallipaja.store.schema import Table
from mallipaja.workshop.cards import Card
from mallipaja.workshop.minutes import WRITTEN

REDACTED = "[poistettu]"
"""What is there instead, in every language: a mark, not a sentence."""


@action(Right.RUN_PROJECT, "card_id")
def redact_card(job: Job, *, card_id: str) -> None:
    """Take the text of a card out of everywhere: also out of the card it was split from, and of what it was split into."""
    one = boards.card_or_none(job, card_id)
    if one is None or one.text == REDACTED:
        return
    for above in boards.split_from(job, one):
        whole = above.text.replace(one.text, REDACTED) if one.text in above.text else REDACTED
        _redact_card(job, above, whole)
    for each in (one, *boards.split_into(job, one.id)):
        _redact_card(job, each, REDACTED)
    forget_kept(job, job.project_id)
    workshop_store.touch(job, workshop_store.step_of(job, one.step_id).workshop_id)


def _redact_card(job: Job, one: Card, fresh: str) -> None:
    """Put ``fresh`` in the place of a card's text, and in what was copied from it."""
    if one.text == fresh:
        return
    redaction.redact(job, schema.card, one.id, "text", fresh, project_id=job.project_id)
    votes.clean_label(job, one.id, fresh)
    made: list[tuple[Table, str, str]] = [
        *((schema.challenge, each, "text") for each in decisions.challenges_of_card(job, one.id)),
        *(
            (schema.practice, each, field)
            for each in practices.of_card(job, one.id)
            for field in ("what", "how")
        ),
    ]
    for table, record_id, field in made:
        now = getattr(records.get(job, table, record_id, binned=True), field)
        past = redaction.told(job, table, record_id, field)
        repeating = [said for said in (now, *past) if redaction.replaced(said, one.text, fresh) != said]
        if repeating:
            rest = redaction.replaced(now, one.text, fresh)
            redaction.redact(job, table, record_id, field, rest, project_id=job.project_id)
        for said in dict.fromkeys(
            repeating
        ):  # a reason may be the whole challenge, of which the card is a part
            _clean_models(job, said, redaction.replaced(said, one.text, fresh))
    _clean_models(job, one.text, fresh)
    _clean_minutes(job, workshop_store.step_of(job, one.step_id).workshop_id, one.text, fresh)


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
    _clean_models(job, one.text)
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


def redact_copies(job: Job, cards: Iterable[Card]) -> None:
    """Take out what was made of cards that are about to be erased with the answers they hold."""
    for one in cards:
        _redact_card(job, one, REDACTED)


def _clean_models(job: Job, text: str, instead: str = REDACTED) -> None:
    """The reason of a change may be the challenge it answers, word for word."""
    if not text or text == REDACTED:
        return
    for table, record_id, field, value, revision in variants.reasons(job, job.project_id):
        past = redaction.told(job, table, record_id, field) if revision > 1 else ()
        if any(redaction.repeated(said, text, instead) != said for said in (value, *past)):
            fresh = redaction.repeated(value, text, instead)
            redaction.redact(job, table, record_id, field, fresh, project_id=job.project_id)


def _clean_minutes(job: Job, workshop_id: str, text: str, instead: str = REDACTED) -> None:
    """Final minutes hold their own copy of what was said."""
    found = decisions.minutes_of(job, workshop_id)
    if found is None or not text or text == REDACTED:
        return
    fresh = redaction.without(found.body, text, instead, WRITTEN)
    if fresh != found.body:
        redaction.redact(job, schema.minutes, found.id, "body", fresh, project_id=job.project_id)
