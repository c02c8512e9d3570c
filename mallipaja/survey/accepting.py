"""Whether an answer keeps to what its question says of answers, beyond what it takes."""

from __future__ import annotations

from dataclasses import replace

from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.survey.answers import Answer
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.form import Field, Form

BROKEN = "ANSWER_CONSTRAINT"
"""The code of an answer that breaks a constraint; the template may say more about it."""
_BROKEN = N_("This answer does not fit the limits of the question, or your other answers.")


def check_constraint(form: Form, field: Field, cleaned: Cleaned) -> None:
    """Raise ``ANSWER_CONSTRAINT`` when an answer breaks the constraint of its question.

    Parameters
    ----------
    form : the form with its answers, this one as it was.
    """
    answer = Answer("", *field.key, cleaned.value, cleaned.reason, cleaned.other)
    if field.question.constraint is not None:
        fresh = replace(form, answers={**form.answers, field.key: answer})
        if not fresh.accepts(field, answer):
            raise ActionError(BROKEN, _BROKEN)
