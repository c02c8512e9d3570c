"""Cards that tell of a challenge and that nobody has taken up as one yet."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.codebook import themes_in
from mallipaja.actions.grading import spoken_for, under
from mallipaja.actions.voting import closed_rounds
from mallipaja.store import decisions
from mallipaja.store import workshops as workshop_store
from mallipaja.workshop.cards import Card


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """A card of the kind challenge in no challenge. ``dots``: of the latest closed votes on it, ``None`` of no vote."""

    card: Card
    dots: int | None


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def list_waiting_cards(job: Job, *, workshop_id: str) -> tuple[WaitingCard, ...]:
    """The shown challenge cards of a workshop that nobody has taken up, those with most dots first."""
    return waiting_cards(job, workshop_id)


def waiting_cards(job: Job, workshop_id: str) -> tuple[WaitingCard, ...]:
    """`list_waiting_cards` inside another action; the caller has checked the right."""
    cards = [one for one in themes_in(job, workshop_id).cards if one.kind == "challenge"]
    if not cards:
        return ()
    merged = spoken_for(job, cards)
    taken = {card for ids in decisions.challenge_cards(job, job.project_id).values() for card in ids}
    dots = _dots(job, workshop_id)
    waiting = (
        WaitingCard(one, dots.get(one.id))
        for one in cards
        if taken.isdisjoint([one.id, *(each.id for each in under(one.id, merged))])
    )
    return tuple(sorted(waiting, key=lambda one: -(one.dots or 0)))


def _dots(job: Job, workshop_id: str) -> dict[str, int]:
    """Card id -> its dots in the latest closed round of each vote it was in, together."""
    found: dict[str, int] = {}
    for step in workshop_store.steps(job, workshop_id):
        rounds = closed_rounds(job, step) if step.kind == "dots" and step.board_id else []
        for one in (rounds[-1].results or ()) if rounds else ():
            found[one.subject] = found.get(one.subject, 0) + one.dots
    return found
