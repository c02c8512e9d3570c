"""Votes: opening, voting, counting by hand, closing, and what may be known when.

An open vote has ballots without a name, without a time and without a line of history; closing counts them and
removes them. Until then nobody learns more than how many have voted, the facilitator included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.taking_part import as_heard, open_step, participant_here
from mallipaja.actions.tidy import one_of
from mallipaja.actions.tokens import token_hash
from mallipaja.errors import ActionError, NotFound, Refused
from mallipaja.i18n import N_
from mallipaja.store import boards, record, schema
from mallipaja.store import projects as project_store
from mallipaja.store import votes as store
from mallipaja.store import workshops as workshop_store
from mallipaja.store.votes import VoteRound
from mallipaja.store.workshops import WorkshopStep
from mallipaja.workshop import room, votes
from mallipaja.workshop.votes import Count, Result

VOTES = ("dots", "stand")
MOST_BY_HAND = 500

NOTHING_TO_VOTE_ON = N_("There is nothing to vote on yet. Write the options, or choose a board with cards.")
VOTE_CLOSED = N_("The vote is closed. Your last saved choices count.")
VOTED_HERE = N_(
    "Somebody who has stopped on this device voted in this vote. A device has one vote in each: it is counted already."
)
TOO_MANY_DOTS = N_("You have {each} dots in all, at most {per_card} on one.")
BAD_COUNT = N_("The count is {count}; 0–{most} are allowed.")
CARDS_SILENT = N_("The cards are still silent. Show them to everybody, then vote.")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is voted on: an option, or a card of the board; ``written_at`` of a card."""

    id: str
    text: str
    written_at: datetime | None = None

    def was_in(self, ended: VoteRound) -> bool:
        """Whether it could be voted on in a closed round: what was written later could not."""
        return self.written_at is None or ended.closed_at is None or self.written_at <= ended.closed_at


@dataclass(frozen=True, slots=True)
class VoteView:
    """A vote as it may be known.

    Attributes
    ----------
    number : of the round; 0 before the first one.
    is_open : whether devices vote now.
    entitled, voted : people who have joined, and those of them with a ballot.
    by_hand : counts of hands and stickers.
    results : in the order of the subjects; ``None`` until the vote is closed.
    counted : of a closed vote, whether the devices' votes could be told: at least `votes.FEWEST` voted.
    """

    round_id: str
    number: int
    is_open: bool
    dots_each: int
    dots_per_card: int
    subjects: tuple[Subject, ...]
    entitled: int
    voted: int
    by_hand: tuple[Count, ...]
    results: tuple[Result, ...] | None
    counted: bool
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class VoteFrame:
    """What of a vote changes only with a line of history: everything but the ballots and what is counted by hand."""

    rounds: tuple[VoteRound, ...]
    subjects: tuple[Subject, ...]
    entitled: int


def vote_frame(job: Job, step: WorkshopStep) -> VoteFrame:
    """The frame of a step's vote."""
    rounds = tuple(store.rounds(job, step.id))
    return VoteFrame(rounds, subjects_of(job, step), workshop_store.joined(job, step.workshop_id))


def vote_view(job: Job, step: WorkshopStep, frame: VoteFrame | None = None) -> VoteView:
    """The latest round of a step; the caller has checked the right to see the step."""
    frame = frame or vote_frame(job, step)
    found, subjects, entitled = frame.rounds, frame.subjects, frame.entitled
    if not found:
        return VoteView(
            "", 0, False, step.dots_each, step.dots_per_card, subjects, entitled, 0, (), None, False, None
        )
    last = found[-1]
    return _round_view(job, step, last, subjects, entitled)


def _round_view(
    job: Job, step: WorkshopStep, last: VoteRound, subjects: tuple[Subject, ...], entitled: int
) -> VoteView:
    is_open = last.state == "open"
    counts = store.counts(job, last.id)
    by_hand = tuple(one for one in counts if one.source != "devices")
    if is_open:
        results = None
    else:
        labels = store.labels(job, last.id)
        there = (one for one in subjects if one.id in labels or one.was_in(last))
        subjects = tuple(Subject(one.id, labels.get(one.id) or one.text) for one in there)
        gone = [Subject(one, text) for one, text in labels.items() if one not in {s.id for s in subjects}]
        hidden = boards.hidden_on(job, step.board_id) if gone and step.board_id else frozenset()
        subjects = (*subjects, *(one for one in gone if one.text and one.id not in hidden))
        results = votes.results(counts, [one.id for one in subjects])
    return VoteView(
        last.id, last.number, is_open, last.dots_each, last.dots_per_card, subjects,
        entitled if is_open else last.entitled or 0,
        store.voted(job, last.id) if is_open else last.voted or 0,
        by_hand, results, not is_open and (last.voted or 0) >= votes.FEWEST, last.closed_at,
    )  # fmt: skip


