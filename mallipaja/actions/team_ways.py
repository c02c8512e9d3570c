"""Other teams, ways to mend one, decisions that cost, and sharing between the project's pilots."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mallipaja.actions.access import Job, Right, action, may
from mallipaja.actions.computed import computed
from mallipaja.actions.drafting import keep, pairs, with_decisions
from mallipaja.actions.evidence import evidence
from mallipaja.actions.posts import PostValues, put_post, put_settings
from mallipaja.actions.solving import showing_action
from mallipaja.actions.team_case import TeamCase, accepted_name, neighbours, team_case, way
from mallipaja.actions.teams import AGREED_ALREADY, NO_DRAFT
from mallipaja.catalogue.reference import Professions
from mallipaja.errors import ActionError, Refused
from mallipaja.i18n import N_, Words
from mallipaja.store import posts as post_store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.store.places import Place as Where
from mallipaja.survey.given import Known
from mallipaja.team.alternatives import Alternative, alternatives
from mallipaja.team.case import Case, problems
from mallipaja.team.decisions import Decision, breaking
from mallipaja.team.draft import Draft, assemble
from mallipaja.team.goals import Seat, VerificationError, seated, verify
from mallipaja.team.means import HIRE_HOURS, Action, Prices, sector_of
from mallipaja.team.neighbours import Loan, Place
from mallipaja.team.posts import Post
from mallipaja.team.repair import Repair, repairs

T = TypeVar("T")
SECONDS = 3.0
_OTHERS = frozenset({"kela"})
"""Sectors whose people a municipality or county can neither hire nor buy: they name their own."""
HIRED = N_("New post: {profession}")
BOUGHT = N_("Bought service: {profession}")
CHOSEN = N_("Chosen as a way to mend the team: {price} € a month")
NOT_ALLOWED = N_(
    "This team cannot be kept: the posts or the decisions have changed. Look at the alternatives again."
)
STALE_LOAN = N_("{post} does not have the hours any more. Make the calculation again.")


@dataclass(frozen=True, slots=True)
class Ways:
    """How a team could be mended. ``neighbours`` are the posts that could be shared, by the names actions use."""

    repairs: tuple[Repair, ...]
    decisions: tuple[Decision, ...]
    prices: Prices
    neighbours: Mapping[str, Post]


@showing_action(Right.SEE_PILOT, "pilot_id")
def show_alternatives(job: Job, *, pilot_id: str, count: int = 3) -> Callable[[], tuple[Alternative, ...]]:
    """Teams that are about as good as the current draft, and differ from it and each other."""
    _base, case, first = _current(job, pilot_id)
    wanted = max(1, min(count, 5))
    if problems(case):
        return tuple
    return _kept(
        job, ("alternatives", wanted, case, first), lambda: alternatives(case, first, wanted, seconds=SECONDS)
    )


@action(Right.EDIT_PILOT, "pilot_id")
def use_alternative(job: Job, *, pilot_id: str, seats: Iterable[tuple[str, str]]) -> str:
    """Make a team of these (post, role) the pilot's newest draft; returns its id. The earlier stays in the history."""
    base, case, _first = _current(job, pilot_id)
    rows = store.drafts(job, pilot_id)
    if rows[0].state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    wanted = set(seats)
    if not wanted <= set(case.pairs()):
        raise ActionError("ALTERNATIVE", NOT_ALLOWED)
    chosen = seated(case, wanted)
    try:
        verify(case, chosen)
    except VerificationError:
        raise ActionError("ALTERNATIVE", NOT_ALLOWED) from None
    return keep(job, pilot_id, base, case, assemble(case, chosen), rows[0], "alternative")


@showing_action(Right.SEE_PILOT, "pilot_id")
def show_ways(job: Job, *, pilot_id: str) -> Callable[[], Ways]:
    """The cheapest ways to close the gaps of the current draft, and the decisions that cost something."""
    asking = _asking(job, pilot_id)
    lent = {post.id: post for post in asking.lent}

    def ways() -> Ways:
        case, first, prices = asking.case, asking.first, asking.prices
        found = repairs(case, first, prices, asking.lent, available=asking.own, seconds=SECONDS)
        return Ways(found, breaking(case, 1.0) if first.gaps else (), prices, lent)

    return _kept(job, ("ways", asking), ways)


@action(Right.EDIT_PILOT, "pilot_id")
def apply_repair(job: Job, *, pilot_id: str, actions: Sequence[Action]) -> None:
    """Write the actions into the pilot's posts and settings; the draft is marked until it is made anew.

    Sharing a neighbour's post changes the neighbour's posts too, so it needs the right to run the project.
    """
    write_repair(job, pilot_id, actions)


