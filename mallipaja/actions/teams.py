"""A pilot's team: draft it, decide on it, ask for people, agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import use_model
from mallipaja.actions.team_case import TeamCase, fingerprint, team_case
from mallipaja.actions.tidy import one_of, tidy_name
from mallipaja.capacity.offers import TeamOffer
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.store.teams import DraftRow, PersonRow, SeatRow
from mallipaja.survey.given import Known
from mallipaja.team import draft as drafting
from mallipaja.team.case import Case
from mallipaja.team.draft import Draft
from mallipaja.team.goals import Seat
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

SEAT_STATES = ("vacant", "proposed", "requested", "named", "deputy_named", "declined")
DECISIONS = ("pin", "veto", "free")

CONTRADICTION = N_("The decisions contradict each other: {problem}")
AGREED_ALREADY = N_("The team has been agreed. Make a new draft to change it.")
NO_DRAFT = N_("There is no draft yet. Make one first.")
NO_PERSON = N_("Write the name of the person.")
VACANT_SEAT = N_("The seat is vacant. A person can be named once a unit has been asked for it.")


@dataclass(frozen=True, slots=True)
class TeamView:
    """A pilot's current draft with everything it rests on.

    ``base`` is what a draft made now would rest on. ``draft`` is computed from the stored seats and today's posts;
    ``stale`` when the posts, the settings or the model have changed since the draft was made: nothing is changed
    silently, the draft is marked. ``row`` is ``None`` before the first draft. ``pilots`` are names by id.
    """

    base: TeamCase
    pilots: Mapping[str, str]
    row: DraftRow | None
    seats: tuple[SeatRow, ...]
    people: Mapping[str, PersonRow]
    draft: Draft | None
    stale: bool
    earlier: int

    @property
    def generic(self) -> GenericModel:
        """The generic version the pilot builds on."""
        return self.base.generic

    @property
    def roles(self) -> tuple[Role, ...]:
        """The seats at the chosen demand."""
        return self.base.case.roles

    @property
    def posts(self) -> tuple[Post, ...]:
        """Who could sit."""
        return self.base.case.posts

    @property
    def unheard(self) -> tuple[TeamOffer, ...]:
        """Units that have not said whether they can name somebody."""
        known = {row.key for row in self.base.rows}
        return tuple(one for one in self.base.unheard if one.unit not in known)

    @property
    def gone(self) -> tuple[SeatRow, ...]:
        """Seats of the draft whose post has been removed since."""
        here = {post.id for post in self.posts}
        return tuple(seat for seat in self.seats if seat.post is not None and seat.post not in here)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_team(job: Job, *, pilot_id: str) -> TeamView:
    """The pilot's current draft, and whether what it was made from has changed."""
    return team_of(job, pilot_id)


def team_of(job: Job, pilot_id: str) -> TeamView:
    """The team view inside another action; the caller has checked the right."""
    base = team_case(job, pilot_id)
    case, rows = base.case, store.drafts(job, pilot_id)
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    if not rows:
        return TeamView(base, names, None, (), {}, None, False, 0)
    row = rows[0]
    seats = tuple(store.seats(job, row.id))
    filled = [
        Seat(one.role, _sector(case, one.role), one.post, one.hours_per_month or 0.0)
        for one in seats
        if one.post is not None
    ]
    status: drafting.Status = row.status  # type: ignore[assignment]  # written by `keep`
    current = drafting.assemble(case, filled, status, row.gap or 0.0)
    return TeamView(
        base,
        names,
        row,
        seats,
        store.people(job, row.id),
        current,
        row.basis != fingerprint(case),
        len(rows) - 1,
    )


@action(Right.EDIT_PILOT, "pilot_id")
def draft_team(job: Job, *, pilot_id: str) -> str:
    """Draft the team anew from today's answers and the decisions made so far; returns the draft's id.

    The earlier draft stays in the history of drafts. Who has been asked or named to a seat that stays is
    kept.
    """
    return draft_anew(job, pilot_id)


def draft_anew(job: Job, pilot_id: str) -> str:
    """Draft the team inside another action; the caller has checked the right."""
    rows = store.drafts(job, pilot_id)
    pins = _pairs(rows[0].pins) if rows else ()
    vetoes = _pairs(rows[0].vetoes) if rows else ()
    return _make(job, pilot_id, pins, vetoes, rows[0] if rows else None)


@action(Right.EDIT_PILOT, "draft_id")
def decide_seat(job: Job, *, draft_id: str, post: str, role: str, decision: str) -> str:
    """Keep a post in a role (``pin``), rule it out (``veto``) or leave it open (``free``), and draft again.

    Returns
    -------
    The id of the new draft.
    """
    one_of(decision, DECISIONS)
    row = store.draft_of(job, draft_id)
    if row.state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    pair = (post, role)
    pins = tuple(one for one in _pairs(row.pins) if one != pair)
    vetoes = tuple(one for one in _pairs(row.vetoes) if one != pair)
    if decision == "pin":
        pins = (*pins, pair)
    elif decision == "veto":
        vetoes = (*vetoes, pair)
    return _make(job, row.pilot_id, pins, vetoes, row)


