"""Agreeing on a team, and what that changes in the pilot's variant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.agreed_changes import ChallengeText, Outcome, Reason, challenges, write
from mallipaja.actions.agreement_parties import Parties, parties_of
from mallipaja.actions.coordination import coordination_of
from mallipaja.actions.drafting import pairs, with_decisions
from mallipaja.actions.process import LATER_DAY
from mallipaja.actions.solving import Solving, solving_action
from mallipaja.actions.teams import AGREED_ALREADY, TeamView, team_of
from mallipaja.actions.tidy import long_text
from mallipaja.actions.variant_rows import started
from mallipaja.actions.variants import WHO_DECIDED, WHY_CHANGED
from mallipaja.charts.legend import SECTORS
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.practice.questions import QUESTION_WORDS
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.team.alternatives import Alternative, alternatives
from mallipaja.team.case import problems
from mallipaja.team.changes import RoleChange, role_changes
from mallipaja.team.considered import as_stored, considered

OTHERS, SECONDS = 3, 1.5
"""How many other teams are kept with an agreed one, and how long they are looked for."""
STALE = N_(
    "The answers or the model have changed since this draft was made. Make a new draft before agreeing on it."
)
QUESTIONS_OPEN = N_(
    "The team cannot be agreed on yet. Without an agreed answer: {questions} Answer them in the view Client coordinator or "
    "confirm there what the survey proposes, or say why nothing has been decided yet and by when it will be."
)
PARTIES_LACKING = N_(
    "Nobody with a mandate has agreed for these required parties: {parties}. Write down their agreement, or confirm that "
    "the team is agreed on without it."
)
NO_CHALLENGE = N_("The challenge has been removed. Choose what the change answers again.")


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What there is to know before agreeing: what it would write, which challenges a change may answer, how far the
    required parties are, and which of THL's five questions keep it from being done."""

    changes: tuple[RoleChange, ...]
    challenges: tuple[ChallengeText, ...]
    parties: Parties
    unanswered: tuple[str, ...]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def preview_agreement(job: Job, *, pilot_id: str, draft_id: str | None = None) -> tuple[RoleChange, ...]:
    """What agreeing on the newest draft, or the one asked for, writes in the variant. Nothing is written."""
    return _changes(team_of(job, pilot_id, draft_id))


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_agreement(job: Job, *, pilot_id: str, draft_id: str | None = None) -> AgreementView:
    """What there is to know before agreeing on the newest draft; or of the one asked for."""
    view = team_of(job, pilot_id, draft_id)
    return AgreementView(
        _changes(view),
        challenges(job, pilot_id),
        parties_of(job, view),
        coordination_of(job, pilot_id).unanswered,
    )


@solving_action(Right.EDIT_PILOT, "draft_id")
def agree_on_team(
    job: Job,
    *,
    draft_id: str,
    agreed_on: date,
    decided_by: str,
    why: str = "",
    reasons: Mapping[str, Reason] = MappingProxyType({}),
    without: Collection[tuple[str, str]] = (),
    meeting_id: str | None = None,
) -> Solving[tuple[Alternative, ...], Outcome]:
    """Agree on a draft: its roles become stands and reasoned changes of the pilot's variant.

    An earlier agreed team's changes end. The other teams there were are kept with it, for those who decide.

    Parameters
    ----------
    why, reasons : why the team differs from the model, for all of it and by role; each change needs one of them.
    without : the required parties nobody with a mandate has agreed for, (sector, state), as they were shown to and
        confirmed by the one who agrees.

    Raises
    ------
    ActionError : the draft is agreed already or stale, one of THL's five questions has no answer, a required party has
        not agreed and that was not confirmed, or who decided or why is missing. Nothing is written then.
    """
    terms = Terms(agreed_on, decided_by, why, reasons, frozenset(without), meeting_id)
    view = team_of(job, store.draft_of(job, draft_id).pilot_id)
    return Solving(lambda: _others(view), lambda job, found: settle(job, draft_id, terms, found))