def subjects_of(job: Job, step: WorkshopStep) -> tuple[Subject, ...]:
    """What a step votes on now: the cards of its kinds that count on its board, else its own options."""
    if step.kind == "dots" and step.board_id:
        return tuple(Subject(*one) for one in boards.counted(job, step.board_id, step.card_kinds))
    return tuple(Subject(one.id, one.text) for one in workshop_store.options(job, step.id))


def _is_voted_on(job: Job, step: WorkshopStep, subject: str) -> bool:
    """Whether it is one of `subjects_of`, without reading them all."""
    if step.kind == "dots" and step.board_id:
        return boards.counts_on(job, step.board_id, subject, step.card_kinds)
    return any(one.id == subject for one in workshop_store.options(job, step.id))


@action(Right.RUN_PROJECT, "workshop_step_id", writes=False)
def view_vote(job: Job, *, workshop_step_id: str) -> VoteView:
    """The vote of a step, as its facilitator may know it."""
    return vote_view(job, workshop_store.step_of(job, workshop_step_id))


@action(Right.RUN_PROJECT, "workshop_step_id", writes=False)
def list_rounds_of_votes(job: Job, *, workshop_step_id: str) -> list[VoteView]:
    """Every closed round of a step, for the minutes."""
    return closed_rounds(job, workshop_store.step_of(job, workshop_step_id))


def closed_rounds(job: Job, step: WorkshopStep) -> list[VoteView]:
    """The closed rounds of a step, the first one first; the caller has checked the right."""
    subjects = subjects_of(job, step)
    return [
        _round_view(job, step, one, subjects, one.entitled or 0)
        for one in store.rounds(job, step.id)
        if one.state == "closed"
    ]


@action(Right.RUN_PROJECT, "workshop_step_id")
def open_vote(job: Job, *, workshop_step_id: str) -> str:
    """Begin a round of voting; one that is open goes on. Returns the round's id."""
    step = workshop_store.step_of(job, workshop_step_id)
    one_of(step.kind, VOTES)
    found = store.rounds(job, step.id)
    if found and found[-1].state == "open":
        return found[-1].id
    if not subjects_of(job, step):
        raise ActionError("NOTHING_TO_VOTE_ON", NOTHING_TO_VOTE_ON)
    if step.board_id and step.kind == "dots":
        board = workshop_store.step_of(job, step.board_id)
        if board.revealed_at is None and board.others != "all":
            raise ActionError("CARDS_SILENT", CARDS_SILENT)
    values = {
        "step_id": step.id, "number": len(found) + 1, "state": "open", "opened_at": job.at,
        "dots_each": step.dots_each, "dots_per_card": step.dots_per_card,
    }  # fmt: skip
    round_id = record.add(job, schema.vote_round, values, project_id=job.project_id)
    _show(job, step, "open")
    return round_id


@action(Right.RUN_PROJECT, "workshop_step_id")
def close_vote(job: Job, *, workshop_step_id: str) -> None:
    """Close the vote: ballots are counted and removed, the result is shown. Closed already, nothing happens."""
    step = workshop_store.step_of(job, workshop_step_id)
    found = store.rounds(job, step.id)
    if not found or found[-1].state != "open":
        return
    last = found[-1]
    voted, entitled = store.voted(job, last.id), workshop_store.joined(job, step.workshop_id)
    counts = votes.tally(store.take_ballots(job, last.id))
    store.add_counts(job, last.id, counts, _labels(job, step, {one.subject for one in counts}))
    values = {"state": "closed", "closed_at": job.at, "entitled": entitled, "voted": voted}
    record.change(job, schema.vote_round, last.id, values, revision=None, project_id=job.project_id)
    _show(job, step, "revealed")


def _labels(job: Job, step: WorkshopStep, counted: set[str]) -> dict[str, str]:
    """What the subjects of a vote read, those too that were merged or written anew while it was open; hidden ones have
    none.
    """
    labels = {one.id: one.text for one in subjects_of(job, step)}
    if step.kind == "dots" and step.board_id:
        return labels | {one.id: one.text for one in boards.cards(job, step.board_id) if not one.hidden}
    gone = (record.get(job, schema.workshop_option, one, binned=True) for one in counted - labels.keys())
    return labels | {one.id: one.text for one in gone}


