"""Asking for people: each party names its own representative, and what it answers is written down seat by seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.process import name_in
from mallipaja.actions.teams import NO_DRAFT, TeamView, team_of
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.errors import ActionError
from mallipaja.i18n import LANGUAGES, N_
from mallipaja.store import people as people_store
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.store.teams import SeatRow
from mallipaja.team.names import SeatName, read_names
from mallipaja.team.requests import SeatEvent, SeatLine, Waiting, seat_events, waiting

SEAT_STATES = ("vacant", "proposed", "requested", "named", "deputy_named", "declined")
OF_A_VACANT_SEAT = ("vacant", "requested", "declined")
NOBODY_NAMED = frozenset({"vacant", "proposed", "declined"})
_UNTOUCHED: Mapping[str, Any] = {
    "state": "vacant",
    "requested_on": None,
    "requested_of": "",
    "why_declined": "",
}

NO_PERSON = N_("Write the name of the person.")
NO_DEPUTY = N_("Write the name of the deputy.")
OF_WHOM = N_("Write of whom it was asked: a task, such as the head of the services.")
LATER_REQUEST = N_("The day of the request is in the future. Give today or an earlier day.")
VACANT_SEAT = N_(
    "Nobody has offered a post for this seat yet. Ask for one; when there is an answer, add the post in the view Posts and "
    "draft again. Then a person can be named."
)


@dataclass(frozen=True, slots=True)
class Requests:
    """How far the seats of the current draft are: ``events`` by seat id, oldest first, through all the drafts; ``late``
    and other unanswered requests in ``waiting``."""

    events: Mapping[str, tuple[SeatEvent, ...]]
    waiting: tuple[Waiting, ...]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_requests(job: Job, *, pilot_id: str) -> Requests:
    """What has happened to each seat of the pilot's current draft, and which requests wait for an answer."""
    rows = store.drafts(job, pilot_id)
    if not rows:
        return Requests({}, ())
    every = store.all_seats(job, pilot_id)
    keys = _keys(every)
    here = [one for one in every if one.draft_id == rows[0].id]
    names = {one.id: one.display_name for one in people_store.accounts(job)}
    lines: dict[tuple[str, str, int], list[SeatLine]] = defaultdict(list)
    for change in store.seat_history(job, pilot_id):
        if change.entity_id in keys and change.after:
            fields = {**_UNTOUCHED, **change.after} if change.change == "add" else change.after
            lines[keys[change.entity_id]].append(SeatLine(change.at, name_in(change.who, names), fields))
    events = {one.id: seat_events(lines[keys[one.id]]) for one in here}
    return Requests(events, waiting([(one.id, one.state, one.requested_on) for one in here], job.today))


def _keys(seats: list[SeatRow]) -> dict[str, tuple[str, str, int]]:
    """Which seats of several drafts are the same: the same post in the same role, or the role's n-th vacant seat."""
    found: dict[str, tuple[str, str, int]] = {}
    count: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in seats:
        place = (one.draft_id, one.role, one.post or "")
        found[one.id] = (one.role, one.post or "", count[place])
        count[place] += 1
    return found


@action(Right.EDIT_PILOT, "seat_id")
def set_seat(
    job: Job,
    *,
    seat_id: str,
    state: str,
    requested_on: date | None = None,
    requested_of: str = "",
    name: str = "",
    deputy: str = "",
    contact: str = "",
    why_declined: str = "",
    revision: int | None = None,
) -> None:
    """Say how far a seat is: asked for on a day and of whom, named with the person, deputy named, declined.

    A vacant seat can be asked for, and the request declined; a person can be named once there is a post. Naming a deputy
    with the person makes the state so.

    Raises
    ------
    ActionError : the state does not fit a vacant seat, the person, the deputy or of whom it was asked is missing, or the
        request is in the future.
    LateSave : somebody else changed the seat meanwhile.
    """
    row = store.seat_of(job, seat_id)
    one_of(state, SEAT_STATES)
    if row.post is None and state not in OF_A_VACANT_SEAT:
        raise ActionError("SEAT_VACANT", VACANT_SEAT)
    if state == "named" and deputy.strip():
        state = "deputy_named"
    _check(job, state, name, deputy, requested_on, requested_of or row.requested_of)
    values = {
        "state": state,
        "requested_on": requested_on or row.requested_on,
        "requested_of": long_text(requested_of) or row.requested_of,
        "why_declined": long_text(why_declined) if state == "declined" else "",
    }
    record.change(job, schema.seat, seat_id, values, revision=revision, project_id=job.project_id)
    if state in NOBODY_NAMED:
        _forget_person(job, row)
    elif name.strip():
        _name_person(job, row, tidy_name(name), long_text(deputy), long_text(contact))


