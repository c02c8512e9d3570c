"""Who agreed on a team for which organisation, with what mandate; and what changed since earlier drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.saving import put
from mallipaja.actions.teams import TeamView, team_of
from mallipaja.actions.tidy import one_of, tidy_name
from mallipaja.store import duties as store
from mallipaja.store import record, schema, whole
from mallipaja.store import teams as team_store
from mallipaja.store.duties import PartyRow
from mallipaja.store.teams import DraftRow
from mallipaja.team.parties import RequiredParty, SeatOfParty, required_parties
from mallipaja.team.versions import SeatChange, Sitting, seat_changes

MANDATES = ("present", "confirmed", "to_be_confirmed")
"""The supervisor was there; the supervisor has confirmed it later; it waits for confirmation."""
PAPERS = ("agreement", "handbook", "decision memo", "referral card")


@dataclass(frozen=True, slots=True)
class Version:
    """A draft, what changed in it since the one listed before it (the first has no changes), and who sits in it."""

    draft: DraftRow
    changes: tuple[SeatChange, ...]
    sittings: tuple[Sitting, ...] = ()


@dataclass(frozen=True, slots=True)
class Parties:
    """Who has agreed on the current draft. ``lacking`` are organisations that sit in the team and have not agreed.

    ``required`` are the parties a team has to have, each with how far it is.
    """

    rows: tuple[PartyRow, ...]
    lacking: tuple[str, ...]
    required: tuple[RequiredParty, ...]

    @property
    def unagreed(self) -> tuple[RequiredParty, ...]:
        """The required parties for which nobody with a mandate has agreed."""
        return tuple(one for one in self.required if not one.is_agreed)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_parties(job: Job, *, pilot_id: str, draft_id: str | None = None) -> Parties:
    """Who has agreed on the pilot's newest draft, or the one asked for, for which organisation."""
    return parties_of(job, team_of(job, pilot_id, draft_id))


def parties_of(job: Job, view: TeamView) -> Parties:
    """The same of a team that has been read already; the caller has checked the right."""
    rows = tuple(store.parties(job, view.row.id)) if view.row else ()
    posts = {one.id: one for one in view.posts}
    seats = [
        SeatOfParty(post.sector, post.organisation_name, one.state, one.requested_on is not None)
        for one in view.seats
        if one.post is not None and (post := posts.get(one.post)) is not None
    ]
    known = {one.organisation: one.mandate for one in rows}
    sitting = dict.fromkeys(one.organisation for one in seats if one.organisation)
    required = required_parties(tuple(view.base.case.sectors_required), seats, known)
    return Parties(rows, tuple(one for one in sitting if one not in known), required)


@action(Right.EDIT_PILOT, "draft_id")
def set_party(
    job: Job,
    *,
    draft_id: str,
    organisation: str,
    agreed_by: str,
    mandate: str,
    agreed_on: date | None = None,
    revision: int | None = None,
) -> None:
    """Write down who agreed on the draft for an organisation, and with what mandate."""
    name = tidy_name(organisation)
    known = next((one for one in store.parties(job, draft_id) if one.organisation == name), None)
    values = {"agreed_by": tidy_name(agreed_by), "mandate": one_of(mandate, MANDATES), "agreed_on": agreed_on}
    place = {"draft_id": draft_id, "organisation": name}
    blank = {"agreed_by": "", "mandate": "to_be_confirmed", "agreed_on": None}
    put(
        job,
        schema.agreement_party,
        known.id if known else None,
        place,
        values,
        blank=blank,
        revision=revision,
    )


@action(Right.EDIT_PILOT, "party_id")
def remove_party(job: Job, *, party_id: str) -> None:
    """Move an organisation's agreement to the bin."""
    record.put_in_bin(job, schema.agreement_party, party_id, project_id=job.project_id)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def list_versions(job: Job, *, pilot_id: str, agreed: bool = False) -> list[Version]:
    """The pilot's drafts, newest first, each with what changed since the one before.

    Parameters
    ----------
    agreed : only those that have been agreed on, and the current one: what changed from one agreement to the next.
    """
    drafts = team_store.drafts(job, pilot_id)
    if agreed:
        drafts = [*drafts[:1], *(one for one in drafts[1:] if one.agreed_on is not None)]
    sittings = {one.id: _sittings(job, one.id) for one in drafts}
    found = []
    for place, one in enumerate(drafts):
        before = drafts[place + 1 : place + 2]
        changes = seat_changes(sittings[before[0].id], sittings[one.id]) if before else ()
        found.append(Version(one, changes, tuple(sittings[one.id])))
    return found


@action(Right.SEE_PILOT, "pilot_id")
def note_paper(job: Job, *, pilot_id: str, paper: str, rows: int) -> None:
    """Note in the log of exports that a pilot's agreement or decision memo was written."""
    name = record.get(job, schema.pilot, pilot_id).name
    whole.log_export(job, job.project_id, f"{one_of(paper, PAPERS)}: {name}", rows)


def _sittings(job: Job, draft_id: str) -> list[Sitting]:
    seats = team_store.seats(job, draft_id)
    return [Sitting(one.role, one.post, one.hours_per_month) for one in seats if one.post is not None]
