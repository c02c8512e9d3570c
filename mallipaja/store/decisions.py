"""Decisions, actions and challenges of a project, what challenges are tied to, and minutes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live, of_a_pilot_there
from mallipaja.store.schema import (
    adaptation,
    challenge,
    challenge_card,
    challenge_link,
    decision,
    meeting,
    minutes,
    minutes_remark,
    variant,
    workshop,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision or an action, with one owner: an organisation and a person of it."""

    id: str
    workshop_id: str
    kind: str
    text: str
    organisation_id: str | None
    person: str
    due_on: date | None
    element: str
    adaptation_id: str | None
    state: str
    closed_on: date | None
    outcome: str
    decided_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge; ``pilot_id`` None concerns all the pilots, ``workshop_id`` says where it was raised."""

    id: str
    project_id: str
    pilot_id: str | None
    workshop_id: str | None
    theme_id: str | None
    text: str
    raised_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class ChallengeLink:
    """What a challenge was tied to."""

    id: str
    challenge_id: str
    kind: str
    element: str
    adaptation_id: str | None
    decision_id: str | None
    reason: str
    linked_at: datetime
    revision: int

    @property
    def target(self) -> str:
        """The element's key or the id of the adaptation or decision."""
        return self.element or self.adaptation_id or self.decision_id or ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """``body`` is what they were when they became final; computed anew until then."""

    id: str
    workshop_id: str
    state: str
    made_at: datetime
    sent_at: datetime | None
    sent_by: str
    final_at: datetime | None
    final_by: str
    addition: str
    body: Any
    revision: int


@dataclass(frozen=True, slots=True)
class Remark:
    id: str
    minutes_id: str
    text: str
    by: str
    at: datetime
    answer: str
    settled_at: datetime | None
    revision: int


def decisions(work: Work, project_id: str) -> list[Decision]:
    """The decisions and actions of a project: open ones first, the soonest due first."""
    query = (
        select(decision)
        .join_from(decision, workshop)
        .join(meeting, meeting.c.id == workshop.c.meeting_id)
        .where(
            meeting.c.project_id == project_id,
            live(decision),
            live(workshop),
            live(meeting),
            of_a_pilot_there(meeting),
        )
    )
    return all_as(
        work,
        Decision,
        query.order_by(
            decision.c.state != "open", decision.c.due_on.is_(None), decision.c.due_on, decision.c.decided_at
        ),
    )


def decision_or_none(work: Work, decision_id: str) -> Decision | None:
    """One decision, also from the bin; ``None`` when there is none."""
    return next(iter(all_as(work, Decision, select(decision).where(decision.c.id == decision_id))), None)


def challenges(work: Work, project_id: str) -> list[Challenge]:
    """The challenges of a project in the order they were raised; those of a pilot in the bin are left out."""
    query = select(challenge).where(
        challenge.c.project_id == project_id, live(challenge), of_a_pilot_there(challenge)
    )
    return all_as(work, Challenge, query.order_by(challenge.c.raised_at, challenge.c.id))


def challenge_or_none(work: Work, challenge_id: str) -> Challenge | None:
    """One challenge, also from the bin; ``None`` when there is none."""
    return next(iter(all_as(work, Challenge, select(challenge).where(challenge.c.id == challenge_id))), None)


def challenge_cards(work: Work, project_id: str) -> dict[str, list[str]]:
    """Challenge id -> ids of the cards it was raised from."""
    query = (
        select(challenge_card.c.challenge_id, challenge_card.c.card_id)
        .join_from(challenge_card, challenge)
        .where(challenge.c.project_id == project_id, live(challenge), live(challenge_card))
        .order_by(challenge_card.c.id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in work.connection.execute(query):
        found[row.challenge_id].append(row.card_id)
    return dict(found)


def challenge_links(work: Work, project_id: str) -> list[ChallengeLink]:
    """What the challenges of a project were tied to, where it is still there: not in the bin, nor what it belongs to."""
    decided = (
        select(decision.c.id)
        .join_from(decision, workshop)
        .join(meeting, meeting.c.id == workshop.c.meeting_id)
        .where(live(decision), live(workshop), live(meeting), of_a_pilot_there(meeting))
    )
    changed = (
        select(adaptation.c.id)
        .join_from(adaptation, variant)
        .where(live(adaptation), live(variant), of_a_pilot_there(variant))
    )
    link = challenge_link.c
    query = (
        select(challenge_link)
        .join_from(challenge_link, challenge)
        .where(challenge.c.project_id == project_id, live(challenge), live(challenge_link))
        .where(or_(link.decision_id.is_(None), link.decision_id.in_(decided)))
        .where(or_(link.adaptation_id.is_(None), link.adaptation_id.in_(changed)))
    )
    return all_as(work, ChallengeLink, query.order_by(challenge_link.c.linked_at, challenge_link.c.id))


def challenges_of_card(work: Work, card_id: str) -> Sequence[str]:
    """Ids of the challenges raised from a card, those in the bin too."""
    query = select(challenge_card.c.challenge_id).where(challenge_card.c.card_id == card_id)
    return [str(row.challenge_id) for row in work.connection.execute(query)]


def reasons_of(work: Work, challenge_id: str) -> dict[str, str]:
    """Id of each answer of a challenge that has a reason, also of those taken back -> the reason."""
    query = select(challenge_link.c.id, challenge_link.c.reason).where(
        challenge_link.c.challenge_id == challenge_id, challenge_link.c.reason != ""
    )
    return {row.id: row.reason for row in work.connection.execute(query)}


def minutes_of(work: Work, workshop_id: str) -> Minutes | None:
    """The minutes of a workshop, if they have been begun."""
    query = select(minutes).where(minutes.c.workshop_id == workshop_id, live(minutes))
    return next(iter(all_as(work, Minutes, query)), None)


def remarks(work: Work, minutes_id: str) -> list[Remark]:
    """The remarks on minutes in the order they came."""
    query = select(minutes_remark).where(minutes_remark.c.minutes_id == minutes_id, live(minutes_remark))
    return all_as(work, Remark, query.order_by(minutes_remark.c.at, minutes_remark.c.id))