def cheapest_way(job: Job, pilot_id: str) -> tuple[Action, ...]:
    """What the cheapest way to close the gaps of the current draft consists of, inside another action."""
    asking = _asking(job, pilot_id)
    found = repairs(
        asking.case, asking.first, asking.prices, asking.lent, available=asking.own, count=1, seconds=SECONDS
    )
    return found[0].actions if found else ()


def write_repair(job: Job, pilot_id: str, actions: Sequence[Action]) -> None:
    """Write the actions inside another action; the caller has checked the right."""
    rows = store.drafts(job, pilot_id)
    if not rows:
        raise ActionError("NO_DRAFT", NO_DRAFT)
    if rows[0].state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    lent = {post.id: post for post in neighbours(job, pilot_id)}
    base = team_case(job, pilot_id)
    for one in actions:
        if one.means in {"share", "remote"}:
            _lend(job, pilot_id, lent.get(one.about), one.amount)
        else:
            _apply(job, pilot_id, base, one)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def region_places(job: Job, *, project_id: str) -> tuple[tuple[Place, ...], dict[tuple[str, str], float]]:
    """Every pilot's case with its decisions, and hours a month on the way between them: for `team.region`."""
    places = []
    for pilot in project_store.pilots(job, project_id):
        case = team_case(job, pilot.id).case
        rows = store.drafts(job, pilot.id)
        decided = with_decisions(case, pairs(rows[0].pins), pairs(rows[0].vetoes)) if rows else case
        places.append(Place(pilot.id, case if problems(decided) else decided))
    return tuple(places), way(job)


@action(Right.RUN_PROJECT, "project_id")
def agree_on_loans(job: Job, *, project_id: str, loans: Sequence[Loan]) -> None:
    """Write loans into the posts of both sides. Their drafts are marked: each pilot makes its own anew."""
    pilots = {one.id for one in project_store.pilots(job, project_id)}
    for loan in loans:
        if not {loan.lender, loan.borrower} <= pilots:
            raise Refused
        posts = {post.id: post for post in team_case(job, loan.lender).case.posts}
        known = posts.get(loan.post)
        if known is None or known.hours + 0.01 < loan.hours_per_month:
            raise ActionError("LOAN", STALE_LOAN, post=known.unit_name if known else loan.post)
        _write_loan(job, loan.lender, loan.borrower, known, loan.hours_per_month)


@action(Right.EDIT_PILOT, "pilot_id")
def take_back_loan(job: Job, *, pilot_id: str, key: str) -> None:
    """Give a neighbour's post back: it goes to the bin, and its hours to the neighbour's post they came from.

    It changes the neighbour's posts too, so it needs the right to run the project.
    """
    if not may(job.actor, Right.RUN_PROJECT, Where(job.project_id)):
        raise Refused
    row = next((one for one in post_store.posts(job, pilot_id) if one.key == key), None)
    if row is None or row.source != "loan":
        return
    record.put_in_bin(job, schema.post, row.id, project_id=job.project_id)
    lent = team_case(job, row.lent_by).case.posts if row.lent_by else ()
    alike = [
        one for one in lent if one.unit_name == row.name
    ]  # two organisations may have a unit of one name
    own = next((one for one in alike if one.organisation_name == (row.organisation or "")), None)
    own = own or next(iter(alike), None)
    if own is not None and row.lent_by:
        hours = round(own.hours + (row.hours_per_month or 0.0), 2)
        _correct(job, row.lent_by, own, {"hours_per_month": hours})


@dataclass(frozen=True, slots=True)
class _Asking:
    """What ways to mend a team are searched from. ``own``: professions that can be hired or bought."""

    case: Case
    first: Draft
    prices: Prices
    lent: tuple[Post, ...]
    own: tuple[str, ...]


def _asking(job: Job, pilot_id: str) -> _Asking:
    base, case, first = _current(job, pilot_id)
    codes = (item.code for item in job.catalogue.profession_choices)
    return _Asking(
        case,
        first,
        Prices().changed(base.settings.prices),
        neighbours(job, pilot_id),
        tuple(sorted(code for code in codes if _sector(job, code) not in _OTHERS)),
    )


def _current(job: Job, pilot_id: str) -> tuple[TeamCase, Case, Draft]:
    """What the team rests on, the case with today's decisions, and the stored draft over it."""
    rows = store.drafts(job, pilot_id)
    if not rows:
        raise ActionError("NO_DRAFT", NO_DRAFT)
    base = team_case(job, pilot_id)
    case = with_decisions(base.case, pairs(rows[0].pins), pairs(rows[0].vetoes))
    sectors = {role.id: role.sector for role in case.roles}
    allowed = set(case.pairs())
    filled = [
        Seat(seat.role, sectors[seat.role], seat.post, seat.hours_per_month or 0.0)
        for seat in store.seats(job, rows[0].id)
        if seat.post is not None and (seat.post, seat.role) in allowed
    ]
    return base, case, assemble(case, filled)


