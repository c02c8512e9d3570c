"""Situations and their coordinators, their caseloads, tasks by role, the five questions, who agreed on a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import (
    agreement_party,
    caseload,
    coordination_setting,
    coordinator_rule,
    pilot_question,
    responsibility,
)


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
    """What a pilot says to one of THL's five questions: its answer, or why nothing has been decided and by when it will
    be (``decide_by`` is ``None`` with an answer)."""

    id: str
    pilot_id: str
    question: str
    answer: str
    why_open: str
    decide_by: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """How many clients the coordinators of a post had on a day."""

    id: str
    pilot_id: str
    post: str
    clients: int
    counted_on: date
    revision: int


@dataclass(frozen=True, slots=True)
class CoordinationSettingRow:
    """What the wait for a coordinator is reckoned from; ``None`` for what nobody has agreed on."""

    id: str
    pilot_id: str
    new_clients_per_month: float | None
    months_each: float | None
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


def caseloads(work: Work, pilot_id: str) -> dict[str, CaseloadRow]:
    """Clients now, by post."""
    query = select(caseload).where(caseload.c.pilot_id == pilot_id, live(caseload))
    return {one.post: one for one in all_as(work, CaseloadRow, query)}


def coordination_setting_of(work: Work, pilot_id: str) -> CoordinationSettingRow | None:
    """What the wait is reckoned from in a pilot, if anything has been written."""
    own = coordination_setting.c.pilot_id == pilot_id
    query = select(coordination_setting).where(own, live(coordination_setting))
    return next(iter(all_as(work, CoordinationSettingRow, query)), None)
