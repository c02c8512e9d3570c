"""Participants grouping cards together, where the step lets everybody do it."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.boards import NOT_SHOWN, card_on, make_move, new_place
from mallipaja.actions.taking_part import open_step, participant_here
from mallipaja.errors import ActionError
from mallipaja.i18n import N_

FACILITATOR_GROUPS = N_("Only the facilitator groups the cards of this board.")


@action(Right.TAKE_PART, "participant_id")
def group_together(
    job: Job,
    *,
    participant_id: str,
    device: str,
    step: str,
    card: str,
    move: str,
    group: str | None = None,
    phase: str | None = None,
    actor: str | None = None,
) -> None:
    """Put a card that everybody sees into a group, or on a matrix into a phase or to an actor ("": to nobody).

    ``move`` is the id of the move, made by whoever moves: sent twice, it is done once.
    """
    me = participant_here(job, participant_id, device)
    _here, found = open_step(job, me, step)
    if found.kind != "board" or found.grouping != "everyone" or found.state == "hidden":
        raise ActionError("FACILITATOR_GROUPS", FACILITATOR_GROUPS)
    one = card_on(job, found, card)
    if one.hidden or (found.revealed_at is None and found.others != "all"):
        raise ActionError("NOT_SHOWN", NOT_SHOWN)
    make_move(job, found, move, one, "move", new_place(group, phase, actor), "participant")
