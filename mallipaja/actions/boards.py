"""What a facilitator does with the cards of a board; participants where the step lets everybody group.

A change of a card's place is a `Move` with an id made by whoever moves: sent twice, it is done once. Moves are the
audit trail of the board, and `undo` takes the last one back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.practice.phases import phases
from mallipaja.store import boards as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema, workshops
from mallipaja.store.boards import Move
from mallipaja.store.workshops import WorkshopStep
from mallipaja.workshop import cards
from mallipaja.workshop.cards import Card

MOST_AT_ONCE = 200
BAD_ID = N_("The card could not be saved. Open the page again.")
NOT_SHOWN = N_("The cards are still silent. Show them to everybody first.")
MANY_LINES = N_("There are {count} lines; {most} are allowed at once.")
NOTHING_TO_UNDO = N_("There is nothing to take back.")
CHANGED_SINCE = N_("The card has been changed since. Move it by hand.")
MERGE_TWO = N_("Choose at least two cards to merge.")
SPLIT_TWO = N_("Write at least two lines: each becomes a card.")

_PLACES = ("group_id", "phase", "actor_id", "hidden", "merged_into")
_ID = re.compile(r"[0-9a-f]{32}")


def put_card(job: Job, step: WorkshopStep, card_id: str, values: Mapping[str, Any]) -> None:
    """Add a card inside another action; one that is there already is left as it is.

    It is late when the cards have been shown already, unless ``values`` knows better.
    """
    if not _ID.fullmatch(card_id):
        raise ActionError("BAD_ID", BAD_ID)
    if store.card_or_none(job, card_id) is not None:
        return
    _check_place(job, step, values)
    fixed = {
        "id": card_id,
        "step_id": step.id,
        "position": store.next_card_position(job, step.id),
        "late": step.revealed_at is not None,
        "written_at": job.at,
    }
    record.add(job, schema.card, {**fixed, **values}, project_id=job.project_id)
    workshops.touch(job, step.workshop_id)


@action(Right.RUN_PROJECT, "workshop_step_id")
def write_cards(
    job: Job,
    *,
    workshop_step_id: str,
    text: str,
    kind: str,
    batch: str = "",
    organisation: str | None = None,
    voice: str = "professional",
    phase: str = "",
    actor: str | None = None,
    group: str | None = None,
) -> int:
    """Cards from a room without devices: one per line; returns how many were added.

    ``batch`` is made by the writer, 24 hexadecimal digits: sent again, nothing is there twice.
    """
    step = workshops.step_of(job, workshop_step_id)
    lines = [long_text(line) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_AT_ONCE:
        raise ActionError("MANY_LINES", MANY_LINES, count=len(lines), most=MOST_AT_ONCE)
    stem = batch or record.new_id()[:24]
    values = {
        "kind": one_of(kind, cards.CARD_KINDS),
        "source": "room",
        "organisation_id": organisation,
        "voice": one_of(voice, cards.VOICES),
        "phase": phase,
        "actor_id": actor,
        "group_id": group,
    }
    for number, line in enumerate(lines):
        put_card(job, step, f"{stem}{number:08x}", {**values, "text": line})
    return len(lines)


@action(Right.RUN_PROJECT, "workshop_step_id")
def add_group(job: Job, *, workshop_step_id: str, name: str) -> str:
    """Add a group to a board; one of the same name is the same group, however often it is sent."""
    step = workshops.step_of(job, workshop_step_id)
    found, tidy = store.groups(job, step.id), tidy_name(name)
    same = next((one.id for one in found if one.name.casefold() == tidy.casefold()), None)
    if same is not None:
        return same
    values = {"step_id": step.id, "name": tidy, "position": len(found)}
    group_id = record.add(job, schema.card_group, values, project_id=job.project_id)
    workshops.touch(job, step.workshop_id)
    return group_id


@action(Right.RUN_PROJECT, "group_id")
def rename_group(job: Job, *, group_id: str, name: str) -> None:
    """Give a group another name."""
    step_id = record.get(job, schema.card_group, group_id).step_id
    values = {"name": tidy_name(name)}
    record.change(job, schema.card_group, group_id, values, revision=None, project_id=job.project_id)
    workshops.touch(job, workshops.step_of(job, step_id).workshop_id)


@action(Right.RUN_PROJECT, "group_id")
def remove_group(job: Job, *, group_id: str) -> None:
    """Move a group to the bin; its cards stay on the board, in no group."""
    step = workshops.step_of(job, record.get(job, schema.card_group, group_id).step_id)
    for one in store.cards(job, step.id):
        if one.group == group_id:
            make_move(job, step, record.new_id(), one, "move", {"group_id": None}, "facilitator")
    record.put_in_bin(job, schema.card_group, group_id, project_id=job.project_id)
    workshops.touch(job, step.workshop_id)


@action(Right.RUN_PROJECT, "workshop_step_id")
def move_card(
    job: Job,
    *,
    workshop_step_id: str,
    card: str,
    move: str,
    group: str | None = None,
    phase: str | None = None,
    actor: str | None = None,
) -> None:
    """Put a card into a group, or on a matrix into a phase or to an actor (``phase`` or ``actor`` is not ``None``).

    ``actor`` "" is nobody in particular; what is not given stays as it is.
    """
    step = workshops.step_of(job, workshop_step_id)
    after = new_place(group, phase, actor)
    make_move(job, step, move, card_on(job, step, card), "move", after, "facilitator")


def new_place(group: str | None, phase: str | None, actor: str | None) -> dict[str, str | None]:
    """The columns of a card that a move changes."""
    if phase is None and actor is None:
        return {"group_id": group}
    cell: dict[str, str | None] = {"phase": phase} if phase is not None else {}
    return cell if actor is None else {**cell, "actor_id": actor or None}


@action(Right.RUN_PROJECT, "workshop_step_id")
def merge_cards(job: Job, *, workshop_step_id: str, into: str, others: tuple[str, ...], move: str) -> None:
    """Let one card speak for others that say the same; the others stay under it, word for word."""
    step = workshops.step_of(job, workshop_step_id)
    kept = card_on(job, step, into)
    merged = [one for one in dict.fromkeys(others) if one != into]
    if not merged or kept.merged_into is not None:  # a card that speaks for others speaks for itself
        raise ActionError("MERGE_TWO", MERGE_TWO)
    for number, one in enumerate(merged):
        after = {"merged_into": kept.id}
        make_move(
            job, step, f"{move[:28]}{number:04x}", card_on(job, step, one), "merge", after, "facilitator"
        )


@action(Right.RUN_PROJECT, "workshop_step_id")
def split_card(job: Job, *, workshop_step_id: str, card: str, text: str, move: str) -> None:
    """Split a card that says several things: each line becomes a card of its own, the whole is hidden."""
    step = workshops.step_of(job, workshop_step_id)
    whole = card_on(job, step, card)
    lines = [long_text(line) for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        raise ActionError("SPLIT_TWO", SPLIT_TWO)
    if store.move_or_none(job, move):
        return
    for number, line in enumerate(lines):
        put_card(job, step, f"{move[:28]}{number:04x}", {**_same_origin(whole), "text": line})
    make_move(job, step, move, whole, "split", {"hidden": True}, "facilitator")


@action(Right.RUN_PROJECT, "workshop_step_id")
def hide_card(job: Job, *, workshop_step_id: str, card: str, hidden: bool, move: str) -> None:
    """Hide a card from everybody and every report, or show it again."""
    step = workshops.step_of(job, workshop_step_id)
    what = "hide" if hidden else "show"
    make_move(job, step, move, card_on(job, step, card), what, {"hidden": hidden}, "facilitator")


@action(Right.RUN_PROJECT, "workshop_step_id")
def undo(job: Job, *, workshop_step_id: str, move: str) -> None:
    """Take back the last move of a board, which the page showed as ``move``; done already, nothing happens."""
    step = workshops.step_of(job, workshop_step_id)
    last = store.move_or_none(job, move)
    if last is None or last.step_id != step.id:
        raise ActionError("NOTHING_TO_UNDO", NOTHING_TO_UNDO)
    if last.undone_at is not None:
        return
    one = card_on(job, step, last.card_id)
    row = record.get(job, schema.card, one.id)._mapping
    if any(row[name] != value for name, value in last.after.items()):
        raise ActionError("CHANGED_SINCE", CHANGED_SINCE)
    record.change(job, schema.card, one.id, last.before, revision=None, project_id=job.project_id)
    if last.what == "split":
        for part in store.cards(job, step.id):
            if part.split_from == one.id:
                take_off(job, part)
    store.mark_undone(job, last.id)
    workshops.touch(job, step.workshop_id)


def take_off(job: Job, one: Card) -> None:
    """Move a card to the bin inside another action; those that were merged into it speak for themselves again."""
    for other in store.cards(job, one.step_id):
        if other.merged_into == one.id:
            alone = {"merged_into": None}
            record.change(job, schema.card, other.id, alone, revision=None, project_id=job.project_id)
    record.put_in_bin(job, schema.card, one.id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "workshop_step_id", writes=False)
def list_moves(job: Job, *, workshop_step_id: str) -> list[Move]:
    """What has been done on a board, the latest first; nothing before the cards are shown."""
    step = workshops.step_of(job, workshop_step_id)
    shown = step.revealed_at is not None or step.others == "all"
    return store.moves(job, workshop_step_id) if shown else []


def make_move(
    job: Job, step: WorkshopStep, move: str, one: Card, what: str, after: Mapping[str, Any], by: str
) -> None:
    """Change a card's place or marks inside another action; a move that has been made is not made again."""
    if not _ID.fullmatch(move):
        raise ActionError("BAD_ID", BAD_ID)
    if store.move_or_none(job, move):
        return
    _check_place(job, step, after)
    row = record.get(job, schema.card, one.id)._mapping
    fresh = {name: value for name, value in after.items() if name in _PLACES and row[name] != value}
    if not fresh:
        return
    before = {name: row[name] for name in fresh}
    record.change(job, schema.card, one.id, fresh, revision=None, project_id=job.project_id)
    number = store.next_number(job, step.id)
    store.add_move(job, Move(move, step.id, one.id, what, before, fresh, by, job.at, number, None))
    workshops.touch(job, step.workshop_id)


