"""Situations and their coordinators, tasks by role, answers to the five questions, who agreed on a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import agreement_party, coordinator_rule, pilot_question, responsibility


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Situation → client coordinator. ``needs`` and ``phases`` are ``None`` when the rule is for all of them."""

    id: str
    pilot_id: str
    situation: str
    coordinator: str
    deputy: str
    changes_when: str
    needs: Sequence[str] | None
    phases: Sequence[str] | None
    second: str
    second_period: str
    handover: str
    own_worker: str
    work_ability_coordinator: str
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with the parts of the roles in it."""

    id: str
    pilot_id: str
    phase: str
    task: str
    parts: Mapping[str, str]
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who agreed on a draft for an organisation, and with what mandate."""

    id: str
    draft_id: str
    organisation: str
    agreed_by: str
    mandate: str
    agreed_on: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What a pilot says to one of THL's five questions."""

    id: str
    pilot_id: str
    question: str
    answer: str
    revision: int


def rules(work: Work, pilot_id: str) -> list[RuleRow]:
    """The pilot's coordinator rules in their order."""
    query = select(coordinator_rule).where(coordinator_rule.c.pilot_id == pilot_id, live(coordinator_rule))
    return all_as(work, RuleRow, query.order_by(coordinator_rule.c.position, coordinator_rule.c.id))


def tasks(work: Work, pilot_id: str) -> list[TaskRow]:
    """The pilot's tasks in their order."""
    query = select(responsibility).where(responsibility.c.pilot_id == pilot_id, live(responsibility))
    return all_as(work, TaskRow, query.order_by(responsibility.c.position, responsibility.c.id))


def parties(work: Work, draft_id: str) -> list[PartyRow]:
    """Who agreed on the draft, by organisation."""
    query = select(agreement_party).where(agreement_party.c.draft_id == draft_id, live(agreement_party))
    return all_as(work, PartyRow, query.order_by(agreement_party.c.organisation))


def questions(work: Work, pilot_id: str) -> dict[str, QuestionRow]:
    """The pilot's own answers to the five questions, by question."""
    query = select(pilot_question).where(pilot_question.c.pilot_id == pilot_id, live(pilot_question))
    return {one.question: one for one in all_as(work, QuestionRow, query)}
