"""What has to be so before a team can be agreed on."""

from __future__ import annotations

from mallipaja.actions.access import Context
from mallipaja.actions.agreement import view_agreement
from mallipaja.actions.coordination import QUESTIONS, answer_question


def answer_five(asked: Context, pilot_id: str) -> None:
    """The pilot answers THL's five questions."""
    for one in QUESTIONS:
        answer_question(asked, pilot_id=pilot_id, question=one, answer="Sovittu työpajassa.")


def unagreed(asked: Context, pilot_id: str) -> tuple[tuple[str, str], ...]:
    """What is confirmed when it is agreed on without the required parties that have not agreed."""
    return tuple((one.sector, one.state) for one in view_agreement(asked, pilot_id=pilot_id).parties.unagreed)