def _others(view: TeamView) -> tuple[Alternative, ...]:
    """The other teams there are; none of a draft that is not of today's posts."""
    if view.row is None or view.draft is None or view.stale:
        return ()
    case = with_decisions(view.base.case, pairs(view.row.pins), pairs(view.row.vetoes))
    return () if problems(case) else alternatives(case, view.draft, OTHERS, seconds=SECONDS)


@dataclass(frozen=True, slots=True)
class Terms:
    """What `settle` is told; as `agree_on_team` says."""

    agreed_on: date
    decided_by: str
    why: str = ""
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    without: frozenset[tuple[str, str]] = frozenset()
    meeting_id: str | None = None


def settle(job: Job, draft_id: str, terms: Terms, others: Iterable[Alternative] = ()) -> Outcome:
    """Agree on a draft inside another action; the caller has checked the right. ``others``: the other teams there were."""
    row = store.draft_of(job, draft_id)
    view = team_of(job, row.pilot_id)
    if view.row is None or view.row.id != draft_id or row.state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    if view.stale:
        raise ActionError("DRAFT_STALE", STALE)
    if terms.agreed_on > job.today:
        raise ActionError("DAY_LATER", LATER_DAY)
    _check_questions(job, row.pilot_id)
    lacked = _check_parties(job, view, terms.without)
    if not terms.decided_by.strip():
        raise ActionError("WHO_DECIDED", WHO_DECIDED)
    changes = _changes(view)
    reasons = {
        one.role: _reason(job, row.pilot_id, terms, one.role) for one in changes if one.kind != "as_model"
    }
    variant = started(job, row.pilot_id)
    outcome = write(job, variant, changes, reasons, terms.decided_by.strip(), terms.meeting_id)
    names = {one.id: one.unit_name for one in view.posts}
    values = {
        "state": "agreed", "agreed_on": terms.agreed_on, "meeting_id": terms.meeting_id,
        "decided_by": long_text(terms.decided_by), "lacked": lacked or None,
        "considered": [as_stored(considered(one, lambda post: names.get(post, post))) for one in others] or None,
    }  # fmt: skip
    record.change(job, schema.draft, draft_id, values, revision=None, project_id=job.project_id)
    return outcome


def _check_questions(job: Job, pilot_id: str) -> None:
    """All five of THL's questions have an answer, or a reason and a day to come."""
    lacking = coordination_of(job, pilot_id).unanswered
    if lacking:
        raise ActionError(
            "QUESTIONS_OPEN", QUESTIONS_OPEN, questions=tuple(QUESTION_WORDS[one] for one in lacking)
        )


def _check_parties(job: Job, view: TeamView, without: frozenset[tuple[str, str]]) -> list[list[str]]:
    """The required parties that lack an agreement, when exactly they were confirmed."""
    lacking = parties_of(job, view).unagreed
    if not {(one.sector, one.state) for one in lacking} <= without:
        names = tuple(SECTORS[one.sector] for one in lacking)
        raise ActionError("PARTIES_LACKING", PARTIES_LACKING, parties=names)
    return [[one.sector, one.state] for one in lacking]


def _reason(job: Job, pilot_id: str, terms: Terms, role: str) -> Reason:
    """Why one role differs: its own reason and the common one, and the challenge it answers."""
    own = terms.reasons.get(role, Reason())
    if own.challenge is not None and own.challenge not in challenges(job, pilot_id):
        raise ActionError("CHALLENGE", NO_CHALLENGE)
    said = " ".join(dict.fromkeys(long_text(one) for one in (own.why, terms.why) if one.strip()))
    why = said or (own.challenge.text if own.challenge else "")
    if not why:
        raise ActionError("WHY_CHANGED", WHY_CHANGED)
    return Reason(why, own.challenge)


def _changes(view: TeamView) -> tuple[RoleChange, ...]:
    return role_changes(view.roles, view.draft.filled, view.posts) if view.draft else ()
