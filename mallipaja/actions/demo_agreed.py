"""A pilot of the example that has agreed on its team: who agreed, who was asked, what is open, how full coordinators are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from mallipaja.actions.access import Job
from mallipaja.actions.agreement import Terms, settle
from mallipaja.actions.agreement_parties import parties_of
from mallipaja.actions.caseloads import caseloads_of
from mallipaja.actions.coordination import coordination_of
from mallipaja.actions.responsibilities import begin
from mallipaja.actions.teams import team_of
from mallipaja.i18n import N_, Words
from mallipaja.store import record, schema
from mallipaja.survey.given import Known

SUPERVISOR = N_("Supervisor (example)")
HEAD = N_("Head of services (example)")
MEMBER = N_("Member {number} (example)")
DEPUTY = N_("Deputy {number} (example)")
OPEN = N_("The parties meet about this in the next workshop (example).")
RULES: tuple[dict[str, object], ...] = (
    {
        "situation": N_("Treatment or rehabilitation comes first"),
        "coordinator": N_("Public health nurse"),
        "deputy": N_("Nurse"),
        "needs": ["health", "rehabilitation"],
        "changes_when": N_("When work or training begins"),
        "handover": N_("Together in one meeting: the client, the present coordinator and the next"),
    },
    {
        "situation": N_("Work or training comes first"),
        "coordinator": N_("Job coach"),
        "deputy": N_("Employment expert"),
        "needs": ["employment"],
        "changes_when": N_("Half a year after the work began"),
        "handover": N_("Together in one meeting: the client, the present coordinator and the next"),
    },
    {
        "situation": N_("Daily life, income or several needs at once"),
        "coordinator": N_("Social counsellor"),
        "deputy": N_("Social worker"),
        "needs": ["social", "livelihood", "several"],
        "changes_when": N_("When one need comes before the others"),
        "handover": N_("Together in one meeting: the client, the present coordinator and the next"),
        "own_worker": N_("Social worker"),
    },
)
ANSWERS = {
    "coordinator": N_("The one the table of situations names (example)."),
    "guidance": N_("Whoever meets the client refers the client to the team with a consent (example)."),
    "reconciling": N_("The client's services are gone through in the team's meeting (example)."),
    "joint_plan": N_("A joint plan is made in the first meeting (example)."),
    "follow_up": N_(
        "The client coordinator goes through the plan with the client every three months (example)."
    ),
}
"""What the pilot agrees on where the survey tells how it is done today."""
_FULL = (0.5, 1.0, None, 0.25, 1.2, 0.0)
"""How full the coordinators of each post are, in turn; ``None``: nobody has counted."""
_MONTHS_EACH = 5.0
_WAITED = timedelta(days=20)
_DECIDED_IN = timedelta(days=30)


def agreed(job: Job, pilot_id: str, draft_id: str, agreed_on: date, decided_by: str, why: str) -> None:
    """Agree on the draft as people would: questions, parties and rules first, then requests and caseloads."""
    _answer_or_leave_open(job, pilot_id)
    _write_rules(job, pilot_id)
    begin(job, pilot_id)
    for number, organisation in enumerate(parties_of(job, team_of(job, pilot_id)).lacking):
        values = {
            "draft_id": draft_id, "organisation": organisation, "agreed_by": _said(SUPERVISOR),
            "mandate": "to_be_confirmed" if number == 0 else "present", "agreed_on": agreed_on,
        }  # fmt: skip
        _add(job, schema.agreement_party, values)
    lacking = parties_of(job, team_of(job, pilot_id)).unagreed
    without = frozenset((one.sector, one.state) for one in lacking)
    settle(job, draft_id, Terms(agreed_on, decided_by, why, without=without))
    _ask_and_name(job, pilot_id)
    _count_clients(job, pilot_id)


def _answer_or_leave_open(job: Job, pilot_id: str) -> None:
    """Answer the questions the survey has a proposal for; say of the others by when they will be decided."""
    view = coordination_of(job, pilot_id)
    for question in view.unanswered:
        if view.standing(question) == "proposed":
            said = {"pilot_id": pilot_id, "question": question, "answer": _said(ANSWERS[question])}
            _add(job, schema.pilot_question, said)
            continue
        values = {"pilot_id": pilot_id, "question": question, "answer": "", "why_open": _said(OPEN)}
        _add(job, schema.pilot_question, {**values, "decide_by": job.today + _DECIDED_IN})


def _write_rules(job: Job, pilot_id: str) -> None:
    for position, rule in enumerate(RULES):
        said = {name: _said(value) if isinstance(value, str) else value for name, value in rule.items()}
        _add(job, schema.coordinator_rule, {"pilot_id": pilot_id, "position": position, **said})


def _ask_and_name(job: Job, pilot_id: str) -> None:
    """Every third seat waits for an answer, the others have been named, with a deputy for every second of them."""
    for number, seat in enumerate((one for one in team_of(job, pilot_id).seats if one.post), 1):
        values: dict[str, object] = {"requested_on": job.today - _WAITED, "requested_of": _said(HEAD)}
        waits, deputised = number % 3 == 0, number % 2 == 0
        state = "requested" if waits else "deputy_named" if deputised else "named"
        record.change(
            job, schema.seat, seat.id, {**values, "state": state}, revision=None, project_id=job.project_id
        )
        if not waits:
            deputy = _said(DEPUTY, number) if deputised else ""
            _add(
                job, schema.seat_person, {"seat_id": seat.id, "name": _said(MEMBER, number), "deputy": deputy}
            )


def _count_clients(job: Job, pilot_id: str) -> None:
    for number, one in enumerate(caseloads_of(job, pilot_id).caseloads.loads):
        share = _FULL[number % len(_FULL)]
        if share is None or not isinstance(one.most, Known):
            continue
        clients = round(one.most.value * share)
        values = {"pilot_id": pilot_id, "post": one.post, "clients": clients, "counted_on": job.today}
        _add(job, schema.caseload, values)
    _add(job, schema.coordination_setting, {"pilot_id": pilot_id, "months_each": _MONTHS_EACH})


def _add(job: Job, table: schema.Table, values: Mapping[str, object]) -> None:
    record.add(job, table, values, project_id=job.project_id)


def _said(text: str, number: int | None = None) -> str:
    """The example is written in Finnish, as its project is."""
    _ = Words("fi")
    return _(text) if number is None else _(text, number=number)
