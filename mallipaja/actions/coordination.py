"""Who is the client coordinator in which situation, and THL's five questions of a pilot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.evidence import evidence
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.saving import put
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.practice.phases import Phase, phases
from mallipaja.practice.questions import FIVE_QUESTIONS, PilotAnswer, five_questions
from mallipaja.store import duties as store
from mallipaja.store import record, schema
from mallipaja.store import variants as variant_store
from mallipaja.store.duties import QuestionRow, RuleRow
from mallipaja.team.coordination import (
    NEEDS,
    CoordinatorRule,
    Hole,
    Overlap,
    Unsaid,
    holes,
    overlaps,
    unsaid,
)

QUESTIONS: tuple[str, ...] = tuple(name for name, _feeds in FIVE_QUESTIONS)
Standing = Literal["answered", "open", "overdue", "proposed", "unanswered"]
"""How far one of the five questions is: answered by the pilot; nothing decided yet, with a reason and a day; that day has
passed; only the survey tells how it is today, and nobody has agreed on it; nobody has said anything."""
NO_REASON = N_("Write why nothing has been decided yet.")
NO_DECIDE_BY = N_("Give the day by which it will be decided: today or later.")
_NAMES = ("situation", "coordinator")
_TEXTS = (
    "deputy",
    "changes_when",
    "second",
    "second_period",
    "handover",
    "own_worker",
    "work_ability_coordinator",
)


@dataclass(frozen=True, slots=True)
class Coordination:
    """A pilot's decision table with what is wrong with it, and its answers to the five questions.

    ``answers`` are those of the survey, always five; ``own`` are what the pilot has written over them, by question: an
    answer, or why nothing has been decided yet and by when it will be.
    """

    phases: tuple[Phase, ...]
    rules: tuple[CoordinatorRule, ...]
    rows: tuple[RuleRow, ...]
    holes: tuple[Hole, ...]
    overlaps: tuple[Overlap, ...]
    unsaid: tuple[Unsaid, ...]
    answers: tuple[PilotAnswer, ...]
    own: Mapping[str, QuestionRow]
    today: date

    def standing(self, question: str) -> Standing:
        """How far one of the five questions is."""
        own = self.own.get(question)
        if own is not None and own.decide_by is not None:
            return "open" if own.decide_by >= self.today else "overdue"
        answered = any(one.is_answered for one in self.answers if one.question == question)
        if own is not None:
            return "answered"
        return "proposed" if answered else "unanswered"

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions that keep the team from being agreed on: no answer of the pilot's own, and no day to come by which
        there is one. What the survey tells of today is a proposal until somebody confirms it."""
        return tuple(one for one in QUESTIONS if self.standing(one) not in {"answered", "open"})


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_coordination(job: Job, *, pilot_id: str) -> Coordination:
    """The pilot's decision table and its answers to the five questions."""
    return coordination_of(job, pilot_id)


def coordination_of(job: Job, pilot_id: str) -> Coordination:
    """The same inside another action; the caller has checked the right."""
    listed = path_of(job, pilot_id)
    codes = tuple(one.code for one in listed)
    rows = tuple(store.rules(job, pilot_id))
    rules = tuple(_rule(one, codes) for one in rows)
    known = evidence(job, job.project_id)
    return Coordination(
        listed,
        rules,
        rows,
        holes(rules, codes),
        overlaps(rules, codes),
        unsaid(rules),
        five_questions(known.records, known.pilots[pilot_id]),
        store.questions(job, pilot_id),
        job.today,
    )


def path_of(job: Job, pilot_id: str) -> tuple[Phase, ...]:
    """The phases of the client's path in the version of the model the pilot goes by."""
    return phases(pilot_generic(job, variant_store.variant_of(job, pilot_id)))


