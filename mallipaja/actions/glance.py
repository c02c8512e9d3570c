"""What one participant's page shows now, made from what all see alike; asked by every page after every change.

It is not an `action`: when the workshop has been read since it last changed there is no transaction at all. The right
is the same `Right.TAKE_PART`, asked of the devices as they were read in the transaction of that reading, and it is
refused only after reading them anew. `live.take_part` gives the same view with a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from threading import Lock

from mallipaja.actions.access import PARTICIPANT, Actor, Context, Job, Right, may
from mallipaja.actions.live import BoardView, StepView, step_view
from mallipaja.actions.shared_view import BoardParts, Shared, board_parts, remembered, shared_as
from mallipaja.actions.taking_part import card_key
from mallipaja.actions.tokens import token_hash
from mallipaja.actions.voting import voter_key
from mallipaja.errors import Refused
from mallipaja.store import room
from mallipaja.store.engine import Store
from mallipaja.store.places import Place
from mallipaja.store.room import Stamp
from mallipaja.store.workshops import Participant, WorkshopStep
from mallipaja.workshop import cards


@dataclass(frozen=True, slots=True)
class Own:
    """What of a step is one participant's alone.

    Attributes
    ----------
    cards : ids of own cards among those everybody sees.
    board : the whole board, where everybody sees another one.
    votes : subject -> (choice, count) in the open round.
    """

    cards: tuple[str, ...] = ()
    board: BoardView | None = None
    votes: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Glance:
    """A participant's view. ``common`` is the same for everybody at ``step`` of this moment, ``own`` is not."""

    now: Shared
    me: Participant
    step: WorkshopStep | None
    common: StepView | None
    own: Own


@dataclass(frozen=True, slots=True)
class _Common:
    """A step as somebody sees it who has written and voted nothing; beside it what makes it one's own.

    ``ballots`` are those of the open round, by a key that only the voter's device can make again.
    """

    view: StepView
    board: BoardParts | None
    ballots: Mapping[str, Mapping[str, tuple[str, int]]]


_LOCKS = tuple(Lock() for _ in range(16))


def stamp(database: Store, workshop_id: str, at: datetime) -> Stamp:
    """How far a workshop has come.

    It asks for no right, since it tells nothing: whoever sees that it has grown asks for a view.
    """
    with database.reading("anonymous", at) as work:
        return room.look(work, workshop_id).stamp


def glance(
    context: Context,
    *,
    workshop_id: str,
    participant_id: str,
    device: str,
    since: Stamp,
    step: str | None = None,
) -> Glance:
    """The participant's view at a step; at the current one where they are led or name none that is open.

    Parameters
    ----------
    context : who acts is not looked at: ``device``, the secret of the device, says who asks.
    since : the view is of this moment or a later one.

    Raises
    ------
    Refused : the device is not this participant's, or not any more.
    """
    asked = (participant_id, token_hash(device), device, step)

    def kept() -> Glance | None:
        known = remembered(context.store, workshop_id)
        return _view(context, known, *asked) if known is not None and known.at.covers(since) else None

    found = kept()
    if found is None:
        with _LOCKS[hash(workshop_id) % len(_LOCKS)]:  # one reads, those who waited find it read
            found = kept() or _read(context, workshop_id, *asked)
    return found


def takes_part(
    context: Context, *, workshop_id: str, participant_id: str, device: str, since: Stamp
) -> Context:
    """The context of somebody taking part on this device: may they look, they may try; the action asks again.

    Raises
    ------
    Refused : as `glance`.
    """
    found = glance(
        context, workshop_id=workshop_id, participant_id=participant_id, device=device, since=since
    )
    return replace(context, actor=Actor(PARTICIPANT, participants=(found.me.id,)))


def _read(
    context: Context, workshop_id: str, participant_id: str, secret_hash: str, device: str, step: str | None
) -> Glance:
    at = context.clock()
    with context.store.reading(PARTICIPANT, at) as work:
        seen = room.look(work, workshop_id)
        if seen is room.NOWHERE:
            raise Refused
        job = Job(work.connection, work.who, at, context.actor, context.catalogue, Place(seen.project_id))
        now = shared_as(job, workshop_id, seen)
        found = _view(context, now, participant_id, secret_hash, device, step, job)
    if found is None:
        raise Refused
    return found


def _view(
    context: Context, now: Shared, participant_id: str, secret_hash: str, device: str, step: str | None,
    job: Job | None = None,
) -> Glance | None:  # fmt: skip
    """The view from what is kept; ``None`` when it is not enough. With ``job`` what is missing is read."""
    me = _participant(now, participant_id, secret_hash, context.clock())
    if me is None:
        return None
    at = now.step_shown(step) if me.joined_at else None
    if at is None:
        return Glance(now, me, None, None, Own())
    common = now.known(("common", at.id), _Common)
    if common is None and job is not None:
        common = now.part(("common", at.id), partial(_read_common, job, now, at))
    return None if common is None else Glance(now, me, at, common.view, _own(common, device))


def _participant(now: Shared, participant_id: str, secret_hash: str, at: datetime) -> Participant | None:
    """Who asks, when the device is theirs: the rule of `access.may` on what was read of the devices."""
    found = now.devices.get((secret_hash, participant_id))
    mine = (participant_id,) if found is not None and found.expires_at > at else ()
    place = Place(now.project_id, participant_id=participant_id)
    allowed = may(Actor(PARTICIPANT, participants=mine), Right.TAKE_PART, place)
    return found.participant if allowed and found is not None else None


def _read_common(job: Job, now: Shared, step: WorkshopStep) -> _Common:
    view = step_view(job, now, step, "participant")
    board = board_parts(job, now, step) if step.kind == "board" else None
    return _Common(
        view, board, room.ballots(job, view.vote.round_id) if view.vote and view.vote.is_open else {}
    )


def _own(common: _Common, device: str) -> Own:
    view = common.view
    if view.vote is not None:
        return Own(votes=common.ballots.get(voter_key(device, view.vote.round_id), {}))
    if view.board is None or common.board is None:
        return Own()
    rules, key = view.board.sight, card_key(device, view.step.id)
    if rules.common:
        return Own(cards=common.board.written.get(key, ()))
    seen = cards.seen(common.board.cards, rules, "participant", key)
    return Own(cards=tuple(one.card.id for one in seen if one.own), board=replace(view.board, seen=seen))
