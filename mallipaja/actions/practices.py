"""Writing down what is done: practices, strengths and challenges of a pilot, their hand-overs and sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.practice import phases
from mallipaja.practice.records import (
    AGREED,
    CLIENT_SEES,
    CONSENT,
    HOW_OFTEN,
    KINDS,
    SOURCE_KINDS,
    Kind,
    Practice,
)
from mallipaja.store import practices as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store.practices import BoardCard

FIELDS = (
    "phase", "actor_id", "kind", "what", "how", "how_often", "client_sees", "agreed", "valid_on", "ended_on"
)  # fmt: skip
MOST_DAYS = 3650
OF_CARD: dict[str, Kind] = {"practice": "practice", "good_practice": "strength", "challenge": "challenge"}
"""What a card of a board becomes."""

NO_WHAT = N_("Write what is done; one short sentence is enough.")
ENDED_BEFORE = N_("It ended before the day it was so. Give a later day, or leave the end empty.")
NOT_DAYS = N_("The longest wait is {days} days. Give 0–{most} days, or leave it empty.")
NO_ACTOR = N_("The actor is not on this pilot's list. Add it on the page “Project” first.")


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def list_practices(job: Job, *, pilot_id: str) -> tuple[Practice, ...]:
    """Everything written down in the pilot, also what has ended."""
    return store.practices(job, pilot_id)


@action(Right.EDIT_PILOT, "pilot_id")
def add_practice(job: Job, *, pilot_id: str, values: Mapping[str, Any]) -> str:
    """Write down a practice; returns its id. ``values`` are those of `FIELDS`; ``phase``, ``actor_id``, ``kind``,
    ``what`` and ``valid_on`` are needed."""
    return write_practice(job, pilot_id, values, source="hand")


def write_practice(
    job: Job,
    pilot_id: str,
    values: Mapping[str, Any],
    *,
    source: str,
    label: str = "",
    card_id: str | None = None,
) -> str:
    """Write down a practice inside another action: a card of a board, an answer of a survey.

    Parameters
    ----------
    source, label : hand, card or survey, and where it was said, as people know it.
    """
    fresh = _checked(job, pilot_id, {"kind": "practice", "valid_on": job.today, **values})
    origin = {"source": source, "source_label": label, "card_id": card_id}
    return record.add(
        job, schema.practice, {"pilot_id": pilot_id, **fresh, **origin}, project_id=job.project_id
    )


@action(Right.EDIT_PILOT, "pilot_id", writes=False)
def cards_to_bring(job: Job, *, pilot_id: str) -> list[BoardCard]:
    """The cards of the pilot's workshops that are not written down yet: those that stand in a phase and at an actor of
    the pilot."""
    here = {one.id for one in project_store.actors(job, job.project_id, pilot_id)}
    return [one for one in store.board_cards(job, pilot_id) if one.actor_id in here]


@action(Right.EDIT_PILOT, "pilot_id")
def bring_card(job: Job, *, pilot_id: str, card_id: str) -> str:
    """Write a card down as a practice, a strength or a challenge; returns its id. A card is brought once.

    Raises
    ------
    NotFound : the pilot has no such card to bring.
    """
    found = next((one for one in store.board_cards(job, pilot_id) if one.id == card_id), None)
    if found is None:
        raise NotFound("card")
    values = {
        "phase": found.phase, "actor_id": found.actor_id, "kind": OF_CARD[found.kind], "what": found.text,
        "valid_on": found.held_on,
    }  # fmt: skip
    return write_practice(job, pilot_id, values, source="card", label=found.workshop, card_id=card_id)


@action(Right.EDIT_PILOT, "practice_id")
def change_practice(job: Job, *, practice_id: str, values: Mapping[str, Any], revision: int | None) -> int:
    """Change a practice read at ``revision``; returns its new revision.

    Raises
    ------
    LateSave : somebody else changed the same field meanwhile.
    """
    row = record.get(job, schema.practice, practice_id)
    days = {"valid_on": row.valid_on, "ended_on": row.ended_on}
    known = {key: value for key, value in values.items() if key in FIELDS}
    fresh = _checked(job, row.pilot_id, {**days, **known})
    kept = {key: value for key, value in fresh.items() if key in known}
    return record.change(
        job, schema.practice, practice_id, kept, revision=revision, project_id=job.project_id
    )


@action(Right.EDIT_PILOT, "practice_id")
def remove_practice(job: Job, *, practice_id: str) -> None:
    """Move a practice to the bin."""
    record.put_in_bin(job, schema.practice, practice_id, project_id=job.project_id)


@action(Right.EDIT_PILOT, "practice_id")
def add_handover(
    job: Job,
    *,
    practice_id: str,
    receiver_id: str | None = None,
    receiver: str = "",
    channel: str = "",
    consent: str = "",
    longest_wait_days: int | None = None,
) -> str:
    """Say where the client goes from a practice; returns the id. Without a receiver or a channel it is a broken
    hand-over, which is worth writing down too.
    """
    row = record.get(job, schema.practice, practice_id)
    if receiver_id is not None:
        _own_actor(job, row.pilot_id, receiver_id)
    if consent:
        one_of(consent, CONSENT)
    if longest_wait_days is not None and not 0 <= longest_wait_days <= MOST_DAYS:
        raise ActionError("HANDOVER_DAYS", NOT_DAYS, days=longest_wait_days, most=MOST_DAYS)
    values = {
        "practice_id": practice_id, "receiver_id": receiver_id, "receiver": long_text(receiver),
        "channel": long_text(channel), "consent": consent, "longest_wait_days": longest_wait_days,
    }  # fmt: skip
    return record.add(job, schema.practice_handover, values, project_id=job.project_id)


@action(Right.EDIT_PILOT, "handover_id")
def remove_handover(job: Job, *, handover_id: str) -> None:
    """Move a hand-over to the bin."""
    record.put_in_bin(job, schema.practice_handover, handover_id, project_id=job.project_id)


@action(Right.EDIT_PILOT, "practice_id")
def add_source(
    job: Job, *, practice_id: str, kind: str, title: str, place: str = "", said_on: date | None = None
) -> str:
    """Say what tells that a practice is so: a meeting, an interview, a document, a statistic; returns the id."""
    values = {
        "practice_id": practice_id, "kind": one_of(kind, SOURCE_KINDS), "title": tidy_name(title),
        "place": long_text(place), "said_on": said_on,
    }  # fmt: skip
    return record.add(job, schema.practice_source, values, project_id=job.project_id)


@action(Right.EDIT_PILOT, "practice_source_id")
def remove_source(job: Job, *, practice_source_id: str) -> None:
    """Move a source to the bin."""
    record.put_in_bin(job, schema.practice_source, practice_source_id, project_id=job.project_id)


def _checked(job: Job, pilot_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    fresh = {key: value for key, value in values.items() if key in FIELDS}
    for field in ("what", "how"):
        if field in fresh:
            fresh[field] = long_text(fresh[field])
    if "what" in fresh and not fresh["what"]:
        raise ActionError("PRACTICE_EMPTY", NO_WHAT)
    for field, codes in (("how_often", HOW_OFTEN), ("client_sees", CLIENT_SEES), ("agreed", AGREED)):
        if fresh.get(field):
            one_of(fresh[field], codes)
    if "kind" in fresh:
        one_of(fresh["kind"], KINDS)
    if "phase" in fresh:
        generic = job.catalogue.generic
        one_of(fresh["phase"], [phase.code for phase in phases.phases(generic)] if generic else [])
    if "actor_id" in fresh:
        _own_actor(job, pilot_id, fresh["actor_id"])
    ended = fresh.get("ended_on")
    if ended is not None and ended <= fresh["valid_on"]:
        raise ActionError("PRACTICE_ENDED", ENDED_BEFORE)
    return fresh


def _own_actor(job: Job, pilot_id: str, actor_id: str) -> None:
    if actor_id not in {one.id for one in project_store.actors(job, job.project_id, pilot_id)}:
        raise ActionError("PRACTICE_ACTOR", NO_ACTOR)