@action(Right.EDIT_PILOT, "seat_id")
def set_seat(
    job: Job,
    *,
    seat_id: str,
    state: str,
    requested_on: date | None = None,
    name: str = "",
    deputy: str = "",
    revision: int | None = None,
) -> None:
    """Say how far a seat is: asked for on a day, named with the person, deputy named, declined.

    Each party names its own representative: a draft ends as requests, and the answer is recorded here.
    """
    row = store.seat_of(job, seat_id)
    one_of(state, SEAT_STATES)
    if row.post is None and state != "vacant":
        raise ActionError("SEAT_VACANT", VACANT_SEAT)
    if state in {"named", "deputy_named"} and not name.strip():
        raise ActionError("SEAT_NAME", NO_PERSON)
    values = {"state": state, "requested_on": requested_on or row.requested_on}
    record.change(job, schema.seat, seat_id, values, revision=revision, project_id=job.project_id)
    if name.strip():
        _name_person(job, row, tidy_name(name), deputy.strip())


@action(Right.EDIT_PILOT, "draft_id")
def mark_discussed(job: Job, *, draft_id: str) -> None:
    """Mark the draft as discussed in a meeting."""
    record.change(
        job, schema.draft, draft_id, {"state": "discussed"}, revision=None, project_id=job.project_id
    )


def _make(
    job: Job, pilot_id: str, pins: tuple[tuple[str, str], ...], vetoes: tuple[tuple[str, str], ...],
    before: DraftRow | None,
) -> str:  # fmt: skip
    base = team_case(job, pilot_id)
    decided = with_decisions(base.case, pins, vetoes)
    try:
        found = drafting.draft(decided)
    except ProblemsError as error:
        raise ActionError("DECISIONS", CONTRADICTION, problem=error.problems[0].message) from None
    return keep(job, pilot_id, base, decided, found, before)


def with_decisions(case: Case, pins: Iterable[tuple[str, str]], vetoes: Iterable[tuple[str, str]]) -> Case:
    """The case with the decisions that still concern its posts and roles."""
    known = {(post.id, role.id) for post in case.posts for role in case.roles}
    return replace(
        case,
        pins=tuple(one for one in pins if one in known),
        vetoes=tuple(one for one in vetoes if one in known),
    )


def keep(
    job: Job,
    pilot_id: str,
    base: TeamCase,
    decided: Case,
    found: Draft,
    before: DraftRow | None,
    origin: str = "draft",
) -> str:
    """Store a draft as the pilot's newest; who has been asked or named to a seat that stays is kept."""
    values = {
        "pilot_id": pilot_id, "document_id": use_model(job, base.generic), "state": "draft", "created_at": job.at,
        "pins": [list(one) for one in decided.pins], "vetoes": [list(one) for one in decided.vetoes],
        "basis": fingerprint(base.case), "number": before.number + 1 if before else 1, "status": found.status,
        "gap": found.gap, "origin": origin,
    }  # fmt: skip
    draft_id = record.add(job, schema.draft, values, project_id=job.project_id)
    _add_seats(job, draft_id, found, base.case, before)
    return draft_id


def _add_seats(job: Job, draft_id: str, found: Draft, case: Case, before: DraftRow | None) -> None:
    units = {one.key: one.id for one in project_store.units(job, job.project_id)}
    professions = {
        post.id: post.profession.value for post in case.posts if isinstance(post.profession, Known)
    }
    old = {(one.role, one.post): one for one in store.seats(job, before.id)} if before else {}
    named = store.people(job, before.id) if before else {}
    for position, seat in enumerate(found.seats):
        kept = old.get((seat.role, seat.post)) if seat.post else None
        values = {
            "draft_id": draft_id, "role": seat.role, "post": seat.post, "position": position,
            "unit_id": units.get(seat.post or ""), "profession": professions.get(seat.post or ""),
            "hours_per_month": seat.hours_per_month if seat.post else None,
            "state": kept.state if kept else ("proposed" if seat.post else "vacant"),
            "requested_on": kept.requested_on if kept else None,
        }  # fmt: skip
        seat_id = record.add(job, schema.seat, values, project_id=job.project_id)
        person = named.get(kept.id) if kept else None
        if person:
            _add_person(job, seat_id, person.name, person.deputy)


def _name_person(job: Job, row: SeatRow, name: str, deputy: str) -> None:
    known = store.people(job, row.draft_id).get(row.id)
    if known is None:
        _add_person(job, row.id, name, deputy)
    else:
        values = {"name": name, "deputy": deputy}
        record.change(job, schema.seat_person, known.id, values, revision=None, project_id=job.project_id)


def _add_person(job: Job, seat_id: str, name: str, deputy: str) -> None:
    values = {"seat_id": seat_id, "name": name, "deputy": deputy}
    record.add(job, schema.seat_person, values, project_id=job.project_id)


def _sector(case: Case, role_id: str) -> str:
    return next((role.sector for role in case.roles if role.id == role_id), "")


def _pairs(stored: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((post, role) for post, role in stored)
