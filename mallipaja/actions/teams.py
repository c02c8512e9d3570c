"""A pilot's team: draft it, decide on it, ask for people, agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.drafting import drafting, keep, pairs, redrafting, with_decisions
from mallipaja.actions.solving import Solving, solving_action
from mallipaja.actions.team_case import TeamCase, fingerprint, team_case
from mallipaja.actions.tidy import one_of
from mallipaja.capacity.offers import TeamOffer
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.store.teams import DraftRow, PersonRow, SeatRow
from mallipaja.team.case import Case
from mallipaja.team.draft import Draft, Status, assemble
from mallipaja.team.goals import Seat
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

DECISIONS = ("pin", "veto", "free")

AGREED_ALREADY = N_("The team has been agreed. Make a new draft to change it.")
NO_DRAFT = N_("There is no draft yet. Make one first.")


@dataclass(frozen=True, slots=True)
class TeamView:
    """A pilot's current draft with everything it rests on.

    ``base`` is what a draft made now would rest on. ``draft`` is computed from the stored seats and today's posts;
    ``stale`` when the posts, the settings or the model have changed since the draft was made: nothing is changed
    silently, the draft is marked. ``row`` is ``None`` before the first draft. ``pilots`` are names by id. ``in_force`` is
    the newest draft that has been agreed on: the pilot's team until another has been agreed on, whatever is drafted.
    """

    base: TeamCase
    pilots: Mapping[str, str]
    row: DraftRow | None
    seats: tuple[SeatRow, ...]
    people: Mapping[str, PersonRow]
    draft: Draft | None
    stale: bool
    earlier: int
    in_force: DraftRow | None = None

    @property
    def newer_than_agreed(self) -> bool:
        """Whether this draft is not the agreed team but one drafted beside it."""
        return self.in_force is not None and self.row is not None and self.row.id != self.in_force.id

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
def view_team(job: Job, *, pilot_id: str, draft_id: str | None = None) -> TeamView:
    """The pilot's newest draft, or the one asked for, and whether what it was made from has changed."""
    return team_of(job, pilot_id, draft_id)


def team_of(job: Job, pilot_id: str, draft_id: str | None = None) -> TeamView:
    """The team view inside another action; the caller has checked the right.

    Raises
    ------
    NotFound : the pilot has no such draft.
    """
    base = team_case(job, pilot_id)
    case, rows = base.case, store.drafts(job, pilot_id)
    names = {one.id: one.name for one in project_store.pilots(job, job.project_id)}
    if not rows and draft_id is None:
        return TeamView(base, names, None, (), {}, None, False, 0)
    row = next((one for one in rows if draft_id in {None, one.id}), None)
    if row is None:
        raise NotFound("draft")
    seats = tuple(store.seats(job, row.id))
    filled = [
        Seat(one.role, _sector(case, one.role), one.post, one.hours_per_month or 0.0)
        for one in seats
        if one.post is not None
    ]
    status: Status = row.status  # type: ignore[assignment]  # written by `keep`
    current = assemble(case, filled, status, row.gap or 0.0)
    return TeamView(
        base,
        names,
        row,
        seats,
        store.people(job, row.id),
        current,
        row.basis != fingerprint(case),
        len(rows) - 1,
        store.in_force(rows),
    )


@solving_action(Right.EDIT_PILOT, "pilot_id")
def draft_team(job: Job, *, pilot_id: str) -> Solving[Draft, str]:
    """Draft the team anew from today's answers and the decisions made so far; returns the draft's id.

    The earlier draft stays in the history of drafts. Who has been asked or named to a seat that stays is
    kept.
    """
    return redrafting(job, pilot_id)


@solving_action(Right.EDIT_PILOT, "draft_id")
def decide_seat(job: Job, *, draft_id: str, post: str, role: str, decision: str) -> Solving[Draft, str]:
    """Keep a post in a role (``pin``), rule it out (``veto``) or leave it open (``free``), and draft again.

    What others have decided since the draft was shown is kept.

    Returns
    -------
    The id of the new draft.
    """
    one_of(decision, DECISIONS)
    pilot_id = store.draft_of(job, draft_id).pilot_id
    row = store.drafts(job, pilot_id)[0]
    if row.state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    pair = (post, role)
    pins = tuple(one for one in pairs(row.pins) if one != pair)
    vetoes = tuple(one for one in pairs(row.vetoes) if one != pair)
    if decision == "pin":
        pins = (*pins, pair)
    elif decision == "veto":
        vetoes = (*vetoes, pair)
    return drafting(job, pilot_id, pins, vetoes)


@action(Right.EDIT_PILOT, "draft_id")
def take_up_draft(job: Job, *, draft_id: str) -> str:
    """Go on with an earlier draft; returns the id of the draft that is then the newest.

    The agreed team is gone on with as it is: the drafts made after it go to the bin. Of any other a new draft is made with
    its seats that are still possible and its decisions; what has been asked and named since is kept.
    """
    pilot_id = store.draft_of(job, draft_id).pilot_id
    rows = store.drafts(job, pilot_id)
    row = next((one for one in rows if one.id == draft_id), None)
    if row is None:
        raise NotFound("draft")
    if row == store.in_force(rows):
        for one in rows[: rows.index(row)]:
            record.put_in_bin(job, schema.draft, one.id, project_id=job.project_id)
        return draft_id
    base = team_case(job, pilot_id)
    case = with_decisions(base.case, pairs(row.pins), pairs(row.vetoes))
    allowed = set(case.pairs())
    filled = [
        Seat(one.role, _sector(case, one.role), one.post, one.hours_per_month or 0.0)
        for one in store.seats(job, draft_id)
        if one.post is not None and (one.post, one.role) in allowed
    ]
    return keep(job, pilot_id, base, case, assemble(case, filled), rows[0], row.origin, row)


@action(Right.EDIT_PILOT, "draft_id")
def mark_discussed(job: Job, *, draft_id: str) -> None:
    """Mark the draft as discussed in a meeting; one that has been agreed on meanwhile stays so."""
    if store.draft_of(job, draft_id).state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    record.change(
        job, schema.draft, draft_id, {"state": "discussed"}, revision=None, project_id=job.project_id
    )


def _sector(case: Case, role_id: str) -> str:
    return next((role.sector for role in case.roles if role.id == role_id), "")
