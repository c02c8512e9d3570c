"""Drafts of a team: what one is made from, the search outside of any transaction, and keeping what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mallipaja.actions.access import Job
from mallipaja.actions.documents import use_model
from mallipaja.actions.solving import ChangedMeanwhileError, Solving
from mallipaja.actions.team_case import TeamCase, fingerprint, team_case
from mallipaja.errors import ActionError, ProblemsError
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.store.teams import DraftRow, PersonRow, SeatRow
from mallipaja.survey.given import Known
from mallipaja.team.case import Case
from mallipaja.team.draft import Draft, draft

CONTRADICTION = N_("The decisions contradict each other: {problem}")

Pairs = tuple[tuple[str, str], ...]


def drafting(job: Job, pilot_id: str, pins: Pairs, vetoes: Pairs) -> Solving[Draft, str]:
    """A new draft with these decisions, to be solved and kept; the caller has checked the right.

    It is kept only while the draft it follows is still the newest. When posts, settings or the model change during
    the search, it is kept with what it was made from, and the page shows that as it shows any stale draft.
    """
    before = newest(job, pilot_id)
    base = team_case(job, pilot_id)
    decided = with_decisions(base.case, pins, vetoes)

    def solve() -> Draft:
        try:
            return draft(decided)
        except ProblemsError as error:
            raise ActionError("DECISIONS", CONTRADICTION, problem=error.problems[0].message) from None

    def write(job: Job, found: Draft) -> str:
        now = newest(job, pilot_id)
        if _version(now) != _version(before):
            raise ChangedMeanwhileError
        return keep(job, pilot_id, base, decided, found, now)

    return Solving(solve, write)


def redrafting(job: Job, pilot_id: str) -> Solving[Draft, str]:
    """A new draft with the decisions made so far."""
    row = newest(job, pilot_id)
    return drafting(job, pilot_id, pairs(row.pins) if row else (), pairs(row.vetoes) if row else ())


def draft_anew(job: Job, pilot_id: str) -> str:
    """Draft the team inside another action, as making the example project does; returns the draft's id."""
    found = redrafting(job, pilot_id)
    return found.write(job, found.solve())


def newest(job: Job, pilot_id: str) -> DraftRow | None:
    """The pilot's newest draft."""
    return next(iter(store.drafts(job, pilot_id)), None)


def pairs(stored: Iterable[Iterable[str]]) -> Pairs:
    """Decisions as they are stored, as (post, role)."""
    return tuple((post, role) for post, role in stored)


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
    taken: DraftRow | None = None,
) -> str:
    """Store a draft as the pilot's newest; who has been asked or named to a seat that stays is kept.

    ``taken``: an earlier draft taken up again; what is known of its seats is kept where ``before`` lacks them.
    """
    values = {
        "pilot_id": pilot_id, "document_id": use_model(job, base.generic), "state": "draft", "created_at": job.at,
        "pins": [list(one) for one in decided.pins], "vetoes": [list(one) for one in decided.vetoes],
        "basis": fingerprint(base.case), "number": store.last_number(job, pilot_id) + 1, "status": found.status,
        "gap": found.gap, "origin": origin,
    }  # fmt: skip
    draft_id = record.add(job, schema.draft, values, project_id=job.project_id)
    _add_seats(job, draft_id, found, base.case, [one for one in (taken, before) if one])
    return draft_id


def _version(row: DraftRow | None) -> tuple[str, int] | None:
    return (row.id, row.revision) if row else None


def _add_seats(job: Job, draft_id: str, found: Draft, case: Case, earlier: Sequence[DraftRow]) -> None:
    units = {one.key: one.id for one in project_store.units(job, job.project_id)}
    professions = {
        post.id: post.profession.value for post in case.posts if isinstance(post.profession, Known)
    }
    old: dict[tuple[str, str | None], list[SeatRow]] = {}
    named: dict[str, PersonRow] = {}
    for one in earlier:  # what the later of them says of a seat counts
        old |= _earlier(job, one)
        named |= store.people(job, one.id)
    for position, seat in enumerate(found.seats):
        waiting = old.get((seat.role, seat.post), [])
        kept = waiting.pop(0) if waiting else None
        values = {
            "draft_id": draft_id, "role": seat.role, "post": seat.post, "position": position,
            "unit_id": units.get(seat.post or ""), "profession": professions.get(seat.post or ""),
            "hours_per_month": seat.hours_per_month if seat.post else None,
            "state": kept.state if kept else ("proposed" if seat.post else "vacant"),
            "requested_on": kept.requested_on if kept else None,
            "requested_of": kept.requested_of if kept else "",
            "why_declined": kept.why_declined if kept else "",
        }  # fmt: skip
        seat_id = record.add(job, schema.seat, values, project_id=job.project_id)
        person = named.get(kept.id) if kept else None
        if person:
            said = {"name": person.name, "deputy": person.deputy, "contact": person.contact}
            record.add(job, schema.seat_person, {"seat_id": seat_id, **said}, project_id=job.project_id)


def _earlier(job: Job, before: DraftRow) -> dict[tuple[str, str | None], list[SeatRow]]:
    """The seats of the draft before by role and post, the role's vacant ones in their order."""
    found: dict[tuple[str, str | None], list[SeatRow]] = {}
    for one in store.seats(job, before.id):
        found.setdefault((one.role, one.post), []).append(one)
    return found