def _kept(job: Job, what: tuple[object, ...], make: Callable[[], T]) -> Callable[[], T]:
    """What a search finds, kept while the same is asked of it: a page draws several times what one search gave."""
    name = hashlib.sha256(repr(what).encode()).hexdigest()
    known = evidence(job, job.project_id)
    return lambda: computed(job, known, ("team_ways", name), make)


def _sector(job: Job, profession: str) -> str:
    table = job.catalogue.table(Professions)
    return next((one.sector for one in table.professions if one.code == profession), "") if table else ""


def _apply(job: Job, pilot_id: str, base: TeamCase, one: Action) -> None:
    if one.means.startswith("accept"):
        known = post_store.settings(job, pilot_id)
        amounts = dict(known.accepted) if known else {}
        name = accepted_name(one)
        put_settings(job, pilot_id, {"accepted": {**amounts, name: amounts.get(name, 0.0) + one.amount}})
        return
    if one.means in {"hire", "buy"}:
        label = next(
            (item.label.fi for item in job.catalogue.profession_choices if item.code == one.about), one.about
        )
        # what is written in a pilot's posts is read in Finnish first
        words = Words("fi")
        name = words(HIRED if one.means == "hire" else BOUGHT, profession=label)
        name += f" ({one.number})" if one.number > 1 else ""
        hours = one.amount * HIRE_HOURS if one.means == "hire" else one.amount
        values = PostValues(
            name=name, sector=sector_of(base.case, one.about) or _sector(job, one.about) or "other",
            profession=one.about, hours_per_month=round(hours, 2), convenes=False, member=False, shareable=False,
            source="repair", why=words(CHOSEN, price=words.number(one.price, 0)),
        )  # fmt: skip
        put_post(job, pilot_id, "", values)
        return
    post = next((post for post in base.case.posts if post.id == one.about), None)
    if post is None:
        raise ActionError("ALTERNATIVE", NOT_ALLOWED)
    _change(job, pilot_id, post, one)


def _change(job: Job, pilot_id: str, post: Post, one: Action) -> None:
    row = next((row for row in post_store.posts(job, pilot_id) if row.key == post.id), None)
    if one.means == "more_hours":
        hours = (row.hours_per_month if row and row.hours_per_month is not None else post.hours) + one.amount
        _correct(job, pilot_id, post, {"hours_per_month": hours})
    elif one.means == "convene":
        _correct(job, pilot_id, post, {"convenes": True})
    else:
        level = next(c.level for c in team_case(job, pilot_id).case.competences if c.id == one.competence)
        known = dict(row.competences or {}) if row else {}
        _correct(job, pilot_id, post, {"competences": {**known, one.competence: level}})


def _correct(job: Job, pilot_id: str, post: Post, changes: Mapping[str, object]) -> None:
    """Change a few of a post's values and leave what else was corrected."""
    row = next((row for row in post_store.posts(job, pilot_id) if row.key == post.id), None)
    names = ("name", "organisation", "sector", "profession", "hours_per_month", "remote", "shareable", "convenes",
             "coordinator_clients", "member", "mandate", "funded_until", "why")  # fmt: skip
    said = {name: getattr(row, name) for name in names} if row else {}
    own = {name: value for name, value in changes.items() if name in names}
    values = PostValues(**{**said, **own, "source": row.source if row else "repair"})
    more = {"competences": changes["competences"]} if "competences" in changes else {}
    put_post(job, pilot_id, post.id, values, None, **more)


def _lend(job: Job, pilot_id: str, post: Post | None, hours: float) -> None:
    if not may(job.actor, Right.RUN_PROJECT, Where(job.project_id)):
        raise Refused
    if post is None or post.hours + 0.01 < hours:
        raise ActionError("LOAN", STALE_LOAN, post=post.unit_name if post else "")
    own = next(one for one in team_case(job, post.lent_by).case.posts if post.id.endswith(f"|{one.id}"))
    _write_loan(job, post.lent_by, pilot_id, own, hours)


def _write_loan(job: Job, lender: str, borrower: str, post: Post, hours: float) -> None:
    _correct(job, lender, post, {"hours_per_month": round(post.hours - hours, 2)})
    values = PostValues(
        name=post.unit_name, organisation=post.organisation_name or None, sector=post.sector,
        profession=post.profession.value if isinstance(post.profession, Known) else None,
        hours_per_month=round(hours, 2),
        remote=post.remote.value if isinstance(post.remote, Known) else None,
        shareable=True, convenes=False, member=False, source="loan",
    )  # fmt: skip
    put_post(job, borrower, "", values, None, lent_by=lender)
