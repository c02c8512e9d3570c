"""Practices of pilots with their hand-overs and sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select

from mallipaja.practice.records import HandOver, Practice, Source
from mallipaja.store.engine import Work
from mallipaja.store.record import live
from mallipaja.store.schema import (
    actor,
    card,
    meeting,
    practice,
    practice_handover,
    practice_source,
    workshop,
    workshop_step,
)

CARD_KINDS = ("practice", "good_practice", "challenge")


def practices(work: Work, pilot_id: str) -> tuple[Practice, ...]:
    """Everything written down in the pilot, by phase and actor, the oldest first. What an actor in the bin did is left
    out until the actor is brought back."""
    own = practice.c.pilot_id == pilot_id
    handovers = _by_practice(
        work,
        select(practice_handover, actor.c.key.label("receiver_key"), actor.c.name.label("receiver_label"))
        .join_from(practice_handover, practice)
        .outerjoin(actor, actor.c.id == practice_handover.c.receiver_id)
        .where(own, live(practice_handover))
        .order_by(practice_handover.c.id),
    )
    sources = _by_practice(
        work,
        select(practice_source)
        .join_from(practice_source, practice)
        .where(own, live(practice_source))
        .order_by(practice_source.c.said_on, practice_source.c.title),
    )
    rows = work.connection.execute(
        select(practice, actor.c.key.label("actor_key"))
        .join_from(practice, actor)
        .where(own, live(practice), live(actor))
        .order_by(practice.c.phase, actor.c.position, practice.c.valid_on, practice.c.id)
    )
    return tuple(_practice(row, handovers[row.id], sources[row.id]) for row in rows)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A card of a workshop of the pilot that stands in a phase and at an actor and is not written down yet."""

    id: str
    kind: str
    text: str
    phase: str
    actor_id: str
    workshop: str
    held_on: date


def board_cards(work: Work, pilot_id: str) -> list[BoardCard]:
    """The revealed cards that can become practices, the newest workshop first. Hidden, merged and emptied ones are left
    out."""
    written = select(practice.c.card_id).where(practice.c.card_id.isnot(None), live(practice))
    query = (
        select(
            card.c.id, card.c.kind, card.c.text, card.c.phase, card.c.actor_id,
            meeting.c.title.label("workshop"), meeting.c.held_on,
        )
        .join_from(card, workshop_step)
        .join(workshop)
        .join(meeting)
        .where(
            meeting.c.pilot_id == pilot_id, card.c.kind.in_(CARD_KINDS), card.c.phase != "", card.c.text != "",
            card.c.actor_id.isnot(None), card.c.merged_into.is_(None), card.c.redacted_at.is_(None),
            card.c.hidden.is_(False), workshop_step.c.revealed_at.isnot(None), card.c.id.not_in(written),
            live(card), live(workshop_step), live(workshop), live(meeting),
        )
        .order_by(meeting.c.held_on.desc(), card.c.phase, card.c.position, card.c.id)
    )  # fmt: skip
    return [BoardCard(*row) for row in work.connection.execute(query)]


def of_card(work: Work, card_id: str) -> list[str]:
    """Ids of the practices made of a card, those in the bin too."""
    return list(work.connection.execute(select(practice.c.id).where(practice.c.card_id == card_id)).scalars())


def _by_practice(work: Work, query: Select[Any]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in work.connection.execute(query):
        found[row.practice_id].append(row)
    return found


def _practice(row: Row[Any], handovers: list[Row[Any]], sources: list[Row[Any]]) -> Practice:
    return Practice(
        row.id, row.phase, row.actor_key, row.kind, row.what, row.how, row.how_often, row.client_sees, row.agreed,
        row.valid_on, row.ended_on, row.source, row.source_label, row.revision,
        tuple(
            HandOver(
                one.id, one.receiver_key or "", one.receiver_label or one.receiver, one.channel, one.consent,
                one.longest_wait_days, one.revision,
            )
            for one in handovers
        ),
        tuple(Source(one.id, one.kind, one.title, one.place, one.said_on) for one in sources),
    )  # fmt: skip
