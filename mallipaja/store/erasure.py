"""Taking answers out of the database for good, with everything that holds a copy of what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Table, and_, delete, func, or_, select, update

from mallipaja.store.belonging import references
from mallipaja.store.engine import Work
from mallipaja.store.record import log
from mallipaja.store.schema import (
    answer,
    card,
    dissent,
    history,
    invitation,
    metadata,
    project,
    recipient,
    response,
    response_participant,
    round_,
    shared_link,
)


@dataclass(frozen=True, slots=True)
class Going:
    """What an erasure takes: counts of each kind. ``copies`` are cards and practices made of answers."""

    responses: int = 0
    answers: int = 0
    history_lines: int = 0
    copies: int = 0
    invitations: int = 0
    people: int = 0

    def __add__(self, other: Going) -> Going:
        names = self.__slots__
        return Going(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Kept:
    """A round whose answers are still there, with what says how long; the rounds and projects in the bin too."""

    id: str
    project_id: str
    project: str
    title: str
    state: str
    closes_on: date | None
    closed_at: datetime | None
    delete_on: date | None
    retention_months: int


def kept_rounds(work: Work, project_id: str | None = None) -> list[Kept]:
    """The rounds that have not been erased, of one project or of all."""
    query = (
        select(
            round_.c.id,
            round_.c.project_id,
            project.c.name,
            round_.c.title,
            round_.c.state,
            round_.c.closes_on,
            round_.c.closed_at,
            round_.c.delete_on,
            project.c.retention_months,
        )
        .join_from(round_, project)
        .where(round_.c.erased_at.is_(None))
        .order_by(project.c.name, round_.c.opened_at)
    )
    if project_id is not None:
        query = query.where(round_.c.project_id == project_id)
    return [Kept(*row) for row in work.connection.execute(query)]


def responses_in(work: Work, round_id: str) -> list[str]:
    """The ids of every response of a round, whatever its state."""
    return _ids(work, response, response.c.round_id == round_id)


def responses_on(work: Work, invitation_id: str) -> list[str]:
    """The ids of every response given on an invitation, whatever its state."""
    return _ids(work, response, response.c.invitation_id == invitation_id)


def responses_of_unit(work: Work, unit_id: str) -> list[str]:
    """The ids of every response given for a unit, whatever its state."""
    return _ids(work, response, response.c.unit_id == unit_id)


def _ids(work: Work, table: Table, condition: ColumnElement[bool]) -> list[str]:
    return list(work.connection.execute(select(table.c.id).where(condition)).scalars())


def going(work: Work, response_ids: Sequence[str]) -> Going:
    """What erasing these responses would take."""
    total = Going()
    for one in response_ids:
        lines = _count(work, history, _told_of(work, one))
        copies = sum(len(_copies(work, table, one)) for table in _copying())
        total += Going(1, _count(work, answer, answer.c.response_id == one), lines, copies)
    return total


def erase(work: Work, response_ids: Sequence[str], *, project_id: str) -> Going:
    """Erase responses: answers, participants, dissent, copies of what was said, and every line of history.

    What remains is one line for each that it was removed, by whom and when.
    """
    _overwrite(work)
    total = going(work, response_ids)
    for one in response_ids:
        _forget(work, _told_of(work, one))
        for table in _copying():
            copies = _copies(work, table, one)
            _forget(work, _lines_of(table, copies))
            if "merged_into" in table.c:  # what was merged into a copy speaks for itself again
                merged = table.c.merged_into.in_(copies)
                work.connection.execute(update(table).where(merged).values(merged_into=None))
            for part, column in _parts_of(table):
                _forget(work, _lines_of(part, _ids(work, part, column.in_(copies))))
            work.connection.execute(delete(table).where(table.c.id.in_(copies)))
        work.connection.execute(delete(response).where(response.c.id == one))
        log(work, "response", one, "remove", project_id=project_id)
    return total


def card_copies(work: Work, response_ids: Sequence[str]) -> list[str]:
    """The ids of the cards that keep words of these responses, and of what those were split into."""
    return [card_id for one in response_ids for card_id in _copies(work, card, one)]


def erase_invitations(work: Work, invitation_ids: Sequence[str], *, project_id: str) -> Going:
    """Erase invitations with their history, and the people who are asked for nothing else."""
    _overwrite(work)
    of = select(invitation.c.recipient_id).where(invitation.c.id.in_(invitation_ids))
    people = [one for one in work.connection.execute(of.distinct()).scalars() if one]
    lines = _forget(work, _lines_of(invitation, invitation_ids))
    work.connection.execute(delete(invitation).where(invitation.c.id.in_(invitation_ids)))
    asked = select(invitation.c.recipient_id).where(invitation.c.recipient_id.is_not(None))
    gone = _ids(work, recipient, and_(recipient.c.id.in_(people), recipient.c.id.not_in(asked)))
    lines += _forget(work, _lines_of(recipient, gone))
    work.connection.execute(delete(recipient).where(recipient.c.id.in_(gone)))
    for one in invitation_ids:
        log(work, "invitation", one, "remove", project_id=project_id)
    return Going(history_lines=lines, invitations=len(invitation_ids), people=len(gone))


def invitations_in(work: Work, round_id: str) -> list[str]:
    """The ids of every invitation of a round, whatever its state."""
    return _ids(work, invitation, invitation.c.round_id == round_id)


def erase_round(work: Work, round_id: str, *, project_id: str) -> Going:
    """Erase everything answered in a round and everybody who was asked; the round itself stays, closed."""
    total = erase(work, responses_in(work, round_id), project_id=project_id)
    total += erase_invitations(work, invitations_in(work, round_id), project_id=project_id)
    links = _ids(work, shared_link, shared_link.c.round_id == round_id)
    lines = _forget(work, _lines_of(shared_link, links))
    work.connection.execute(delete(shared_link).where(shared_link.c.id.in_(links)))
    here = round_.c.id == round_id
    row = work.connection.execute(select(round_).where(here)).one()
    revision = row.revision + 1
    values = {"erased_at": work.at, "state": "closed", "closed_at": row.closed_at or work.at}
    work.connection.execute(update(round_).where(here).values({**values, "revision": revision}))
    after = {"erased_at": work.at, "state": "closed"}
    log(work, "round", round_id, "change", project_id=project_id, after=after, revision=revision)
    return total + Going(history_lines=lines)


def take_sent_back(work: Work, invitation_id: str, template: str) -> None:
    """A person who erased what they had sent anonymously may answer again."""
    here = invitation.c.id == invitation_id
    sent = work.connection.execute(select(invitation.c.sent_forms).where(here)).scalar_one()
    left = [one for one in sent if one != template]
    work.connection.execute(update(invitation).where(here).values(sent_forms=left))


def _told_of(work: Work, response_id: str) -> ColumnElement[bool]:
    """The lines of history about a response, its answers, those who took part and what they saw otherwise."""
    parts = {
        table.name: _ids(work, table, table.c.response_id == response_id)
        for table in (response_participant, dissent)
    }
    return or_(
        and_(history.c.entity == "response", history.c.entity_id == response_id),
        # "/" comes right before "0": the ids that begin with the response's, found by the index
        and_(
            history.c.entity == "answer",
            history.c.entity_id >= f"{response_id}/",
            history.c.entity_id < f"{response_id}0",
        ),
        *(and_(history.c.entity == name, history.c.entity_id.in_(ids)) for name, ids in parts.items() if ids),
    )


def _lines_of(table: Table, ids: Iterable[str]) -> ColumnElement[bool]:
    return and_(history.c.entity == table.name, history.c.entity_id.in_(list(ids)))


def _copying() -> list[Table]:
    """The tables that keep words of answers: they name the answer they come from."""
    return [
        table for table in metadata.sorted_tables if {"id", "source", "source_ref"} <= set(table.c.keys())
    ]


def _parts_of(table: Table) -> list[tuple[Table, Column[str]]]:
    """The tables whose rows go with a row of this one, and the column that says with which."""
    return [
        (part, key.parent)
        for part in metadata.sorted_tables
        for key in references(part)
        if key.column.table is table and "id" in part.c
    ]


def _copies(work: Work, table: Table, response_id: str) -> list[str]:
    """The ids of the rows that keep words of a response, and of what those were split into."""
    found = fresh = _ids(work, table, _copied_from(table, response_id))
    while fresh and "split_from" in table.c:
        fresh = _ids(work, table, and_(table.c.split_from.in_(fresh), table.c.id.not_in(found)))
        found = [*found, *fresh]
    return found


def _copied_from(table: Table, response_id: str) -> ColumnElement[bool]:
    here = and_(table.c.source_ref >= f"{response_id}/", table.c.source_ref < f"{response_id}0")
    return and_(table.c.source == "survey", or_(table.c.source_ref == response_id, here))


def _count(work: Work, table: Table, condition: ColumnElement[bool]) -> int:
    return int(work.connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())


def _forget(work: Work, condition: ColumnElement[bool]) -> int:
    return int(work.connection.execute(delete(history).where(condition)).rowcount)


def _overwrite(work: Work) -> None:
    """Have SQLite write zeros over what is deleted; otherwise it stays in the file until the room is needed."""
    if work.connection.dialect.name == "sqlite":
        work.connection.exec_driver_sql("PRAGMA secure_delete = ON")