@action(Right.EDIT_PILOT, "pilot_id")
def paste_names(job: Job, *, pilot_id: str, text: str) -> int:
    """Name people to the seats of the current draft from a table (`team.names`); returns to how many seats.

    An empty cell leaves the deputy and how the seat is reached as they are. Nothing is written when a line has a problem.

    Raises
    ------
    ActionError : there is no draft.
    ProblemsError : with every problem of every line.
    """
    view = team_of(job, pilot_id)
    if view.row is None:
        raise ActionError("NO_DRAFT", NO_DRAFT)
    units = {
        one.key: one.name or one.key for one in view.base.rows
    }  # a post that has been removed still has its name
    units |= {one.id: one.unit_name for one in view.posts}
    lent = {
        one.id: f"{one.unit_name} ({view.pilots[one.lent_by]})"
        for one in view.posts
        if one.lent_by in view.pilots
    }
    seats = [
        SeatName(
            one.id,
            _called(view, one.role),
            units.get(one.post or "", one.post or ""),
            lent.get(one.post or "", ""),
        )
        for one in view.seats
    ]
    found = read_names(text, seats)
    for one in found:
        known = view.people.get(one.seat)
        deputy = one.deputy or (known.deputy if known else "")
        contact = one.contact or (known.contact if known else "")
        values = {"state": "deputy_named" if deputy else "named", "why_declined": ""}
        record.change(job, schema.seat, one.seat, values, revision=None, project_id=job.project_id)
        _name_person(job, store.seat_of(job, one.seat), tidy_name(one.person), deputy, contact)
    return len(found)


def _called(view: TeamView, role: str) -> tuple[str, ...]:
    """A role may be called by its name in any language."""
    element = view.generic.elements.get(role)
    return tuple(element.label.get(language) for language in LANGUAGES) if element else (role,)


def _check(
    job: Job, state: str, name: str, deputy: str, requested_on: date | None, requested_of: str
) -> None:
    if state in {"named", "deputy_named"} and not name.strip():
        raise ActionError("SEAT_NAME", NO_PERSON)
    if state == "deputy_named" and not deputy.strip():
        raise ActionError("SEAT_DEPUTY", NO_DEPUTY)
    if state == "requested" and not requested_of.strip():
        raise ActionError("SEAT_OF_WHOM", OF_WHOM)
    if requested_on is not None and requested_on > job.today:
        raise ActionError("DAY_LATER", LATER_REQUEST)


def _name_person(job: Job, row: SeatRow, name: str, deputy: str, contact: str) -> None:
    """Names are kept apart from seats and posts."""
    known = store.people(job, row.draft_id).get(row.id)
    values = {"name": name, "deputy": deputy, "contact": contact}
    if known is None:
        record.add(job, schema.seat_person, {"seat_id": row.id, **values}, project_id=job.project_id)
    else:
        record.change(job, schema.seat_person, known.id, values, revision=None, project_id=job.project_id)


def _forget_person(job: Job, row: SeatRow) -> None:
    """Nobody sits here now: the name goes to the bin."""
    known = store.people(job, row.draft_id).get(row.id)
    if known is not None:
        record.put_in_bin(job, schema.seat_person, known.id, project_id=job.project_id)
