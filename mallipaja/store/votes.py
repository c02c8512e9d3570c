"""Votes: rounds, the ballots of an open one, and the counts of closed ones.

Ballots have no history, and they are removed in the transaction that counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live, new_id
from mallipaja.store.schema import (
    ballot,
    participant,
    participant_device,
    vote_round,
    vote_tally,
    workshop_step,
)
from mallipaja.workshop.votes import Count, Vote


@dataclass(frozen=True, slots=True)
class VoteRound:
    """``entitled`` and ``voted`` are known when the round is closed."""

    id: str
    step_id: str
    number: int
    state: str
    opened_at: datetime
    closed_at: datetime | None
    dots_each: int
    dots_per_card: int
    entitled: int | None
    voted: int | None
    revision: int


# Built once: every vote needs them.
_ROUNDS = (
    select(vote_round)
    .where(vote_round.c.step_id == bindparam("step_id"), live(vote_round))
    .order_by(vote_round.c.number)
)
_OWN = select(ballot.c.subject, ballot.c.choice, ballot.c.count).where(
    ballot.c.round_id == bindparam("round_id"), ballot.c.voter_key == bindparam("voter_key")
)
_TAKE_BACK = delete(ballot).where(
    ballot.c.round_id == bindparam("in_round"),
    ballot.c.voter_key == bindparam("by_key"),
    ballot.c.subject == bindparam("on_subject"),
)
_GIVE = insert(ballot)
_COUNTS = (
    select(
        vote_tally.c.subject,
        vote_tally.c.sector,
        vote_tally.c.choice,
        vote_tally.c.source,
        vote_tally.c.count,
    )
    .where(vote_tally.c.round_id == bindparam("round_id"))
    .order_by(vote_tally.c.subject, vote_tally.c.choice)
)
_VOTED = select(func.count(func.distinct(ballot.c.voter_key))).where(
    ballot.c.round_id == bindparam("round_id")
)


def rounds(work: Work, step_id: str) -> list[VoteRound]:
    """The rounds of a step, the first one first."""
    return all_as(work, VoteRound, _ROUNDS, {"step_id": step_id})


def round_of(work: Work, round_id: str) -> VoteRound:
    """One round."""
    return all_as(work, VoteRound, select(vote_round).where(vote_round.c.id == round_id))[0]


def own(work: Work, round_id: str, voter_key: str) -> dict[str, tuple[str, int]]:
    """What a voter has given: subject -> (choice, count)."""
    rows = work.connection.execute(_OWN, {"round_id": round_id, "voter_key": voter_key})
    return {subject: (choice, count) for subject, choice, count in rows}


def put(
    work: Work, round_id: str, voter_key: str, subject: str, choice: str, count: int, sector: str
) -> None:
    """Store what a voter gives to a subject, in place of what they gave before; 0 takes it back."""
    here = {"in_round": round_id, "by_key": voter_key, "on_subject": subject}
    work.connection.execute(_TAKE_BACK, here)
    if count > 0:
        values = {"id": new_id(), "round_id": round_id, "voter_key": voter_key, "subject": subject}
        work.connection.execute(_GIVE, {**values, "choice": choice, "count": count, "sector": sector})


def open_rounds_on(work: Work, secret_hash: str) -> list[str]:
    """Ids of the open rounds of every workshop this device takes part in."""
    query = (
        select(vote_round.c.id)
        .join_from(vote_round, workshop_step)
        .join(participant, participant.c.workshop_id == workshop_step.c.workshop_id)
        .join(participant_device)
        .where(
            participant_device.c.secret_hash == secret_hash, vote_round.c.state == "open", live(vote_round)
        )
        .distinct()
    )
    return [str(one) for one in work.connection.execute(query).scalars()]


def keys_with_ballots(work: Work, keys: Sequence[str], round_id: str | None = None) -> tuple[str, ...]:
    """Those of the voter keys that have given something in a round, or in any open one."""
    if not keys:
        return ()
    query = select(ballot.c.voter_key).where(ballot.c.voter_key.in_(keys)).distinct()
    if round_id is not None:
        query = query.where(ballot.c.round_id == round_id)
    return tuple(sorted(str(one) for one in work.connection.execute(query).scalars()))


def voted(work: Work, round_id: str) -> int:
    """How many have given something."""
    return int(work.connection.execute(_VOTED, {"round_id": round_id}).scalar_one())


def take_ballots(work: Work, round_id: str) -> list[Vote]:
    """The ballots of a round, which are removed: nobody can look at them again."""
    query = select(ballot).where(ballot.c.round_id == round_id)
    found = [
        Vote(row.voter_key, row.subject, row.choice, row._mapping["count"], row.sector)
        for row in work.connection.execute(query)
    ]
    work.connection.execute(delete(ballot).where(ballot.c.round_id == round_id))
    return found


def add_counts(work: Work, round_id: str, counts: Iterable[Count], labels: Mapping[str, str]) -> None:
    """Store the counts of a round, with what each subject reads like."""
    rows = [
        {
            "id": new_id(),
            "round_id": round_id,
            "subject": one.subject,
            "label": labels.get(one.subject, ""),
            "sector": one.sector,
            "choice": one.choice,
            "source": one.source,
            "count": one.count,
        }
        for one in counts
    ]
    if rows:
        work.connection.execute(insert(vote_tally), rows)


def set_by_hand(work: Work, round_id: str, count: Count, label: str) -> None:
    """Store a count of hands or stickers in place of the one before."""
    here = (
        vote_tally.c.round_id == round_id,
        vote_tally.c.subject == count.subject,
        vote_tally.c.sector == count.sector,
        vote_tally.c.choice == count.choice,
        vote_tally.c.source == count.source,
    )
    work.connection.execute(delete(vote_tally).where(*here))
    if count.count:
        add_counts(work, round_id, [count], {count.subject: label})


def counts(work: Work, round_id: str) -> list[Count]:
    """The counts of a round; of an open one only those made by hand."""
    return [Count(*row) for row in work.connection.execute(_COUNTS, {"round_id": round_id})]


def labels(work: Work, round_id: str) -> dict[str, str]:
    """Subject -> what it read when it was voted on."""
    query = select(vote_tally.c.subject, vote_tally.c.label).where(vote_tally.c.round_id == round_id)
    return {row.subject: row.label for row in work.connection.execute(query)}


def clean_label(work: Work, subject: str, label: str) -> None:
    """Put another text in the place of what a subject read."""
    work.connection.execute(vote_tally.update().where(vote_tally.c.subject == subject).values(label=label))
