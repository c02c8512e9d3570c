"""Taking part in a workshop: joining with a code, saying who one is, writing cards, grouping them.

A card carries a key that only the device of its author can make again: whoever reads the database cannot tell
who wrote what, and the author still finds their own cards after a reload or a dropped connection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.boards import put_card, take_off
from mallipaja.actions.links import device_secret
from mallipaja.actions.meetings import set_attendance
from mallipaja.actions.tidy import long_text, one_of
from mallipaja.actions.tokens import token_hash
from mallipaja.actions.workshops import step_in
from mallipaja.errors import ActionError, NotFound, Refused
from mallipaja.i18n import N_
from mallipaja.store import boards, record, schema
from mallipaja.store import process as process_store
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as store
from mallipaja.store.workshops import Participant, Workshop, WorkshopStep
from mallipaja.workshop import cards, room
from mallipaja.workshop.attendance import Head

TAKES_PART_FOR = timedelta(days=90)
LONGEST_NICKNAME = 40

NOT_JOINED = N_("Say first which organisation you come from.")
NOT_WRITABLE = N_("This step does not take cards now.")
NOT_YOURS = N_("This card was not written on this device.")
EMPTY_CARD = N_("The card is empty. Write something on it first.")
TOO_LATE = N_("The cards have been shown to everybody: only the facilitator can change them now.")
NO_ORGANISATION = N_("Choose your organisation, or write what it is.")


@dataclass(frozen=True, slots=True)
class Entered:
    """A workshop that a code opened. ``secret`` is for the device's cookie."""

    participant_id: str
    secret: str


def tidy_code(typed: str) -> str:
    """A join code as it is stored: capital letters, without spaces and dashes; the address of a QR code too."""
    return re.sub(r"[\s-]", "", typed).upper()[:16]


@action(Right.ANYONE)
def enter(job: Job, *, code: str, device: str | None = None) -> Entered | None:
    """Let a device into the workshop of a code; ``None`` when the code does not work.

    The same device comes back as who it was. ``device`` is the secret it has, kept when it is good for anything.
    """
    found = store.workshop_by_code(job, tidy_code(code))
    if found is None:
        return None
    secret = device_secret(job, device)
    known = store.participant_on(job, token_hash(secret), found.id)
    if known is not None:
        return Entered(known.id, secret)
    if found.state == "ended":
        return None
    _meeting, project_id, _pilot = store.meeting_row(job, found.id)
    values = {"workshop_id": found.id, "voice": room.PROFESSIONAL, "opened_at": job.at}
    participant_id = record.add(job, schema.participant, values, project_id=project_id)
    store.add_device(job, token_hash(secret), participant_id, job.at + TAKES_PART_FOR)
    return Entered(participant_id, secret)


@action(Right.TAKE_PART, "participant_id")
def join(
    job: Job,
    *,
    participant_id: str,
    organisation_id: str | None = None,
    organisation_name: str = "",
    voice: str = room.PROFESSIONAL,
    is_supervisor: bool = False,
    nickname: str = "",
    has_none: bool = False,
) -> None:
    """Say who one is; the attendance of the meeting counts at least everybody who has.

    Somebody who speaks of own experience need not have an organisation, nor who says they have none (``has_none``).
    """
    me = store.participant_of(job, participant_id)
    one_of(voice, cards.VOICES)
    name = long_text(organisation_name)[:120] if organisation_id is None else ""
    if organisation_id is None and not name and not has_none and voice == room.PROFESSIONAL:
        raise ActionError("NO_ORGANISATION", NO_ORGANISATION)
    known = {one.id for one in project_store.organisations(job, job.project_id)}
    if organisation_id is not None and organisation_id not in known:
        raise NotFound("organisation")
    values = {
        "organisation_id": organisation_id,
        "organisation_name": name,
        "voice": voice,
        "is_supervisor": is_supervisor,
        "nickname": long_text(nickname)[:LONGEST_NICKNAME],
        "joined_at": me.joined_at or job.at,
    }
    before = _joined(job, me.workshop_id)
    record.change(job, schema.participant, participant_id, values, revision=None, project_id=job.project_id)
    _note_attendance(job, me.workshop_id, before)
    store.touch(job, me.workshop_id)


def organisation_here(job: Job, me: Participant) -> str | None:
    """The participant's organisation; ``None`` when it is none of the project's, or has been removed since."""
    known = {one.id for one in project_store.organisations(job, job.project_id)}
    return me.organisation_id if me.organisation_id in known else None


def _joined(job: Job, workshop_id: str) -> dict[str, Head]:
    return room.heads(as_heard(one) for one in store.participants(job, workshop_id))