@action(Right.EDIT_PILOT, "pilot_id")
def add_rule(job: Job, *, pilot_id: str, values: Mapping[str, Any]) -> str:
    """Add a row to the decision table; ``values`` are fields of `CoordinatorRule`, "situation" and "coordinator" at
    least.
    """
    position = len(store.rules(job, pilot_id))
    checked = _checked(job, pilot_id, {"situation": "", "coordinator": "", **values})
    place = {"pilot_id": pilot_id, "position": position}
    return record.add(job, schema.coordinator_rule, {**place, **checked}, project_id=job.project_id)


@action(Right.EDIT_PILOT, "rule_id")
def change_rule(job: Job, *, rule_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a row of the decision table; returns its new revision."""
    row = record.get(job, schema.coordinator_rule, rule_id)
    checked = _checked(job, row.pilot_id, values)
    return record.change(
        job, schema.coordinator_rule, rule_id, checked, revision=revision, project_id=job.project_id
    )


@action(Right.EDIT_PILOT, "rule_id")
def remove_rule(job: Job, *, rule_id: str) -> None:
    """Move a row of the decision table to the bin."""
    record.put_in_bin(job, schema.coordinator_rule, rule_id, project_id=job.project_id)


@action(Right.EDIT_PILOT, "pilot_id")
def answer_question(
    job: Job, *, pilot_id: str, question: str, answer: str, revision: int | None = None
) -> None:
    """Write what the pilot answers to one of the five questions, the survey's words confirmed or others; "" goes back."""
    one_of(question, QUESTIONS)
    text = long_text(answer)
    known = store.questions(job, pilot_id).get(question)
    if known is not None and not text:
        record.put_in_bin(job, schema.pilot_question, known.id, project_id=job.project_id)
        return
    _say(job, pilot_id, question, {"answer": text, "why_open": "", "decide_by": None}, revision)


@action(Right.EDIT_PILOT, "pilot_id")
def leave_question_open(
    job: Job, *, pilot_id: str, question: str, why: str, decide_by: date, revision: int | None = None
) -> None:
    """Say of one of the five questions that nothing has been decided yet: why, and by when it will be.

    Raises
    ------
    ActionError : the reason is missing, or the day has passed.
    """
    reason = long_text(why)
    if not reason:
        raise ActionError("WHY_OPEN", NO_REASON)
    if decide_by < job.today:
        raise ActionError("DECIDE_BY", NO_DECIDE_BY)
    _say(job, pilot_id, question, {"answer": "", "why_open": reason, "decide_by": decide_by}, revision)


def _say(job: Job, pilot_id: str, question: str, values: Mapping[str, Any], revision: int | None) -> None:
    one_of(question, QUESTIONS)
    known = store.questions(job, pilot_id).get(question)
    put(
        job,
        schema.pilot_question,
        known.id if known else None,
        {"pilot_id": pilot_id, "question": question},
        values,
        blank={"answer": "", "why_open": "", "decide_by": None},
        revision=revision,
    )


def _checked(job: Job, pilot_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    allowed = {"needs": NEEDS, "phases": tuple(one.code for one in path_of(job, pilot_id))}
    for name, value in values.items():
        if name in _NAMES:
            found[name] = tidy_name(value)
        elif name in allowed:
            found[name] = [one_of(one, allowed[name]) for one in value] or None
        else:
            known = one_of(name, _TEXTS)
            found[known] = long_text(value)
    return found


def _rule(row: RuleRow, codes: tuple[str, ...]) -> CoordinatorRule:
    """A stored rule."""
    return CoordinatorRule(
        row.id, row.situation, row.coordinator, row.deputy, row.changes_when,
        _still(row.needs, NEEDS),
        _still(row.phases, codes),
        row.second, row.second_period, row.handover, row.own_worker, row.work_ability_coordinator,
    )  # fmt: skip


def _still(said: Sequence[str] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    """What a rule is for that the model still has; where it has none of it any more, what was said: for nothing, not for
    everything."""
    given = tuple(said or ())
    return tuple(one for one in given if one in known) or given
