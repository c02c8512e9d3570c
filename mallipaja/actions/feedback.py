"""The feedback channel of the accessibility statement: anybody writes, the administrator answers in 14 days."""

from __future__ import annotations

from datetime import date, timedelta

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import long_text
from mallipaja.actions.tokens import token_hash
from mallipaja.errors import ActionError
from mallipaja.i18n import HELSINKI, N_
from mallipaja.store import feedback as store
from mallipaja.store import people, record, schema
from mallipaja.store.feedback import Feedback

ANSWER_WITHIN = timedelta(days=14)
"""Digipalvelulaki 306/2019: feedback on accessibility is answered in fourteen days."""
MESSAGES_PER_HOUR = 5
ADDRESS_LENGTH = 200

EMPTY_FEEDBACK = N_("Write what did not work, and on which page.")
BAD_REPLY_TO = N_("“{address}” is not an e-mail address. Correct it, or leave it empty.")
TOO_OFTEN = N_("Several messages have come from here already. Try again in an hour.")


@action(Right.ANYONE)
def send_feedback(job: Job, *, text: str, reply_to: str = "", address: str = "") -> None:
    """Leave feedback on accessibility.

    Parameters
    ----------
    reply_to : e-mail address for the answer; may be empty.
    address : network address it comes from; messages are limited by it.
    """
    tidy, reply = long_text(text), reply_to.strip()
    if not tidy:
        raise ActionError("FEEDBACK_EMPTY", EMPTY_FEEDBACK)
    name, at, domain = reply.partition("@")
    if reply and not (name and at and "." in domain and " " not in reply and len(reply) <= ADDRESS_LENGTH):
        raise ActionError("FEEDBACK_ADDRESS", BAD_REPLY_TO, address=reply[:80])
    hour_ago = job.at - timedelta(hours=1)
    if people.add_attempt(job, token_hash(f"feedback|{address}"), hour_ago) > MESSAGES_PER_HOUR:
        raise ActionError("FEEDBACK_OFTEN", TOO_OFTEN)
    values = {"received_at": job.at, "text": tidy, "reply_to": reply}
    record.add(job, schema.feedback, values, project_id=None)


@action(Right.ADMINISTER, writes=False)
def list_feedback(job: Job) -> list[Feedback]:
    """All feedback, unanswered first."""
    return store.received(job)


@action(Right.ADMINISTER)
def mark_answered(job: Job, *, feedback_id: str) -> None:
    """Say that the feedback has been answered."""
    record.change(job, schema.feedback, feedback_id, {"answered_at": job.at}, revision=None, project_id=None)


def answer_by(one: Feedback) -> date:
    """The last day for answering."""
    return (one.received_at + ANSWER_WITHIN).astimezone(HELSINKI).date()
