"""Boards: cards, groups, the moves people have made, and the codebook of themes."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, insert, or_, select, update

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import (
    board_move,
    card,
    card_group,
    card_theme,
    evidence_source,
    meeting,
    theme,
    workshop,
    workshop_step,
)
from mallipaja.workshop.cards import Card
from mallipaja.workshop.codebook import Theme


@dataclass(frozen=True, slots=True)
class Group:
    """A group people have made for cards."""

    id: str
    step_id: str
    name: str
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody did to a card: ``before`` and ``after`` hold its places and marks, never its text."""

    id: str
    step_id: str
    card_id: str
    what: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    by: str
    at: datetime
    number: int
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A document or statistic beside a card or a challenge."""

    id: str
    card_id: str | None
    challenge_id: str | None
    kind: str
    title: str
    place: str
    agrees: bool
    revision: int


_IN_ORDER = (card.c.position, card.c.written_at, card.c.id)
# Built once: every card of a live workshop needs them.
_ON_BOARD = select(card).where(card.c.step_id == bindparam("step_id"), live(card)).order_by(*_IN_ORDER)
_COUNTED = (
    select(card.c.id, card.c.text, card.c.written_at, card.c.kind)
    .where(card.c.step_id == bindparam("step_id"), live(card))
    .where(card.c.hidden.is_(False), card.c.merged_into.is_(None))
    .order_by(*_IN_ORDER)
)
_BY_ID = select(card).where(card.c.id == bindparam("card_id"))
_GROUPS = (
    select(card_group)
    .where(card_group.c.step_id == bindparam("step_id"), live(card_group))
    .order_by(card_group.c.position, card_group.c.id)
)
_LAST_POSITION = select(func.max(card.c.position)).where(card.c.step_id == bindparam("step_id"))


def cards(work: Work, step_id: str) -> list[Card]:
    """The cards of a board in the order they came, hidden and merged ones too."""
    return [_card(row) for row in work.connection.execute(_ON_BOARD, {"step_id": step_id})]


def workshop_cards(work: Work, workshop_id: str) -> list[Card]:
    """The cards of all the boards of a workshop."""
    query = (
        select(card)
        .join_from(card, workshop_step)
        .where(workshop_step.c.workshop_id == workshop_id, live(workshop_step), live(card))
    )
    return _cards(work, query)


def placed_cards(work: Work, pilot_id: str) -> list[Card]:
    """The cards of the pilot's workshops that lie in a phase and that everybody has seen, hidden and merged ones left
    out."""
    shown = or_(
        workshop_step.c.revealed_at.isnot(None), workshop_step.c.others == "all", card.c.source == "room"
    )
    query = (
        select(card)
        .join_from(card, workshop_step)
        .join(workshop)
        .join(meeting)
        .where(
            meeting.c.pilot_id == pilot_id, card.c.phase != "", card.c.merged_into.is_(None), shown,
            card.c.hidden.is_(False), live(card), live(workshop_step), live(workshop), live(meeting),
        )
    )  # fmt: skip
    return _cards(work, query)


def cards_by_id(work: Work, ids: Sequence[str]) -> list[Card]:
    """The cards with these ids that are not in the bin."""
    return _cards(work, select(card).where(card.c.id.in_(ids), live(card)))


def all_by_id(work: Work, ids: Sequence[str]) -> list[Card]:
    """The cards with these ids, those in the bin too."""
    return _cards(work, select(card).where(card.c.id.in_(ids)))


def card_or_none(work: Work, card_id: str) -> Card | None:
    """One card, also from the bin; ``None`` when there is none."""
    row = work.connection.execute(_BY_ID, {"card_id": card_id}).one_or_none()
    return None if row is None else _card(row)


def split_from(work: Work, one: Card) -> list[Card]:
    """The card a card was split from, the one that was split from, and so on; those in the bin too."""
    found, at = [], one
    while at.split_from and (above := card_or_none(work, at.split_from)) is not None:
        found.append(above)
        at = above
    return found


def split_into(work: Work, card_id: str) -> list[Card]:
    """The cards a card was split into, what those were split into, and so on; those in the bin too."""
    parts = _cards(work, select(card).where(card.c.split_from == card_id))
    return [one for part in parts for one in (part, *split_into(work, part.id))]


def counted(work: Work, step_id: str, kinds: Container[str]) -> list[tuple[str, str, datetime]]:
    """(id, text, when it was written) of the cards of these kinds that count on a board, in the order they came."""
    rows = work.connection.execute(_COUNTED, {"step_id": step_id})
    return [(row[0], row[1], row[2]) for row in rows if row[3] in kinds]


def hidden_on(work: Work, step_id: str) -> frozenset[str]:
    """Ids of the cards of a board that were hidden; not of those that are hidden because they were split."""
    found = cards(work, step_id)
    split = {one.split_from for one in found}
    return frozenset(one.id for one in found if one.hidden and one.id not in split)


def counts_on(work: Work, step_id: str, card_id: str, kinds: Container[str]) -> bool:
    """Whether a card of these kinds lies on this board, not in the bin, and counts."""
    found = work.connection.execute(_BY_ID, {"card_id": card_id}).one_or_none()
    if found is None or found.step_id != step_id or found.deleted_at is not None:
        return False
    return found.kind in kinds and _card(found).counts


def _cards(work: Work, query: Select[Any]) -> list[Card]:
    return [_card(row) for row in work.connection.execute(query.order_by(*_IN_ORDER))]


def _card(row: Row[Any]) -> Card:
    return Card(
        row.id, row.step_id, row.kind, row.text, row.author_key, row.source, row.source_label,
        row.organisation_id, row.voice, row.signature, row.phase, row.actor_id, row.group_id, row.position,
        row.late, row.hidden, row.merged_into, row.split_from, row.written_at,
        row.redacted_at is not None, row.revision,
    )  # fmt: skip


def survey_references(work: Work, step_id: str) -> set[str]:
    """Where the cards that came from the survey came from, removed ones too: none comes twice."""
    query = select(card.c.source_ref).where(card.c.step_id == step_id, card.c.source == "survey")
    return {str(row.source_ref) for row in work.connection.execute(query)}


def next_card_position(work: Work, step_id: str) -> int:
    """The position after the last card."""
    last = work.connection.execute(_LAST_POSITION, {"step_id": step_id}).scalar()
    return 0 if last is None else int(last) + 1


def groups(work: Work, step_id: str) -> list[Group]:
    """The groups of a board in their order."""
    return all_as(work, Group, _GROUPS, {"step_id": step_id})


def add_move(work: Work, move: Move) -> None:
    """Note a move."""
    values = {name: getattr(move, name) for name in Move.__dataclass_fields__}
    work.connection.execute(insert(board_move).values(values))


def move_or_none(work: Work, move_id: str) -> Move | None:
    """A move by its id, ``None`` when it has not been made."""
    return next(iter(all_as(work, Move, select(board_move).where(board_move.c.id == move_id))), None)


def moves(work: Work, step_id: str) -> list[Move]:
    """Everything that was done on a board, the latest first, what was undone too."""
    query = select(board_move).where(board_move.c.step_id == step_id)
    return all_as(work, Move, query.order_by(board_move.c.number.desc(), board_move.c.id))


def last_move(work: Work, step_id: str) -> Move | None:
    """The latest move that has not been undone."""
    query = select(board_move).where(board_move.c.step_id == step_id, board_move.c.undone_at.is_(None))
    return next(iter(all_as(work, Move, query.order_by(board_move.c.number.desc()).limit(1))), None)


def next_number(work: Work, step_id: str) -> int:
    """The number of the next move of a board."""
    last = work.connection.execute(
        select(func.max(board_move.c.number)).where(board_move.c.step_id == step_id)
    ).scalar()
    return 1 if last is None else int(last) + 1


def mark_undone(work: Work, move_id: str) -> None:
    """Note that a move was taken back."""
    work.connection.execute(update(board_move).where(board_move.c.id == move_id).values(undone_at=work.at))


def themes(work: Work, project_id: str) -> list[Theme]:
    """The codebook of a project in its order."""
    query = select(theme).where(theme.c.project_id == project_id, live(theme))
    rows = work.connection.execute(query.order_by(theme.c.position, theme.c.id))
    return [Theme(row.id, row.name, tuple(row.stems)) for row in rows]


def next_theme_position(work: Work, project_id: str) -> int:
    """The position after the last theme."""
    query = select(func.max(theme.c.position)).where(theme.c.project_id == project_id)
    last = work.connection.execute(query).scalar()
    return 0 if last is None else int(last) + 1


def said_of_themes(work: Work, card_ids: Sequence[str]) -> dict[str, dict[str, bool]]:
    """Card id -> theme id -> whether the facilitator said that it belongs."""
    query = select(card_theme).where(card_theme.c.card_id.in_(card_ids), live(card_theme))
    found: dict[str, dict[str, bool]] = {}
    for row in work.connection.execute(query):
        found.setdefault(row.card_id, {})[row.theme_id] = row.belongs
    return found


def card_theme_id(work: Work, card_id: str, theme_id: str) -> str | None:
    """The record of what was said of a card and a theme."""
    query = select(card_theme.c.id).where(
        card_theme.c.card_id == card_id, card_theme.c.theme_id == theme_id, live(card_theme)
    )
    found = work.connection.execute(query).scalar()
    return None if found is None else str(found)


def evidence_sources(work: Work, project_id: str) -> list[EvidenceSource]:
    """Documents and statistics beside the cards and challenges of a project."""
    query = select(evidence_source).where(evidence_source.c.project_id == project_id, live(evidence_source))
    return all_as(work, EvidenceSource, query.order_by(evidence_source.c.title, evidence_source.c.id))
