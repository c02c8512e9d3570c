"""Answers written down for others: the joint form of a pilot on the wall, and forms filled in on paper."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.answering import begin, open_response
from mallipaja.actions.asking import check_open, forms_of, standing_of, unit_of
from mallipaja.actions.invitations import NOT_IN_ROUND
from mallipaja.actions.tidy import NAME_LENGTH, long_text
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import joint as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema, survey_versions
from mallipaja.store import surveys as round_store
from mallipaja.store.joint import Dissent, Participant, Writing

NO_JOINT = N_("This round has no joint form.")
NO_FORM = N_("This form is not answered by a unit or a person of this round.")
THEIRS = N_(
    "The unit has begun to answer this form itself. Ask it to go on, or write the answers with its people."
)
FUTURE = N_("The form cannot have been filled in after today.")
EMPTY = N_("Write what is seen otherwise.")
NOT_JOINT = N_("Only a joint answer has participants and dissenting views.")
NOT_ON_ROSTER = N_("The actor is not on the pilot's roster.")
LONG_NAME = N_("The name has {length} characters; {most} are allowed. Shorten it.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A form to write in: what the page's address needs."""

    invitation_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Together:
    """Who took part in a joint answer, who could have, and what is seen otherwise."""

    participants: tuple[Participant, ...]
    roster: Mapping[str, str]
    dissents: tuple[Dissent, ...]


@action(Right.RUN_PROJECT, "round_id")
def open_joint(job: Job, *, round_id: str, pilot_id: str) -> Entry:
    """The joint form of a pilot, for the one who writes at the wall; begun if it has not been."""
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    if pilot_id not in round_store.round_pilots(job, round_id) or pilot_id not in names:
        raise ActionError("NOT_IN_ROUND", NOT_IN_ROUND, name=names.get(pilot_id, pilot_id[:12]))
    place = {"kind": "joint", "unit_id": None, "pilot_id": pilot_id}
    invitation_id = _invitation(job, round_id, place, on_behalf=False)
    standing = standing_of(job, invitation_id)
    forms = forms_of(job, standing, None)
    if not forms:
        raise ActionError("NO_JOINT", NO_JOINT)
    return Entry(invitation_id, forms[0].document_id)


