"""What looks undone in a workshop whose minutes are about to become final. It forbids nothing."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.challenge_cards import waiting_cards
from mallipaja.actions.minutes_body import body_of
from mallipaja.actions.workshops import view_of
from mallipaja.store import boards, votes


@dataclass(frozen=True, slots=True)
class Undone:
    """What looks undone.

    Attributes
    ----------
    goes_on : the workshop has not been ended.
    untimed : titles of the parts of the meeting whose times were not recorded.
    silent : titles of the boards with cards that nobody has been shown: they are in no minutes.
    open_votes : titles of the votes that have not been closed.
    waiting : challenge cards nobody has taken up.
    nobody, no_decisions : nobody is recorded as present, nothing was decided.
    """

    goes_on: bool = False
    untimed: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    open_votes: tuple[str, ...] = ()
    waiting: int = 0
    nobody: bool = False
    no_decisions: bool = False


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def minutes_undone(job: Job, *, workshop_id: str) -> Undone:
    """What looks undone now."""
    view, body = view_of(job, workshop_id), body_of(job, workshop_id, "")
    held = ("block", "pause")
    silent = [
        one.title
        for one in view.steps
        if one.kind == "board" and one.revealed_at is None and one.others != "all"
        and any(card.counts and card.source in {"participant", "facilitator"} for card in boards.cards(job, one.id))
    ]  # fmt: skip
    rounds = {one.title: votes.rounds(job, one.id) for one in view.steps if one.kind in {"dots", "stand"}}
    return Undone(
        view.workshop.state != "ended",
        tuple(one.title for one in body.blocks if one.kind in held and not one.started),
        tuple(silent),
        tuple(title for title, found in rounds.items() if found and found[-1].state == "open"),
        len(waiting_cards(job, workshop_id)),
        not body.present,
        not body.decisions,
    )