def card_on(job: Job, step: WorkshopStep, card_id: str) -> Card:
    """A card that lies on this board and has been shown; else an error."""
    one = next((one for one in store.cards(job, step.id) if one.id == card_id), None)
    if one is None:
        raise NotFound("card")
    if step.revealed_at is None and step.others != "all" and one.source not in {"survey", "room"}:
        raise ActionError("NOT_SHOWN", NOT_SHOWN)
    return one


def _same_origin(one: Card) -> dict[str, Any]:
    return {
        "kind": one.kind, "author_key": one.author_key, "source": one.source, "source_label": one.source_label,
        "organisation_id": one.organisation, "voice": one.voice, "signature": one.signature,
        "phase": one.phase, "actor_id": one.actor, "group_id": one.group, "split_from": one.id,
        "late": one.late,
    }  # fmt: skip


def _check_place(job: Job, step: WorkshopStep, values: Mapping[str, Any]) -> None:
    """Refuse a place that is not on this board."""
    group, actor, phase = (values.get(name) for name in ("group_id", "actor_id", "phase"))
    if group and group not in {one.id for one in store.groups(job, step.id)}:
        raise NotFound("card_group")
    if actor and actor not in {one.id for one in project_store.actors(job, job.project_id)}:
        raise NotFound("actor")
    organisation = values.get("organisation_id")
    if organisation and organisation not in {
        one.id for one in project_store.organisations(job, job.project_id)
    }:
        raise NotFound("organisation")
    generic = job.catalogue.generic
    if phase and (generic is None or phase not in {one.code for one in phases(generic)}):
        raise NotFound("phase")