def _show(job: Job, step: WorkshopStep, state: str) -> None:
    values = {"state": state, "opened_at": step.opened_at or job.at}
    if state == "revealed":
        values["revealed_at"] = step.revealed_at or job.at
    record.change(job, schema.workshop_step, step.id, values, revision=None, project_id=job.project_id)
    workshop_store.touch(job, step.workshop_id)


@action(Right.RUN_PROJECT, "workshop_step_id")
def count_by_hand(
    job: Job, *, workshop_step_id: str, subject: str, choice: str, source: str, count: int
) -> None:
    """Store a show of hands or a count of stickers, in place of the one before."""
    step = workshop_store.step_of(job, workshop_step_id)
    one_of(source, votes.SOURCES[1:])
    one_of(choice, votes.STANCES if step.kind == "stand" else (votes.DOTS,))
    if not 0 <= count <= MOST_BY_HAND:
        raise ActionError("COUNT", BAD_COUNT, count=count, most=MOST_BY_HAND)
    found = store.rounds(job, step.id)
    subjects = {one.id: one.text for one in subjects_of(job, step)}
    if not found or subject not in subjects:
        raise NotFound("vote_round")
    store.set_by_hand(job, found[-1].id, Count(subject, "", choice, source, count), subjects[subject])
    workshop_store.touch(job, step.workshop_id)


@action(Right.TAKE_PART, "participant_id")
def vote(
    job: Job,
    *,
    participant_id: str,
    device: str,
    step: str,
    subject: str,
    choice: str,
    count: int = 1,
    left: tuple[str, ...] = (),
) -> None:
    """Give a subject so many dots in all, or take a stance on it; 0 takes it back.

    What is said is the whole of what the voter gives to the subject, so saying it twice changes nothing.

    Parameters
    ----------
    left : `marks_of_votes` of whoever stopped on this device before: one device votes once.
    """
    me = participant_here(job, participant_id, device)
    _here, found = open_step(job, me, step)
    one_of(found.kind, VOTES)
    rounds = store.rounds(job, found.id)
    if not rounds or rounds[-1].state != "open" or found.state != "open":
        raise ActionError("VOTE_CLOSED", VOTE_CLOSED)
    if not _is_voted_on(job, found, subject):
        raise NotFound("subject")
    last, key = rounds[-1], voter_key(device, rounds[-1].id)
    if store.keys_with_ballots(job, [one for one in left if one != key], last.id):
        raise ActionError("VOTED_HERE", VOTED_HERE)
    _check(job, found, last, key, subject, choice, count)
    sectors = {one.id: one.sector for one in project_store.organisations(job, job.project_id)}
    group = room.voting_group(as_heard(me), sectors)
    store.put(job, last.id, key, subject, choice, count, group)
    workshop_store.touch(job, found.workshop_id)


def _check(
    job: Job, step: WorkshopStep, last: VoteRound, key: str, subject: str, choice: str, count: int
) -> None:
    if step.kind == "stand":
        one_of(choice, votes.STANCES)
        if count not in {0, 1}:
            raise Refused
        return
    one_of(choice, (votes.DOTS,))
    given = {one: dots for one, (_choice, dots) in store.own(job, last.id, key).items()}
    if not votes.refusal(given, subject, count, last.dots_each, last.dots_per_card):
        return
    there = {one.id for one in subjects_of(job, step)}
    for gone in given.keys() - there:  # dots on what has been taken out of the vote are free again
        store.put(job, last.id, key, gone, votes.DOTS, 0, "")
    left = {one: dots for one, dots in given.items() if one in there}
    if votes.refusal(left, subject, count, last.dots_each, last.dots_per_card):
        raise ActionError("DOTS", TOO_MANY_DOTS, each=last.dots_each, per_card=last.dots_per_card)


@action(Right.ANYONE, writes=False)
def marks_of_votes(job: Job, *, device: str, left: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What a device keeps of its votes in open rounds when it is left, so that nobody votes on it again.

    A mark is the key of the ballots: it tells neither who nor what, and nothing at all once the round is closed.

    Parameters
    ----------
    device : the secret of the device, before it is forgotten.
    left : the marks it has kept already; those that still mark something stay.
    """
    rounds = store.open_rounds_on(job, token_hash(device)) if device else []
    return store.keys_with_ballots(job, [*left, *(voter_key(device, one) for one in rounds)])


def voter_key(device: str, round_id: str) -> str:
    """What marks the ballots of a device in one round, and says nothing to anybody else."""
    return token_hash(f"ballot|{device}|{round_id}")


def own_votes(job: Job, device: str, round_id: str) -> dict[str, tuple[str, int]]:
    """What this device has given in an open round: subject -> (choice, count)."""
    return store.own(job, round_id, voter_key(device, round_id)) if round_id else {}
