"""What somebody in a workshop sees now: a participant on the phone, the facilitator, the wall.

A page asks `glance.stamp` each second, and these views, a participant's `glance.glance`, only when it has grown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from mallipaja.actions import workshops
from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.challenge_cards import WaitingCard, waiting_cards
from mallipaja.actions.decisions import Open, still_open
from mallipaja.actions.shared_view import Shared, board_parts, shared
from mallipaja.actions.taking_part import card_key, participant_here, sight
from mallipaja.actions.voting import VOTES, VoteView, own_votes, vote_frame, vote_view
from mallipaja.actions.workshops import WorkshopView
from mallipaja.store import boards, record, schema
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as store
from mallipaja.store.boards import Group, Move
from mallipaja.store.projects import NetworkActor, Organisation
from mallipaja.store.workshops import Participant, Workshop, WorkshopStep
from mallipaja.workshop import cards
from mallipaja.workshop.cards import Seen, Sight, Tally, Viewer


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board as one viewer may see it.

    ``merged`` has the texts of the cards that each card speaks for; ``last_move`` can be undone, only the
    facilitator has it.
    """

    step: WorkshopStep
    sight: Sight
    seen: tuple[Seen, ...]
    groups: tuple[Group, ...]
    actors: tuple[NetworkActor, ...]
    tally: Tally
    merged: Mapping[str, tuple[str, ...]]
    last_move: Move | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as one viewer may see it: its board, or its vote with what the viewer has given."""

    step: WorkshopStep
    board: BoardView | None = None
    vote: VoteView | None = None
    own: dict[str, tuple[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A participant's view. ``steps`` are those they can open, ``at`` the one they are shown.

    ``minutes`` is the state of the minutes, "" before there are any.
    """

    me: Participant
    workshop: Workshop
    title: str
    project: str
    is_example: bool
    organisations: tuple[Organisation, ...]
    steps: tuple[WorkshopStep, ...]
    at: StepView | None
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Wall:
    """What the projector shows: nothing a participant does not see, and nobody's own.

    ``owners`` has the names of organisations by id, where open decisions are told; there ``waiting`` are the challenge
    cards nobody has taken up.
    """

    workshop: WorkshopView
    joined: int
    at: StepView | None
    open: Open | None
    owners: Mapping[str, str]
    waiting: tuple[WaitingCard, ...] = ()


@action(Right.TAKE_PART, "participant_id", writes=False)
def take_part(job: Job, *, participant_id: str, device: str, step: str | None = None) -> TakingPart:
    """The participant's view at a step; at the current one where they are led or name none that is open."""
    me = participant_here(job, participant_id, device)
    now = shared(job, me.workshop_id)
    here = now.workshop
    at = now.step_shown(step)
    seen = step_view(job, now, at, "participant", device) if at and me.joined_at else None
    project = record.get(job, schema.project, job.project_id)
    organisations = _here(job, me)
    return TakingPart(
        me, here, now.title, project.name, project.is_example, organisations, now.shown, seen, now.minutes
    )


def _here(job: Job, me: Participant) -> tuple[Organisation, ...]:
    """The organisations of a meeting's pilot and those that are tied to no pilot; of a common meeting all."""
    _meeting, project_id, pilot_id = store.meeting_row(job, me.workshop_id)
    listed = project_store.organisations(job, project_id)

    def tied(pilot: str | None) -> set[str | None]:
        actors, units = (
            project_store.actors(job, project_id, pilot),
            project_store.units(job, project_id, pilot),
        )
        return {one.organisation_id for one in actors} | {one.organisation_id for one in units}

    here = tied(pilot_id)
    elsewhere = tied(None) - here if here - {None} else set()
    return tuple(one for one in listed if one.id not in elsewhere or one.id == me.organisation_id)


@action(Right.RUN_PROJECT, "workshop_step_id", writes=False)
def lead_step(job: Job, *, workshop_step_id: str) -> StepView:
    """A step as its facilitator may see it."""
    step = store.step_of(job, workshop_step_id)
    return step_view(job, shared(job, step.workshop_id), step, "facilitator")


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def wall(job: Job, *, workshop_id: str) -> Wall:
    """What the projector shows."""
    return _wall(job, workshop_id)


@action(Right.TAKE_PART, "participant_id", writes=False)
def wall_of_participant(job: Job, *, participant_id: str) -> Wall:
    """The projector's view on a device that came in with the code: it shows nothing the others do not see."""
    return _wall(job, store.participant_of(job, participant_id).workshop_id)


def _wall(job: Job, workshop_id: str) -> Wall:
    found = workshops.view_of(job, workshop_id)
    at = found.current
    shown = at is not None and at.state != "hidden" and found.workshop.on_wall == "step"
    tells_open = found.workshop.on_wall == "challenges" or (at is not None and at.kind == "decide")
    at_start = still_open(job, workshop_id) if tells_open else None
    seen = step_view(job, shared(job, workshop_id), at, "wall") if shown and at else None
    listed = project_store.organisations(job, job.project_id) if tells_open else ()
    owners = {one.id: one.name for one in listed}
    waiting = waiting_cards(job, workshop_id) if tells_open else ()
    return Wall(found, len(found.participants), seen, at_start, owners, waiting)


def step_view(job: Job, now: Shared, step: WorkshopStep, viewer: Viewer, device: str = "") -> StepView:
    """A step as the viewer may see it; the caller has checked the right.

    Without ``device`` a participant's view is that of somebody who has written and voted nothing.
    """
    if step.kind == "board":
        return StepView(step, board=_board(job, now, step, viewer, device))
    if step.kind in VOTES:
        vote = now.part(("vote", step.id), partial(_vote, job, now, step))
        if vote.is_open and viewer != "facilitator":
            vote = replace(vote, by_hand=())
        return StepView(step, vote=vote, own=own_votes(job, device, vote.round_id) if device else None)
    return StepView(step)


def _vote(job: Job, now: Shared, step: WorkshopStep) -> VoteView:
    return vote_view(job, step, now.part(("frame", step.id), partial(vote_frame, job, step)))


def _board(job: Job, now: Shared, step: WorkshopStep, viewer: Viewer, device: str) -> BoardView:
    found = board_parts(job, now, step)
    rules = sight(step)
    return BoardView(
        step,
        rules,
        cards.seen(found.cards, rules, viewer, card_key(device, step.id) if device else ""),
        found.groups,
        found.actors,
        found.tally,
        found.merged if rules.revealed or rules.others == "all" else {},
        boards.last_move(job, step.id) if viewer == "facilitator" else None,
    )


@action(Right.TAKE_PART, "participant_id", writes=False)
def crowd(job: Job, *, participant_id: str) -> int:
    """How many have joined the participant's workshop."""
    return store.joined(job, store.participant_of(job, participant_id).workshop_id)