@action(Right.RUN_PROJECT, "round_id")
def enter_paper(
    job: Job,
    *,
    round_id: str,
    template: str,
    unit_id: str | None = None,
    pilot_id: str | None = None,
    filled_on: date | None = None,
) -> Entry:
    """Begin to write in a form filled in on paper, marked with who does so; one begun before is gone on with.

    Parameters
    ----------
    unit_id : the unit that filled it in; ``pilot_id`` the pilot of a personal form, of which every call begins
        another.

    Raises
    ------
    ActionError : ``THEIRS`` when the unit answers the form itself.
    """
    if filled_on is not None and filled_on > job.today:
        raise ActionError("DAY_FUTURE", FUTURE)
    if template not in survey_versions.round_versions(job, round_id):
        raise ActionError("NOT_ASKED", NO_FORM)
    place = {"kind": "unit" if unit_id else "personal", "unit_id": unit_id}
    place |= {"pilot_id": None if unit_id else pilot_id}
    _check_place(job, round_id, unit_id, pilot_id)
    invitation_id = _invitation(job, round_id, place, on_behalf=True)
    standing = standing_of(job, invitation_id)
    unit = unit_of(job, standing)
    asked = next((one for one in forms_of(job, standing, unit) if one.template.id == template), None)
    if asked is None:
        raise ActionError("NOT_ASKED", NO_FORM)
    known = round_store.response_for(job, invitation_id, asked.document_id)
    if known is not None and known.source != "paper":
        raise ActionError("THEIRS", THEIRS)
    if known is None:
        check_open(job, standing)
        begin(job, standing, asked.document_id, unit, filled_on=filled_on)
    return Entry(invitation_id, asked.document_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def find_entry(job: Job, *, project_id: str, handle: str) -> Writing | None:
    """What those who run the project write in for others, by the handle of its invitation."""
    return store.entry_by_handle(job, project_id, handle)


def _check_place(job: Job, round_id: str, unit_id: str | None, pilot_id: str | None) -> None:
    in_round = set(round_store.round_pilots(job, round_id))
    units = {one.id: one for one in project_store.units(job, job.project_id)}
    known = bool(set(units[unit_id].pilots) & in_round) if unit_id in units else pilot_id in in_round
    if not known or (unit_id and unit_id not in units):
        raise ActionError("NOT_IN_ROUND", NOT_IN_ROUND, name=(unit_id or pilot_id or "–")[:12])


def _invitation(job: Job, round_id: str, place: Mapping[str, Any], *, on_behalf: bool) -> str:
    """The invitation of a unit or a joint form, made without a link when there is none; of a person a new one."""
    if place["kind"] != "personal":
        for one in round_store.invitations(job, round_id):
            if place == {"kind": one.kind, "unit_id": one.unit_id, "pilot_id": one.pilot_id}:
                if (on_behalf and not one.on_behalf) or one.revoked_at is not None:
                    again: dict[str, Any] = {"on_behalf": on_behalf, "revoked_at": None}
                    if one.revoked_at is not None:  # the link that was ended stays so
                        again["token_hash"] = secrets.token_hex(32)
                    record.change(
                        job, schema.invitation, one.id, again, revision=None, project_id=job.project_id
                    )
                return one.id
    values: dict[str, Any] = {**place, "round_id": round_id, "created_at": job.at, "on_behalf": on_behalf}
    values["token_hash"] = secrets.token_hex(32)  # of no token: nobody has a link
    return record.add(job, schema.invitation, values, project_id=job.project_id)


@action(Right.RESPOND, "response_id", writes=False)
def together(job: Job, *, response_id: str) -> Together:
    """Who took part in a joint answer and what is seen otherwise."""
    response = round_store.response_of(job, response_id)
    roster = _roster(job, response.invitation_id or "")
    people = store.participants(job, response_id)
    return Together(tuple(people), roster, tuple(store.dissents(job, [response_id])[response_id]))


@action(Right.RESPOND, "response_id")
def set_participants(
    job: Job, *, response_id: str, actors: tuple[str, ...], names: tuple[str, ...] = ()
) -> None:
    """Record who took part: actors of the pilot's roster, and people by name where they want to be named."""
    roster = _joint(job, response_id)
    if not roster.keys() >= set(actors):
        raise ActionError("NOT_ON_ROSTER", NOT_ON_ROSTER)
    listed = [" ".join(name.split()) for name in names]
    if long := next((name for name in listed if len(name) > NAME_LENGTH), ""):
        raise ActionError("NAME_LONG", LONG_NAME, length=len(long), most=NAME_LENGTH)
    people: list[tuple[str | None, str]] = [(one, "") for one in actors]
    people += [(None, name) for name in listed if name]
    store.set_participants(job, response_id, people, project_id=job.project_id)


@action(Right.RESPOND, "response_id")
def add_dissent(
    job: Job, *, response_id: str, text: str, question: str = "", row: str = "", actor_id: str | None = None
) -> str:
    """Write down what somebody sees otherwise than the joint answer says."""
    roster = _joint(job, response_id)
    said = long_text(text)
    if not said:
        raise ActionError("EMPTY", EMPTY)
    if actor_id is not None and actor_id not in roster:
        raise ActionError("NOT_ON_ROSTER", NOT_ON_ROSTER)
    values = {"response_id": response_id, "question": question, "row": row, "actor_id": actor_id}
    return record.add(
        job, schema.dissent, {**values, "text": said, "created_at": job.at}, project_id=job.project_id
    )


@action(Right.RESPOND, "dissent_id")
def remove_dissent(job: Job, *, dissent_id: str) -> None:
    """Take a dissenting view back; it goes to the bin."""
    _joint(job, record.get(job, schema.dissent, dissent_id).response_id)
    record.put_in_bin(job, schema.dissent, dissent_id, project_id=job.project_id)


def _joint(job: Job, response_id: str) -> dict[str, str]:
    """The roster of the pilot of a joint answer that is open."""
    _response, standing = open_response(job, response_id)
    if standing.kind != "joint":
        raise ActionError("NOT_JOINT", NOT_JOINT)
    return _roster(job, standing.invitation_id)


def _roster(job: Job, invitation_id: str) -> dict[str, str]:
    pilot_id = round_store.invitation_of(job, invitation_id).pilot_id if invitation_id else None
    return (
        {one.id: one.name for one in project_store.actors(job, job.project_id, pilot_id)} if pilot_id else {}
    )
