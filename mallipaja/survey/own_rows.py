"""Rows the respondent has added: taking one away."""

from __future__ import annotations

from collections.abc import Collection

from mallipaja.survey.form import Form
from mallipaja.survey.same import Writes


def moved_up(form: Form, asked: Collection[str], pilot: str, gone: int) -> Writes:
    """What to store when a row goes: the rows after it move up by one.

    Parameters
    ----------
    asked : the ids of the questions of the block.
    gone : number of the row, from 1.
    """
    writes: Writes = {}
    for (question, its_pilot, row), one in form.answers.items():
        if question in asked and its_pilot == pilot and row.isdigit() and int(row) >= gone:
            writes.setdefault((question, pilot, row), None)
            if int(row) > gone:
                writes[(question, pilot, str(int(row) - 1))] = one
    return writes