def _note_attendance(job: Job, workshop_id: str, before: Mapping[str, Head]) -> None:
    """Let the attendance of the meeting count at least everybody who has joined; ``before``: who had until now."""
    meeting_id, project_id, _pilot = store.meeting_row(job, workshop_id)
    recorded = {
        row.organisation_id: Head(row.count, row.supervisors, row.experience_experts)
        for row in process_store.attendances(job, project_id)
        if row.meeting_id == meeting_id
    }
    fresh = room.at_least(recorded, _joined(job, workshop_id), before)
    set_attendance(job, meeting_id, {one: head for one, head in fresh.items() if recorded.get(one) != head})


def as_heard(one: Participant) -> room.Participant:
    """A participant for the rules of the room."""
    return room.Participant(one.id, one.organisation_id, one.voice, one.is_supervisor)


@action(Right.TAKE_PART, "participant_id")
def write_card(
    job: Job,
    *,
    participant_id: str,
    device: str,
    step: str,
    card_id: str,
    text: str,
    kind: str,
    phase: str = "",
    actor: str | None = None,
) -> None:
    """Put a card on a board.

    Parameters
    ----------
    device : the secret of the participant's device; only its hash with the step is kept with the card.
    card_id : made by the writer, 32 hexadecimal digits: sent again, the card is there once.
    """
    me, found, key = _writing(job, participant_id, device, step)
    tidy = long_text(text)
    if not tidy:
        raise ActionError("EMPTY_CARD", EMPTY_CARD)
    put_card(
        job,
        found,
        card_id,
        {
            "kind": _kind(found, kind),
            "text": tidy,
            "author_key": key,
            "source": "participant",
            "organisation_id": organisation_here(job, me),
            "voice": me.voice,
            "signature": _signature(job, found, me),
            "phase": phase,
            "actor_id": actor,
        },
    )


@action(Right.TAKE_PART, "participant_id")
def rewrite_card(job: Job, *, participant_id: str, device: str, step: str, card_id: str, text: str) -> None:
    """Change the text of one's own card before everybody has seen it."""
    own = _own_card(job, participant_id, device, step, card_id)
    tidy = long_text(text)
    if not tidy:
        raise ActionError("EMPTY_CARD", EMPTY_CARD)
    record.change(job, schema.card, own.id, {"text": tidy}, revision=None, project_id=job.project_id)
    store.touch(job, store.step_of(job, step).workshop_id)


@action(Right.TAKE_PART, "participant_id")
def take_card_back(job: Job, *, participant_id: str, device: str, step: str, card_id: str) -> None:
    """Take one's own card off the board before everybody has seen it."""
    own = _own_card(job, participant_id, device, step, card_id)
    take_off(job, own)
    store.touch(job, store.step_of(job, step).workshop_id)


def card_key(device: str, step_id: str) -> str:
    """What marks the cards of a device on a board, and says nothing to anybody else."""
    return token_hash(f"card|{device}|{step_id}")


def participant_here(job: Job, participant_id: str, device: str) -> Participant:
    """The participant, when the device is theirs."""
    found = store.on_device(job, token_hash(device), participant_id)
    if found is None:
        raise Refused
    return found


def open_step(job: Job, me: Participant, step_id: str) -> tuple[Workshop, WorkshopStep]:
    """A step of the participant's own workshop while it goes on."""
    here = store.workshop_of(job, me.workshop_id)
    if me.joined_at is None:
        raise ActionError("NOT_JOINED", NOT_JOINED)
    found = step_in(job, me.workshop_id, step_id)
    if here.state == "ended":
        raise ActionError("NOT_WRITABLE", NOT_WRITABLE)
    return here, found


def _writing(
    job: Job, participant_id: str, device: str, step_id: str
) -> tuple[Participant, WorkshopStep, str]:
    me = participant_here(job, participant_id, device)
    _here, found = open_step(job, me, step_id)
    if found.kind != "board" or not cards.writable(sight(found)):
        raise ActionError("NOT_WRITABLE", NOT_WRITABLE)
    return me, found, card_key(device, step_id)


def _own_card(job: Job, participant_id: str, device: str, step_id: str, card_id: str) -> cards.Card:
    _me, found, key = _writing(job, participant_id, device, step_id)
    mine = next((one for one in boards.cards(job, found.id) if one.id == card_id), None)
    if mine is None or mine.author_key != key:
        raise ActionError("NOT_YOURS", NOT_YOURS)
    if found.revealed_at is not None and not mine.late:
        raise ActionError("TOO_LATE", TOO_LATE)
    return mine


def sight(step: WorkshopStep) -> cards.Sight:
    """Who sees what of a board."""
    return cards.Sight(step.state, step.revealed_at is not None, step.others)


def _kind(step: WorkshopStep, kind: str) -> str:
    return one_of(kind, tuple(step.card_kinds))


def _signature(job: Job, step: WorkshopStep, me: Participant) -> str:
    if step.signed == "nickname":
        return me.nickname
    if step.signed == "organisation":
        names: dict[str, Any] = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
        return str(names.get(me.organisation_id or "", me.organisation_name))
    return ""
